"""A made-up office filled with made-up contacts, through the same unit of work as a real one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from app.contacts.filling import SampleJournal
from app.contacts.sample import SampleEmployee, SampleOffice, sample_office
from app.core import identity
from app.core.accounts import Accounts
from app.core.clock import Clock, system_clock
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.core.profiles import institutions
from app.core.settings import (
    ADDRESS,
    APPROVER,
    EMAIL,
    EMERGENCY_PHONE,
    NOTICE_LINE,
    ORGANIZATION_NAME,
    PHONE,
    REGISTRATION_NUMBER,
    SAMPLE,
    SERVICE_PLACE,
    WEB,
    WORKING_HOURS,
    WorkingHours,
)
from app.demo_staff import SampleStaff
from app.directory.records import EmployeeRecord, InstitutionRecord, Reception, UnitRecord
from app.directory.service import Directory
from app.office import Office
from app.registers import load_tables
from app.setup import begin, is_begun, new_database

#: How many contacts there are where nobody says otherwise.
USUAL_CONTACTS = 320
USUAL_SEED = 1
#: Who the demonstration is signed in as.
DEMO_PERSON = "Ilze Kalniņa"
DEMO_LOGIN = "ilze.kalnina"
_APPROVER = "Valdes loceklis Mārtiņš Ozoliņš"
_NOTICE_LINE = "Ja nepieciešama palīdzība iekļūšanai telpās, zvaniet 63 000 201 vai nospiediet zvana pogu."
#: Until six on Thursdays, with a break at noon (print p4).
_WEEK = tuple(
    hours
    for weekday in range(1, 6)
    for hours in (
        WorkingHours(weekday, "08:00", "12:00"),
        WorkingHours(weekday, "12:30", "18:00" if weekday == 4 else "17:00"),
    )
)
#: Contacts in one commit.
_BATCH = 20_000


def fill(
    office: Office,
    contacts: int = USUAL_CONTACTS,
    seed: int = USUAL_SEED,
    login: str = DEMO_LOGIN,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> None:
    """Make the sample office in an empty one: settings, staff, and ``contacts`` up to the office's present moment.

    The same ``seed`` and moment give the same contacts. ``login`` becomes the login of the demonstration's person.
    """
    sample = sample_office()
    if not is_begun(office):
        begin(office, sample.organization.profile)
    _describe(office, sample)
    _know_institutions(office)
    _hire(office, sample, login)
    SampleStaff(office).add()
    journal = SampleJournal(office, contacts, seed)
    done = 0
    while added := journal.add(min(_BATCH, contacts - done)):
        done += added
        progress(done, contacts)


def make(url: str, password: str, contacts: int = USUAL_CONTACTS, clock: Clock = system_clock) -> None:
    """A whole sample office at ``url``, whose one user is DEMO_LOGIN. Raises Unavailable."""
    load_tables()
    with new_database(url) as engine:
        signed = identity.create_first_administrator(engine, DEMO_LOGIN, DEMO_PERSON, password, clock)
        fill(Office(engine, signed.actor, clock=clock), contacts, login=DEMO_LOGIN)


def add_user(office: Office, login: str, password: str) -> None:
    """Let the demonstration's person sign in, with every role. Raises Invalid."""
    Accounts(office).add(login, DEMO_PERSON, frozenset(Role), password)


def _describe(office: Office, sample: SampleOffice) -> None:
    told = sample.organization
    OfficeSettings(office).set_all(
        {
            SAMPLE: True,
            ORGANIZATION_NAME: told.name,
            REGISTRATION_NUMBER: told.registration_number,
            ADDRESS: told.address,
            PHONE: told.phone,
            EMERGENCY_PHONE: told.emergency_phone,
            EMAIL: told.email,
            WEB: told.web,
            SERVICE_PLACE: told.service_point,
            APPROVER: _APPROVER,
            NOTICE_LINE: _NOTICE_LINE,
            WORKING_HOURS: _WEEK,
        }
    )


def _know_institutions(office: Office) -> None:
    """Sample clients are sent to every institution there is, not only to those the profile names."""
    directory = Directory(office)
    known = {body.name for body in directory.institutions()}
    for body in institutions():
        if body.name not in known:
            directory.save_institution(
                InstitutionRecord(name=body.name, competence=body.about, phone=body.phone, web=body.web)
            )


def _hire(office: Office, sample: SampleOffice, login: str) -> None:
    directory = Directory(office)
    units = {unit.name: unit.id for unit in directory.units()}
    for person in sample.employees:
        if person.unit not in units:
            units[person.unit] = directory.save_unit(UnitRecord(name=person.unit))
        record = _employee(person, units[person.unit])
        directory.save_employee(replace(record, account=login) if person.name == DEMO_PERSON else record)
    specialists = {person.unit_id: person.id for person in directory.employees()}
    for topic in directory.topics():
        if topic.specialist_id is None and specialists:
            chosen = sorted(filter(None, specialists.values()))
            directory.save_topic(replace(topic, specialist_id=chosen[topic.position % len(chosen)]))


def _employee(person: SampleEmployee, unit_id: int | None) -> EmployeeRecord:
    return EmployeeRecord(
        name=person.name,
        job_title=person.post,
        unit_id=unit_id,
        place=f"{person.floor}. stāvs, {person.room}. kab.",
        phone=person.phone,
        email=person.email,
        languages=person.languages,
        reception=_reception(person),
        account=person.email.partition("@")[0],
    )


def _reception(person: SampleEmployee) -> Reception:
    days: dict[int, list[tuple[time, time]]] = {}
    for hours in person.reception:
        span = time.fromisoformat(hours.start), time.fromisoformat(hours.end)
        days.setdefault(hours.day, []).append(span)
    return {day: tuple(spans) for day, spans in days.items()}
