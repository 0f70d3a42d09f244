"""The journal as a file: complete, readable by other programs, and without formulas."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from app.core.i18n import Translator
    from app.office import Office

EVIL = '=cmd|" /C calc"!A0'


@pytest.fixture
def with_contacts(office: Office) -> Office:
    from app.contacts.records import ContactDraft, ContactFields
    from app.contacts.service import Contacts

    at = datetime(2026, 11, 20, 7, 58, tzinfo=UTC)
    for name, subject in (("Bērziņa Dzintra", EVIL), ("<b>Šķēle</b>", "Rēķins\notrā rindā")):
        fields = ContactFields(at=at, client_name=name, phone="+37126000417", subject=subject)
        Contacts(office).save(ContactDraft(fields=fields))
    return office


def exported(office: Office, path: Path, kind: str, tr: Translator) -> int:
    from app.contacts.export import export_contacts

    return export_contacts(office, path, kind, tr)


def test_csv_opens_in_excel_without_formulas(with_contacts: Office, tmp_path: Path, tr: Translator) -> None:
    path = tmp_path / "z.csv"
    assert exported(with_contacts, path, "csv", tr) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["Nr."] for row in rows] == ["2026-1", "2026-2"]
    assert rows[0]["Jautājums"] == "'" + EVIL
    assert rows[0]["Datums, laiks"] == "20.11.2026 09:58"
    assert rows[0]["Tālrunis"] == "26 000 417"
    assert rows[1]["Jautājums"] == "Rēķins\notrā rindā"


def test_xlsx_keeps_texts_as_texts(with_contacts: Office, tmp_path: Path, tr: Translator) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "z.xlsx"
    exported(with_contacts, path, "xlsx", tr)
    book = load_workbook(path)
    sheet: Any = book.active
    titles = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, titles.index("Jautājums") + 1)
    assert (cell.value, cell.data_type) == (EVIL, "s")
    assert sheet.cell(2, titles.index("Datums, laiks") + 1).value == datetime(2026, 11, 20, 9, 58)  # noqa: DTZ001
    book.close()


def test_json_keeps_codes_and_moments(with_contacts: Office, tmp_path: Path, tr: Translator) -> None:
    path = tmp_path / "z.json"
    exported(with_contacts, path, "json", tr)
    first, second = json.loads(path.read_text(encoding="utf-8"))
    assert (first["number"], first["channel"], first["phone"]) == ("2026-1", "phone", "+37126000417")
    assert datetime.fromisoformat(first["at"]) == datetime(2026, 11, 20, 7, 58, tzinfo=UTC)
    assert second["client"] == "<b>Šķēle</b>"


def test_a_cancelled_export_leaves_no_file(with_contacts: Office, tmp_path: Path, tr: Translator) -> None:
    from app.contacts import export

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(export, "_REPORT_EVERY", 1)
        export.export_contacts(with_contacts, tmp_path / "z.csv", "csv", tr, progress=stop)
    assert list(tmp_path.glob("*.csv")) == []


def test_an_export_is_in_the_audit(
    with_contacts: Office, owner_office: Office, tmp_path: Path, tr: Translator
) -> None:
    from sqlalchemy import select

    from app.core.permissions import CONTACTS_SEE
    from app.core.tables import AuditEntry

    exported(with_contacts, tmp_path / "z.csv", "csv", tr)
    with owner_office.view(CONTACTS_SEE) as view:
        (text,) = view.session.scalars(select(AuditEntry.text).where(AuditEntry.act == "export"))
    assert '"printout":[null,"contacts.csv"]' in text
    assert '"rows":[null,2]' in text


def test_the_audit_counts_the_rows_that_were_written(
    with_contacts: Office, owner_office: Office, tmp_path: Path, tr: Translator
) -> None:
    from dataclasses import replace

    from sqlalchemy import select

    from app.contacts.journal_list import JournalList
    from app.contacts.records import ContactFilter
    from app.core.permissions import CONTACTS_SEE, Actor, Role
    from app.core.tables import AuditEntry

    clerk = replace(with_contacts, actor=Actor("jauns", "Jauns Darbinieks", frozenset({Role.CLERK})))
    assert JournalList(clerk).count(ContactFilter()) == 2
    assert JournalList(clerk).count_printable(ContactFilter()) == 0
    assert exported(clerk, tmp_path / "z.csv", "csv", tr) == 0
    with owner_office.view(CONTACTS_SEE) as view:
        (text,) = view.session.scalars(select(AuditEntry.text).where(AuditEntry.act == "export"))
    assert '"rows":[null,0]' in text
