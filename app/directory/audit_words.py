"""What the directory's tables and columns are called where the audit tells of them. Light: no tables here."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import C_, N_, Message

SUBJECTS: Mapping[str, Message] = {
    "unit": N_("Unit"),
    "employee": N_("Employee"),
    "institution": N_("Institution"),
    "topic": N_("Topic"),
    "job_title": N_("Job title"),
    "past_post": N_("Earlier post"),
    "absence": C_("record", "Absence"),
    "service": C_("record", "Service"),
    "staff_event": N_("Staff changes"),
    "staff_tick": N_("Task of a checklist"),
}

_HIDDEN: Mapping[str, Message] = {"hidden": C_("field", "Hidden")}

FIELDS: Mapping[str, Mapping[str, Message]] = {
    "unit": {"name": N_("Name"), **_HIDDEN},
    "employee": {
        "name": N_("Name and surname"),
        "job_title": N_("Job title"),
        "unit_id": N_("Unit"),
        "place": N_("Place"),
        "phone": N_("Phone"),
        "email": N_("E-mail"),
        "languages": N_("Languages"),
        "reception": N_("Reception hours"),
        "account": N_("User name"),
        "other_phones": N_("Other phones"),
        "notes": N_("Notes"),
        "manager_id": N_("Line manager"),
        "post_since": N_("In the post since"),
        "employed_from": N_("Works from"),
        "employed_until": N_("Works until"),
        **_HIDDEN,
    },
    "institution": {
        "name": N_("Name"),
        "competence": N_("Competence"),
        "phone": N_("Phone"),
        "email": N_("E-mail"),
        "web": N_("Website"),
        "address": N_("Address"),
        **_HIDDEN,
    },
    "topic": {
        "name": N_("Name"),
        "position": N_("Order"),
        "default_days": N_("Usual term"),
        "specialist_id": N_("Specialist"),
        **_HIDDEN,
    },
    "job_title": {
        "name": N_("Job title"),
        "other_form": N_("Other form"),
        "serves_counter": N_("Serves clients at the counter"),
        "visits_clients": N_("Visits clients"),
        **_HIDDEN,
    },
    "past_post": {
        "employee_id": N_("Employee"),
        "name": N_("Name and surname"),
        "job_title": N_("Job title"),
        "unit": N_("Unit"),
        "since": N_("From day"),
        "until": N_("Until day"),
    },
    "absence": {
        "employee_id": N_("Employee"),
        "first_day": N_("From day"),
        "last_day": N_("Until day"),
        "substitute_id": N_("Substitute"),
        **_HIDDEN,
    },
    "service": {
        "name": N_("Name"),
        "how": N_("How to get it"),
        "term": N_("Term"),
        "price": N_("Price"),
        "form": N_("Application form"),
        "unit_id": N_("Unit"),
        "topic_id": N_("Topic"),
        "position": N_("Order"),
        **_HIDDEN,
    },
    "staff_event": {
        "employee_id": N_("Employee"),
        "kind": N_("Kind"),
        "day": N_("Day"),
        "note": N_("Notes"),
        "closed_on": C_("field", "Closed"),
    },
    "staff_tick": {"task": N_("Task"), "done_on": C_("field", "Done"), "person": N_("Who ticked it off")},
}

#: Columns that say nothing to people.
TECHNICAL = frozenset({"event_id"})
