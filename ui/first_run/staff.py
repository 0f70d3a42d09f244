"""Rows copied out of a spreadsheet, read as people of the staff."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import UserError
from app.core.i18n import Message
from app.core.latvian import fold
from app.directory.policy import checked_employee
from app.directory.records import EmployeeRecord

#: The columns of the list, in the order in which unnamed ones are read.
COLUMNS = ("name", "job_title", "unit", "phone", "email", "place")
_NAMED = {
    "name": ("vards", "darbinieks", "name", "uzvards"),
    "job_title": ("amats", "job", "post"),
    "unit": ("dala", "nodala", "strukturvieniba", "unit", "department"),
    "phone": ("talrunis", "talr", "phone", "mobilais"),
    "email": ("e-pasts", "epasts", "e-mail", "email"),
    "place": ("kabinets", "vieta", "telpa", "adrese", "place", "room"),
}

Row = dict[str, str]


def read_rows(text: str) -> list[Row]:
    """People out of a pasted text: one a line, cells parted by tabs (or semicolons); headings are recognised.

    „Vārds” and „Uzvārds” in two columns are put together.
    """
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    parting = "\t" if any("\t" in line for line in lines) else ";"
    cells = [[" ".join(cell.split()) for cell in line.split(parting)] for line in lines]
    if not cells:
        return []
    heads = _headings(cells[0])
    if heads:
        cells = cells[1:]
    else:
        heads = [COLUMNS[at] if at < len(COLUMNS) else "" for at in range(max(map(len, cells)))]
    return [row for line in cells if (row := _row(heads, line))]


def _headings(cells: Sequence[str]) -> list[str]:
    heads = [_column(cell) for cell in cells]
    return heads if "name" in heads else []


def _column(heading: str) -> str:
    words = fold(heading)
    return next((key for key, names in _NAMED.items() if any(words.startswith(name) for name in names)), "")


def _row(heads: Sequence[str], cells: Sequence[str]) -> Row:
    row: Row = {}
    for head, cell in zip(heads, cells, strict=False):
        if head and cell:
            row[head] = f"{row[head]} {cell}" if head in row else cell
    return row if row.get("name") else {}


def employee(row: Row) -> EmployeeRecord:
    """The person of a row. Raises Invalid."""
    person = EmployeeRecord(
        name=row.get("name", ""),
        job_title=row.get("job_title", ""),
        unit=row.get("unit", ""),
        phone=row.get("phone", ""),
        email=row.get("email", ""),
        place=row.get("place", ""),
    )
    return checked_employee(person)


def fault(row: Row) -> Message | None:
    """What is wrong with a row, if anything."""
    try:
        employee(row)
    except UserError as error:
        return error.message
    return None
