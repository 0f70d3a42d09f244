"""What the first run does beside the window: making an office, the sample office, or finding one that is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.connection import connect
from app.core.errors import Unavailable, UserError
from app.core.i18n import N_, Message
from app.core.permissions import MACHINE
from app.core.settings import Setting
from app.directory.records import EmployeeRecord
from app.first_office import Administrator, NewOffice, set_up
from app.office import Office
from app.server_place import ServerPlace
from app.server_start import make_on_server
from app.setup import new_database
from ui.first_run.administrator import AdministratorStep
from ui.first_run.data_step import PlaceTrouble, write_everywhere
from ui.first_run.employees import EmployeesStep
from ui.first_run.places import existing_url, shown_url
from ui.first_run.step import Step, Surroundings
from ui.kit.tasks import Progress

#: The sample office lies beside the office's own database and never in it.
SAMPLE = "lete-sample.db"
#: It holds nothing that has to be guarded, so everybody is told.
SAMPLE_PASSWORD = "paraugs1"  # noqa: S105
#: How many contacts the sample office has.
CONTACTS = 320


def office_of(steps: Iterable[Step], around: Surroundings) -> NewOffice:
    """All answers together."""
    settings: dict[Setting[Any], Any] = {}
    administrator: Administrator | None = None
    employees: tuple[EmployeeRecord, ...] = ()
    for step in steps:
        settings.update(step.settings())
        if isinstance(step, AdministratorStep):
            administrator = step.administrator()
        elif isinstance(step, EmployeesStep):
            employees = step.employees()
    assert administrator is not None
    assert around.profile is not None
    return NewOffice(around.profile.key, administrator, settings, employees)


@dataclass(frozen=True)
class Made:
    """An office that stands: its address, the recovery code of one in a file, and what to tell about it."""

    url: str
    code: str = field(default="", repr=False)
    told: tuple[Message, ...] = ()


def make_office(url: str, new: NewOffice, folders: list[tuple[str, str]], progress: Progress) -> Made:
    """Make it in a file. Raises PlaceTrouble for a folder, Invalid, Unavailable."""
    write_everywhere(folders)
    return Made(url, set_up(url, new, tell=progress.report))


def make_shared_office(place: ServerPlace, new: NewOffice, progress: Progress) -> Made:
    """Make it on a server. Raises ServerTrouble, OfficeThere, Invalid, Unavailable."""
    undone = make_on_server(place, new, progress.report)
    told = N_(
        "The office is on the server. On other computers choose “Lete is in use already” and give the address "
        "{address}. Sign in with the user name {login}.",
        address=shown_url(place.address),
        login=new.administrator.login,
    )
    return Made(place.address, told=(told, *(N_("Still to be done by IT: {what}", what=each) for each in undone)))


def connect_to(typed: str) -> str:
    """The address of an office that is there. Raises PlaceTrouble."""
    try:
        url = existing_url(typed)
        connection = connect(url)
        empty = connection.is_empty
        connection.close()
        if empty:
            raise Unavailable(N_("This file has no Lete tables yet. IT can make them with lete-admin init."))
    except UserError as error:
        raise PlaceTrouble("address", error.message) from error
    return url


def make_sample(folder: Path) -> str:
    """The address of the sample office, made where there is none. Raises Unavailable."""
    from app.demo import DEMO_LOGIN, add_user, fill  # noqa: PLC0415 - only this wish needs it

    path = folder / SAMPLE
    url = f"sqlite:///{path}"
    if path.exists():
        return url
    folder.mkdir(parents=True, exist_ok=True)
    with new_database(url) as engine:
        office = Office(engine, MACHINE)
        add_user(office, DEMO_LOGIN, SAMPLE_PASSWORD)
        fill(office, CONTACTS)
    return url
