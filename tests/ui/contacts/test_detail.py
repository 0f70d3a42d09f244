"""The detail of a contact: what it tells, and what it lets whom do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.contacts.records import CallbackResult, ContactFields
from app.contacts.service import Contacts
from app.core.permissions import Actor, Role
from tests.ui.contacts.journal import EARLIER, fill, register
from tests.ui.contacts.journal_place import JournalPlace, journal_place
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.contacts.callback_form import CallbackForm
from ui.kit.desk import Desk

DZINTRA = "Bērziņa Dzintra"


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Iterator[JournalPlace]:
    fill(desk.office)
    with journal_place(qtbot, desk) as place:
        yield place


def test_it_tells_what_the_mock_up_tells(place: JournalPlace) -> None:
    detail = place.page.detail
    assert detail.name.text() == DZINTRA
    assert detail.chip.text() == "Jāatzvana"
    assert detail.heading.text() == "Nr. 2026-18 · šodien 10:31 · Tālrunis"
    assert detail.facts.rows() == {
        "Tālrunis": "26 000 417",
        "Adrese": "Ozolu iela 7-3, Bērzaine",
        "Tēma": "Atkritumu izvešana",
        "Atbildīgais": "Ilze Kalniņa",
        "Atzvanīt līdz": "šodien 12:00 (pēc 1 h 29 min)",
        "Ilgums": "2 min 10 s",
    }
    last = EARLIER[0][1]
    assert detail.earlier.text() == f"Šī klienta iepriekšējās reizes: 3 · pēdējā 02.10. „{last}”"
    assert detail.course.texts() == [("Reģistrēts: Tālrunis (2 min 10 s)", "10:31 · Ilze Kalniņa")]


def test_text_of_people_is_never_markup(place: JournalPlace) -> None:
    evil = "<b>treknraksts</b> &amp; <img src=x>"
    fields = ContactFields(at=place.desk.office.clock(), client_name=evil, subject=evil, notes=evil)
    register(place.desk.office, fields)
    place.qtbot.waitUntil(lambda: place.page.list.model.rowCount() == 19)
    place.choose(evil)
    detail = place.page.detail
    assert [label.text() for label in (detail.name, detail.question, detail.notes)] == [evil] * 3
    shown = [label for label in detail.findChildren(QLabel) if label.text()]
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}


def test_what_came_in_from_the_record_can_be_marked_and_copied(place: JournalPlace) -> None:
    detail = place.page.detail
    for label in (detail.name, detail.heading, detail.question):
        assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_after_three_failed_calls_an_email_is_proposed(place: JournalPlace) -> None:
    place.choose(DZINTRA)
    record = place.page.table.chosen_id()
    later = place.desk.office.clock() + timedelta(hours=2)
    for _ in range(2):
        Contacts(place.desk.office).callback(record, CallbackResult(reached=False, again_at=later))
    place.settle()
    begun: list[int] = []
    place.page.detail.email_wanted.disconnect()
    place.page.detail.email_wanted.connect(begun.append)
    press(Qt.Key.Key_Z, ALT)
    press(Qt.Key.Key_Backtab)
    write("2")
    shown = [label.text() for label in place.page.detail.findChildren(QLabel) if label.isVisible()]
    assert "Neizdevušies zvani: 3. Ieteicams rakstīt e-pastu." in shown
    place.page.detail.form.email_button.click()  # type: ignore[union-attr]
    assert begun == [record]


def test_what_was_typed_into_a_form_is_there_again(place: JournalPlace) -> None:
    press(Qt.Key.Key_Return, CONTROL)
    write("Pusteikums")
    place.choose("Šķēle Ārija")
    assert place.page.detail.form is None
    place.choose(DZINTRA)
    press(Qt.Key.Key_Z, ALT)
    form: object = place.page.detail.form
    assert isinstance(form, CallbackForm)
    assert form.note.value() == "Pusteikums"
    press(Qt.Key.Key_Escape)
    assert place.page.detail.form is None
    assert focused() is place.page.detail.primary


def test_a_form_can_be_saved_again_after_trouble(place: JournalPlace) -> None:
    press(Qt.Key.Key_Return, CONTROL)
    write("Neceļ")
    form = place.page.detail.form
    assert isinstance(form, CallbackForm)
    record = place.page.table.chosen_id()
    colleague = Contacts(place.desk.office)
    colleague.annul(record)
    press(Qt.Key.Key_Return, CONTROL)
    place.qtbot.waitUntil(lambda: not place.desk.tasks.busy)
    assert not form.save_button.is_busy
    assert form.note.value() == "Neceļ"


def test_an_open_form_survives_what_others_do(place: JournalPlace) -> None:
    press(Qt.Key.Key_Return, CONTROL)
    write("Pusteikums")
    register(place.desk.office, ContactFields(at=place.desk.office.clock(), client_name="Anna", subject="Cits"))
    place.qtbot.waitUntil(lambda: place.page.list.model.rowCount() == 19)
    place.settle()
    assert place.page.detail.form is not None
    assert focused() is place.page.detail.form.note.line  # type: ignore[attr-defined]


def test_a_refused_call_says_why_and_keeps_what_was_typed(place: JournalPlace) -> None:
    press(Qt.Key.Key_Return, CONTROL)
    write("Kods 010190-12345")
    place.key(Qt.Key.Key_Return, CONTROL)
    form = place.page.detail.form
    assert form is not None
    assert form.note.error() == "Personas kodu šeit neraksta."  # type: ignore[attr-defined]
    assert not form.save_button.is_busy


def test_handing_over_needs_a_colleague(place: JournalPlace) -> None:
    place.key(Qt.Key.Key_N, ALT)
    place.key(Qt.Key.Key_Return, CONTROL)
    form = place.page.detail.form
    assert form is not None
    assert form.colleague.error() == "Izvēlieties, kam nodots."  # type: ignore[attr-defined]


def test_another_persons_contact_is_for_the_head_to_change(qtbot: QtBot, desk: Desk) -> None:
    fill(desk.office)
    clerk = Actor("dace", "Dace Bērziņa", frozenset({Role.CLERK}))
    with journal_place(qtbot, replace(desk, office=replace(desk.office, actor=clerk))) as place:
        detail = place.page.detail
        assert not detail.primary.isEnabled()
        assert detail.primary.toolTip() == "Šo darbību var veikt: Struktūrvienības vadītājs."
        place.key(Qt.Key.Key_Delete)
        assert DZINTRA in place.clients()


def test_checked_client_data_are_stamped(place: JournalPlace) -> None:
    place.page.acts.checked.trigger()
    place.settle()
    place.page.reload()
    place.settle()
    assert place.page.detail.facts.rows()["Dati pārbaudīti"] == "20.11.2026."


def test_the_menu_offers_what_fits(place: JournalPlace) -> None:
    def offered() -> list[str]:
        return [action.text() for action in place.page.detail.make_menu().actions() if action.text()]

    assert offered() == [
        "Labot", "Kopēt kā jaunu", "Klienta dati pārbaudīti", "Vēsture", "Drukāt iesniegumu", "Anulēt",
    ]  # fmt: skip
    place.choose("Žagars Vilnis")
    assert "Drukāt nosūtījumu" in offered()
