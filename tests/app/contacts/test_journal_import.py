"""An old journal read in: whole or not at all, never twice, and taken back as one act."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.contacts.records import ContactDetail, ContactRow
    from app.office import Office

HEAD = "Nr.;Datums;Laiks;Saziņas veids;Klients;Tālrunis;Adrese;Jautājums;Pieņēma;Rezultāts;Piezīmes"
ROWS = (
    "1;15.12.2024;9:00;tel.;Anna Bērziņa;26000417;Liepu iela 1;Rēķins;I. Kalniņa;Atbildēts;",
    "2;02.01.2025;10:30;klātiene;Juris Ozols;;Ozolu iela 2;Līgums;Sandra L.;Nodots R. Šķēlem;steidzami",
    "3;02.01.2025;9:15;e-pasts;BĒRZIŅA ANNA;26 000 417;;Tarifs;I. Kalniņa;sūdzība;",
    ";;;;;;;;;;",
    "Kopā;3;;;;;;;;;",
    "4;31.02.2025;9:15;tel.;Zane;;;Nav;;;",
    "5;03.01.2025;9:15;tel.;Anna Bērziņa;26000417;;Rēķins;;jāatzvana;",
    "6;03.01.2025;9:15;tel.;Anna Bērziņa;26000417;;Rēķins;;jāatzvana;",
)


def written(folder: Path, rows: Iterable[str] = ROWS, name: str = "zurnals.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(["Saziņas žurnāls", HEAD, *rows]), encoding="utf-8-sig")
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return written(tmp_path)


def all_rows(office: Office, *, annulled: bool = False) -> list[ContactRow]:
    from app.contacts.journal_list import JournalList
    from app.contacts.records import ContactFilter, Sort

    return JournalList(office).first(ContactFilter(annulled=annulled), Sort("at", descending=False), 1000)


def detail(office: Office, subject: str) -> ContactDetail:
    from app.contacts.service import Contacts

    (found,) = [row for row in all_rows(office) if row.subject == subject]
    return Contacts(office).detail(found.id)


def read_in(office: Office, path: Path) -> int:
    from app.contacts.journal_import import JournalImport

    journal = JournalImport(office)
    return journal.commit(journal.stage(path))


def test_every_row_is_counted_once(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport
    from app.core.i18n import Translator

    report = JournalImport(office).stage(journal).report
    assert report.as_data(Translator("lv")) == {
        "rows": 8,
        "imported": 4,
        "skipped": {"blank": 1, "subtotal": 1},
        "duplicates": 1,
        "refused": [{"row": 8, "reason": "Šāda datuma nav: 31.02.2025"}],
    }


def test_what_an_old_journal_promised_is_closed_and_waits_for_nobody(office: Office, journal: Path) -> None:
    from app.contacts.records import Status
    from app.contacts.service import Contacts

    read_in(office, journal)
    (promised,) = [row for row in all_rows(office) if row.status == Status.CLOSED]
    assert not promised.is_open
    assert Contacts(office).counts()["callbacks"] == 0


def test_staging_writes_nothing(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport

    JournalImport(office).stage(journal)
    assert all_rows(office) == []


def test_numbers_follow_the_time_in_each_year_and_the_old_ones_are_kept(office: Office, journal: Path) -> None:
    read_in(office, journal)
    assert [(row.number, row.subject) for row in all_rows(office)] == [
        ("2024-1", "Rēķins"),
        ("2025-1", "Tarifs"),
        ("2025-2", "Līgums"),
        ("2025-3", "Rēķins"),
    ]
    assert detail(office, "Tarifs").reference == "3/2025"


def test_numbers_go_on_after_those_given_before(office: Office, tmp_path: Path) -> None:
    read_in(office, written(tmp_path, ROWS[:2]))
    read_in(office, written(tmp_path, ROWS))
    assert [row.number for row in all_rows(office)] == ["2024-1", "2025-2", "2025-1", "2025-3"]


def test_handlers_are_found_on_the_staff(office: Office, journal: Path) -> None:
    from app.directory.records import EmployeeRecord
    from app.directory.service import Directory

    directory = Directory(office)
    directory.save_employee(EmployeeRecord(name="Ilze Kalniņa"))
    skele = directory.save_employee(EmployeeRecord(name="Raivis Šķēle"))
    read_in(office, journal)
    assert detail(office, "Tarifs").row.handler_name == "Ilze Kalniņa"
    sent_on = detail(office, "Līgums").fields
    assert (sent_on.outcome, sent_on.referred_id, sent_on.referred_name) == ("referred", skele, "Raivis Šķēle")


def test_old_contacts_are_closed_and_keep_what_the_journal_said(office: Office, journal: Path) -> None:
    read_in(office, journal)
    assert not any(row.is_open for row in all_rows(office))
    complaint = detail(office, "Tarifs").fields
    assert (complaint.outcome, complaint.notes) == ("answered", "sūdzība")


def test_one_client_is_made_for_one_name_and_phone(office: Office, journal: Path) -> None:
    from app.contacts.clients import Clients

    read_in(office, journal)
    clients = Clients(office)
    assert [(client.name, client.address) for client in clients.by_phone("+37126000417")] == [
        ("Anna Bērziņa", "Liepu iela 1"),
        ("BĒRZIŅA ANNA".title(), ""),
    ]
    assert [client.address for client in clients.lookup("ozols")] == ["Ozolu iela 2"]


def test_a_known_client_is_found_again(office: Office, tmp_path: Path) -> None:
    from app.contacts.clients import Clients

    read_in(office, written(tmp_path, ROWS[:1]))
    read_in(office, written(tmp_path, ["9;05.01.2025;8:00;tel.;anna bērziņa;+371 26000417;;Cits;;;"]))
    (client,) = Clients(office).by_phone("+37126000417")
    assert detail(office, "Cits").fields.client_id == client.id


def test_a_repeated_import_finds_only_duplicates(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport

    read_in(office, journal)
    again = JournalImport(office).stage(journal)
    assert (again.report.imported, again.report.duplicates) == (0, 5)


def test_an_import_is_found_by_search_and_the_audit_holds(office: Office, journal: Path) -> None:
    from app.contacts.journal_list import JournalList
    from app.contacts.records import ContactFilter
    from app.core.verify import numbered, verify

    read_in(office, journal)
    assert JournalList(office).count(ContactFilter(text="berz tarif")) == 1
    assert verify(office.engine, numbered()).good


def test_annulling_takes_all_back_as_one_and_keeps_numbers(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport
    from app.core.verify import numbered, verify

    imported = JournalImport(office)
    import_id = read_in(office, journal)
    assert imported.annul(import_id) == 4
    assert all_rows(office) == []
    assert len(all_rows(office, annulled=True)) == 4
    assert imported.stage(journal).report.imported == 4  # what was annulled is no duplicate
    assert imported.restore(import_id) == 4
    assert len(all_rows(office)) == 4
    assert verify(office.engine, numbered()).good


def test_what_was_annulled_by_itself_stays_so_after_undo_and_redo(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport
    from app.contacts.service import Contacts

    import_id = read_in(office, journal)
    Contacts(office).annul(all_rows(office)[0].id, "kļūda")
    imported = JournalImport(office)
    later = _later(office)
    JournalImport(later).annul(import_id)
    assert imported.restore(import_id) == 3


def test_annulling_twice_can_be_taken_back(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport

    import_id = read_in(office, journal)
    imports = JournalImport(office)
    count = imports.annul(import_id)
    assert JournalImport(_later(office)).annul(import_id) == 0
    assert imports.restore(import_id) == count
    assert len(all_rows(office)) == count


def test_the_reason_of_an_annulment_is_checked(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport
    from app.core.errors import Invalid

    import_id = read_in(office, journal)
    for reason in ("x" * 501, "010190-10001"):
        with pytest.raises(Invalid):
            JournalImport(office).annul(import_id, reason)


def test_a_client_merged_twice_is_found_to_be_the_last(office: Office, tmp_path: Path) -> None:
    from app.contacts.clients import Clients
    from tests.app.contacts.samples import save

    for name, phone in (("Anna Bērziņa", "+37126000417"), ("Anna B.", "+37126000418"), ("A. B.", "+37126000419")):
        save(office, client_name=name, phone=phone)
    first, second, third = (Clients(office).by_phone(f"+3712600041{digit}")[0].id for digit in (7, 8, 9))
    Clients(office).merge(second, first)
    Clients(office).merge(third, second)
    read_in(office, written(tmp_path, ROWS[:1]))
    assert Clients(office).get(third).contacts == 4


def _later(office: Office) -> Office:
    from dataclasses import replace
    from datetime import timedelta

    at = office.clock() + timedelta(minutes=5)
    return replace(office, clock=lambda: at)


class Stopped(Exception):
    """Raised by a progress that was cancelled."""


def test_a_cancel_leaves_nothing(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport
    from app.core.verify import numbered, verify

    def stop() -> None:
        raise Stopped

    def stop_late(done: int, total: int) -> None:
        assert (done, total) == (4, 4)
        raise Stopped

    imported = JournalImport(office)
    plan = imported.stage(journal)
    with pytest.raises(Stopped):
        imported.commit(plan, cancel=stop)
    with pytest.raises(Stopped):
        imported.commit(plan, progress=stop_late)
    assert all_rows(office) == []
    assert verify(office.engine, numbered()).good
    imported.commit(plan)
    assert [row.number for row in all_rows(office)][:2] == ["2024-1", "2025-1"]


def test_progress_is_told_while_rows_are_made(office: Office, tmp_path: Path) -> None:
    from app.contacts.journal_import import JournalImport

    rows = (f"{number};03.01.2025;9:15;tel.;Anna {number};;;Rēķins;;;" for number in range(900))
    imported = JournalImport(office)
    plan = imported.stage(written(tmp_path, rows))
    told: list[tuple[int, int]] = []
    imported.commit(plan, progress=lambda done, total: told.append((done, total)))
    assert told == [(200, 900), (400, 900), (600, 900), (800, 900), (900, 900)]


def test_the_same_file_read_in_meanwhile_is_told(office: Office, journal: Path) -> None:
    from app.contacts.journal_import import JournalImport
    from app.core.errors import Unavailable

    imported = JournalImport(office)
    plan = imported.stage(journal)
    read_in(office, journal)
    with pytest.raises(Unavailable, match="read in meanwhile"):
        imported.commit(plan)
    assert len(all_rows(office)) == 4


def test_clerks_may_not_import(office: Office, journal: Path) -> None:
    from dataclasses import replace

    from app.core.errors import Forbidden
    from app.core.permissions import Actor, Role

    clerk = replace(office, actor=Actor("zane", "Zane Ūdre", frozenset({Role.CLERK})))
    with pytest.raises(Forbidden):
        read_in(clerk, journal)


def test_a_file_without_headings_is_refused(office: Office, tmp_path: Path) -> None:
    from app.contacts.journal_import import JournalImport
    from app.core.errors import Invalid

    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(Invalid):
        JournalImport(office).stage(path)
