"""The whole beginning of an office as the first run asks for it: administrator, profile, staff. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.core import identity
from app.core.accounts import Accounts
from app.core.changes import Hub
from app.core.clock import Clock, system_clock
from app.core.latvian import fold
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.core.settings import Setting
from app.directory.records import EmployeeRecord, UnitRecord
from app.directory.service import Directory
from app.office import Office
from app.setup import begin, new_database


@dataclass(frozen=True)
class Administrator:
    """The first person who signs in; ``roles`` are what they do besides administering."""

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


def set_up(url: str, new: NewOffice, clock: Clock = system_clock) -> str:
    """Make the office at ``url``; the administrator's recovery code, "" on Postgres.

    All of it is there at the end, or no database. Raises Invalid, Unavailable.
    """
    person = new.administrator
    with new_database(url) as engine:
        signed = identity.create_first_administrator(engine, person.login, person.name, person.password, clock)
        office = Office(engine, signed.actor, Hub(), clock)
        begin(office, new.profile)
        if new.settings:
            OfficeSettings(office).set_all(new.settings)
        _add_staff(office, new.employees)
        accounts = Accounts(office)
        (own,) = accounts.list()
        accounts.set_roles(own.id, person.roles | {Role.ADMINISTRATOR})
        return signed.recovery_code


def _add_staff(office: Office, employees: tuple[EmployeeRecord, ...]) -> None:
    """The staff with their units, made where they are new; the administrator is found among them by name."""
    directory = Directory(office)
    units = {fold(unit.name): unit.id for unit in directory.units()}
    own = fold(office.actor.name)
    for person in employees:
        unit_id = None
        if person.unit.strip():
            unit_id = units.get(fold(person.unit))
            if unit_id is None:
                unit_id = units[fold(person.unit)] = directory.save_unit(UnitRecord(name=person.unit.strip()))
        account = office.actor.account if fold(person.name) == own else None
        directory.save_employee(replace(person, unit_id=unit_id, account=account))
    if not any(fold(person.name) == own for person in employees):
        directory.save_employee(EmployeeRecord(name=office.actor.name, account=office.actor.account))
