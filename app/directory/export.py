"""The staff as a file for other programs: XLSX, CSV or JSON. The import of the directory reads it back."""

from __future__ import annotations

from pathlib import Path

from app.core.i18n import N_, Translator
from app.core.permissions import DIRECTORY_EDIT
from app.core.phones import show_phone
from app.directory.hours_text import show_hours
from app.directory.languages import show_languages
from app.directory.records import EmployeeRecord, StaffFilter
from app.directory.staff_list import StaffList
from app.office import Office
from app.printing.sheets import Field, Value, write_csv, write_json, write_xlsx

FORMATS = ("csv", "xlsx", "json")
EVERYBODY = StaffFilter(employed="all")

FIELDS: tuple[Field, ...] = (
    Field("name", N_("Name and surname"), 28),
    Field("job_title", N_("Job title"), 30),
    Field("unit", N_("Unit"), 26),
    Field("place", N_("Room or place"), 20),
    Field("phone", N_("Phone"), 14),
    Field("other_phones", N_("Other phones"), 24),
    Field("email", N_("E-mail"), 28),
    Field("reception", N_("Reception hours"), 34),
    Field("languages", N_("Languages"), 24),
    Field("manager", N_("Line manager"), 26),
    Field("post_since", N_("In the post since"), 12),
    Field("employed_from", N_("Works from"), 12),
    Field("employed_until", N_("Works until"), 12),
    Field("notes", N_("Notes"), 40),
)


def export_directory(
    office: Office, path: Path, kind: str, tr: Translator, wanted: StaffFilter = EVERYBODY
) -> int:
    """Write the people that ``wanted`` leaves, by surname, as one of FORMATS; how many there are.

    The export is entered into the audit before it begins. Raises Forbidden, Unavailable; ValueError for any other
    ``kind``.
    """
    if kind not in FORMATS:
        raise ValueError(kind)
    people = StaffList(office)
    count = people.count(wanted)
    with office.work(DIRECTORY_EDIT) as work:
        work.note("export", "employee", printout=f"directory.{kind}", rows=count)
    rows = (_values(person, tr, coded=kind == "json") for person in people.all_rows(wanted))
    if kind == "xlsx":
        return write_xlsx(path, N_("Staff list"), FIELDS, rows, tr)
    if kind == "csv":
        return write_csv(path, FIELDS, rows, tr)
    return write_json(path, FIELDS, rows)


def _values(person: EmployeeRecord, tr: Translator, *, coded: bool) -> tuple[Value, ...]:
    """The person's values; ``coded`` leaves codes and E.164 numbers as they are, for programs, not people."""
    show = str if coded else show_phone
    return (
        person.name,
        person.job_title,
        person.unit,
        person.place,
        person.phone and show(person.phone),
        ", ".join(map(show, person.other_phones)),
        person.email,
        show_hours(person.reception),
        " ".join(person.languages) if coded else show_languages(person.languages, tr),
        person.manager,
        person.post_since,
        person.employed_from,
        person.employed_until,
        person.notes,
    )
