"""What the directory prints: the notice on the door, the notice of services and the list of staff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from app.core.i18n import N_, NN_, Message, Translator
from app.core.permissions import DIRECTORY_PRINT
from app.core.phones import show_phone
from app.directory.notices import (
    DOOR_TITLE,
    SERVICES_TITLE,
    door_notice,
    note_door_notice,
    note_services_notice,
    propose_changes,
    propose_day,
    propose_hours,
    propose_line,
    services_notice,
    unit_name,
)
from app.directory.reception_lines import reception_lines
from app.directory.records import StaffFilter
from app.directory.staff_list import StaffList
from app.office import Office
from app.printing.cells import Column
from app.printing.office import letterhead, printed_now
from app.printing.paper import Target
from app.printing.printouts import Parameter, Printout
from app.printing.register import Register, write_register

STAFF_TITLE = N_("Staff list")
Employment = Literal["yes", "all"]
_EMPLOYED: tuple[tuple[str, Message], ...] = (
    ("yes", N_("Working here")),
    ("all", N_("Those who left too")),
)
_UNIT = Parameter("unit", "id", N_("Unit"), required=False)
_SIZES = (("a4", N_("A4")), ("a3", N_("A3")))


def columns() -> tuple[Column, ...]:
    """The columns of the staff list."""
    return (
        Column(N_("Name and surname"), 42),
        Column(N_("Job title"), 46),
        Column(N_("Unit"), 44),
        Column(N_("Place"), 28),
        Column(N_("Phone"), 26),
        Column(N_("E-mail"), 50),
        Column(N_("Reception hours"), 38),
    )


def staff_list(
    office: Office,
    target: Target,
    tr: Translator,
    *,
    unit: int | None = None,
    employed: Employment = "yes",
    progress: Callable[[int], object] | None = None,
) -> int:
    """Print the staff of the office or of one unit, by surname; how many there are.

    Raises Gone where there is no such unit, Forbidden, Unavailable.
    """
    name, wanted = unit_name(office, unit), StaffFilter(unit_id=unit, employed=employed)
    count = StaffList(office).count(wanted)
    told = filter(None, (name, tr(NN_("{count} employee", "{count} employees", count))))
    return write_register(
        target,
        Register(STAFF_TITLE, columns(), subtitle=" · ".join(told)),
        _rows(office, wanted, tr),
        letterhead=letterhead(office, tr),
        printed=printed_now(office),
        tr=tr,
        progress=progress,
    )


def note_staff_list(office: Office, *, unit: int | None = None, employed: Employment = "yes") -> None:
    """Enter the print into the audit. Raises Forbidden, Unavailable."""
    unit_name(office, unit)
    facts = {"unit": unit} if unit is not None else {}
    rows = StaffList(office).count(StaffFilter(unit_id=unit, employed=employed))
    with office.work(DIRECTORY_PRINT) as work:
        work.note("print", "employee", printout="staff_list", rows=rows, employed=employed, **facts)


def _rows(office: Office, wanted: StaffFilter, tr: Translator) -> Iterator[tuple[str, ...]]:
    for person in StaffList(office).all_rows(wanted):
        phones = filter(None, (person.phone, *person.other_phones))
        yield (
            person.name,
            person.job_title,
            person.unit,
            person.place,
            ", ".join(show_phone(phone) for phone in phones),
            person.email,
            "; ".join(reception_lines(person.reception, tr.language)),
        )


PRINTOUTS: tuple[Printout, ...] = (
    Printout(
        "door_notice",
        N_("Door notice"),
        (
            Parameter("from", "date", N_("In force from"), required=False, propose=propose_day),
            Parameter("hours", "lines", DOOR_TITLE, required=False, propose=propose_hours),
            Parameter(
                "changes", "lines", N_("Changes over the holidays"), required=False, propose=propose_changes
            ),
            Parameter("line", "text", N_("Line at the foot"), required=False, propose=propose_line),
            Parameter("size", "choice", N_("Paper"), required=False, default="a4", choices=_SIZES),
        ),
        door_notice,
        note_door_notice,
    ),
    Printout("services_notice", SERVICES_TITLE, (_UNIT,), services_notice, note_services_notice),
    Printout(
        "staff_list",
        STAFF_TITLE,
        (
            _UNIT,
            Parameter("employed", "choice", N_("Employees"), required=False, default="yes", choices=_EMPLOYED),
        ),
        staff_list,
        note_staff_list,
    ),
)
