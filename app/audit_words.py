"""What the audit tells of, in words: acts, kinds of records and their fields, gathered from every register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.i18n import C_, N_, Message
from app.registers import REGISTERS

#: Everything that is ever noted; the keys are stored and never change.
ACTS: Mapping[str, Message] = {
    "insert": C_("act", "Registered"),
    "update": C_("act", "Changed"),
    "delete": C_("act", "Removed"),
    "merge": C_("act", "Merged"),
    "view": C_("act", "Opened"),
    "print": C_("act", "Printed"),
    "export": C_("act", "Exported"),
    "sign_in": C_("act", "Signed in"),
    "sign_in_failed": C_("act", "Wrong password"),
    "sign_in_refused": C_("act", "Sign-in refused"),
    "recovery": C_("act", "Signed in with the recovery code"),
    "recovery_code": C_("act", "New recovery code"),
    "password_reset": C_("act", "Password reset"),
    "password_changed": C_("act", "Own password changed"),
    "backup": C_("act", "Backup copy made"),
    "restore": C_("act", "Backup copy restored"),
    "move": C_("act", "Moved to a server"),
    "erase": C_("act", "Erased"),
}

_CORE_SUBJECTS: Mapping[str, Message] = {
    "setting": N_("Setting"),
    "account": N_("User"),
    "office": N_("Office"),
    "audit": N_("Audit"),
}
_CORE_FIELDS: Mapping[str, Mapping[str, Message]] = {
    "setting": {"key": N_("Setting"), "value": N_("Value")},
    "account": {
        "login": N_("User name"),
        "name": N_("Name and surname"),
        "roles": N_("Roles"),
        "enabled": C_("column", "In use"),
    },
}
#: What prints, exports and other acts without a changed row tell of themselves.
NOTED: Mapping[str, Message] = {
    "printout": N_("Printout"),
    "rows": N_("Rows"),
    "file": N_("File"),
    "folder": N_("Folder"),
    "copy": N_("Backup copy"),
    "daily": N_("Daily copy"),
    "entry": N_("Last entry of the audit"),
    "to": N_("Moved to"),
    "merged": N_("Merged with"),
    "contacts": N_("Contacts"),
    "tab": N_("Tab"),
    "text": N_("Search"),
    "channel": N_("Channel"),
    "outcome": N_("Outcome"),
    "period": N_("Period"),
    "first_day": N_("From day"),
    "last_day": N_("Until day"),
    "topic_id": N_("Topic"),
    "handler_id": N_("Responsible"),
    "client_id": N_("Client's record"),
    "import_id": C_("noun", "Import"),
    "annulled": C_("field", "Annulled"),
    "restricted": N_("Restricted access"),
    "account": N_("User name"),
    "act": N_("Act"),
    "reason": N_("Reason"),
}


@dataclass(frozen=True)
class AuditWords:
    """Words by the keys of the audit; what a newer Lete has put there stands as it is."""

    subjects: Mapping[str, Message]
    fields: Mapping[str, Mapping[str, Message]]
    technical: Mapping[str, frozenset[str]]

    def act(self, key: str) -> Message:
        """What was done."""
        return ACTS.get(key) or Message("{key}", {"key": key})

    def subject(self, key: str) -> Message:
        """To what kind of record."""
        return self.subjects.get(key) or Message("{key}", {"key": key})

    def field_names(self, subject: str, keys: tuple[str, ...]) -> list[Message]:
        """The names of fields, without those that say nothing to people."""
        known, hidden = self.fields.get(subject, {}), self.technical.get(subject, frozenset())
        named = {key: known.get(key) or NOTED.get(key) or Message("{key}", {"key": key}) for key in keys}
        return [named[key] for key in keys if key in known or key not in hidden]


def gathered() -> AuditWords:
    """The words of the house and of every register."""
    subjects, fields = dict(_CORE_SUBJECTS), dict(_CORE_FIELDS)
    technical: dict[str, frozenset[str]] = {}
    for register in REGISTERS:
        words = register.load("audit_words")
        subjects |= words.SUBJECTS
        fields |= words.FIELDS
        technical |= dict.fromkeys(words.SUBJECTS, words.TECHNICAL)
    return AuditWords(subjects, fields, technical)
