"""The history of a contact: what the audit tells of it, to whoever may see it; what is restricted stays masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.contacts.audit_words import FIELDS
from app.contacts.records import CHANNEL_NAMES, LANGUAGE_NAMES, OUTCOME_NAMES, STATUS_NAMES
from app.contacts.scope import seen
from app.contacts.sealed import CONTENT, may_see
from app.contacts.tables import ContactSealed
from app.core.history import HistoryEntry, Place, record_history
from app.core.history_words import YES_NO, long_text, moment_words
from app.core.i18n import C_, N_, Message, Translator
from app.core.permissions import CONTACTS_SEE
from app.core.phones import show_phone
from app.directory.service import Directory
from app.office import Office

_CODES: Mapping[str, Mapping[Any, Message]] = {
    "channel": CHANNEL_NAMES,
    "offered_channel": CHANNEL_NAMES,
    "outcome": OUTCOME_NAMES,
    "status": STATUS_NAMES,
    "language": LANGUAGE_NAMES,
}
#: The words of an annulment may tell as much as the content itself.
_MASKED = frozenset({*CONTENT, "annul_reason"})
_ROW = frozenset({"insert", "update"})


class ContactHistory:
    """Reads histories for one signed-in person."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def of(self, contact_id: int, tr: Translator) -> list[HistoryEntry]:
        """What was done to the contact, the newest first. Raises Forbidden, Gone, Unavailable."""
        employees = Directory(self._office).employees(hidden=True)
        names = {each.account: each.name for each in employees if each.account}
        with self._office.view(CONTACTS_SEE) as view:
            contact = seen(view, contact_id)
            wording = ContactWording(tr, hides=not may_see(view, contact))
            sealed = view.session.scalar(select(ContactSealed.id).where(ContactSealed.contact_id == contact_id))
            places = [
                Place("contact", contact_id),
                # Who opened a restricted contact is told under the contact's own number.
                Place("contact_sealed", contact_id, frozenset({"view"})),
            ]
            if sealed is not None:
                places.append(Place("contact_sealed", sealed, _ROW))
            return record_history(view, places, dict.fromkeys(("contact", "contact_sealed"), wording), names)


@dataclass(frozen=True)
class ContactWording:
    """A contact's fields in words; with ``hides`` the content of a restricted one is not told."""

    tr: Translator
    hides: bool = False
    about: str = ""

    def labels(self) -> Mapping[str, str]:
        """The fields' names, in the order of the entry."""
        return {name: self.tr(label) for name, label in FIELDS["contact"].items()}

    def masked(self, name: str) -> bool:
        """Whether the field is content that this person may not see."""
        return self.hides and name in _MASKED

    def value(self, name: str, value: Any) -> str:
        """A value as people write it; "" for none."""
        flag = _FLAG_WORDS.get(name)
        if flag is not None:
            return "" if value is None else self.tr(flag[bool(value)])
        if value in (None, "", 0):
            return ""
        if isinstance(value, dict):
            return long_text(value, self.tr)
        if name in _CODES:
            known = {str(code): words for code, words in _CODES[name].items()}.get(value)
            return self.tr(known) if known is not None else str(value)
        if name in ("client_id", "import_id"):
            return self.tr(N_("No. {number}", number=value))
        shown = _SHOWN.get(name, str)
        return shown(value)


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return " ".join(filter(None, (f"{minutes} min" if minutes else "", f"{rest} s" if rest else "")))


#: Flags in words: off, on.
_FLAG_WORDS: Mapping[str, tuple[Message, Message]] = {
    "incoming": (C_("direction", "Outgoing"), C_("direction", "Incoming")),
    **dict.fromkeys(("is_open", "identity_shown", "entry_help", "recording_told", "kept", "restricted"), YES_NO),
}
_SHOWN: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(("at", "registered_at", "due_at", "closed_at", "annulled_at"), moment_words),
    "phone": show_phone,
    "duration_s": _duration,
}
