"""Rows as XLSX, CSV and JSON lines.

What people typed never becomes a formula. In XLSX every text is written as a string. A CSV file has no types,
so a text that begins with = + - @, a tab or a carriage return gets an apostrophe before it (OWASP, "CSV
Injection"). Telephone numbers are let through: a plus sign with digits and spaces alone computes nothing, and
an apostrophe would spoil every number in the column for the programs that read the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from app.core.i18n import C_, N_, Message, Translator
from app.core.moments import to_riga
from app.printing.files import replacing

Value = str | int | float | Decimal | bool | date | datetime | None
Rows = Iterable[Sequence[Value]]

DATE_FORMAT = "dd.mm.yyyy"
TIME_FORMAT = "dd.mm.yyyy hh:mm"
#: Excel's own limits: a cell's text and a sheet's rows, the header's among them.
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
_CUT = N_("… (shortened)")
_PHONE = re.compile(r"\+\d[\d \u00a0]{5,20}")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNPRINTABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Field:
    """One column of an export: its name in JSON, its title, and its width in characters."""

    key: str
    title: Message
    width: float = 16


def write_xlsx(path: Path, title: Message, fields: Sequence[Field], rows: Rows, tr: Translator) -> int:
    """Write an Excel workbook; return the number of rows.

    Dates are real dates, shown the Latvian way. Rows beyond a sheet's capacity go on a further sheet; a text
    longer than a cell can hold ends with a remark. Raises :class:`Unavailable` (see :mod:`files`).
    """
    with replacing(path) as file:
        return _Workbook(file, tr(title), fields, tr).write(rows)


def write_csv(path: Path, fields: Sequence[Field], rows: Rows, tr: Translator) -> int:
    """Write CSV as Latvian Excel opens it: UTF-8 with BOM, semicolons, decimal commas; return the rows' number."""
    with replacing(path) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
        writer = csv.writer(text, delimiter=";")
        writer.writerow([tr(field.title) for field in fields])
        count = 0
        for row in rows:
            writer.writerow([_csv_text(value, tr) for value in row])
            count += 1
        text.detach()
        return count


def write_json(path: Path, fields: Sequence[Field], rows: Rows) -> int:
    """Write a JSON array, an object a line, in UTF-8; return the number of rows.

    Keys are the fields' keys; times are ISO 8601, decimals strings (so that no cent is lost).
    """
    keys = [field.key for field in fields]
    with replacing(path) as file:
        count = 0
        file.write(b"[")
        for row in rows:
            record = dict(zip(keys, map(_json_value, row), strict=True))
            line = (",\n" if count else "\n") + json.dumps(record, ensure_ascii=False)
            file.write(line.encode("utf-8", "backslashreplace"))
            count += 1
        file.write(b"\n]\n")
        return count


def safe_csv(text: str) -> str:
    """``text`` as it can stand in a CSV file without being taken for a formula."""
    if text.startswith(_DANGEROUS) and not _PHONE.fullmatch(text):
        return "'" + text
    return text


def _csv_text(value: Value, tr: Translator) -> str:
    match value:
        case None:
            return ""
        case bool():
            return tr(_yes_no(value))
        case int() | float() | Decimal():
            return str(value).replace(".", ",")
        case datetime():
            return f"{_local(value):%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
    return safe_csv(value)


def _json_value(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _yes_no(value: bool) -> Message:
    return C_("value", "Yes") if value else C_("value", "No")


def _local(time: datetime) -> datetime:
    """Riga's wall clock, as a sheet has no zones; a time without a zone is one already."""
    return to_riga(time).replace(tzinfo=None) if time.tzinfo else time


class _Workbook:
    """One workbook being written, row by row, to a file."""

    def __init__(self, file: BinaryIO, title: str, fields: Sequence[Field], tr: Translator) -> None:
        self._book = Workbook(
            file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"title": title, "company": "Lete"})
        self._title = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:25] or "1"
        self._fields = fields
        self._tr = tr
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._date = self._book.add_format({"num_format": DATE_FORMAT, "align": "left"})
        self._time = self._book.add_format({"num_format": TIME_FORMAT, "align": "left"})
        self._sheet: Any = None
        self._row = 0

    def write(self, rows: Rows) -> int:
        """Write all rows and the file; a full disk comes out as the OSError it is."""
        count = 0
        try:
            self._next_sheet()
            for row in rows:
                if self._row == MOST_ROWS:
                    self._next_sheet()
                for column, value in enumerate(row):
                    self._write(column, value)
                self._row += 1
                count += 1
            self._finish_sheet()
            self._book.close()
        except FileCreateError as trouble:
            raise OSError(*getattr(trouble.args[0], "args", trouble.args)) from trouble
        return count

    def _next_sheet(self) -> None:
        if self._sheet is not None:
            self._finish_sheet()
        number = len(self._book.worksheets()) + 1
        self._sheet = self._book.add_worksheet(self._title if number == 1 else f"{self._title} {number}")
        self._sheet.freeze_panes(1, 0)
        for column, field in enumerate(self._fields):
            self._sheet.set_column(column, column, field.width)
            self._sheet.write_string(0, column, self._tr(field.title), self._bold)
        self._row = 1

    def _finish_sheet(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._fields) - 1)

    def _write(self, column: int, value: Value) -> None:
        sheet, row = self._sheet, self._row
        match value:
            case None | "":
                return
            case bool():
                sheet.write_string(row, column, self._tr(_yes_no(value)))
            case int() | float() | Decimal():
                sheet.write_number(row, column, value)
            case datetime() if value.year >= 1900:
                sheet.write_datetime(row, column, _local(value), self._time)
            case date() if value.year >= 1900:
                sheet.write_datetime(row, column, value, self._date)
            case date():
                sheet.write_string(row, column, _csv_text(value, self._tr))  # Excel knows no earlier years
            case _:
                sheet.write_string(row, column, self._fitting(value))

    def _fitting(self, text: str) -> str:
        text = _UNPRINTABLE.sub("\ufffd", text)
        if len(text) > LONGEST_TEXT:
            remark = self._tr(_CUT)
            text = text[: LONGEST_TEXT - len(remark)] + remark
        return text
