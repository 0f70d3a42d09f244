"""Units, employees, institutions and topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import DERIVED, Record, sort_text
from app.core.latvian import sort_key
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
    __table_args__ = (Index("ix_employee_name_sort", "name_sort"),)
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


def surname_sort(name: str) -> str:
    """Persons stand under their surname, which is written last."""
    given, _, surname = name.rpartition(" ")
    return sort_key(f"{surname} {given}")
