"""What the directory's tables and columns are called where the audit tells of them. Light: no tables here."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import C_, N_, Message

SUBJECTS: Mapping[str, Message] = {
    "unit": N_("Unit"),
    "employee": N_("Employee"),
    "institution": N_("Institution"),
    "topic": N_("Topic"),
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
}

TECHNICAL: frozenset[str] = frozenset()
