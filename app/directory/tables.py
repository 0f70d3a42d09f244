"""Units, people and their coming and going, institutions, topics and services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import DERIVED, Record, sort_text
from app.core.latvian import sort_key, surname_sort
from app.core.search import phone_text, search_text


class Unit(Record):
    """A part of the office (struktūrvienība)."""

    __tablename__ = "unit"
    register = "directory"

    name: Mapped[str] = mapped_column(String(120))
    hidden: Mapped[bool] = mapped_column(default=False)


class Employee(Record):
    """A person on the staff and what a client may be told of them: post, place, phone, hours (AAD 2.1.2.3)."""

    __tablename__ = "employee"
    __table_args__ = (
        Index("ix_employee_name_sort", "name_sort"),
        CheckConstraint("manager_id IS NULL OR manager_id <> id", name="own_manager"),
        CheckConstraint(
            "employed_until IS NULL OR employed_from IS NULL OR employed_until >= employed_from", name="employment"
        ),
    )
    register = "directory"

    name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    languages: Mapped[str] = mapped_column(String(80), default="")
    #: Reception hours, JSON: {"1": [["08:00", "12:00"]], …}, keys are ISO weekdays.
    reception: Mapped[str] = mapped_column(Text, default="{}")
    #: The login of the person, where they use Lete.
    account: Mapped[str | None] = mapped_column(String(63), unique=True)
    hidden: Mapped[bool] = mapped_column(default=False)
    #: Further phones, E.164, a blank between, in order.
    other_phones: Mapped[str] = mapped_column(String(120), default="")
    #: What an import could not read.
    notes: Mapped[str] = mapped_column(String(500), default="")
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    post_since: Mapped[date | None] = mapped_column()
    employed_from: Mapped[date | None] = mapped_column()
    #: The last day at work.
    employed_until: Mapped[date | None] = mapped_column()
    name_sort: Mapped[str] = mapped_column(sort_text(240), info=DERIVED)
    search_fold: Mapped[str] = mapped_column(Text, info=DERIVED)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        name = values["name"]
        words = (
            name,
            values.get("job_title") or "",
            values.get("place") or "",
            phone_text(values.get("phone") or ""),
            *map(phone_text, (values.get("other_phones") or "").split()),
        )
        return {"name_sort": surname_sort(name), "search_fold": search_text(*words)}


class Institution(Record):
    """Another body that a client may be sent to, with its public contacts (AAD 4.1.1)."""

    __tablename__ = "institution"
    register = "directory"

    name: Mapped[str] = mapped_column(String(200))
    competence: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    web: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    hidden: Mapped[bool] = mapped_column(default=False)
    name_sort: Mapped[str] = mapped_column(sort_text(400), info=DERIVED)
    search_fold: Mapped[str] = mapped_column(Text, info=DERIVED)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        name = values["name"]
        return {
            "name_sort": sort_key(name),
            "search_fold": search_text(name, values.get("competence") or ""),
        }


class Topic(Record):
    """What contacts are about (tēma): it sets the usual term and the specialist who knows."""

    __tablename__ = "topic"
    register = "directory"

    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)
    #: Working days within which a reply is usually promised; none where the rules name none.
    default_days: Mapped[int | None] = mapped_column()
    specialist_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    hidden: Mapped[bool] = mapped_column(default=False)


class JobTitle(Record):
    """A post and what it means for cards; people's own posts are texts, told apart by their letters alone."""

    __tablename__ = "job_title"
    register = "directory"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    #: The other gender's form (speciāliste beside speciālists).
    other_form: Mapped[str] = mapped_column(String(120), default="")
    serves_counter: Mapped[bool] = mapped_column(default=False)
    visits_clients: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)


class PastPost(Record):
    """A post that has ended, with name, post and unit as they were then; the present one is the employee's row.

    One without a name was entered by mistake and taken back: nothing is deleted.
    """

    __tablename__ = "past_post"
    __table_args__ = (Index("ix_past_post_employee_id", "employee_id"),)
    register = "directory"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
    unit: Mapped[str] = mapped_column(String(120), default="")
    since: Mapped[date | None] = mapped_column()
    until: Mapped[date] = mapped_column()


class Absence(Record):
    """When somebody is away and who stands in. Why is not asked: it may be health data."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("substitute_id IS NULL OR substitute_id <> employee_id", name="own_substitute"),
        Index("ix_absence_employee_id", "employee_id", "last_day"),
    )
    register = "directory"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    first_day: Mapped[date] = mapped_column()
    last_day: Mapped[date] = mapped_column()
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    hidden: Mapped[bool] = mapped_column(default=False)


class Service(Record):
    """A service of the office: how to get it, how long it takes, what it costs."""

    __tablename__ = "service"
    register = "directory"

    name: Mapped[str] = mapped_column(String(200))
    how: Mapped[str] = mapped_column(Text, default="")
    term: Mapped[str] = mapped_column(String(200), default="")
    price: Mapped[str] = mapped_column(String(200), default="")
    form: Mapped[str] = mapped_column(String(300), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    position: Mapped[int] = mapped_column(default=0)
    hidden: Mapped[bool] = mapped_column(default=False)
    name_sort: Mapped[str] = mapped_column(sort_text(400), info=DERIVED)
    search_fold: Mapped[str] = mapped_column(Text, info=DERIVED)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        name = values["name"]
        words = (name, values.get("how") or "", values.get("price") or "")
        return {"name_sort": sort_key(name), "search_fold": search_text(*words)}


class StaffEvent(Record):
    """Somebody came, left, or has another post or surname: the head of a checklist."""

    __tablename__ = "staff_event"
    __table_args__ = (
        CheckConstraint("kind IN ('hired', 'moved', 'renamed', 'left')", name="kind_known"),
        Index("ix_staff_event_closed_on", "closed_on"),
    )
    register = "directory"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column()
    note: Mapped[str] = mapped_column(String(500), default="")
    closed_on: Mapped[date | None] = mapped_column()


class StaffTick(Record):
    """A task of a checklist that a person ticks off; tasks that a register knows to be done have none.

    "taken_back" is no task: it tells who undid the event.
    """

    __tablename__ = "staff_tick"
    __table_args__ = (UniqueConstraint("event_id", "task"),)
    register = "directory"

    event_id: Mapped[int] = mapped_column(ForeignKey("staff_event.id"))
    task: Mapped[str] = mapped_column(String(40))
    done_on: Mapped[date | None] = mapped_column()
    person: Mapped[str] = mapped_column(String(120), default="")
