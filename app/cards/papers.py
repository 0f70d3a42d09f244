"""The papers about cards: the issue journal, and the acts of issue and return, all with room to sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from reportlab.lib.units import mm

from app.cards.journal import JournalLine, journal_lines
from app.cards.policy import standing
from app.cards.records import KIND_NAMES, STATE_NAMES, CardRow, Kind, State
from app.cards.service import Cards
from app.core import dates
from app.core.errors import Invalid, UserError
from app.core.i18n import C_, N_, NN_, Message, Translator
from app.core.moments import riga_date
from app.core.office_settings import OfficeSettings
from app.core.permissions import CARDS_ISSUE
from app.core.settings import CARD_KINDS
from app.office import Office
from app.printing.cells import Column
from app.printing.document import Document
from app.printing.office import attested_now, letterhead, printed_now
from app.printing.paper import Target
from app.printing.printouts import Parameter, Printout
from app.printing.register import Register, write_register

JOURNAL = N_("Issue journal")
ISSUE_ACT, RETURN_ACT = N_("Act of issue"), N_("Act of return")
#: Room for a signature.
ROW = 10.5 * mm
#: Empty rows of a blank journal: two sheets.
BLANK_ROWS = 25
_TOLD = (State.LOST, State.STOLEN, State.DAMAGED, State.EXPIRED, State.ANNULLED, State.DESTROYED)
_KEEPING = N_(
    "The holder keeps the card safe, does not lend it to anybody, tells of its loss at once, and gives it back "
    "when the work ends, the post changes or the card is no longer valid."
)


def columns() -> tuple[Column, ...]:
    """What a journal of issued cards tells, with room for both signatures."""
    return (
        Column(N_("No."), 9, align="right"),
        Column(N_("Card No."), 21),
        Column(N_("Name and surname"), 46),
        Column(N_("Job title"), 42),
        Column(C_("card", "Issued"), 22),
        Column(N_("Valid until"), 22),
        Column(N_("Receiver’s signature"), 32),
        Column(N_("Returned"), 22),
        Column(N_("Taker’s signature"), 32),
        Column(N_("Notes"), 32),
    )


def issue_journal(office: Office, target: Target, tr: Translator, **chosen: Any) -> int:
    """Print the cards of a kind issued in a period, or with ``blank`` "yes" empty rows; how many rows there are.

    Raises Forbidden, Invalid, Unavailable.
    """
    kind, first, last = _chosen(chosen)
    lines = [] if _is_blank(chosen) else journal_lines(office, kind, first, last)
    rows = _blank_rows() if _is_blank(chosen) else _rows(lines, tr)
    parts = [title_of(office, kind, tr), _period(tr, first, last)]
    if not _is_blank(chosen):
        parts.append(tr(NN_("{count} record", "{count} records", len(lines))))
    subtitle = " · ".join(filter(None, parts))
    if not office.may(CARDS_ISSUE):
        journal_lines(office, kind)  # refused
    return write_register(
        target,
        Register(JOURNAL, columns(), subtitle, least=ROW),
        rows,
        letterhead=letterhead(office, tr),
        printed=attested_now(office),
        tr=tr,
    )


def note_journal(office: Office, **chosen: Any) -> None:
    """Enter the print of the journal into the audit. Raises Forbidden, Invalid, Unavailable."""
    kind, first, last = _chosen(chosen)
    facts = {name: day.isoformat() for name, day in (("first_day", first), ("last_day", last)) if day}
    rows = 0 if _is_blank(chosen) else len(journal_lines(office, kind, first, last))
    with office.work(CARDS_ISSUE) as work:
        work.note("print", "card", 0, printout="issue_journal", kind=kind.value, rows=rows, **facts)


def card_act(office: Office, target: Target, tr: Translator, *, card: int | str, act: str = "issue") -> None:
    """The act of a card's issue, or of its return, for both to sign. Raises Gone, Forbidden, UserError."""
    row = _card(office, card)
    is_return = act == "return"
    made = Document(
        RETURN_ACT if is_return else ISSUE_ACT,
        letterhead(office, tr),
        printed_now(office),
        tr,
        subtitle=N_("{title} No. {number}", title=title_of(office, row.kind, tr), number=row.number),
    )
    for label, value in (
        (N_("Name and surname"), row.name),
        (N_("Job title"), row.job_title),
        (N_("Unit"), row.unit),
        (C_("card", "Issued"), dates.full(row.issued_on) if row.issued_on else ""),
        (N_("Valid until"), dates.full(row.valid_until) if row.valid_until else ""),
        (N_("State"), tr(STATE_NAMES[row.state]) if is_return and row.state in _TOLD else ""),
    ):
        if value:
            made.field(label, value)
    if not is_return:
        made.space(3)
        made.paragraph(_KEEPING)
    made.space(3)
    made.field(N_("Date"), _act_date(office, row, is_return))
    taken, given = office.actor.name, row.name
    if is_return:
        made.signature(C_("paper", "Gave back"), given)
        made.signature(C_("paper", "Accepted"), taken)
    else:
        made.signature(C_("paper", "Handed over"), taken)
        made.signature(C_("card", "Received"), given)
    made.write(target)


def note_card_act(office: Office, *, card: int | str, act: str = "issue") -> None:
    """Enter the print of an act into the audit. Raises as the print does."""
    row = _card(office, card)
    with office.work(CARDS_ISSUE) as work:
        work.note("print", "card", row.id or 0, printout="card_act", kind=act)


def title_of(office: Office, kind: Kind, tr: Translator) -> str:
    """What the office calls a kind; its own titles are Latvian."""
    own = {option.kind: option.title for option in OfficeSettings(office).get(CARD_KINDS)}
    return own[kind] if tr.language == "lv" and own.get(kind) else tr(KIND_NAMES[kind])


def _card(office: Office, card: int | str) -> CardRow:
    with office.view(CARDS_ISSUE):
        pass  # whoever may only see cards prints no acts
    card_id = int(card) if str(card).isdecimal() else 0
    row = Cards(office).card(card_id).row
    if row.issued_on is None or row.state == State.DRAFT:
        raise UserError(N_("This card was never issued."))
    return row


def _act_date(office: Office, row: CardRow, is_return: bool) -> str:
    if not is_return:
        assert row.issued_on is not None
        return dates.full(row.issued_on)
    course = standing(Cards(office).card(row.id or 0).events)
    days = [event.day for event in course if event.state == State.RETURNED]
    return dates.full(days[-1] if days else riga_date(office.clock()))


def _rows(lines: list[JournalLine], tr: Translator) -> Iterator[tuple[str, ...]]:
    for at, line in enumerate(lines, 1):
        yield (
            str(at),
            line.number,
            line.name,
            line.job_title,
            dates.full(line.issued_on),
            dates.full(line.valid_until) if line.valid_until else "",
            "",
            dates.full(line.returned_on) if line.returned_on else "",
            "",
            "; ".join(tr(note) for note in _notes(line)),
        )


def _notes(line: JournalLine) -> Iterator[Message]:
    if line.state in _TOLD:
        yield N_("{state} {date}", state=STATE_NAMES[line.state], date=dates.full(line.since))
    if line.successor:
        yield N_("Replaced by No. {number}", number=line.successor)


def _blank_rows() -> Iterator[tuple[str, ...]]:
    for at in range(1, BLANK_ROWS + 1):
        yield (str(at), *[""] * 9)


def _chosen(chosen: dict[str, Any]) -> tuple[Kind, date | None, date | None]:
    first, last = chosen.get("from"), chosen.get("to")
    if first is not None and last is not None and last < first:
        raise Invalid({"to": N_("The last day is before the first.")})
    return Kind(chosen.get("kind") or Kind.STAFF_ID), first, last


def _is_blank(chosen: dict[str, Any]) -> bool:
    return chosen.get("blank") == "yes"


def _period(tr: Translator, first: date | None, last: date | None) -> str:
    if first and last:
        return dates.period(first, last, tr.language)
    if first:
        return tr(N_("from {date}", date=dates.full(first)))
    return tr(N_("until {date}", date=dates.full(last))) if last else ""


PRINTOUTS: tuple[Printout, ...] = (
    Printout(
        "issue_journal",
        JOURNAL,
        (
            Parameter(
                "kind",
                "choice",
                N_("Kind"),
                required=False,
                default=Kind.STAFF_ID.value,
                choices=tuple((kind.value, name) for kind, name in KIND_NAMES.items()),
            ),
            Parameter("from", "date", C_("day", "From"), required=False),
            Parameter("to", "date", C_("day", "To"), required=False),
            Parameter(
                "blank",
                "choice",
                N_("Rows"),
                required=False,
                default="no",
                choices=(("no", N_("Issued cards")), ("yes", N_("Empty, to fill in by hand"))),
            ),
        ),
        issue_journal,
        note_journal,
    ),
    Printout(
        "card_act",
        N_("Act of issue or return"),
        (
            Parameter("card", "id", N_("Card")),
            Parameter(
                "act",
                "choice",
                C_("paper", "Act"),
                required=False,
                default="issue",
                choices=(("issue", ISSUE_ACT), ("return", RETURN_ACT)),
            ),
        ),
        card_act,
        note_card_act,
    ),
)
