"""What the sample office knows of its staff beyond who they are: posts, absences, services, cards (mock-up 07).

Days are counted from the office's present day, so that there is always a card about to end and somebody away.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from app.cards import policy
from app.cards.photos import Photos
from app.cards.records import CardDraft, Kind, Move, State
from app.cards.sample_photo import silhouette
from app.cards.service import Cards
from app.core.jsondata import load
from app.core.moments import riga_date
from app.core.office_settings import OfficeSettings
from app.core.settings import CARD_KINDS, CARD_RULES, CardRuleOption
from app.directory.records import AbsenceRecord, EmployeeRecord, JobTitleRecord, ServiceRecord, StaffChange
from app.directory.service import Directory
from app.directory.staff_events import StaffEvents
from app.office import Office

_FILE = Path(__file__).parents[1] / "resources" / "demo" / "staff.json"
#: So many different silhouettes stand for all faces: drawing one takes a while.
_FIGURES = 3
#: Who visits clients shows a staff ID, who serves them at the counter wears a name card.
_RULES = (CardRuleOption("staff_id", "field", True), CardRuleOption("name_card", "counter", True))


@dataclass(frozen=True)
class _Person:
    """When somebody of the staff came, and to whom they answer ("" for nobody)."""

    name: str
    since: date
    manager: str


@dataclass(frozen=True)
class _Earlier:
    """The post somebody had until a day."""

    employee: str
    post: str
    until: date


@dataclass(frozen=True)
class _Leaver:
    """Somebody who is gone."""

    name: str
    post: str
    unit: str
    phone: str
    since: date
    left_days_ago: int


@dataclass(frozen=True)
class _Away:
    """Somebody's absence; days from today, those past below 0."""

    employee: str
    begins: int
    ends: int
    substitute: str


@dataclass(frozen=True)
class _Service:
    """A service, with the names of its unit and topic."""

    name: str
    how: str
    term: str
    price: str
    form: str
    unit: str
    topic: str


@dataclass(frozen=True)
class _Card:
    """A card as it was issued, when it ends where that is not as usual, and when it was lost."""

    employee: str
    kind: str
    number: str
    issued_days_ago: int
    ends_in_days: int | None = None
    lost_days_ago: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class _Staff:
    """The whole file."""

    titles: tuple[JobTitleRecord, ...]
    people: tuple[_Person, ...]
    earlier: tuple[_Earlier, ...]
    leavers: tuple[_Leaver, ...]
    absences: tuple[_Away, ...]
    services: tuple[_Service, ...]
    cards: tuple[_Card, ...]


@dataclass(frozen=True)
class SampleStaff:
    """Fills the directory and the register of cards of an office whose people are there already."""

    office: Office
    _told: _Staff = field(default_factory=partial(load, _FILE, _Staff))

    def add(self) -> None:
        """Everything, in the order in which one thing needs another. Raises Invalid, Forbidden, Unavailable."""
        directory = Directory(self.office)
        for title in self._told.titles:
            directory.save_job_title(title)
        self._employ(directory)
        self._know_services(directory)
        self._issue()
        self._leave()

    @property
    def _today(self) -> date:
        return riga_date(self.office.clock())

    def _day(self, days: int) -> date:
        return self._today + timedelta(days=days)

    def _employ(self, directory: Directory) -> None:
        units = {unit.name: unit.id for unit in directory.units()}
        for leaver in self._told.leavers:
            directory.save_employee(
                EmployeeRecord(
                    name=leaver.name,
                    job_title=leaver.post,
                    unit_id=units[leaver.unit],
                    phone=leaver.phone,
                    employed_from=leaver.since,
                )
            )
        known = {person.name: person for person in directory.employees()}
        for told in self._told.people:
            person, manager = known[told.name], known.get(told.manager)
            manager_id = manager.id if manager else None
            directory.save_employee(replace(person, employed_from=told.since, manager_id=manager_id))
        for earlier in self._told.earlier:
            self._promote(directory, known[earlier.employee], earlier)
        for away in self._told.absences:
            directory.save_absence(
                AbsenceRecord(
                    employee_id=_id(known[away.employee]),
                    first_day=self._day(away.begins),
                    last_day=self._day(away.ends),
                    substitute_id=_id(known[away.substitute]),
                )
            )

    def _promote(self, directory: Directory, person: EmployeeRecord, earlier: _Earlier) -> None:
        """Somebody had another post first."""
        now = directory.employee(_id(person))
        directory.save_employee(replace(now, job_title=earlier.post))
        events = StaffEvents(self.office)
        change = StaffChange("moved", earlier.until + timedelta(days=1), job_title=person.job_title)
        events.close(events.begin(_id(person), change))

    def _know_services(self, directory: Directory) -> None:
        units = {unit.name: unit.id for unit in directory.units()}
        topics = {topic.name: topic.id for topic in directory.topics()}
        for position, told in enumerate(self._told.services, 1):
            directory.save_service(
                ServiceRecord(
                    name=told.name,
                    how=told.how,
                    term=told.term,
                    price=told.price,
                    form=told.form,
                    unit_id=units.get(told.unit),
                    topic_id=topics.get(told.topic),
                    position=position,
                )
            )

    def _issue(self) -> None:
        settings, cards, photos = OfficeSettings(self.office), Cards(self.office), Photos(self.office)
        settings.set(CARD_RULES, _RULES)
        months = {option.kind: option.months for option in settings.get(CARD_KINDS)}
        people = {person.name: person for person in Directory(self.office).employees()}
        for number, told in enumerate(self._told.cards):
            person, kind, issued = people[told.employee], Kind(told.kind), self._day(-told.issued_days_ago)
            until = policy.valid_until(issued, months[kind])
            photo = photos.put(_id(person), silhouette(number % _FIGURES)) if kind is Kind.STAFF_ID else None
            draft = CardDraft(
                employee_id=_id(person),
                kind=kind,
                number=told.number,
                name=person.name,
                job_title=person.job_title,
                unit=person.unit,
                issued_on=issued,
                valid_until=until if told.ends_in_days is None else self._day(told.ends_in_days),
                photo_id=photo.id if photo else None,
            )
            card_id = cards.issue(draft)
            if told.lost_days_ago is not None:
                lost = Move(State.LOST, self._day(-told.lost_days_ago), told.reason)
                cards.move(card_id, lost, cards.card(card_id).row.version)

    def _leave(self) -> None:
        events = StaffEvents(self.office)
        people = {person.name: person for person in Directory(self.office).employees()}
        for leaver in self._told.leavers:
            change = StaffChange("left", self._day(-leaver.left_days_ago))
            events.begin(_id(people[leaver.name]), change)


def _id(person: EmployeeRecord) -> int:
    assert person.id is not None
    return person.id
