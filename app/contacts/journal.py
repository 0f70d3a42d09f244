"""An old contact journal row by row: an entry, a row that is none, or a refusal with its reason. No database.

Nothing is guessed: a row is refused rather than taken wrongly, and what the register has no field for goes to the
notes in the journal's own words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from typing import Any

from app.contacts import journal_values as values
from app.contacts.journal_dates import DITTO, Day, Unreadable, When, read_time, read_when, settle
from app.contacts.journal_fields import FIELDS, LIMITS, label_of
from app.contacts.journal_people import clean_client
from app.core.i18n import N_, Message
from app.core.latvian import fold
from app.core.moments import to_utc
from app.core.personal_code import looks_like, masked_in
from app.core.profile_records import ChannelCode, OutcomeCode
from app.importing.mapping import ColumnMapping
from app.importing.table import Cell, Row, friendly_text

_SUBTOTALS = ("kopa", "pavisam", "summa", "starpsumma", "kopskaits", "ierakstu skaits", "ieraksti kopa", "total")
_SECTION_WORDS = ("nedela", "menesis", "gads", "ceturksnis", "lapa", *(
    "janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris".split()
))  # fmt: skip
#: A subtotal or a section title fills no more cells than this.
_FEW_CELLS = 3
_MIDNIGHT = time()
_TEXTS = (
    "client",
    "address",
    "subject",
    "handler",
    "outcome_text",
    "referred_to",
    "institution",
    "notes",
    "reference",
)


class SkipKind(Enum):
    """Why a row is no contact; the value is the key in the import report."""

    BLANK = "blank"
    SUBTOTAL = "subtotal"
    HEADING = "heading"


class Remark(Enum):
    """What a person may want to look at in a row that was taken."""

    DATE_SETTLED = "date_settled"
    PHONE_UNREADABLE = "phone_unreadable"
    PERSONAL_CODE_MASKED = "personal_code_masked"


@dataclass(frozen=True, slots=True)
class Values:
    """A contact as the journal tells it.

    ``at`` is UTC; without a time of day it is 0:00 in Riga and ``has_time`` is false. ``client`` is "" for an
    anonymous one. ``handler`` and ``referred_to`` are names as written, for ``match_person``. ``outcome_text``
    keeps the journal's words. ``reference`` is the journal's number with its year, ``17/2023``.
    """

    at: datetime
    has_time: bool
    channel: ChannelCode
    client: str
    phone: str
    email: str
    address: str
    subject: str
    handler: str
    outcome: OutcomeCode
    outcome_text: str
    referred_to: str
    institution: str
    notes: str
    reference: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row taken; ``fingerprint`` is equal for the same contact in a repeated import or twice in one file."""

    row: int
    values: Values
    fingerprint: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no contact."""

    row: int
    kind: SkipKind


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken as it is."""

    row: int
    reason: Message


JournalRow = Entry | Skipped | Refused


def interpret(
    rows: Iterable[Row], mapping: ColumnMapping, today: date, channel: ChannelCode | None = None
) -> Iterator[JournalRow]:
    """Each row below the headings, in the file's order; ``today`` is Riga's.

    ``channel`` serves rows without one, for a journal of calls only. Rows without a full date wait for the next
    dated one, so a result may come some rows late.
    """
    return _Reader(mapping, today, channel).read(rows)


@dataclass(slots=True)
class _Waiting:
    """A row and what its date cell says: a reading, or why there is none; a SkipKind for no contact."""

    row: int
    cells: tuple[Cell, ...]
    when: When | Unreadable | SkipKind


class _Reader:
    """Walks the rows once, remembering the dated row before and the row above."""

    def __init__(self, mapping: ColumnMapping, today: date, channel: ChannelCode | None) -> None:
        self._header_row = mapping.header_row
        self._width = max(mapping.columns.values()) + 1
        #: Where each field stands in a row cut or filled to that width; without a column: the empty cell after it.
        self._place = {field.key: mapping.columns.get(field.key, self._width) for field in FIELDS}
        self._headings = {fold(mapping.headings[place]) for place in mapping.columns.values()}
        self._today = today
        self._channel = channel
        self._before: date | None = None
        self._above: date | None = None
        self._previous: tuple[Cell, ...] = (None,) * (self._width + 1)

    def read(self, rows: Iterable[Row]) -> Iterator[JournalRow]:
        waiting: deque[_Waiting] = deque()
        for number, cells in rows:
            if number <= self._header_row:
                continue
            row = self._classified(number, cells)
            waiting.append(row)
            if isinstance(row.when, Day):
                yield from self._settled(waiting, row.when.day)
                self._before = row.when.day
        yield from self._settled(waiting, None)

    def _classified(self, number: int, cells: tuple[Cell, ...]) -> _Waiting:
        kind = self._no_contact(cells)
        if kind is not None:
            return _Waiting(number, (), kind)
        cells = (*cells[: self._width], *(None,) * (self._width - len(cells)), None)
        if not DITTO.isdisjoint(cells):
            cells = self._repeating(cells)
        self._previous = cells
        try:
            return _Waiting(number, cells, read_when(cells[self._place["date"]], self._today))
        except Unreadable as refusal:
            return _Waiting(number, cells, refusal)

    def _no_contact(self, cells: tuple[Cell, ...]) -> SkipKind | None:
        filled = len(cells) - cells.count(None)
        if not filled:
            return SkipKind.BLANK
        if filled <= _FEW_CELLS:
            text = fold(next((cell for cell in cells if isinstance(cell, str)), "")).strip(" .:")
            if text.startswith(_SUBTOTALS) or text.endswith(" kopa"):
                return SkipKind.SUBTOTAL
            if filled == 1 and text.startswith(_SECTION_WORDS):
                return SkipKind.HEADING
        place = self._place["date"]
        cell = cells[place] if place < len(cells) else None
        if isinstance(cell, str) and cell[:1].isalpha() and fold(cell) in self._headings:
            same = sum(isinstance(cell, str) and fold(cell) in self._headings for cell in cells)
            return SkipKind.HEADING if same * 2 > filled else None
        return None

    def _repeating(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Ditto marks replaced by the cell above; the date's is settled with the other dates."""
        return tuple(
            above if cell in DITTO and place != self._place["date"] else cell
            for place, (cell, above) in enumerate(zip(cells, self._previous, strict=True))
        )

    def _settled(self, waiting: deque[_Waiting], after: date | None) -> Iterator[JournalRow]:
        while waiting:
            row = waiting.popleft()
            if isinstance(row.when, SkipKind):
                yield Skipped(row.row, row.when)
                continue
            try:
                if isinstance(row.when, Unreadable):
                    self._above = None
                    raise row.when
                self._above = day = self._day(row.when, after)
                yield self._entry(row, row.when, day)
            except Unreadable as refusal:
                yield Refused(row.row, refusal.reason)

    def _day(self, when: When, after: date | None) -> date:
        above, self._above = self._above, None
        return settle(when, self._before, after, above)

    def _entry(self, row: _Waiting, when: When, day: date) -> Entry:
        place = self._place
        text = [cell.strip() if type(cell) is str else values.text_of(cell) for cell in row.cells]
        at = read_time(row.cells[place["time"]]) or (when.at if isinstance(when, Day) else None)
        subject, link = friendly_text(text[place["subject"]])
        outcome_text = values.one_line(text[place["outcome"]])
        outcome = values.outcome_of(outcome_text)
        phones = values.phones_of(text[place["phone"]])
        notes = "\n".join(filter(None, (text[place["notes"]], phones.rest, link)))
        channel = text[place["channel"]]
        taken = Values(
            at=to_utc(day, at or _MIDNIGHT),
            has_time=at is not None,
            channel=self._channel if self._channel and not channel else values.channel_of(channel),
            client=clean_client(text[place["client"]]),
            phone=phones.first,
            email=values.email_in(text[place["email"]]) or values.email_in(subject),
            address=values.one_line(text[place["address"]]),
            subject=subject,
            handler=values.one_line(text[place["handler"]]),
            outcome=outcome.code,
            outcome_text=outcome_text,
            referred_to=outcome.referred_to,
            institution=outcome.institution,
            notes=notes,
            reference=_reference(text[place["number"]], day),
        )
        taken, masked = _without_codes(taken)
        _check(taken)
        remarks: tuple[Remark, ...] = ()
        if masked or phones.unreadable or not isinstance(when, Day):
            remarks = _remarks(when, phones.unreadable, masked)
        return Entry(row.row, taken, fingerprint(taken), remarks)


def _remarks(when: When, unreadable: bool, masked: bool) -> tuple[Remark, ...]:
    made = {
        Remark.DATE_SETTLED: not isinstance(when, Day),
        Remark.PHONE_UNREADABLE: unreadable,
        Remark.PERSONAL_CODE_MASKED: masked,
    }
    return tuple(remark for remark, said in made.items() if said)


def _without_codes(taken: Values) -> tuple[Values, bool]:
    """The contact with personal codes masked wherever they stand, and whether there were any; none is kept."""
    texts = [getattr(taken, key) for key in _TEXTS]
    if not looks_like("\n".join(texts)):
        return taken, False
    masked: dict[str, Any] = {key: masked_in(text) for key, text in zip(_TEXTS, texts, strict=True)}
    return replace(taken, **masked), True


def _reference(number: str, day: date) -> str:
    number = number.rstrip(".")
    return f"{number}/{day.year}" if number.isdigit() else number


def _check(taken: Values) -> None:
    """Raises Unreadable for a row that says nothing, and for a text longer than its field."""
    if not (taken.subject or taken.client or taken.phone or taken.email):
        raise Unreadable(N_("The row has neither a client nor a question."))
    for key, limit in LIMITS:
        length = len(getattr(taken, key))
        if length > limit:
            raise Unreadable(
                N_(
                    "{field} – too long: {length} of {limit} characters.",
                    field=label_of(key),
                    length=length,
                    limit=limit,
                )
            )


def fingerprint(taken: Values) -> str:
    """32 hex digits of time, channel, client, phone and subject, however they were written.

    Where neither time, client nor phone tells contacts apart, the journal's number does.
    """
    told_apart = taken.has_time or taken.client or taken.phone
    parts = (
        str(taken.at.timestamp()),
        "t" if taken.has_time else "",
        taken.channel,
        fold(taken.client),
        taken.phone,
        fold(taken.subject),
        "" if told_apart else taken.reference,
    )
    return blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()
