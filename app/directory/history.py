"""What the histories of the directory's records cover, and their values in words.

Everybody reads what stands in the directory now; what stood there of a person's name, post and employment is for
those who manage staff, as earlier posts are.
"""

from __future__ import annotations

from typing import Any

from app.core.history_parts import Part, Shown
from app.core.i18n import Speak
from app.core.permissions import DIRECTORY_SEE, STAFF_MANAGE
from app.core.phones import show_phone
from app.directory.languages import show_languages
from app.directory.policy import from_json, reception_text
from app.directory.staff_changes import KIND_NAMES

_OF_STAFF = frozenset(
    {"name", "job_title", "unit_id", "manager_id", "post_since", "employed_from", "employed_until", "notes"}
)

PARTS: tuple[Part, ...] = (
    Part("employee", DIRECTORY_SEE, kept_back=_OF_STAFF, sees_all=STAFF_MANAGE),
    Part("absence", DIRECTORY_SEE, of="employee", by="employee_id"),
    Part("past_post", STAFF_MANAGE, of="employee", by="employee_id"),
    Part("staff_event", STAFF_MANAGE, of="employee", by="employee_id"),
    Part("unit", DIRECTORY_SEE),
    Part("job_title", DIRECTORY_SEE),
    Part("topic", DIRECTORY_SEE),
    Part("institution", DIRECTORY_SEE),
    Part("service", DIRECTORY_SEE),
)


def _reception(value: Any, tr: Speak) -> str:
    told = reception_text(from_json(value))
    return tr(told) if told is not None else ""


def _event(value: Any, tr: Speak) -> str:
    return tr(KIND_NAMES[value]) if value in KIND_NAMES else str(value)


SHOWN: Shown = {
    ("employee", "phone"): lambda value, _tr: show_phone(value),
    ("employee", "other_phones"): lambda value, _tr: ", ".join(map(show_phone, value.split())),
    ("employee", "languages"): lambda value, tr: show_languages(value.split(), tr),
    ("employee", "reception"): _reception,
    ("staff_event", "kind"): _event,
}
