"""A contact as a row of the journal, and the journal as a source of rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, ContactRow, Sort, Status
from app.core.i18n import Translator
from app.office import Office
from tests.ui.contacts.journal import fill
from ui.contacts.columns import COLUMNS, Presenter
from ui.contacts.model import JournalSource
from ui.kit.table import Cell, Row

NOW = datetime(2026, 11, 20, 8, 42, tzinfo=UTC)


def contact(**values: Any) -> ContactRow:
    given: dict[str, Any] = {
        "id": 7, "number": "2026-7", "at": NOW - timedelta(minutes=11), "has_time": True, "channel": "phone",
        "client_name": "Bērziņa Dzintra", "phone": "+37126000417", "address": "Ozolu iela 7", "topic": "Atkritumi",
        "subject": "Nav\nizvests\tkonteiners", "handler_name": "Ilze", "registered_name": "Dace",
        "status": Status.CALLBACK, "is_open": True, "due_at": NOW + timedelta(minutes=78), "kept": True,
    }  # fmt: skip
    return ContactRow(**{**given, **values})


def cell(row: Row, column: str) -> Cell:
    return row.cells[[one.key for one in COLUMNS].index(column)]


def row(language: str = "lv", **values: Any) -> Row:
    return Presenter(Translator(language), lambda: NOW).row(contact(**values), NOW)


def test_a_row_is_spoken_whole() -> None:
    assert row().spoken == (
        "10:31, Tālrunis, Bērziņa Dzintra, Nav izvests konteiners, Jāatzvana, termiņš šodien 12:00"
    )


@pytest.mark.parametrize(
    ("ahead", "text", "tone"),
    [
        (timedelta(minutes=78), "Šodien 12:00", "text"),
        (timedelta(days=-1), "Vakar 10:42", "bad"),
        (timedelta(days=1), "Rīt 10:42", "text2"),
        (timedelta(days=3), "23.11.", "text2"),
        (timedelta(days=-30), "21.10.", "bad"),
    ],
)
def test_a_term_is_near_in_words_and_far_as_a_date(ahead: timedelta, text: str, tone: str) -> None:
    due = cell(row(due_at=NOW + ahead), "due_at")
    assert (due.text, due.tone) == (text, tone)


def test_overdue_is_a_word_and_not_only_a_colour() -> None:
    late = row(due_at=NOW - timedelta(hours=1))
    assert (cell(late, "status").text, cell(late, "status").chip) == ("Nokavēts", "bad")
    assert cell(late, "client_name").strong
    assert not cell(row(due_at=NOW + timedelta(days=3)), "client_name").strong


def test_a_closed_contact_has_no_term() -> None:
    closed = row(is_open=False, status=Status.CALLED_BACK)
    assert cell(closed, "due_at").text == ""
    assert cell(closed, "status").text == "Atzvanīts"


def test_what_is_not_known_is_told_kindly() -> None:
    bare = row(client_name="", subject="", channel="telepathy", at=NOW - timedelta(days=400), has_time=False)
    assert cell(bare, "client_name").text == "Anonīms"
    assert cell(bare, "subject").text == "Atkritumi"
    assert cell(bare, "at").text == "16.10.2025."
    assert (cell(bare, "channel").text, cell(bare, "channel").icon) == ("telepathy", "chat")


def test_an_annulled_contact_says_so() -> None:
    assert cell(row(kept=False), "status").text == "Anulēts"


def test_a_very_long_question_is_cut_before_it_is_measured() -> None:
    assert len(cell(row(subject="ā" * 100_000), "subject").text) < 300


def test_rows_speak_english_too() -> None:
    assert [cell(row("en"), key).text for key in ("status", "due_at")] == ["To call back", "Today 12:00"]


def test_the_source_gives_the_journal_in_its_order(screen_office: Office, tr: Translator) -> None:
    fill(screen_office)
    source = JournalSource(
        JournalList(screen_office), Presenter(tr, screen_office.clock), ContactFilter(), Sort("client_name", False)
    )
    ids = source.ids()
    assert [one.id for one in source.first(5)] == list(ids[:5])
    assert [one.id for one in source.rows(ids[3:6])] == list(ids[3:6])
    assert cell(source.rows(ids[:1])[0], "client_name").text == "Āboltiņa Zenta"
