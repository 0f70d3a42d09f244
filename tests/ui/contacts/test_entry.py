"""The quick entry with real keys on a real database: the tasks of design.md 11, parallel entries, undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactDetail, ContactFilter, ContactRow, Sort
from app.contacts.service import Contacts
from app.core.office_settings import OfficeSettings
from app.core.permissions import MACHINE
from app.core.settings import ENTER_MOVES_ON, TASK_FOR_COLLEAGUE
from app.office import Office
from tests.ui.contacts.entry_place import NOW, Place, furnish, working_place
from tests.ui.kit.keys import ALT, ALT_GR, CONTROL, press, write
from ui.contacts.entry import open_entry
from ui.kit.labels import Text
from ui.kit.print_sheet import PrintSheet
from ui.kit.texts import language_changed


@pytest.fixture
def ids(screen_office: Office) -> dict[str, int]:
    return furnish(screen_office)


@pytest.fixture
def place(qtbot: QtBot, screen_office: Office, tmp_path: Path, ids: dict[str, int]) -> Iterator[Place]:
    with working_place(qtbot, screen_office, tmp_path) as place:
        yield place


def rows(place: Place) -> list[ContactRow]:
    """The journal, the newest first."""
    return JournalList(place.desk.office).first(ContactFilter(), Sort("number"), 50)


def newest(place: Place) -> ContactDetail:
    """The contact registered last."""
    return Contacts(place.desk.office).detail(rows(place)[0].id)


def start(place: Place) -> None:
    """F2 from wherever the keyboard is."""
    press(Qt.Key.Key_F2)
    place.settle()


def take_client(place: Place, typed: str) -> None:
    """Type a part of a name and take the first one found."""
    write(typed)
    press(Qt.Key.Key_Return)
    place.qtbot.waitUntil(lambda: place.here == "topic")


def save_with_keys(place: Place) -> None:
    """Ctrl+Enter, until the sheet has closed."""
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()


def test_a_phone_contact_of_a_known_client_takes_forty_two_keys(place: Place) -> None:
    start(place)
    take_client(place, "berz dz")
    write("atk i")
    press(Qt.Key.Key_Return)
    write("Kad izved dzelteno tvertni")
    save_with_keys(place)
    saved = newest(place)
    assert (saved.fields.client_name, saved.fields.phone) == ("Bērziņa Dzintra", "+37126000417")
    assert (saved.fields.topic, saved.fields.subject) == ("Atkritumu izvešana", "Kad izved dzelteno tvertni")
    assert (saved.fields.outcome, saved.fields.channel, saved.fields.at) == ("answered", "phone", NOW)
    assert saved.fields.client_id is not None
    assert place.toast() == f"Saglabāts: Nr. {saved.row.number}, Bērziņa Dzintra"


def test_handing_to_the_topics_specialist_needs_one_digit(place: Place, ids: dict[str, int]) -> None:
    start(place)
    take_client(place, "berz dz")
    write("atk i")
    press(Qt.Key.Key_Return)
    write("Kad izved dzelteno tvertni")
    press(Qt.Key.Key_Tab)
    write("3")
    assert place.here == "referred"
    card = place.sheet.page.outcome.card
    assert card.isVisible()
    assert card.text() == (
        "Raivis Šķēle, maršrutu dispečers\n63 000 214 · 2. stāvs, 207. kabinets\n"
        "Pieņem: pirmdien 8:00–12:00, ceturtdien 13:00–17:00"
    )
    save_with_keys(place)
    saved = newest(place)
    assert (saved.fields.outcome, saved.fields.referred_id) == ("referred", ids["raivis"])
    assert saved.fields.referred_name == "Raivis Šķēle"
    assert not saved.row.is_open


def test_the_keyboard_returns_to_where_it_was_before_f2(place: Place) -> None:
    start(place)
    write("Anna")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    place.wait_closed()
    assert place.work.navigation.list.hasFocus()


def test_the_card_is_copied_with_control_c(place: Place) -> None:
    start(place)
    place.sheet.form.focus("topic")
    write("atk i")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    write("3")
    place.sheet.save_button.setFocus()
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("Raivis Šķēle, maršrutu dispečers\n63 000 214")


def test_tab_keeps_an_unknown_name_as_a_new_client(place: Place) -> None:
    start(place)
    write("Zīle Anna")
    place.qtbot.waitUntil(lambda: bool(place.sheet.page.client.client.line.popup.rows()))
    last = place.sheet.page.client.client.line.popup.rows()[-1]
    assert last.title == "Jauns klients „Zīle Anna”"
    press(Qt.Key.Key_Tab)
    write("26111222")
    press(Qt.Key.Key_Return)
    assert place.here == "address"
    place.sheet.form.focus("question")
    write("Jautā")
    save_with_keys(place)
    saved = newest(place)
    assert (saved.fields.client_name, saved.fields.phone) == ("Zīle Anna", "+37126111222")


def test_a_number_typed_as_the_client_is_the_phone(place: Place) -> None:
    start(place)
    write("26111222")
    press(Qt.Key.Key_Tab)
    assert place.sheet.form.values()["client"] == ""
    assert place.sheet.form.values()["phone"] == "+37126111222"


def test_an_empty_client_is_anonymous(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("Cik maksa")
    save_with_keys(place)
    assert place.toast().endswith(", Anonīms")
    assert newest(place).fields.client_id is None


def test_alt_and_a_digit_choose_the_channel_while_typing(place: Place) -> None:
    start(place)
    write("Anna")
    press(Qt.Key.Key_3, ALT)
    for letter in "āčēģīķļņšūž":
        write(letter, ALT_GR)
    assert place.sheet.form.values()["channel"] == "email"
    assert place.sheet.form.values()["client"] == "Annaāčēģīķļņšūž"
    assert place.sheet.page.client.email.isVisible()


def test_a_callback_is_two_digits(place: Place) -> None:
    start(place)
    take_client(place, "berz dz")
    place.sheet.form.focus("question")
    write("Piezvanit")
    press(Qt.Key.Key_Tab)
    write("2")
    assert place.here == "when"
    write("1")
    assert place.here == "save"
    press(Qt.Key.Key_Return)
    place.wait_closed()
    saved = newest(place)
    assert saved.fields.due_at is not None
    assert (saved.fields.due_at - NOW).total_seconds() == 64 * 60  # an hour, to the next five minutes
    assert saved.row.status == "callback"


def test_a_callback_needs_a_phone_and_a_time(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("Piezvanit")
    press(Qt.Key.Key_Tab)
    write("2")
    press(Qt.Key.Key_S, CONTROL)
    place.settle()
    assert place.bar("save") == "Izlabojiet 2 laukus."
    assert place.sheet.form.field("phone").error() == "Lai atzvanītu, vajadzīgs tālruņa numurs."
    assert place.sheet.form.field("when").error() == "Izvēlieties, kad atzvanīt."
    assert place.here == "phone"


def test_a_foreign_number_is_pointed_out_with_the_clause(place: Place) -> None:
    start(place)
    place.sheet.form.focus("phone")
    write("+37069813915")
    press(Qt.Key.Key_Tab)
    place.sheet.form.focus("outcome")
    write("2")
    assert "(4.3.1. apakšpunkts)" in place.bar("phone")


@pytest.mark.parametrize(
    ("digit", "stop"),
    [("1", "save"), ("3", "referred"), ("5", "institution"), ("6", "save"), ("7", "offered"), ("8", "reason")],
)
def test_each_outcome_leads_to_what_it_asks_for(place: Place, digit: str, stop: str) -> None:
    start(place)
    place.sheet.form.focus("outcome")
    write(digit)
    assert place.here == stop


def test_the_digit_of_complaints_is_still_free(place: Place) -> None:
    start(place)
    place.sheet.form.focus("outcome")
    write("4")
    assert place.here == "outcome"
    assert place.sheet.form.values()["outcome"] == "answered"


def test_enter_in_the_last_field_saves(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("Klaigā")
    press(Qt.Key.Key_Tab)
    write("8")
    write("Rupjības pēc brīdinājuma")
    press(Qt.Key.Key_Return)
    place.wait_closed()
    assert newest(place).fields.reason == "Rupjības pēc brīdinājuma"


def test_another_institution_is_shown_with_its_public_contacts(place: Place, ids: dict[str, int]) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("Meža īpašums")
    press(Qt.Key.Key_Tab)
    write("5")
    write("vides")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    assert place.sheet.page.outcome.public_card.text() == "Valsts vides dienests\n67084200\nwww.vvd.gov.lv"
    save_with_keys(place)
    assert newest(place).fields.institution_id == ids["body"]


def test_a_save_is_taken_back_without_a_gap_and_done_again(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("Cik maksa")
    save_with_keys(place)
    saved = newest(place)
    before = len(rows(place))
    press(Qt.Key.Key_Z, CONTROL)
    assert place.toast() == f"Atsaukts: saziņa Nr. {saved.row.number}"
    assert len(rows(place)) == before - 1
    assert Contacts(place.desk.office).detail(saved.row.id).annulled_at is not None
    press(Qt.Key.Key_Y, CONTROL)
    assert newest(place).row.number == saved.row.number


def test_f2_parks_the_first_entry_and_control_tab_comes_back(place: Place) -> None:
    start(place)
    write("Anna Roze")
    press(Qt.Key.Key_F2)
    write("Zane Liepa")
    assert [chip.text() for chip in place.sheet.chips.chips()] == ["Anna Roze", "Zane Liepa"]
    press(Qt.Key.Key_Tab, CONTROL)
    assert place.sheet.form.values()["client"] == "Anna Roze"
    place.sheet.form.focus("question")
    write("Pirmais")
    press(Qt.Key.Key_Return, CONTROL)
    place.qtbot.waitUntil(lambda: len(place.sheet.entries) == 1)
    assert place.sheet.form.values()["client"] == "Zane Liepa"
    assert newest(place).fields.client_name == "Anna Roze"
    assert not place.sheet.chips.isVisible()


def test_a_parked_entry_comes_back_to_the_place_it_was_left_at(place: Place) -> None:
    start(place)
    write("Anna Roze")
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_F2)
    write("Juris")
    place.sheet.form.focus("question")
    write("Grafiks")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Tab, CONTROL)
    assert place.here == "client"
    write("-")
    assert place.sheet.form.values()["client"] == "Anna Roz-e"
    press(Qt.Key.Key_Tab, CONTROL)
    assert place.here == "question"
    write("Par ")
    assert place.sheet.form.values()["question"] == "Par Grafiks"
    QTest.mouseClick(place.sheet.chips.chips()[0], Qt.MouseButton.LeftButton)
    assert place.here == "client"
    write("-")
    assert place.sheet.form.values()["client"] == "Anna Roz--e"


def test_f2_on_an_empty_entry_stays_with_it(place: Place) -> None:
    start(place)
    press(Qt.Key.Key_F2)
    assert len(place.sheet.entries) == 1
    assert place.here == "client"


def test_snippets_of_the_profile_are_written_out(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("//lau ")
    assert str(place.sheet.form.values()["question"]).startswith("Nosaukts šķirošanas laukuma darba laiks")


def test_the_enter_that_writes_a_snippet_out_makes_no_new_line(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("//lau")
    press(Qt.Key.Key_Return)
    text = place.sheet.page.question.area.toPlainText()
    assert text.startswith("Nosaukts šķirošanas laukuma darba laiks")
    assert not text.endswith("\n")
    press(Qt.Key.Key_Return)
    assert place.sheet.page.question.area.toPlainText() == text + "\n"


def test_what_is_rarely_needed_unfolds_with_alt_v(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("Jautā krieviski")
    press(Qt.Key.Key_V, ALT)
    assert place.here == "at_date"
    place.sheet.form.focus("at_date")
    write("1911")
    press(Qt.Key.Key_Return)
    assert place.here == "at_time"
    write("1405")
    place.sheet.form.focus("language")
    write("kr")
    press(Qt.Key.Key_Return)
    assert place.sheet.page.more.language.value() == "ru"
    assert "(4.5. apakšpunkts)" in place.bar("language")
    place.sheet.form.focus("client_checked")
    press(Qt.Key.Key_Space)
    save_with_keys(place)
    fields = newest(place).fields
    assert (fields.language, fields.at.isoformat()) == ("ru", "2026-11-19T12:05:00+00:00")


def test_nobody_speaking_the_language_gives_a_text_to_read_out(place: Place) -> None:
    start(place)
    press(Qt.Key.Key_V, ALT)
    place.sheet.form.focus("language")
    write("pol")
    press(Qt.Key.Key_Return)
    assert place.sheet.page.more.card.isVisible()
    assert "valsts valodā" in place.sheet.page.card_text()


def test_those_who_speak_the_language_are_offered_first_of_all(place: Place) -> None:
    start(place)
    press(Qt.Key.Key_V, ALT)
    place.sheet.form.focus("language")
    write("kr")
    press(Qt.Key.Key_Return)
    place.sheet.form.focus("outcome")
    write("3")
    assert [option.text for option in place.sheet.page.outcome.referred.box.options] == [
        "Raivis Šķēle – maršrutu dispečers"
    ]


def test_a_personal_code_is_refused(place: Place) -> None:
    start(place)
    place.sheet.form.focus("question")
    write("Kods 010190-10001")
    press(Qt.Key.Key_Return, CONTROL)
    place.settle()
    assert "Personas kodu šeit neraksta" in place.sheet.form.field("question").error()


@pytest.mark.parametrize("text", ["<b>x</b>", "=cmd|' /C calc'!A0", "😀 שלום", "x" * 3999])
def test_any_text_is_stored_as_text(place: Place, text: str) -> None:
    start(place)
    place.sheet.form.field("question").set_value(text)
    place.sheet.form.field("question").edited.emit()
    place.sheet.form.focus("question")
    save_with_keys(place)
    assert newest(place).fields.subject == text


@pytest.mark.parametrize("text", ["x" * 100_000, "a\x01b"])
def test_what_cannot_be_stored_is_refused_with_a_reason(place: Place, text: str) -> None:
    start(place)
    place.sheet.form.field("question").set_value(text)
    place.sheet.form.focus("question")
    press(Qt.Key.Key_Return, CONTROL)
    place.settle()
    assert place.sheet.form.field("question").error()
    assert place.sheet.form.values()["question"] == text


def test_a_similar_record_of_today_is_pointed_out_and_never_blocks(place: Place) -> None:
    start(place)
    take_client(place, "berz dz")
    place.sheet.form.focus("question")
    write("Grafiks")
    place.qtbot.waitUntil(lambda: bool(place.bar("similar")))
    assert place.bar("similar") == "Šodien jau ir līdzīgs ieraksts: Nr. 2026-1, 10:31."
    save_with_keys(place)
    assert len(rows(place)) == 3


def test_a_copy_takes_client_topic_and_question(place: Place) -> None:
    first = rows(place)[-1]
    open_entry(place.desk, copy_of=first.id)
    place.qtbot.waitUntil(lambda: place.work.sheets.sheet is not None)
    place.settle()
    assert place.sheet.form.values()["client"] == "Bērziņa Dzintra"
    assert place.sheet.form.values()["question"] == "Grafiks"


def test_a_known_client_can_be_given(place: Place) -> None:
    client_id = newest(place).fields.client_id
    open_entry(place.desk, client_id=client_id, subject="Par rēķinu")
    place.qtbot.waitUntil(lambda: place.work.sheets.sheet is not None)
    place.settle()
    assert place.sheet.form.values()["client"] == "Bērziņš Dzintars"
    assert place.sheet.form.values()["question"] == "Par rēķinu"
    assert place.sheet.page.client.client_id() == client_id


def test_enter_can_be_turned_off(qtbot: QtBot, screen_office: Office, tmp_path: Path) -> None:
    with working_place(qtbot, screen_office, tmp_path) as place:
        place.desk.local.set(ENTER_MOVES_ON, False)
        start(place)
        place.sheet.form.focus("phone")
        press(Qt.Key.Key_Return)
        assert place.here == "phone"


def test_tab_goes_through_the_sheet_in_the_order_that_is_seen(place: Place) -> None:
    start(place)
    seen = []
    for _ in range(6):
        seen.append(place.here)
        press(Qt.Key.Key_Tab)
    assert seen == ["client", "phone", "address", "topic", "question", "outcome"]
    assert place.sheet.page.more_button.hasFocus()


def test_advice_to_write_offers_the_printed_form(place: Place) -> None:
    start(place)
    take_client(place, "berz dz")
    place.sheet.form.focus("question")
    write("Plašs jautājums")
    press(Qt.Key.Key_Tab)
    write("6")
    assert "(2.1.2.2. apakšpunkts)" in place.sheet.page.outcome.hint.text()
    save_with_keys(place)
    assert place.toast().endswith(", Bērziņa Dzintra. Atsaukt: Ctrl+Z")
    button = place.work.message.findChildren(QPushButton)[0]
    assert button.text() == "Drukāt iesniegumu"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    place.settle()
    sheet = place.work.findChildren(PrintSheet)[0]
    assert sheet.printout.key == "submission_form"


def test_a_task_for_a_colleague_is_due_by_the_topics_term(place: Place, ids: dict[str, int]) -> None:
    machine = replace(place.desk.office, actor=MACHINE)
    OfficeSettings(machine).set(TASK_FOR_COLLEAGUE, True)
    start(place)
    place.sheet.form.focus("topic")
    write("atk i")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    write("3")
    place.sheet.form.focus("task")
    press(Qt.Key.Key_Space)
    assert place.sheet.form.field("due_date").draft() == date(2026, 11, 23)
    save_with_keys(place)
    saved = newest(place)
    assert saved.row.status == "handed"
    assert saved.fields.referred_id == ids["raivis"]


def test_a_day_off_is_pointed_out_with_a_better_day(place: Place) -> None:
    start(place)
    place.sheet.form.focus("outcome")
    write("2")
    place.sheet.form.focus("due_date")
    write("2111")
    press(Qt.Key.Key_Tab)
    write("10")
    press(Qt.Key.Key_Tab)
    assert place.bar("due_at") == "Šī ir brīvdiena. Ieteicams: 23.11. (pirmdiena)."
    button = place.sheet.bars.bars()["due_at"].findChildren(QPushButton)[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert place.sheet.form.values()["due_date"] == date(2026, 11, 23)
    assert place.bar("due_at") == ""


def test_the_sheet_speaks_another_language_at_once(place: Place) -> None:
    start(place)
    place.desk.words.use("en")
    language_changed()
    place.qtbot.waitUntil(lambda: place.sheet.title.text() == "New contact")
    assert place.sheet.page.outcome.outcome.segments.segments()[1].text() == "To call back"
    place.desk.words.use("lv")
    language_changed()


@pytest.mark.parametrize("size", [(1366, 688), (1366, 560), (911, 432)])
@pytest.mark.parametrize(("digit", "name"), [("8", "reason"), ("2", "phone")])
def test_what_is_to_be_corrected_is_in_sight_and_whole(
    qtbot: QtBot, screen_office: Office, tmp_path: Path, size: tuple[int, int], digit: str, name: str
) -> None:
    furnish(screen_office)
    with working_place(qtbot, screen_office, tmp_path, size=size) as place:
        start(place)
        place.sheet.form.focus("question")
        write("Rupja valoda")
        place.sheet.form.focus("outcome")
        write(digit)
        press(Qt.Key.Key_S, CONTROL)
        place.settle()
        assert place.here == name
        view = place.sheet.page.viewport()
        parts = [each for each in place.sheet.form.field(name).findChildren(Text) if each.isVisible()]
        error = next(each for each in parts if each.text() == place.sheet.form.field(name).error())

        def in_sight() -> bool:
            shown = [QRect(part.mapTo(view, QPoint()), part.size()) for part in parts]
            return all(view.rect().contains(each.adjusted(0, 0, -1, 0)) for each in shown)

        place.qtbot.waitUntil(in_sight)
        words = error.fontMetrics().boundingRect(
            QRect(0, 0, error.width(), 0), Qt.TextFlag.TextWordWrap, error.text()
        )
        assert error.height() >= words.height()


@pytest.mark.parametrize("size", [(1366, 688), (911, 432), (683, 304)])
@pytest.mark.parametrize("text_size", [100, 130])
def test_no_text_is_cut_and_nothing_sticks_out(
    qtbot: QtBot, screen_office: Office, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    furnish(screen_office)
    with working_place(qtbot, screen_office, tmp_path, size=size, text_size=text_size) as place:
        start(place)
        press(Qt.Key.Key_V, ALT)
        for digit in "235678":
            place.sheet.form.focus("outcome")
            write(digit)
            for label in place.sheet.page.findChildren(Text):
                if label.isVisible() and not label.wordWrap():
                    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width() + 1, label.text()
            inner = place.sheet.page.widget()
            assert inner is not None
            assert inner.width() <= place.sheet.page.viewport().width()
            for segment in place.sheet.page.outcome.outcome.segments.segments():
                assert segment.width() >= segment.sizeHint().width(), segment.text()
