"""What cards are called on screen: their chips, rows, facts, and the course of things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.cards.records import (
    KIND_NAMES,
    STATE_CHIPS,
    STATE_NAMES,
    CardDetail,
    CardEventRecord,
    CardRow,
    Kind,
    State,
)
from app.core import dates, moments
from app.core.i18n import C_, N_, Message, Translator
from app.core.moments import riga_date
from app.core.office_settings import OfficeSettings
from app.core.settings import CARD_KINDS, CARD_WARNING_DAYS, CardKindOption
from app.office import Office

_TO_ISSUE = ("warn", "clock", N_("To be issued"))
_NOT_RETURNED = ("bad", "arrow_undo", N_("Not returned"))

#: How a print was laid out, as its log tells.
LAYOUTS: dict[str, Message] = {
    "single": C_("layout", "Card printer"),
    "sheet": C_("layout", "A4 sheet"),
    "desk": C_("layout", "Desk plate"),
    "door": C_("layout", "Door plate"),
}


@dataclass(frozen=True)
class Terms:
    """What the office decided about cards, and today's date in Riga."""

    kinds: tuple[CardKindOption, ...]
    warning_days: int
    today: date

    def enabled(self) -> tuple[Kind, ...]:
        """The kinds the office issues, in its order."""
        return tuple(Kind(option.kind) for option in self.kinds if option.enabled)

    def title(self, kind: Kind, words: Translator) -> str:
        """What the office calls a kind; its own titles are Latvian."""
        own = next((option.title for option in self.kinds if option.kind == kind), "")
        return own if own and words.language == "lv" else words(KIND_NAMES[kind])


def read_terms(office: Office, settings: OfficeSettings) -> Terms:
    """Read them; called in workers. Raises Unavailable."""
    return Terms(settings.get(CARD_KINDS), settings.get(CARD_WARNING_DAYS), riga_date(office.clock()))


def chip_of(row: CardRow, terms: Terms) -> tuple[str, str, Message]:
    """The kind, the icon and the words of a row's chip."""
    if row.lacking or row.state is None:
        return _TO_ISSUE
    if row.state in (State.ISSUED, State.EXPIRED) and (row.return_asked or row.left):
        return _NOT_RETURNED
    ends = row.valid_until
    if row.state == State.ISSUED and ends is not None and ends <= terms.today + timedelta(terms.warning_days):
        return "warn", "clock", N_("Ends {date}", date=dates.in_table(ends, terms.today))
    return STATE_CHIPS[row.state]


def day_text(day: date | None) -> str:
    """`20.11.2026.`, or nothing."""
    return dates.full(day) if day is not None else ""


def number_text(number: str) -> Message:
    """„Nr. 014”."""
    return N_("No. {number}", number=number)


def facts_of(detail: CardDetail, terms: Terms, words: Translator) -> list[tuple[Message, str]]:
    """What the detail tells of a card besides its chip."""
    row = detail.row
    facts = [
        (N_("Kind"), terms.title(row.kind, words)),
        (N_("Number"), row.number),
        (N_("Name on the card"), row.name),
        (N_("Job title on the card"), row.job_title),
        (N_("Unit"), row.unit),
        (C_("card", "Issued"), day_text(row.issued_on)),
        (N_("Valid until"), day_text(row.valid_until)),
        (C_("card", "Replaces"), words(number_text(detail.replaces)) if detail.replaces else ""),
    ]
    return [(label, value) for label, value in facts if value]


def course_of(detail: CardDetail, words: Translator) -> list[tuple[str, str]]:
    """What happened to the card, the newest first: what and why, then when and by whom."""
    told = []
    for event in reversed(detail.events):
        text = words(_happened(event))
        told.append((text, " · ".join(filter(None, (dates.full(event.day), event.person)))))
    return told


def _happened(event: CardEventRecord) -> Message:
    if event.taken_back:
        # What was undone is never an issue itself: that one is annulled.
        what = N_("Validity extended") if event.state == State.ISSUED else STATE_NAMES[event.state]
        return N_("{what}: {why}", what=C_("event", "Undone"), why=what)
    if event.reason:
        return N_("{what}: {why}", what=STATE_NAMES[event.state], why=event.reason)
    return STATE_NAMES[event.state]


def prints_of(detail: CardDetail, words: Translator) -> list[tuple[str, str]]:
    """Every print of the card, the newest first: how and why again, then when and by whom."""
    told = []
    for each in reversed(detail.prints):
        how = words(LAYOUTS[each.layout]) if each.layout in LAYOUTS else each.layout
        at = moments.to_riga(each.at)
        when = f"{dates.full(at.date())} {dates.clock(at.time())}"
        text = f"{how}: {each.reason}" if each.reason else how
        told.append((text, " · ".join(filter(None, (when, each.person)))))
    return told
