"""Every option of Lete, declared once: its default, what it may be, whose it is, and its words on the page.

Options of this PC are kept by :class:`app.core.local_settings.LocalSettings`, those of the office by
:class:`app.core.office_settings.OfficeSettings`. The page is rendered from SETTINGS, in this order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from app.calendar.records import ExtraHoliday, MovedDay
from app.core.i18n import LANGUAGES, N_, Message
from app.core.permissions import SETTINGS_EDIT, Action

T = TypeVar("T")

Choices = tuple[tuple[str, Message], ...]


class Scope(Enum):
    """Whose an option is."""

    PC = "pc"
    OFFICE = "office"


class Kind(Enum):
    """What an option's value is: ``RECORDS`` a tuple of ``Setting.record``, ``IMAGE`` base64 text or "".

    ``HOTLINE`` is a phone that may be a short number, such as 112.
    """

    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    COLOUR = "colour"
    IMAGE = "image"
    FOLDER = "folder"
    PHONE = "phone"
    HOTLINE = "hotline"
    EMAIL = "email"
    REGISTRATION_NUMBER = "registration_number"
    RECORDS = "records"


class Page(Enum):
    """A page of the settings (design.md 6.14)."""

    MY_WORK = "my_work"
    APPEARANCE = "appearance"
    OFFICE = "office"
    LISTS = "lists"
    TERMS = "terms"
    CARDS = "cards"
    DATA = "data"


PAGE_LABELS: dict[Page, Message] = {
    Page.MY_WORK: N_("My work"),
    Page.APPEARANCE: N_("Appearance and language"),
    Page.OFFICE: N_("Organisation details"),
    Page.LISTS: N_("Lists"),
    Page.TERMS: N_("Terms and holidays"),
    Page.CARDS: N_("Staff IDs and cards"),
    Page.DATA: N_("Data place, backup copies"),
}


@dataclass(frozen=True, eq=False)
class Setting(Generic[T]):
    """One option. ``minimum`` and ``maximum`` bound a number, ``maximum`` also the length of a text.

    ``per_list`` options have a value for each list. ``page`` is None for what the program remembers by itself.
    """

    key: str
    default: T
    kind: Kind
    scope: Scope
    page: Page | None
    label: Message
    help: Message | None = None
    choices: Choices = ()
    minimum: int = 0
    maximum: int = 0
    record: type[Any] | None = None
    per_list: bool = False

    @property
    def needed(self) -> Action | None:
        """What a person must be allowed to do to change it; None for an option of this PC."""
        return SETTINGS_EDIT if self.scope is Scope.OFFICE else None


@dataclass(frozen=True)
class ChannelOption:
    """A channel in its place in the order; Alt+1… follow the enabled ones."""

    code: str
    label: str
    enabled: bool = True


@dataclass(frozen=True)
class WorkingHours:
    """When the office works on an ISO weekday; times as ``08:00``. A weekday may have two stretches."""

    weekday: int
    opens: str
    closes: str


@dataclass(frozen=True)
class CardKindOption:
    """A kind of card as the office has it: its printed title, how it is numbered, how long it is valid.

    ``digits`` is the least number of digits behind ``prefix``; 0 ``months`` stand for no end.
    """

    kind: str
    title: str
    prefix: str = ""
    digits: int = 3
    months: int = 0
    enabled: bool = True


@dataclass(frozen=True)
class CardRuleOption:
    """Who must have a kind of card: ``audience`` counter, field or all; ``basis`` is the document's clause."""

    kind: str
    audience: str
    required: bool
    basis: str = ""


@dataclass(frozen=True)
class CardDesign:
    """How a kind of card looks. An empty ``colour`` is the accent of paper, an empty ``signer`` the approver.

    ``note`` is what whoever finds a lost card is asked to do; ``back`` whether there is a back at all.
    """

    kind: str
    colour: str = ""
    logo: bool = True
    unit: bool = False
    languages: bool = False
    photo: bool = True
    qr: bool = True
    back: bool = True
    note: str = ""
    signer: str = ""


_WEEK = tuple(WorkingHours(weekday, "08:00", "17:00") for weekday in range(1, 6))

_CHANNELS = (
    ChannelOption("phone", "Tālrunis"),
    ChannelOption("in_person", "Klātienē"),
    ChannelOption("email", "E-pasts"),
    ChannelOption("post", "Pasts"),
    ChannelOption("instant_message", "WhatsApp", enabled=False),
    ChannelOption("e_address", "E-adrese"),
    ChannelOption("web_form", "Tīmekļvietne", enabled=False),
    ChannelOption("hotline", "Uzticības tālrunis", enabled=False),
)

#: The values are stored, and those of app/cards too.
CARD_KIND_CODES = ("staff_id", "name_card", "desk_plate", "door_plate")
CARD_AUDIENCES = ("counter", "field", "all")

_CARD_KINDS = (
    CardKindOption("staff_id", "Darba apliecība", months=24),
    CardKindOption("name_card", "Vārda karte", prefix="V-"),
    CardKindOption("desk_plate", "Galda plāksne", prefix="G-"),
    CardKindOption("door_plate", "Durvju plāksne", prefix="D-"),
)

ORGANIZATION_KINDS: Choices = (
    ("company", N_("Company")),
    ("joint_service_centre", N_("Joint state and municipal customer service centre")),
    ("institution", N_("Institution")),
)
LANGUAGE_NAMES: Choices = tuple(zip(LANGUAGES, (N_("Latvian"), N_("English")), strict=True))
#: The longest logo, as base64 text of 500 kB.
LOGO_LIMIT = 500_000 * 4 // 3


def _pc(key: str, default: T, kind: Kind, page: Page | None, label: Message, **more: Any) -> Setting[T]:
    return Setting(key, default, kind, Scope.PC, page, label, **more)


def _office(key: str, default: T, kind: Kind, page: Page | None, label: Message, **more: Any) -> Setting[T]:
    return Setting(key, default, kind, Scope.OFFICE, page, label, **more)


ENTER_MOVES_ON = _pc("enter_moves_on", True, Kind.FLAG, Page.MY_WORK, N_("Enter moves to the next field"))
USUAL_CHANNEL = _pc(
    "usual_channel",
    "phone",
    Kind.CHOICE,
    Page.MY_WORK,
    N_("Usual channel"),
    help=N_("A new contact begins with it."),
    choices=tuple((channel.code, Message("{label}", {"label": channel.label})) for channel in _CHANNELS),
)
LANGUAGE = _pc("language", "lv", Kind.CHOICE, Page.APPEARANCE, N_("Language"), choices=LANGUAGE_NAMES)
THEME = _pc(
    "theme",
    "system",
    Kind.CHOICE,
    Page.APPEARANCE,
    N_("Colours"),
    choices=(("system", N_("As in the system")), ("light", N_("Light")), ("dark", N_("Dark"))),
)
TEXT_SIZE = _pc(
    "text_size",
    "100",
    Kind.CHOICE,
    Page.APPEARANCE,
    N_("Text size"),
    choices=tuple((size, Message("{size} %", {"size": size})) for size in ("100", "115", "130")),
)
ROW_DENSITY = _pc(
    "row_density",
    "dense",
    Kind.CHOICE,
    None,
    N_("Row height"),
    choices=(("dense", N_("Dense rows")), ("normal", N_("Normal rows")), ("tall", N_("Tall rows"))),
    per_list=True,
)
ANIMATIONS = _pc("animations", True, Kind.FLAG, Page.APPEARANCE, N_("Animations"))
LAST_PAGE = _pc("last_page", "", Kind.TEXT, None, N_("Last page"), maximum=40)

PROFILE = _office("profile", "", Kind.TEXT, None, N_("Profile"), maximum=10)
SAMPLE = _office("sample", False, Kind.FLAG, None, N_("Sample data"))
#: The server's address that the office went to; in the office's old file it means that the office is gone.
MOVED_TO = _office("moved_to", "", Kind.TEXT, None, N_("Moved to"), maximum=500)
ORGANIZATION_NAME = _office(
    "organization.name", "", Kind.TEXT, Page.OFFICE, N_("Name of the organisation"), maximum=200
)
ORGANIZATION_KIND = _office(
    "organization.kind",
    "company",
    Kind.CHOICE,
    Page.OFFICE,
    N_("Kind of organisation"),
    choices=ORGANIZATION_KINDS,
)
REGISTRATION_NUMBER = _office(
    "organization.registration_number", "", Kind.REGISTRATION_NUMBER, Page.OFFICE, N_("Registration number")
)
ADDRESS = _office("organization.address", "", Kind.TEXT, Page.OFFICE, N_("Address"), maximum=300)
PHONE = _office("organization.phone", "", Kind.PHONE, Page.OFFICE, N_("Phone"))
EMAIL = _office("organization.email", "", Kind.EMAIL, Page.OFFICE, N_("E-mail"), maximum=200)
WEB = _office("organization.web", "", Kind.TEXT, Page.OFFICE, N_("Website"), maximum=200)
EMERGENCY_PHONE = _office("organization.emergency_phone", "", Kind.HOTLINE, Page.OFFICE, N_("Emergency phone"))
SERVICE_PLACE = _office(
    "organization.service_place",
    "",
    Kind.TEXT,
    Page.OFFICE,
    N_("Service place"),
    help=N_("Where clients are served; printed on slips and notices."),
    maximum=200,
)
APPROVER = _office(
    "organization.approver",
    "",
    Kind.TEXT,
    Page.OFFICE,
    N_("Who approves documents"),
    help=N_("Job title, name and surname, as printed on paper."),
    maximum=200,
)
LOGO = _office(
    "organization.logo",
    "",
    Kind.IMAGE,
    Page.OFFICE,
    N_("Logo"),
    help=N_("PNG or JPEG, up to 500 kB."),
    maximum=LOGO_LIMIT,
)
ACCENT = _office("organization.accent", "#0B4F8A", Kind.COLOUR, Page.OFFICE, N_("Accent colour on paper"))

CHANNELS: Setting[tuple[ChannelOption, ...]] = _office(
    "channels", _CHANNELS, Kind.RECORDS, Page.LISTS, N_("Contact channels"), record=ChannelOption
)
NUMBER_PATTERN = _office(
    "number_pattern",
    "{year}-{number}",
    Kind.TEXT,
    Page.LISTS,
    N_("Contact number on paper"),
    help=N_("{year} stands for the year, {number} for the number."),
    maximum=40,
)
TASK_FOR_COLLEAGUE = _office(
    "task_for_colleague",
    False,
    Kind.FLAG,
    Page.LISTS,
    N_("Task for a colleague"),
    help=N_("A contact sent to a specialist stays open until it is answered."),
)

WORKING_HOURS: Setting[tuple[WorkingHours, ...]] = _office(
    "working_hours", _WEEK, Kind.RECORDS, Page.TERMS, N_("Working hours"), record=WorkingHours
)
CALLBACK_DAYS = _office(
    "callback_days",
    1,
    Kind.NUMBER,
    Page.TERMS,
    N_("Call back within, working days"),
    minimum=1,
    maximum=30,
)
CALL_LIMIT = _office(
    "call_limit",
    0,
    Kind.NUMBER,
    Page.TERMS,
    N_("Longest call, minutes"),
    help=N_("0 stands for no limit."),
    maximum=120,
)
FOLLOWS_MOVED_DAYS = _office(
    "follows_moved_days",
    False,
    Kind.FLAG,
    Page.TERMS,
    N_("Works by moved working days"),
    help=N_("The government's order binds state institutions; it is advice to municipalities and companies."),
)
MOVED_DAYS: Setting[tuple[MovedDay, ...]] = _office(
    "moved_days", (), Kind.RECORDS, Page.TERMS, N_("Moved working days"), record=MovedDay
)
EXTRA_HOLIDAYS: Setting[tuple[ExtraHoliday, ...]] = _office(
    "extra_holidays", (), Kind.RECORDS, Page.TERMS, N_("Further holidays"), record=ExtraHoliday
)

CARD_KINDS: Setting[tuple[CardKindOption, ...]] = _office(
    "card_kinds", _CARD_KINDS, Kind.RECORDS, Page.CARDS, N_("Kinds of cards"), record=CardKindOption
)
#: While it is empty the organisation's profile says who must have which card.
CARD_RULES: Setting[tuple[CardRuleOption, ...]] = _office(
    "card_rules", (), Kind.RECORDS, Page.CARDS, N_("Who must have a card"), record=CardRuleOption
)
CARD_DESIGNS: Setting[tuple[CardDesign, ...]] = _office(
    "card_designs", (), Kind.RECORDS, Page.CARDS, N_("Looks of cards"), record=CardDesign
)
CARD_WARNING_DAYS = _office(
    "card_warning_days",
    30,
    Kind.NUMBER,
    Page.CARDS,
    N_("Tell of a card that ends, days before"),
    minimum=1,
    maximum=365,
)
NOTICE_LINE = _office(
    "notice_line",
    "",
    Kind.TEXT,
    Page.CARDS,
    N_("Line at the foot of the door notice"),
    help=N_("For example, where to call outside working hours."),
    maximum=300,
)

AUTO_LOCK = _office(
    "auto_lock",
    10,
    Kind.NUMBER,
    Page.DATA,
    N_("Lock after, minutes"),
    help=N_("0 stands for never."),
    maximum=240,
)
BACKUP_FOLDER = _office("backup.folder", "", Kind.FOLDER, Page.DATA, N_("Folder for backup copies"), maximum=500)
BACKUP_KEEP = _office(
    "backup.keep", 14, Kind.NUMBER, Page.DATA, N_("Backup copies to keep"), minimum=1, maximum=1000
)

SETTINGS: tuple[Setting[Any], ...] = (
    ENTER_MOVES_ON,
    USUAL_CHANNEL,
    LANGUAGE,
    THEME,
    TEXT_SIZE,
    ROW_DENSITY,
    ANIMATIONS,
    LAST_PAGE,
    PROFILE,
    SAMPLE,
    MOVED_TO,
    ORGANIZATION_NAME,
    ORGANIZATION_KIND,
    REGISTRATION_NUMBER,
    ADDRESS,
    PHONE,
    EMAIL,
    WEB,
    EMERGENCY_PHONE,
    SERVICE_PLACE,
    APPROVER,
    LOGO,
    ACCENT,
    CHANNELS,
    NUMBER_PATTERN,
    TASK_FOR_COLLEAGUE,
    WORKING_HOURS,
    CALLBACK_DAYS,
    CALL_LIMIT,
    FOLLOWS_MOVED_DAYS,
    MOVED_DAYS,
    EXTRA_HOLIDAYS,
    CARD_KINDS,
    CARD_RULES,
    CARD_DESIGNS,
    CARD_WARNING_DAYS,
    NOTICE_LINE,
    AUTO_LOCK,
    BACKUP_FOLDER,
    BACKUP_KEEP,
)
