"""How the journal's codes look on screen: icons, chips, and the steps in the course of a contact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.contacts.records import CHANNEL_NAMES, RESTRICTED, STATUS_NAMES, Channel, ContactRow, Status
from app.core.i18n import C_, N_, Message

CHANNEL_ICONS: Mapping[str, str] = {
    Channel.PHONE: "call",
    Channel.IN_PERSON: "person",
    Channel.EMAIL: "mail",
    Channel.POST: "mailbox",
    Channel.INSTANT_MESSAGE: "chat",
    Channel.E_ADDRESS: "building_government",
    Channel.WEB_FORM: "open",
    Channel.HOTLINE: "call_inbound",
}

_CHIPS: Mapping[str, tuple[str, str]] = {
    Status.ANSWERED: ("ok", "checkmark_circle"),
    Status.CALLBACK: ("warn", "call"),
    Status.CALLED_BACK: ("ok", "call_checkmark"),
    Status.HANDED: ("info", "arrow_forward"),
    Status.REFERRED: ("info", "person_swap"),
    Status.OTHER_INSTITUTION: ("mute", "building"),
    Status.ADVISED_IN_WRITING: ("mute", "document_text"),
    Status.OFFERED_CHANNEL: ("mute", "arrow_swap"),
    Status.CALL_ENDED: ("mute", "call_end"),
    Status.CLOSED: ("mute", "checkmark"),
}

#: Chips have less room than filters.
_SHORT: Mapping[str, Message] = {Status.ADVISED_IN_WRITING: C_("status", "In writing")}

_OVERDUE = ("bad", "warning", C_("status", "Overdue"))
_ANNULLED = ("mute", "dismiss", C_("status", "Annulled"))

#: The kinds of events: icon and words.
EVENTS: Mapping[str, tuple[str, Message]] = {
    "registered": ("add", C_("event", "Registered")),
    "edited": ("edit", C_("event", "Changed")),
    "called_back": ("call_checkmark", C_("event", "The client was reached")),
    "call_failed": ("call_missed", C_("event", "The client was not reached")),
    "handed": ("arrow_forward", C_("event", "Handed over")),
    "closed": ("checkmark_circle", C_("event", "Answered")),
    "taken_back": ("arrow_undo", C_("event", "Undone")),
    "annulled": ("dismiss", C_("event", "Annulled")),
    "restored": ("arrow_undo", C_("event", "Annulment taken back")),
    "note": ("note", C_("event", "Note")),
}

#: The names of fields, as the course of a contact tells what was changed.
FIELD_NAMES: Mapping[str, Message] = {
    "at": N_("Time"),
    "channel": N_("Channel"),
    "incoming": N_("Direction"),
    "client_id": N_("Client"),
    "client_name": N_("Client"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "topic_id": N_("Topic"),
    "topic": N_("Topic"),
    "subject": N_("Question"),
    "notes": N_("Notes"),
    "outcome": N_("Outcome"),
    "due_at": N_("Due"),
    "referred_id": N_("Specialist"),
    "referred_name": N_("Specialist"),
    "task_for_colleague": N_("Task for a colleague"),
    "reason": N_("Reason"),
    "institution_id": N_("Institution"),
    "institution": N_("Institution"),
    "offered_channel": N_("Offered channel"),
    "duration_s": N_("Duration"),
    "language": N_("Language"),
    "identity_shown": N_("Identity document shown"),
    "entry_help": N_("Help in getting in"),
    "recording_told": N_("Told of the recording"),
    "restricted": RESTRICTED,
    "named": N_("Who else may see it"),
}


def client_name(row: ContactRow) -> Message | str:
    """Whose contact it is, as far as it is told."""
    if row.masked:
        return RESTRICTED
    return row.client_name or C_("client", "Anonymous")


def is_overdue(row: ContactRow, now: datetime) -> bool:
    """Whether somebody should have done something by now."""
    return row.is_open and row.kept and row.due_at is not None and row.due_at < now


def chip_of(row: ContactRow, now: datetime) -> tuple[str, str, Message]:
    """Kind, icon and words of the chip that tells where a contact stands."""
    if not row.kept:
        return _ANNULLED
    if is_overdue(row, now):
        return _OVERDUE
    kind, icon = _CHIPS.get(row.status, ("mute", "clock"))
    return kind, icon, _SHORT.get(row.status) or STATUS_NAMES[Status(row.status)]


def channel_name(channel: str) -> Message:
    """The channel in words; a code of a newer program stands as it is."""
    known = channel in set(Channel)
    return CHANNEL_NAMES[Channel(channel)] if known else Message("{code}", {"code": channel})
