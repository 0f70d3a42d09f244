"""The lists of cards: their columns, the cells of a row, and what they may be narrowed to."""

from __future__ import annotations

from collections.abc import Sequence

from app.cards.records import CardRow, Kind, Which
from app.core.i18n import C_, N_, Message, Translator
from app.core.latvian import listed_name
from ui.cards.words import Terms, chip_of, day_text
from ui.kit.table import Cell, Column, Row, TwoLines

COLUMNS = (
    Column("name", N_("Name, post"), 180, fills=True),
    Column("number", N_("Number"), 96),
    Column("issued", C_("card", "Issued"), 104, gives_way=1),
    Column("valid", N_("Valid until"), 104, gives_way=2),
    Column("state", N_("State"), 148),
)
#: The same where cards of several kinds stand below one another.
MIXED = (COLUMNS[0], Column("number", N_("Number, kind"), 136), *COLUMNS[2:])

WHICH: tuple[tuple[Which, Message], ...] = (
    ("all", C_("cards", "All")),
    ("valid", C_("cards", "Valid")),
    ("expiring", C_("cards", "Ending")),
    ("lacking", C_("cards", "Lacking")),
    ("not_returned", C_("cards", "Not returned")),
    ("draft", C_("cards", "Drafts")),
)

_ORDER = {kind: at for at, kind in enumerate(Kind)}


def key_of(row: CardRow) -> int:
    """What a row is known by in the list: the card's id; below zero where a person lacks one."""
    return row.id if row.id is not None else -(row.employee_id * len(_ORDER) + _ORDER[row.kind]) - 1


def row_of(row: CardRow, terms: Terms, words: Translator, *, mixed: bool) -> Row:
    """One card, or somebody who lacks one, ready to be painted."""
    kind, icon, text = chip_of(row, terms)
    said = words(text)
    title = terms.title(row.kind, words)
    cells = (
        TwoLines(listed_name(row.person), second=" · ".join(filter(None, (row.job_title, row.unit)))),
        TwoLines(row.number or "–", second=title if mixed else ""),
        Cell(day_text(row.issued_on)),
        Cell(day_text(row.valid_until)),
        Cell(said, icon, kind),
    )
    return Row(key_of(row), cells, _spoken(row, title, said))


def rows_of(rows: Sequence[CardRow], terms: Terms, words: Translator, *, mixed: bool) -> list[Row]:
    """All of them; made in a worker, for there may be thousands."""
    return [row_of(row, terms, words, mixed=mixed) for row in rows]


def _spoken(row: CardRow, title: str, state: str) -> str:
    days = (day_text(row.issued_on), day_text(row.valid_until))
    return ", ".join(filter(None, (row.person, row.job_title, title, row.number, *days, state)))
