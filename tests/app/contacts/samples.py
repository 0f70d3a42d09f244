"""Contacts to test with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from app.contacts.records import ContactDraft, ContactFields, Saved
from app.contacts.service import Contacts
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.office import Office

#: Friday, 20.11.2026., 10:31 in Riga.
NOW = datetime(2026, 11, 20, 8, 31, tzinfo=UTC)
HOUR = timedelta(hours=1)


def typed(**values: Any) -> ContactFields:
    """What a clerk typed: somebody asked for a calculation."""
    return ContactFields(
        **{
            "at": NOW,
            "client_name": "Dzintra Bērziņa",
            "phone": "+37126000417",
            "subject": "Lūdz pārrēķinu par oktobri",
            **values,
        }
    )


def draft(**values: Any) -> ContactDraft:
    """A new contact."""
    return ContactDraft(fields=typed(**values))


def save(office: Office, **values: Any) -> Saved:
    """Register a contact."""
    return Contacts(office).save(draft(**values))


def hire(office: Office, name: str, **values: Any) -> int:
    """Put a person on the staff."""
    return Directory(office).save_employee(EmployeeRecord(name=name, **values))
