"""The whole beginning of an office as the first run asks for it: administrator, profile, staff. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.core import identity
from app.core.accounts import Accounts
from app.core.changes import Hub
from app.core.clock import Clock, system_clock
from app.core.identity import clean_login
from app.core.latvian import fold
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.core.settings import Setting
from app.directory.records import EmployeeRecord, UnitRecord
from app.directory.service import Directory
from app.office import Office
from app.setup import begin, new_database

#: The parts in which an office is made, as progress tells them.
STEPS = 4


@dataclass(frozen=True)
class Administrator:
    """The first person who signs in; ``roles`` are what they do besides administering.

    On a server, whose login makes the office, they get a login of their own; that of "" is the one connected.
    """

    login: str
    name: str
    password: str = field(repr=False)
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class NewOffice:
    """What was answered at the first run; what was left for later is not in ``settings``."""

    profile: str
    administrator: Administrator
    settings: Mapping[Setting[Any], Any] = field(default_factory=dict)
    employees: tuple[EmployeeRecord, ...] = ()


def set_up(
    url: str,
    new: NewOffice,
    clock: Clock = system_clock,
    *,
    tell: Callable[[int, int], object] = lambda _done, _total: None,
) -> str:
    """Make the office at ``url``; the administrator's recovery code, "" on Postgres.

    All of it is there at the end, or no database. ``tell`` hears how many of the STEPS are done; what it raises
    ends the making. Raises Invalid, Unavailable.
    """
    person = new.administrator
    tell(0, STEPS)
    with new_database(url) as engine:
        signed = identity.create_first_administrator(engine, person.login, person.name, person.password, clock)
        tell(1, STEPS)  # from here on the office is ours: nobody else can be its first administrator
        office = Office(engine, signed.actor, Hub(), clock)
        begin(office, new.profile)
        tell(2, STEPS)
        if new.settings:
            OfficeSettings(office).set_all(new.settings)
        login = _administrator_of(office, person)
        _add_staff(office, new.employees, person.name, login)
        tell(3, STEPS)
        _narrow(office, person, login)
        tell(STEPS, STEPS)
        return signed.recovery_code


def _administrator_of(office: Office, person: Administrator) -> str:
    """The administrator's login, made where the office is made in the name of another: of IT, on a server."""
    maker = office.actor.account
    if not person.login or clean_login(person.login) == maker:
        return maker
    accounts = Accounts(office)
    (own,) = accounts.list()
    accounts.rename(own.id, maker)
    login = clean_login(person.login)
    accounts.add(login, person.name, person.roles | {Role.ADMINISTRATOR}, person.password)
    return login


def _narrow(office: Office, person: Administrator, login: str) -> None:
    """Whoever made the office had every role: they keep what they asked for, or nothing if they are IT."""
    accounts = Accounts(office)
    own = next(each for each in accounts.list() if each.login == office.actor.account)
    if own.login == login:
        accounts.set_roles(own.id, person.roles | {Role.ADMINISTRATOR})
    else:
        accounts.disable(own.id)


def _add_staff(office: Office, employees: tuple[EmployeeRecord, ...], name: str, login: str) -> None:
    """The staff with their units, made where they are new; the administrator is found among them by name."""
    directory = Directory(office)
    units = {fold(unit.name): unit.id for unit in directory.units()}
    own = fold(name)
    for person in employees:
        unit_id = None
        if person.unit.strip():
            unit_id = units.get(fold(person.unit))
            if unit_id is None:
                unit_id = units[fold(person.unit)] = directory.save_unit(UnitRecord(name=person.unit.strip()))
        account = login if fold(person.name) == own else None
        directory.save_employee(replace(person, unit_id=unit_id, account=account))
    if not any(fold(person.name) == own for person in employees):
        directory.save_employee(EmployeeRecord(name=name, account=login))
