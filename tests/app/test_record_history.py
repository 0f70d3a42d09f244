"""The histories of the directory's records and of cards: who did what, for whoever may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import text

from app.cards.photos import Photos
from app.cards.records import Move, State
from app.cards.sample_photo import silhouette
from app.cards.service import Cards
from app.core.db import Base, is_sqlite
from app.core.history import HistoryEntry
from app.core.i18n import Translator
from app.core.permissions import Role
from app.core.server.histories import declared
from app.core.work import Gone
from app.directory.records import (
    AbsenceRecord,
    EmployeeRecord,
    InstitutionRecord,
    Reception,
    ServiceRecord,
    StaffChange,
    UnitRecord,
)
from app.directory.service import Directory
from app.directory.staff_events import StaffEvents
from app.office import Office
from app.record_history import RecordHistory
from app.registers import load_tables
from tests.app.cards.samples import draft
from tests.app.contacts.conftest import SignIn, office, sign_in

__all__ = ["office", "sign_in"]

OUTSIDERS = (Role.CLERK, Role.SPECIALIST, Role.DECISION_MAKER)
MANAGERS = (Role.HEAD, Role.ADMINISTRATOR)
BORN = "Rita Šķēle"


def history(office: Office, subject: str, record: int) -> list[HistoryEntry]:
    return RecordHistory(office).of(subject, record, Translator("lv"))


def told(entry: HistoryEntry) -> dict[str, tuple[str, str]]:
    return {change.label: (change.old, change.new) for change in entry.changes}


@pytest.fixture
def rita(office: Office) -> int:
    """Somebody hired under another name, married since, who has got a room."""
    directory = Directory(office)
    hired = EmployeeRecord(
        name=BORN, job_title="Lietvede", unit="Kase", phone="+37163000214", languages=("lv", "ru")
    )
    number = directory.save_employee(hired)
    StaffEvents(office).begin(number, StaffChange("renamed", date(2026, 11, 16), name="Rita Ozola"))
    hours: Reception = {1: ((time(8, 0), time(12, 0)),)}
    directory.save_employee(replace(directory.employee(number), place="12. kabinets", reception=hours))
    return number


@pytest.fixture
def card(office: Office, rita: int) -> int:
    """Rita's staff ID, issued and lost."""
    number = Cards(office).issue(draft(rita, name="Rita Ozola"))
    version = Cards(office).card(number).row.version
    Cards(office).move(number, Move(State.LOST, date(2026, 11, 20), "Noslīka Daugavā"), version)
    return number


def test_it_tells_who_did_what_in_the_words_of_the_forms(office: Office, rita: int) -> None:
    newest, *_others, first = history(office, "employee", rita)
    assert (newest.act, newest.about, newest.who) == ("update", "", "ilze")
    assert told(newest) == {
        "Vieta": ("", "12. kabinets"),
        "Pieņemšanas laiks": ("", "Pieņem: pirmdien 8:00–12:00"),
    }
    assert told(first)["Struktūrvienība"] == ("", "Kase")
    assert told(first)["Tālrunis"] == ("", "63 000 214")
    assert told(first)["Valodas"] == ("", "latviešu, krievu")


def test_what_belongs_to_a_person_is_in_their_history(office: Office, rita: int) -> None:
    absent = AbsenceRecord(employee_id=rita, first_day=date(2026, 12, 1), last_day=date(2026, 12, 5))
    Directory(office).save_absence(absent)
    Photos(office).put(rita, silhouette(1))
    Photos(office).erase(rita, "Pati lūdza")
    entries = history(office, "employee", rita)
    assert {entry.about for entry in entries} == {
        "",
        "Prombūtne",
        "Agrāks amats",
        "Personāla izmaiņas",
        "Fotogrāfija",
    }
    away = next(entry for entry in entries if entry.about == "Prombūtne")
    assert told(away) == {"No dienas": ("", "01.12.2026."), "Līdz dienai": ("", "05.12.2026.")}
    erased = next(entry for entry in entries if entry.act == "erase")
    assert told(erased) == {"Iemesls": ("", "Pati lūdza")}
    began = next(entry for entry in entries if entry.about == "Personāla izmaiņas")
    assert told(began)["Veids"] == ("", "Maina uzvārdu")


def test_one_person_is_not_told_of_in_the_history_of_another(office: Office, rita: int) -> None:
    other = Directory(office).save_employee(EmployeeRecord(name="Zane Liepa"))
    Directory(office).save_absence(
        AbsenceRecord(employee_id=rita, first_day=date(2026, 12, 1), last_day=date(2026, 12, 5))
    )
    for number in (1, 2, 3):
        Photos(office).put(rita, silhouette(number))
    Photos(office).erase(rita, "Pati lūdza")
    (only,) = history(office, "employee", other)
    assert told(only) == {"Vārds un uzvārds": ("", "Zane Liepa")}


@pytest.mark.parametrize("role", MANAGERS)
def test_those_who_manage_staff_read_all_of_it(rita: int, card: int, sign_in: SignIn, role: Role) -> None:
    manager = sign_in("vadis", "Vadītājs", role)
    assert BORN in str(history(manager, "employee", rita))
    assert "Noslīka Daugavā" in str(history(manager, "card", card))


@pytest.mark.parametrize("role", OUTSIDERS)
def test_others_learn_that_a_name_changed_and_not_what_it_was(
    rita: int, card: int, sign_in: SignIn, role: Role
) -> None:
    other = sign_in("cits", "Cits", role)
    entries = history(other, "employee", rita)
    assert "Šķēle" not in str(entries)
    assert {entry.about for entry in entries} == {""}
    renamed = entries[1]
    assert [(change.field, change.masked) for change in renamed.changes] == [("name", True), ("post_since", True)]
    assert told(entries[0])["Vieta"] == ("", "12. kabinets")
    steps = history(other, "card", card)
    assert "Noslīka" not in str(steps)
    assert told(steps[0]) == {"Stāvoklis": ("Izsniegta", "Nozaudēta")}


def test_the_course_of_a_card_is_told_in_words(office: Office, card: int) -> None:
    entries = history(office, "card", card)
    event = next(entry for entry in entries if entry.about == "Apliecības gaita")
    assert told(event) == {
        "Stāvoklis": ("", "Nozaudēta"),
        "Diena": ("", "20.11.2026."),
        "Iemesls": ("", "Noslīka Daugavā"),
    }
    first = next(entry for entry in reversed(entries) if not entry.about)
    assert told(first)["Veids"] == ("", "Darba apliecība")
    assert told(first)["Darbinieks"] == ("", "Rita Ozola")


def test_institutions_services_and_units_have_theirs(office: Office) -> None:
    directory = Directory(office)
    body = directory.save_institution(InstitutionRecord(name="Valsts zemes dienests"))
    directory.hide_institution(body)
    newest, _first = history(office, "institution", body)
    assert told(newest) == {"Paslēpts": ("Nē", "Jā")}
    unit = directory.save_unit(UnitRecord(name="Kase"))
    service = directory.save_service(ServiceRecord(name="Izziņa", unit_id=unit))
    (made,) = history(office, "service", service)
    assert told(made)["Struktūrvienība"] == ("", "Kase")
    assert told(history(office, "unit", unit)[0]) == {"Nosaukums": ("", "Kase")}


def test_there_is_none_of_what_is_not_there_or_has_none(office: Office) -> None:
    with pytest.raises(Gone):
        history(office, "employee", 99)
    for subject in ("client", "account", "past_post", "contact"):
        with pytest.raises(LookupError):
            history(office, subject, 1)


def test_the_server_itself_tells_others_no_more(rita: int, card: int, sign_in: SignIn) -> None:
    asked = text("SELECT * FROM lete.record_history(:subject, :id)")
    for role in OUTSIDERS:
        engine = sign_in("cits", "Cits", role).engine
        if is_sqlite(engine):
            return  # whoever can open a file can read all of it
        with engine.connect() as connection:
            person = connection.execute(asked, {"subject": "employee", "id": rita}).all()
            steps = connection.execute(asked, {"subject": "card", "id": card}).all()
            assert {row.kind for row in person} == {"employee"} and "Šķēle" not in str(person)
            assert {row.kind for row in steps} == {"card"} and "Noslīka" not in str(steps)
            for subject in ("past_post", "card_event", "photo", "account", "setting", "", "x'; --"):
                assert connection.execute(asked, {"subject": subject, "id": 1}).all() == []


def test_what_is_declared_names_tables_columns_and_one_record_each() -> None:
    load_tables()
    parts, tables = declared(), Base.metadata.tables
    assert len({part.subject for part in parts}) == len(parts)
    records = {part.subject for part in parts if not part.of}
    for part in parts:
        columns = set(tables[part.subject].columns.keys())
        assert part.kept_back | ({part.by} if part.of else set()) <= columns, part.subject
        assert not part.of or part.of in records
        assert bool(part.kept_back) == (part.sees_all is not None)
