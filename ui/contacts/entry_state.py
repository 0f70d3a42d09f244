"""One contact being written, apart from its widgets: what a draft keeps and a parked entry comes back from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from app.contacts.records import ContactFields

#: Under which name drafts of contacts are kept.
FORM = "contact"
#: What makes an entry worth keeping; the rest are defaults and flags.
_TYPED = ("client", "phone", "address", "email", "topic", "question", "reason", "notes", "institution", "referred")
_MOMENTS = ("at", "due_at")


@dataclass
class Entry:
    """A new contact (``contact_id`` None) or an edit with what it started from. ``values`` are the fields' drafts.

    ``request`` also names the draft, so that an entry continued after a crash is the same save.
    """

    opened_at: datetime
    values: dict[str, object] = field(default_factory=dict)
    request: str = field(default_factory=lambda: str(uuid4()))
    contact_id: int | None = None
    number: str = ""
    version: int = 0
    base: ContactFields | None = None
    client_id: int | None = None
    kept_at: datetime | None = None
    touched: bool = False
    merged_with: str = ""
    """Who else had changed it, where the choice between both values was made here."""
    left_at: tuple[str, int] | None = None
    """The field the keyboard was in when the entry was parked, and the place in its text."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to lose: nothing typed, or an edit that changed nothing yet."""
        if self.contact_id is not None:
            return not self.touched
        return not any(self.values.get(name) for name in _TYPED)

    @property
    def name(self) -> str:
        """How a chip or a bar calls it: the client, else the phone, else the beginning of the question."""
        typed = (str(self.values.get(name) or "") for name in ("client", "phone", "question"))
        text = next(filter(None, typed), "")
        return text.splitlines()[0][:40] if text else ""

    def to_data(self) -> dict[str, Any]:
        """As JSON, for the draft journal."""
        return {
            "opened_at": self.opened_at.isoformat(),
            "values": {name: _to_json(value) for name, value in self.values.items()},
            "contact_id": self.contact_id,
            "number": self.number,
            "version": self.version,
            "base": _base_to_json(self.base),
            "client_id": self.client_id,
        }

    @classmethod
    def from_data(cls, key: str, data: Mapping[str, Any], kept_at: datetime) -> Entry:
        """Out of the draft journal."""
        return cls(
            opened_at=datetime.fromisoformat(data["opened_at"]),
            values={name: _from_json(value) for name, value in data["values"].items()},
            request=key,
            contact_id=data["contact_id"],
            number=data["number"],
            version=data["version"],
            base=_base_from_json(data["base"]),
            client_id=data["client_id"],
            kept_at=kept_at,
            touched=True,
        )


def _to_json(value: object) -> object:
    if isinstance(value, date | time):
        return {type(value).__name__: value.isoformat()}
    return value


def _from_json(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    return date.fromisoformat(value["date"]) if "date" in value else time.fromisoformat(value["time"])


def _base_to_json(base: ContactFields | None) -> dict[str, Any] | None:
    if base is None:
        return None
    data = asdict(base)
    return data | {name: data[name].isoformat() for name in _MOMENTS if data[name] is not None}


def _base_from_json(data: Mapping[str, Any] | None) -> ContactFields | None:
    if data is None:
        return None
    moments = {name: datetime.fromisoformat(data[name]) for name in _MOMENTS if data[name] is not None}
    named = tuple(data.get("named", ()))
    return ContactFields(**{**data, **moments, "named": named})
