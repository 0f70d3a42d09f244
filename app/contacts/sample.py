"""Made-up contacts of a made-up office: for trying Lete out and for measuring it on a full journal.

People, companies, streets and numbers are invented; the vocabulary is in ``resources/demo``. The same count, seed
and moment give the same contacts. Nothing here reads the clock or a database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypedDict
from zoneinfo import ZoneInfo

from app.core.jsondata import load

DEMO = Path(__file__).parents[2] / "resources" / "demo"
RIGA = ZoneInfo("Europe/Riga")
USUAL_PER_DAY = 55
MOST_DAYS = 13 * 250
OPENS, OPEN_FOR = time(8), timedelta(hours=9)

_CHANNELS = (
    ("phone", 58), ("in_person", 20), ("email", 14), ("instant_message", 5), ("e_address", 2), ("post", 1),
)  # fmt: skip
_OUTCOMES = (
    ("answered", 66), ("callback", 13), ("referred", 11), ("advised_in_writing", 5),
    ("other_institution", 3), ("offered_channel", 1), ("call_ended", 1),
)  # fmt: skip
_LANGUAGES = (("lv", 86), ("ru", 11), ("en", 3))
_SOONEST = timedelta(minutes=10)
_HOLIDAYS = frozenset([(1, 1), (5, 1), (5, 4), (6, 23), (6, 24), (11, 18), (12, 24), (12, 25), (12, 26), (12, 31)])
_MONTHS = (
    "janvāri", "februāri", "martu", "aprīli", "maiju", "jūniju",
    "jūliju", "augustu", "septembri", "oktobri", "novembri", "decembri",
)  # fmt: skip
_WEEKDAYS = (
    ("pirmdien", "pirmdienas"), ("otrdien", "otrdienas"), ("trešdien", "trešdienas"),
    ("ceturtdien", "ceturtdienas"), ("piektdien", "piektdienas"),
)  # fmt: skip


@dataclass(frozen=True)
class SampleOrganization:
    """The invented office; phones E.164, ``profile`` a profile key."""

    name: str
    registration_number: str
    address: str
    phone: str
    emergency_phone: str
    email: str
    web: str
    service_point: str
    place: str
    profile: str


@dataclass(frozen=True)
class ReceptionHours:
    """Reception on one day of the week, ISO 1-7; times as HH:MM."""

    day: int
    start: str
    end: str


@dataclass(frozen=True)
class SampleEmployee:
    """One of the invented staff."""

    first_name: str
    surname: str
    post: str
    unit: str
    floor: int
    room: str
    phone: str
    email: str
    languages: tuple[str, ...]
    reception: tuple[ReceptionHours, ...]
    serves_counter: bool
    visits_clients: bool

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.surname}"


@dataclass(frozen=True)
class SampleOffice:
    """The invented office and its staff."""

    organization: SampleOrganization
    employees: tuple[SampleEmployee, ...]


class SampleClient(NamedTuple):
    """An invented client; "" means not known."""

    name: str
    phone: str
    email: str
    address: str


class SampleContact(TypedDict):
    """The fields of one contact, named as the journal names them. Times are UTC and aware."""

    at: datetime
    channel: str
    incoming: bool
    client_name: str
    phone: str
    email: str
    address: str
    topic: str
    subject: str
    notes: str
    handler_name: str
    outcome: str
    status: str
    is_open: bool
    due_at: datetime | None
    closed_at: datetime | None
    referred_name: str
    reason: str
    institution: str
    offered_channel: str
    duration_s: int | None
    language: str
    identity_shown: bool
    entry_help: bool


def sample_office() -> SampleOffice:
    """The office the contacts belong to."""
    return load(DEMO / "office.json", SampleOffice)


def sample_clients(count: int, seed: int) -> list[SampleClient]:
    """``count`` invented clients: people, and about one organisation in twelve."""
    chance = Random(seed)  # noqa: S311 - sample data, not secrets
    people, places, companies = _data("people"), _data("places"), _data("companies")
    return [_client(chance, people, places, companies) for _ in range(count)]


def usual_working_day(day: date) -> bool:
    """Whether offices usually work on ``day``; good enough for samples (app.calendar knows exactly)."""
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS


def sample_contacts(
    count: int,
    seed: int,
    until: datetime,
    works_on: Callable[[date], bool] = usual_working_day,
) -> Iterator[SampleContact]:
    """``count`` contacts, oldest first, in office hours of the working days up to ``until`` (aware).

    There are about 55 a day; beyond thirteen years' worth the days grow fuller instead.
    """
    chance = Random(seed)  # noqa: S311 - sample data, not secrets
    clients = sample_clients(min(max(count // 6, 40), 20_000), seed)
    matters = [_matters(chance, month, min(max(count // 5000, 3), 25)) for month in _MONTHS]
    notes = _data("notes")
    contact = _Maker(chance, clients, matters, notes, until.astimezone(UTC))
    for opens, seconds, number in _days(chance, count, until, works_on):
        closes = opens + OPEN_FOR
        for offset in sorted(int(chance.random() * seconds) for _ in range(number)):
            yield contact.make(opens + timedelta(seconds=offset), closes)


class _Maker:
    """Makes one contact after another; every list it draws from is ready, for speed."""

    def __init__(
        self,
        chance: Random,
        clients: Sequence[SampleClient],
        matters: Sequence[Sequence[tuple[str, str, str]]],
        notes: Sequence[str],
        until: datetime,
    ) -> None:
        office = sample_office()
        self._draw = chance.random
        self._clients, self._matters, self._notes = clients, matters, notes
        handlers = [worker.name for worker in office.employees if worker.serves_counter]
        self._kinds = [_kind(chance, handlers) for _ in range(5_000)]
        self._others = [worker.name for worker in office.employees if not worker.serves_counter]
        institutions = json.loads((DEMO.parent / "institutions.json").read_text(encoding="utf-8"))
        self._institutions = [body["name"] for body in institutions]
        self._until, self._lately = until, until - timedelta(days=4)

    def make(self, at: datetime, closes: datetime) -> SampleContact:
        """A contact at ``at``, a callback being promised before the office ``closes``."""
        draw = self._draw
        client = self._clients[int(draw() ** 1.5 * len(self._clients))]
        matters = self._matters[at.month - 2]  # what is asked about is last month
        topic, subject, answer = matters[int(draw() * len(matters))]
        channel, outcome, language, handler = self._kinds[int(draw() * len(self._kinds))]
        rare = draw()
        anonymous = rare < 0.06 and outcome == "answered"
        made: SampleContact = {
            "at": at,
            "channel": channel,
            "incoming": rare < 0.97,
            "client_name": "" if anonymous else client.name,
            "phone": "" if anonymous else client.phone,
            "email": "" if anonymous else client.email,
            "address": "" if anonymous else client.address,
            "topic": topic,
            "subject": subject,
            "notes": answer if outcome == "answered" else "",
            "handler_name": handler,
            "outcome": outcome,
            "status": outcome,
            "is_open": False,
            "due_at": None,
            "closed_at": at,
            "referred_name": "",
            "reason": "",
            "institution": "",
            "offered_channel": "",
            "duration_s": 40 + int(draw() ** 3 * 860) if channel == "phone" else None,
            "language": language,
            "identity_shown": channel == "in_person" and rare < 0.3,
            "entry_help": channel == "in_person" and rare > 0.98,
        }
        if outcome != "answered":
            self._follow(made, answer, closes)
        elif rare > 0.7:
            made["notes"] = f"{answer} {self._notes[int(draw() * len(self._notes))]}"
        return made

    def _follow(self, made: SampleContact, answer: str, closes: datetime) -> None:
        draw, outcome = self._draw, made["outcome"]
        if outcome == "callback":
            self._call_back(made, answer, closes)
        elif outcome == "referred":
            made["referred_name"] = self._others[int(draw() * len(self._others))]
            made["reason"] = "Jautājums ir speciālista kompetencē."
        elif outcome == "other_institution":
            made["institution"] = self._institutions[int(draw() * len(self._institutions))]
        elif outcome == "offered_channel":
            made["offered_channel"] = "in_person" if draw() < 0.5 else "email"
            made["reason"] = "Saruna ieilga."

    def _call_back(self, made: SampleContact, answer: str, closes: datetime) -> None:
        at = made["at"]
        due = max(min(at + timedelta(minutes=30 * (2 + int(self._draw() * 6))), closes), at + _SOONEST)
        made["due_at"] = due
        if not made["phone"]:
            made["phone"] = f"+37126000{int(self._draw() * 1000):03}"
        if at > self._lately and (due > self._until or self._draw() < 0.35):
            made["is_open"], made["closed_at"] = True, None
            made["notes"] = self._notes[int(self._draw() * len(self._notes))]
        else:
            made["status"], made["closed_at"] = "called_back", min(due, self._until)
            made["notes"] = answer


def _data(name: str) -> Any:
    return json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))


def _kind(chance: Random, handlers: Sequence[str]) -> tuple[str, str, str, str]:
    """Channel, outcome, language and handler of a contact, drawn beforehand for speed."""
    channel, outcome, language = (_drawn(chance, shares) for shares in (_CHANNELS, _OUTCOMES, _LANGUAGES))
    if outcome == "call_ended" and channel != "phone":
        outcome = "answered"
    return channel, outcome, language, handlers[int(chance.random() ** 2 * len(handlers))]


def _drawn(chance: Random, shares: Sequence[tuple[str, int]]) -> str:
    codes, weights = zip(*shares, strict=True)
    return str(chance.choices(codes, weights)[0])


def _client(chance: Random, people: Any, places: Any, companies: Sequence[str]) -> SampleClient:
    if chance.random() < 0.08:
        name = chance.choice(companies)
    else:
        woman = chance.random() < 0.58
        surnames = chance.choice(people["surnames"])
        name = f"{surnames[woman]} {chance.choice(people['women' if woman else 'men'])}"
    email = f"klients{chance.randrange(10_000, 99_999)}@pasts.example" if chance.random() < 0.3 else ""
    return SampleClient(name, _phone(chance), email, _address(chance, places))


def _phone(chance: Random) -> str:
    """A number out of blocks of zeros, so that nobody's is met; now and then a foreign one, or none."""
    kind = chance.random()
    if kind < 0.08:
        return ""
    last = chance.randrange(1000)
    if kind < 0.09:
        return f"+37060000{last:03}"
    if kind < 0.2:
        return f"+3716{chance.randrange(3, 9)}000{last:03}"
    return f"+3712{chance.randrange(10)}000{last:03}"


def _address(chance: Random, places: Any) -> str:
    if chance.random() < 0.12:
        return f"„{chance.choice(places['farms'])}”, {chance.choice(places['villages'])}"
    flat = f"-{chance.randrange(1, 60)}" if chance.random() < 0.7 else ""
    return f"{chance.choice(places['streets'])} iela {chance.randrange(1, 64)}{flat}, {places['town']}"


def _matters(chance: Random, month: str, variants: int) -> list[tuple[str, str, str]]:
    """Topic, question and answer of every subject about ``month``, in ``variants`` wordings."""
    streets = _data("places")["streets"]
    matters = []
    for subject in _data("subjects"):
        for _ in range(variants):
            weekday, since = chance.choice(_WEEKDAYS)
            values = {
                "invoice": chance.randrange(100_000, 1_000_000),
                "month": month,
                "amount": f"{chance.randrange(8, 400)},{chance.randrange(100):02}",
                "street": chance.choice(streets),
                "house": chance.randrange(1, 64),
                "n": chance.randrange(3, 11),
                "day": weekday,
                "Day": weekday.capitalize(),
                "since": since,
            }
            question = f"{subject['subject']}. {subject['details']}".format(**values)
            matters.append((subject["topic"], question, subject["answer"].format(**values)))
    return matters


def _days(
    chance: Random, count: int, until: datetime, works_on: Callable[[date], bool]
) -> Iterator[tuple[datetime, int, int]]:
    """Opening moment (UTC), open seconds and number of contacts of each day, oldest first."""
    wanted = min(max(-(-count // USUAL_PER_DAY), 1), MOST_DAYS)
    local = until.astimezone(RIGA)
    days: list[tuple[datetime, int]] = []
    day = local.date()
    while len(days) < wanted:
        opens = datetime.combine(day, OPENS, RIGA)
        seconds = int((min(opens + OPEN_FOR, local) - opens).total_seconds())
        if works_on(day) and seconds > 0:
            days.append((opens.astimezone(UTC), seconds))
        day -= timedelta(days=1)
    days.reverse()
    weights = [chance.uniform(0.6, 1.4) * seconds for _, seconds in days]
    whole = sum(weights)
    done = 0
    for (opens_at, seconds), reached in zip(days, accumulate(weights), strict=True):
        upto = round(count * min(reached / whole, 1.0))
        yield opens_at, seconds, upto - done
        done = upto
