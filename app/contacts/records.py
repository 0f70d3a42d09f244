"""What crosses between the journal and the screen: frozen records, no rows of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from app.core.i18n import C_, N_, Message


class Channel(StrEnum):
    """On what way a client and the office meet (C1); the values are stored and never change."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    EMAIL = "email"
    POST = "post"
    INSTANT_MESSAGE = "instant_message"
    E_ADDRESS = "e_address"
    WEB_FORM = "web_form"
    HOTLINE = "hotline"


class Outcome(StrEnum):
    """What came of a contact, in the order of the digits that choose it; 4 is kept for complaints."""

    ANSWERED = "answered"
    CALLBACK = "callback"
    REFERRED = "referred"
    OTHER_INSTITUTION = "other_institution"
    ADVISED_IN_WRITING = "advised_in_writing"
    OFFERED_CHANNEL = "offered_channel"
    CALL_ENDED = "call_ended"


class Status(StrEnum):
    """Where a contact stands; it follows from the outcome and what was done since."""

    ANSWERED = "answered"
    CALLBACK = "callback"
    CALLED_BACK = "called_back"
    HANDED = "handed"
    REFERRED = "referred"
    OTHER_INSTITUTION = "other_institution"
    ADVISED_IN_WRITING = "advised_in_writing"
    OFFERED_CHANNEL = "offered_channel"
    CALL_ENDED = "call_ended"
    #: Of an imported journal: what it promised, nobody knows to have been done, and nothing waits for it here.
    CLOSED = "closed"


OUTCOME_DIGITS: Mapping[str, Outcome] = {
    "1": Outcome.ANSWERED,
    "2": Outcome.CALLBACK,
    "3": Outcome.REFERRED,
    "5": Outcome.OTHER_INSTITUTION,
    "6": Outcome.ADVISED_IN_WRITING,
    "7": Outcome.OFFERED_CHANNEL,
    "8": Outcome.CALL_ENDED,
}

OUTCOME_NAMES: Mapping[Outcome, Message] = {
    Outcome.ANSWERED: N_("Answered"),
    Outcome.CALLBACK: N_("To call back"),
    Outcome.REFERRED: N_("Sent to a specialist"),
    Outcome.OTHER_INSTITUTION: N_("Other institution"),
    Outcome.ADVISED_IN_WRITING: N_("Advised to write"),
    Outcome.OFFERED_CHANNEL: N_("Other channel offered"),
    Outcome.CALL_ENDED: N_("Call ended"),
}

STATUS_NAMES: Mapping[Status, Message] = {
    Status.ANSWERED: N_("Answered"),
    Status.CALLBACK: N_("To call back"),
    Status.CALLED_BACK: N_("Called back"),
    Status.HANDED: N_("Handed over"),
    Status.REFERRED: C_("status", "Sent on"),
    Status.OTHER_INSTITUTION: N_("Other institution"),
    Status.ADVISED_IN_WRITING: N_("Advised to write"),
    Status.OFFERED_CHANNEL: C_("status", "Other channel"),
    Status.CALL_ENDED: C_("status", "Ended"),
    Status.CLOSED: C_("status", "Closed"),
}

CHANNEL_NAMES: Mapping[Channel, Message] = {
    Channel.PHONE: C_("channel", "Phone"),
    Channel.IN_PERSON: C_("channel", "In person"),
    Channel.EMAIL: C_("channel", "E-mail"),
    Channel.POST: C_("channel", "Post"),
    Channel.INSTANT_MESSAGE: C_("channel", "Messages"),
    Channel.E_ADDRESS: C_("channel", "E-address"),
    Channel.WEB_FORM: C_("channel", "Website"),
    Channel.HOTLINE: C_("channel", "Hotline"),
}

#: The languages a contact is held in, as they are offered.
LANGUAGE_NAMES: Mapping[str, Message] = {
    "lv": N_("Latvian"),
    "ru": N_("Russian"),
    "en": N_("English"),
    "uk": N_("Ukrainian"),
    "lt": N_("Lithuanian"),
    "et": N_("Estonian"),
    "de": N_("German"),
    "pl": N_("Polish"),
    "be": N_("Belarusian"),
    "fr": N_("French"),
}

#: What stands in the place of the client where a restricted contact is masked (C19).
RESTRICTED = N_("Restricted access")


@dataclass(frozen=True, kw_only=True)
class ContactFields:
    """What a clerk types of a contact. Times are aware and UTC; phones E.164; "" means not given."""

    at: datetime
    channel: str = Channel.PHONE
    incoming: bool = True
    client_id: int | None = None
    client_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    topic_id: int | None = None
    topic: str = ""
    subject: str = ""
    notes: str = ""
    outcome: str = Outcome.ANSWERED
    #: By when to call back, or to have the handed matter done.
    due_at: datetime | None = None
    referred_id: int | None = None
    referred_name: str = ""
    #: With „Uzdevums kolēģim” the referral stays open until the colleague has done it.
    task_for_colleague: bool = False
    reason: str = ""
    institution_id: int | None = None
    institution: str = ""
    offered_channel: str = ""
    duration_s: int | None = None
    language: str = "lv"
    identity_shown: bool = False
    entry_help: bool = False
    recording_told: bool = False
    #: Phone and e-mail were confirmed with the client during this contact (C23).
    client_checked: bool = False
    #: Seen by those who work on it, the head and the employees in ``named`` only (C19).
    restricted: bool = False
    named: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContactDraft:
    """A contact being written: a new one (``contact_id`` None) or an edit with what it started from."""

    fields: ContactFields
    contact_id: int | None = None
    version: int = 0
    base: ContactFields | None = None
    request: str = field(default_factory=lambda: str(uuid4()))


@dataclass(frozen=True)
class Saved:
    """A save that went through. ``merged_with`` names who else had changed other fields meanwhile."""

    contact_id: int
    number: str
    client_name: str
    merged_with: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One line of the journal. What a ``masked`` one is about is not told to whoever reads it, and blank."""

    id: int
    number: str
    at: datetime
    has_time: bool
    channel: str
    client_name: str
    phone: str
    address: str
    topic: str
    subject: str
    handler_name: str
    registered_name: str
    status: str
    is_open: bool
    due_at: datetime | None
    kept: bool
    restricted: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class PrintedContact:
    """One contact as the register prints and exports it."""

    row: ContactRow
    reference: str
    email: str
    notes: str
    unit: str
    outcome: str
    referred_name: str
    reason: str
    institution: str
    incoming: bool
    duration_s: int | None
    language: str


@dataclass(frozen=True)
class Event:
    """One step in the course of a contact; ``kind`` picks the words and the icon.

    ``text`` is a person's note; for "edited" the names of the changed fields with blanks between, for "handed" the
    colleague's name with the note on the next line, for "taken_back" the kind of the step that was taken back.
    """

    at: datetime
    name: str
    #: registered | edited | called_back | call_failed | handed | closed | taken_back | annulled | restored | note
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a contact stands in its course: everything that calling back, handing over or closing changes."""

    status: str
    is_open: bool
    outcome: str
    due_at: datetime | None
    closed_at: datetime | None
    callback_tries: int
    handler_id: int | None
    handler_name: str
    unit: str
    referred_id: int | None
    referred_name: str
    institution_id: int | None
    institution: str
    offered_channel: str


@dataclass(frozen=True)
class Step:
    """A step that was done, so that it can be taken back; ``kind`` is its event's."""

    kind: str
    before: Place
    after: Place


@dataclass(frozen=True, kw_only=True)
class ContactDetail:
    """Everything the detail pane shows."""

    row: ContactRow
    fields: ContactFields
    version: int
    reference: str
    unit: str
    registered_at: datetime
    callback_tries: int
    annulled_at: datetime | None
    annulled_by: str
    annul_reason: str
    events: tuple[Event, ...]
    earlier: tuple[ContactRow, ...]
    earlier_count: int
    may_edit: bool
    #: Who besides the heads may see a restricted contact; who is named in it is told to those people only.
    seen_by: tuple[str, ...] = ()


class Tab(StrEnum):
    """The tabs of the journal."""

    ALL = "all"
    OPEN = "open"
    CALLBACKS = "callbacks"
    OVERDUE = "overdue"
    MINE = "mine"


@dataclass(frozen=True, kw_only=True)
class ContactFilter:
    """Which contacts a list shows. Dates are Riga's, both included.

    ``period`` is "today", "week", "month" or "quarter" and stands for its days anew each time the filter is used,
    whatever ``first_day`` and ``last_day`` say; "" leaves it to them.
    """

    tab: str = Tab.ALL
    text: str = ""
    channel: str = ""
    period: str = ""
    first_day: date | None = None
    last_day: date | None = None
    topic_id: int | None = None
    handler_id: int | None = None
    outcome: str = ""
    client_id: int | None = None
    import_id: int | None = None
    annulled: bool = False
    restricted: bool = False


@dataclass(frozen=True)
class Sort:
    """By which column a list stands."""

    column: str = "at"
    descending: bool = True


#: The columns of the journal that a list can be sorted by.
SORTABLE = (
    "at",
    "number",
    "channel",
    "client_name",
    "subject",
    "due_at",
    "status",
    "phone",
    "address",
    "topic",
    "handler_name",
    "registered_name",
)


@dataclass(frozen=True)
class ClientRow:
    """A client as the lookup proposes one."""

    id: int
    name: str
    phone: str
    email: str
    address: str
    checked_on: date | None = None
    contacts: int = 0


@dataclass(frozen=True)
class DueContact:
    """An open contact as Šodien shows it."""

    row: ContactRow
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class CallbackResult:
    """What came of a call back: reached or not, a note, and when to call again.

    Without ``again_at`` a client who was reached is done with; for one who was not, the promised time stands.
    """

    reached: bool
    note: str = ""
    again_at: datetime | None = None


@dataclass(frozen=True)
class SavedViewRecord:
    """A person's named filter."""

    id: int
    name: str
    filter: ContactFilter
    sort: Sort
