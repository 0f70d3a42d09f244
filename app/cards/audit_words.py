"""What the tables and columns of cards are called where the audit tells of them. Light: no tables here."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import C_, N_, Message

SUBJECTS: Mapping[str, Message] = {
    "card": N_("Card or plate"),
    "card_event": N_("Course of a card"),
    "card_print": N_("Print of a card"),
    "photo": N_("Photo"),
}

FIELDS: Mapping[str, Mapping[str, Message]] = {
    "card": {
        "employee_id": N_("Employee"),
        "kind": N_("Kind"),
        "number": N_("Number"),
        "name": N_("Name and surname"),
        "job_title": N_("Job title"),
        "unit": N_("Unit"),
        "state": N_("State"),
        "issued_on": C_("card", "Issued"),
        "valid_until": N_("Valid until"),
        "replaces_id": C_("card", "Replaces"),
        "photo_id": N_("Photo"),
        "return_asked": N_("Asked back"),
        "printed": N_("Times printed"),
    },
    "card_event": {"state": N_("State"), "day": N_("Day"), "reason": N_("Reason")},
    "card_print": {"at": N_("Time"), "layout": N_("Layout"), "reason": N_("Reason")},
    "photo": {
        "employee_id": N_("Employee"),
        "width": N_("Width, pixels"),
        "height": N_("Height, pixels"),
        "erased": C_("photo", "Erased"),
    },
}

#: Columns that say nothing to people.
TECHNICAL = frozenset({"card_id", "account", "person", "digest"})
