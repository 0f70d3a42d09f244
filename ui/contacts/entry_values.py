"""Between what the fields of the sheet hold and what the journal takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from app.contacts.policy import tidy
from app.contacts.records import ContactFields, Outcome
from app.core.moments import to_riga, to_utc
from ui.contacts.entry_lists import Lists

#: Fields of the sheet that are a field of the record by the same or another name.
_TEXTS = {"phone": "phone", "address": "address", "email": "email", "question": "subject", "notes": "notes"}
_FLAGS = ("identity_shown", "entry_help", "recording_told", "client_checked", "restricted")
#: Under which field of the sheet an error of a record's field is shown; others stand under their own name.
ERROR_PLACES: Mapping[str, str] = {
    "client_name": "client",
    "client_id": "client",
    "subject": "question",
    "topic_id": "topic",
    "referred_id": "referred",
    "referred_name": "referred",
    "institution_id": "institution",
    "offered_channel": "offered",
    "task_for_colleague": "task",
    "duration_s": "minutes",
    "at": "at_date",
}


def error_place(name: str, outcome: object) -> str:
    """The field of the sheet that shows an error of the record's field ``name``."""
    if name == "due_at":
        return "when" if outcome == Outcome.CALLBACK else "due_date"
    if name == "reason" and outcome == Outcome.OFFERED_CHANNEL:
        return "ground"
    return ERROR_PLACES.get(name, name)


def to_values(fields: ContactFields, lists: Lists) -> dict[str, object]:
    """What the fields of the sheet show for a contact."""
    values: dict[str, object] = {sheet: getattr(fields, name) for sheet, name in _TEXTS.items()}
    values |= {name: getattr(fields, name) for name in _FLAGS}
    values |= {
        "channel": fields.channel,
        "client": fields.client_name,
        "topic": fields.topic_id if lists.topic(fields.topic_id) else fields.topic,
        "outcome": str(fields.outcome),
        "referred": fields.referred_id if lists.employee(fields.referred_id) else fields.referred_name,
        "institution": fields.institution_id if lists.institution(fields.institution_id) else fields.institution,
        "offered": fields.offered_channel,
        "ground": fields.reason,
        "reason": fields.reason,
        "task": fields.task_for_colleague,
        "incoming": fields.incoming,
        "language": fields.language,
        "minutes": _minutes(fields.duration_s),
        "named": fields.named,
    }
    values["at_date"], values["at_time"] = day_and_time(fields.at)
    values["due_date"], values["due_time"] = day_and_time(fields.due_at)
    return values


def to_fields(
    values: Mapping[str, Any], opened_at: datetime, lists: Lists, base: ContactFields | None, client_id: int | None
) -> ContactFields:
    """The contact that the fields of the sheet tell; what an edit does not show differently stays as it was."""
    start = base or ContactFields(at=opened_at)
    offered_ground = values.get("outcome") == Outcome.OFFERED_CHANNEL
    texts: dict[str, Any] = {name: values.get(sheet) or "" for sheet, name in _TEXTS.items()}
    texts |= {name: bool(values.get(name)) for name in _FLAGS}
    fields = replace(
        start,
        **texts,
        at=_moment(values, "at", start.at) or start.at,
        channel=values.get("channel") or "",
        incoming=values.get("incoming") is not False,
        client_id=client_id,
        client_name=values.get("client") or "",
        outcome=values.get("outcome") or "",
        due_at=_moment(values, "due", start.due_at),
        task_for_colleague=bool(values.get("task")),
        reason=values.get("ground" if offered_ground else "reason") or "",
        offered_channel=values.get("offered") or "",
        duration_s=_seconds(values.get("minutes"), start.duration_s),
        language=values.get("language") or "lv",
        named=tuple(sorted(values.get("named") or ())) if values.get("restricted") else (),
    )
    topic, person, body = values.get("topic"), values.get("referred"), values.get("institution")
    known = lists.topic(topic), lists.employee(person), lists.institution(body)
    chosen = replace(
        fields,
        **_named("topic_id", "topic", topic, known[0], start),
        **_named("referred_id", "referred_name", person, known[1], start),
        **_named("institution_id", "institution", body, known[2], start),
    )
    return tidy(chosen)


def day_and_time(at: datetime | None) -> tuple[date | None, time | None]:
    """The day and the minute of a moment, in Riga."""
    if at is None:
        return None, None
    here = to_riga(at)
    return here.date(), time(here.hour, here.minute)


def _moment(values: Mapping[str, Any], name: str, start: datetime | None) -> datetime | None:
    day, at = values.get(f"{name}_date"), values.get(f"{name}_time")
    if not isinstance(day, date):
        return start if name == "at" else None
    if not isinstance(at, time):
        at = time(17) if name == "due" else time(0)
    # Seconds are not shown, so an untouched moment keeps them.
    return start if (day, at) == day_and_time(start) else to_utc(day, at)


def _named(id_name: str, name: str, value: object, record: Any, start: ContactFields) -> dict[str, Any]:
    """Number and name of a choice: one of the list, a text, or what the contact had and the list has no more."""
    if isinstance(value, int):
        kept = getattr(start, name) if getattr(start, id_name) == value else ""
        return {id_name: value, name: kept or (record.name if record else "")}
    text = str(value or "")
    return {id_name: getattr(start, id_name) if text and text == getattr(start, name) else None, name: text}


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else round(seconds / 60)


def _seconds(minutes: object, start: int | None) -> int | None:
    if not isinstance(minutes, int):
        return None
    return start if minutes == _minutes(start) else minutes * 60
