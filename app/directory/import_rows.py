"""One row of a list of staff as a person: every cell is read, or kept in the notes as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from app.core.errors import Invalid, UserError
from app.core.fields import parse_email
from app.core.i18n import N_, Translator
from app.core.latvian import fold
from app.core.phones import split_phones
from app.directory import policy
from app.directory.hours_text import parse_hours
from app.directory.import_fields import Remark, label_of
from app.directory.languages import parse_languages
from app.directory.records import EmployeeRecord, Reception
from app.importing.mapping import ColumnMapping
from app.importing.table import Cell, Row

#: Cells of a row by the field they are for.
Cells = Mapping[str, Cell]

_FIGURES = re.compile(r"(\d{1,2})\s?[./\-]\s?(\d{1,2})\s?[./\-]\s?(\d{4}|\d{2})\.?\s?(?:g\.?)?")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(15_000, 100_000)
_TOTAL = re.compile(r"(?:pavisam )?kopa\b")
#: In these columns stands no title of a section: what is alone there belongs to somebody, or is told as refused.
_NO_TITLES = ("name", "surname_first", "phone", "other_phones", "email", "reception")
_LETTER = re.compile(r"[^\W\d_]")
#: Lists are written in Latvian; what stands in the notes is for people, in the language of the office's data.
_LATVIAN, _ENGLISH = Translator("lv"), Translator("en")


@dataclass(frozen=True)
class StaffEntry:
    """A person to be added, the row they stood in, and what could not be read of it."""

    row: int
    record: EmployeeRecord
    remarks: tuple[Remark, ...] = ()
    #: The line manager as the row names them; until somebody is found, the first line of the notes tells it too.
    manager: str = ""
    #: The row of the line manager, where that is somebody to be added.
    manager_row: int | None = None
    #: The number of the hidden person who is shown again instead.
    shown_id: int | None = None


@dataclass
class _Notes:
    """What could not be read, as it stood."""

    lines: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def keep(self, key: str, text: str, remark: Remark | None = None) -> None:
        self.lines.append(f"{_LATVIAN(label_of(key))}: {text}")
        if remark is not None and remark not in self.remarks:
            self.remarks.append(remark)


def cells_of(row: Row, mapping: ColumnMapping) -> dict[str, Cell]:
    """The row's cells by field; short rows end early."""
    return {key: row[1][place] if place < len(row[1]) else None for key, place in mapping.columns.items()}


def is_between(row: Row, mapping: ColumnMapping) -> bool:
    """Whether the row is no person: headings once more, a total, or the title of a section."""
    filled = [place for place, cell in enumerate(row[1]) if cell is not None]
    first = fold(text_of(row[1][filled[0]])) if filled else ""
    told = {mapping.columns.get(key) for key in _NO_TITLES}
    title = len(filled) == 1 and filled[0] not in told
    return title or bool(_TOTAL.match(first)) or _repeats(row, mapping, first)


def _repeats(row: Row, mapping: ColumnMapping, first: str) -> bool:
    """Whether the row is the headings once more; looked at closely only where its first word is one of them."""
    headings = _folded(mapping.headings)
    return first in headings and [fold(text_of(cell)) for cell in row[1]] == headings[: len(row[1])]


@lru_cache(maxsize=1)
def _folded(headings: tuple[str, ...]) -> list[str]:
    return [fold(heading) for heading in headings]


def read_person(number: int, cells: Cells, today: date) -> StaffEntry:
    """The person of a row. Raises Invalid: there is no surname, or nothing but a name, or it cannot be so."""
    notes = _Notes()
    name = _one_line(cells, "name") or _one_line(cells, "surname_first")
    if name and sum(cell is not None for cell in cells.values()) < 2:
        raise Invalid({"name": N_("Nothing but a name stands here: {value}", value=name)})
    manager = _one_line(cells, "manager")
    if manager:
        notes.keep("manager", manager)
    phones = _phones(cells, notes)
    record = EmployeeRecord(
        name=_name(cells),
        job_title=_one_line(cells, "job_title"),
        unit=_one_line(cells, "unit"),
        place=_one_line(cells, "place"),
        phone=phones[0] if phones else "",
        other_phones=phones[1:],
        email=_email(cells, notes),
        languages=_languages(_one_line(cells, "languages"), notes),
        reception=_reception(_one_line(cells, "reception"), notes),
        employed_from=_day(cells, "employed_from", today, notes),
        employed_until=_day(cells, "employed_until", today, notes),
        notes="\n".join(notes.lines),
    )
    return StaffEntry(number, policy.checked_employee(record), tuple(notes.remarks), manager)


def text_of(cell: Cell) -> str:
    """A cell as text, spaces at the ends cut; 101.0 is 101."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y.}"
    return str(cell)


def same_person(one: EmployeeRecord, other: EmployeeRecord) -> bool:
    """Whether two records of one name are one person: by e-mail, else by phone, else by post."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    if one.phone and other.phone:
        return one.phone == other.phone
    return fold(one.job_title) == fold(other.job_title)


def _one_line(cells: Cells, key: str) -> str:
    cell = cells.get(key)
    return " ".join(text_of(cell).split()) if cell is not None else ""


def _name(cells: Cells) -> str:
    first, surname = _one_line(cells, "first_name"), _one_line(cells, "surname")
    whole, turned = _one_line(cells, "name"), _one_line(cells, "surname_first")
    if turned and not whole:
        surname, _, first = turned.partition(",") if "," in turned else turned.partition(" ")
    elif "," in whole:  # Šķēle, Juris
        surname, _, first = whole.partition(",")
    name = whole if whole and "," not in whole else f"{first.strip()} {surname.strip()}".strip()
    if " " not in name or not _LETTER.search(name):
        raise Invalid({"name": N_("There is no name and surname: {value}", value=name or "–")})
    return name


def _phones(cells: Cells, notes: _Notes) -> tuple[str, ...]:
    """Every number of the row, each once; a word beside a number, or what is no number, goes into the notes."""
    found: list[str] = []
    for key in ("phone", "other_phones"):
        for phone in split_phones(text_of(cells.get(key))):
            if phone.number is None:
                notes.keep("phone", phone.text, Remark.PHONE)
                continue
            if phone.note:
                notes.keep("phone", phone.text)
            found.append(phone.number)
    return tuple(dict.fromkeys(found))


def _email(cells: Cells, notes: _Notes) -> str:
    """The first address; further ones are kept in the notes."""
    address = ""
    for text in re.split(r"[\s,;]+", _one_line(cells, "email")):
        try:
            read = parse_email(text) if text else ""
        except UserError:
            notes.keep("email", text, Remark.EMAIL)
            continue
        if address and read:
            notes.keep("email", read)
        address = address or read
    return address


def _reception(text: str, notes: _Notes) -> Reception:
    try:
        return _read_hours(text)
    except UserError:
        notes.keep("reception", text, Remark.RECEPTION)
        return {}


@lru_cache(maxsize=1_000)
def _read_hours(text: str) -> Reception:
    return parse_hours(text)


def _languages(text: str, notes: _Notes) -> tuple[str, ...]:
    codes = _read_languages(text)
    if codes is None:
        notes.keep("languages", text, Remark.LANGUAGES)
    return codes or ()


@lru_cache(maxsize=1_000)
def _read_languages(text: str) -> tuple[str, ...] | None:
    for words in (_LATVIAN, _ENGLISH):
        try:
            return parse_languages(text, words)
        except UserError:
            continue
    return None


def _day(cells: Cells, key: str, today: date, notes: _Notes) -> date | None:
    cell = cells.get(key)
    if cell is None or cell == "":
        return None
    day = _read_day(cell, today)
    if day is None:
        notes.keep(key, text_of(cell), Remark.DATES)
    return day


def _read_day(cell: Cell, today: date) -> date | None:
    """The day a cell tells, in Excel's way or in figures; None where it tells none."""
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, int | float) and int(cell) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(cell))
    text = text_of(cell)
    iso, figures = _ISO.fullmatch(text), _FIGURES.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return date(_year(figures[3], today), int(figures[2]), int(figures[1])) if figures else None
    except ValueError:
        return None


def _year(text: str, today: date) -> int:
    """Two digits mean the last hundred years, and the next ones of a contract that ends."""
    if len(text) == 4:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    return year if year <= today.year + 10 else year - 100
