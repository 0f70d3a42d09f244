"""People and cards for tests; today is 20 November 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.cards.records import CardDraft, Kind
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.office import Office

TODAY = date(2026, 11, 20)


def employee(office: Office, name: str = "Raivis Šķēle", **values: Any) -> int:
    """Somebody on the staff; their number."""
    record = EmployeeRecord(**{"job_title": "Dispečers", **values, "name": name})
    return Directory(office).save_employee(record)


def draft(employee_id: int, number: str = "014", kind: Kind = Kind.STAFF_ID, **values: Any) -> CardDraft:
    """A card ready to be issued today for two years."""
    usual = {"name": "Raivis Šķēle", "issued_on": TODAY, "valid_until": date(2028, 11, 30)}
    return CardDraft(employee_id=employee_id, kind=kind, number=number, **{**usual, **values})
