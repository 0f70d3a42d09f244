"""What the journal's tables and columns are called where the audit tells of them. Light: no tables here."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import C_, N_, Message

SUBJECTS: Mapping[str, Message] = {
    "contact": N_("Contact"),
    "contact_sealed": N_("Content of a restricted contact"),
    "contact_named": N_("Person named in a restricted contact"),
    "contact_event": N_("Course of a contact"),
    "contact_import": N_("Import of an old journal"),
    "client": N_("Client"),
    "snippet": N_("Text snippet"),
}

_CONTENT: Mapping[str, Message] = {
    "client_id": N_("Client's record"),
    "client_name": N_("Client"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "topic": N_("Topic"),
    "subject": N_("Question"),
    "notes": N_("Notes"),
    "reason": N_("Reason"),
    "annul_reason": N_("Reason for annulling"),
}

FIELDS: Mapping[str, Mapping[str, Message]] = {
    "contact": {
        "at": N_("Time"),
        "channel": N_("Channel"),
        "incoming": N_("Direction"),
        **_CONTENT,
        "reference": N_("Old number"),
        "handler_name": N_("Responsible"),
        "unit": N_("Unit"),
        "registered_name": C_("column", "Registered by"),
        "registered_at": N_("Registered"),
        "outcome": N_("Outcome"),
        "status": N_("State"),
        "is_open": C_("field", "Open"),
        "due_at": N_("Due"),
        "closed_at": C_("field", "Closed"),
        "callback_tries": N_("Failed calls"),
        "referred_name": N_("Specialist"),
        "institution": N_("Institution"),
        "offered_channel": N_("Offered channel"),
        "duration_s": N_("Duration"),
        "language": N_("Language"),
        "identity_shown": N_("Identity document shown"),
        "entry_help": N_("Help in getting in"),
        "recording_told": N_("Told of the recording"),
        "import_id": C_("noun", "Import"),
        "kept": C_("field", "In force"),
        "annulled_at": C_("field", "Annulled"),
        "annulled_by": N_("Annulled by"),
        "restricted": N_("Restricted access"),
    },
    "contact_sealed": _CONTENT,
    "contact_named": {"employee_id": N_("Employee"), "kept": C_("field", "In force")},
    "contact_event": {"kind": N_("What happened"), "text": N_("Notes")},
    "contact_import": {
        "file_name": N_("File"),
        "rows": N_("Rows"),
        "annulled_at": C_("field", "Annulled"),
    },
    "client": {
        "name": N_("Name, surname or company"),
        "phone": N_("Phone"),
        "email": N_("E-mail"),
        "address": N_("Address"),
        "checked_on": N_("Data checked"),
        "merged_into": N_("Merged with"),
    },
    "snippet": {"key": C_("field", "Abbreviation"), "text": N_("Text")},
}

#: Columns that say nothing to people: numbers of rows whose names are told beside them, and the like.
TECHNICAL = frozenset(
    {
        *("request", "number_year", "number_seq", "has_time", "topic_id", "handler_id", "registered_by"),
        *("referred_id", "institution_id", "sealed_changes", "contact_id", "account", "at", "name"),
    }
)
