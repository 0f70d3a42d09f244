"""A list of staff read in, from the file to the commit, against openpyxl reading the same file once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import xlsxwriter

from app.contacts.sample import sample_clients
from app.core.permissions import MACHINE
from app.directory.directory_import import DirectoryImport
from tests.bench.harness import Result, limited, timed
from tests.bench.stage import Stage, opened
from tests.support.databases import EngineKind

IMPORT = "directory.import"
#: 5,000 people in five seconds; where a machine is slow, so many times as long as reading the bare cells.
GOAL, STRICTEST = 5.0, 4.0
_HEADINGS = (
    *("Vārds, uzvārds", "Amats", "Struktūrvienība", "Tālrunis", "E-pasts", "Kabinets"),
    *("Pieņemšanas laiks", "Valodas", "Vadītājs", "Sākums"),
)
_POSTS = ("Speciālists", "Vecākais speciālists", "Lietvedis", "Jurists", "Šoferis")
_HOURS = ("P 8-12, C 13-17", "Pirmdienās 8.00–12.00; ceturtdienās 13.00–18.00", "darba dienās 9-16", None)
_LANGUAGES = ("lv, en", "latviešu, krievu", None)


def imported(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """A list as an office keeps it, into an empty directory."""
    path = _written(stage.folder / f"staff_{kind}.xlsx", stage.sizes.staff)
    url = stage.empty(kind)
    try:
        with opened(url, MACHINE) as office:
            staff = DirectoryImport(office)
            figure = timed(lambda: staff.commit(staff.stage(path)))
    finally:
        stage.drop(url)
    floor = min(timed(lambda: _bare(path)) for _ in range(3))
    yield limited(IMPORT, kind, figure, floor, GOAL * stage.sizes.staff / 5_000, strictest=STRICTEST)
    path.unlink()


def _written(path: Path, count: int) -> Path:
    """The list as Excel saves it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, _HEADINGS)
        leader = None
        for number, client in enumerate(sample_clients(count, 7)):
            leader = client.name if number % 50 == 0 else leader
            sheet.write_row(
                number + 1,
                0,
                (
                    client.name,
                    _POSTS[number % len(_POSTS)],
                    f"{number % 40 + 1}. nodaļa",
                    client.phone,
                    client.email,
                    f"{number % 300}. kab.",
                    _HOURS[number % len(_HOURS)],
                    _LANGUAGES[number % len(_LANGUAGES)],
                    leader if number % 50 else None,
                    "12.03.2018.",
                ),
            )
    return path


def _bare(path: Path) -> int:
    """Every cell, as openpyxl gives it."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()
