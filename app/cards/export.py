"""Cards as a file for other programs: XLSX, CSV or JSON lines; nothing in it is a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from app.cards.papers import title_of
from app.cards.records import STATE_NAMES, CardFilter, CardRow, Kind
from app.cards.service import Cards
from app.core.i18n import C_, N_, Translator
from app.core.permissions import CARDS_ISSUE
from app.office import Office
from app.printing.sheets import Field, Value, write_csv, write_json, write_xlsx

FORMATS = ("csv", "xlsx", "json")
EVERYTHING = CardFilter(frozenset(Kind))
TITLE = N_("Staff IDs and cards")
#: Rows between two reports of progress.
_REPORT_EVERY = 500

FIELDS: tuple[Field, ...] = (
    Field("kind", N_("Kind"), 20),
    Field("number", N_("Number"), 10),
    Field("person", N_("Employee"), 28),
    Field("name", N_("Name on the card"), 28),
    Field("job_title", N_("Job title"), 28),
    Field("unit", N_("Unit"), 24),
    Field("state", N_("State"), 14),
    Field("issued_on", C_("card", "Issued"), 12),
    Field("valid_until", N_("Valid until"), 12),
    Field("printed", N_("Times printed"), 10),
    Field("return_asked", N_("Asked back"), 10),
)


def export_cards(
    office: Office,
    path: Path,
    kind: str,
    tr: Translator,
    wanted: CardFilter = EVERYTHING,
    *,
    progress: Callable[[int], object] | None = None,
) -> int:
    """Write the cards that ``wanted`` leaves, and those that are lacking, as one of FORMATS; how many there are.

    What ``progress`` raises ends the export, and no file appears. Raises Forbidden, Unavailable.
    """
    rows = Cards(office).cards(wanted)
    facts = {name: value for name, value in asdict(wanted).items() if name != "kinds" and value not in ("", None)}
    with office.work(CARDS_ISSUE) as work:
        work.note("export", "card", printout=f"cards.{kind}", rows=len(rows), **facts)
    titles = {each: title_of(office, each, tr) for each in Kind}
    coded = kind == "json"
    values = (_values(row, titles, tr, coded=coded) for row in _watched(rows, progress))
    if kind == "xlsx":
        return write_xlsx(path, TITLE, FIELDS, values, tr)
    if kind == "csv":
        return write_csv(path, FIELDS, values, tr)
    if coded:
        return write_json(path, FIELDS, values)
    raise ValueError(kind)


def _watched(rows: list[CardRow], progress: Callable[[int], object] | None) -> Iterable[CardRow]:
    for done, row in enumerate(rows, 1):
        yield row
        if progress is not None and done % _REPORT_EVERY == 0:
            progress(done)


def _values(row: CardRow, titles: dict[Kind, str], tr: Translator, *, coded: bool) -> tuple[Value, ...]:
    """The row's values; ``coded`` leaves codes as they are, for programs rather than people."""
    state = "lacking" if row.state is None else row.state.value
    shown = N_("To be issued") if row.state is None else STATE_NAMES[row.state]
    return (
        row.kind.value if coded else titles[row.kind],
        row.number,
        row.person,
        row.name,
        row.job_title,
        row.unit,
        state if coded else tr(shown),
        row.issued_on,
        row.valid_until,
        row.printed,
        row.return_asked,
    )
