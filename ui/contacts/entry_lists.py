"""What the quick entry offers to choose from, read at once and beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from app.calendar.working_days import Calendar
from app.contacts.records import Outcome
from app.contacts.snippets import snippets
from app.core.moments import riga_date
from app.core.office_calendar import office_calendar
from app.core.office_settings import OfficeSettings
from app.core.profile_records import Profile
from app.core.profiles import profile
from app.core.settings import (
    CALLBACK_DAYS,
    CHANNELS,
    PROFILE,
    TASK_FOR_COLLEAGUE,
    WORKING_HOURS,
    ChannelOption,
)
from app.directory.records import EmployeeRecord, InstitutionRecord, ServiceRecord, TopicRecord
from app.directory.service import Directory
from app.office import Office

_CLOSES = time(17)


@dataclass(frozen=True)
class Lists:
    """Lists and rules of the office; ``closes`` is when work ends, by ISO weekday."""

    channels: tuple[ChannelOption, ...] = ()
    topics: tuple[TopicRecord, ...] = ()
    employees: tuple[EmployeeRecord, ...] = ()
    institutions: tuple[InstitutionRecord, ...] = ()
    services: tuple[ServiceRecord, ...] = ()
    snippets: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    closes: Mapping[int, time] = field(default_factory=dict)
    callback_days: int = 1
    tasks: bool = False
    profile: Profile | None = None

    def topic(self, topic_id: object) -> TopicRecord | None:
        """The topic of that number."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def employee(self, employee_id: object) -> EmployeeRecord | None:
        """The person of that number."""
        return next((person for person in self.employees if person.id == employee_id), None)

    def institution(self, institution_id: object) -> InstitutionRecord | None:
        """The body of that number."""
        return next((body for body in self.institutions if body.id == institution_id), None)

    def services_of(self, topic_id: object) -> tuple[ServiceRecord, ...]:
        """The services that belong to a topic, in the office's order (C21)."""
        return tuple(each for each in self.services if topic_id is not None and each.topic_id == topic_id)

    def speakers(self, language: str) -> tuple[EmployeeRecord, ...]:
        """Who on the staff speaks ``language``, the best first (C12)."""
        found = (person for person in self.employees if language in person.languages)
        return tuple(sorted(found, key=lambda person: person.languages.index(language)))

    def closing(self, day: date) -> time:
        """When the office closes on ``day``, as on any such weekday."""
        return self.closes.get(day.isoweekday(), _CLOSES)

    def outcome_hint(self, outcome: str) -> str:
        """What the organisation's document says to do when a contact ends so, with the clause."""
        if self.profile is None or outcome == Outcome.ANSWERED:
            return ""
        rule = next((item.hint for item in self.profile.outcomes if item.code == outcome), None)
        if rule is None:
            return ""
        return f"{rule.value.removesuffix('.')} ({rule.basis})." if rule.basis else rule.value

    def grounds(self) -> tuple[str, ...]:
        """Why another channel may be offered (AAD 4.2)."""
        if self.profile is None:
            return ()
        return tuple(ground.label for ground in self.profile.other_channel if ground.applies.value)


def load_lists(office: Office, settings: OfficeSettings) -> Lists:
    """Everything an entry needs; what has not changed since is not read again. Raises Unavailable, Forbidden."""
    directory = Directory(office)
    recall = office.memory.recall
    key = settings.get(PROFILE)
    chosen = profile(key) if key else None
    own = recall("settings", "entry.snippets", lambda: snippets(office))
    today = riga_date(office.clock())  # who is away is known for a day
    usual = {item.key: item.text for item in chosen.snippets} if chosen else {}
    return Lists(
        channels=settings.get(CHANNELS),
        topics=recall("directory", "entry.topics", lambda: tuple(directory.topics())),
        employees=recall("directory", f"entry.employees.{today}", lambda: tuple(directory.employees())),
        institutions=recall("directory", "entry.institutions", lambda: tuple(directory.institutions())),
        services=recall("directory", "entry.services", lambda: tuple(directory.services())),
        snippets=own or usual,
        calendar=office_calendar(settings),
        closes={hours.weekday: time.fromisoformat(hours.closes) for hours in settings.get(WORKING_HOURS)},
        callback_days=settings.get(CALLBACK_DAYS),
        tasks=settings.get(TASK_FOR_COLLEAGUE),
        profile=chosen,
    )
