"""The journal by real keys: find, sort, follow up, take back; and what others change comes in by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contacts.records import ContactFields, ContactFilter, Sort, Status, Tab
from app.contacts.service import Contacts
from app.core.changes import Changes
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.permissions import Actor, Role
from tests.ui.contacts.journal import fill, register
from tests.ui.contacts.journal_place import JournalPlace, journal_place
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.contacts.export_sheet import ExportSheet
from ui.kit.desk import Desk
from ui.kit.print_sheet import PrintSheet
from ui.kit.texts import language_changed

DZINTRA, ZENTA, ARIJA = "Bērziņa Dzintra", "Āboltiņa Zenta", "Šķēle Ārija"


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Iterator[JournalPlace]:
    fill(desk.office)
    with journal_place(qtbot, desk) as place:
        yield place


def standing(place: JournalPlace) -> tuple[str, str]:
    row = place.page.detail.row
    assert row is not None
    return row.client_name, row.status


def counts(place: JournalPlace) -> dict[str, int | None]:
    return {str(tab): button.count for tab, button in place.page.list.tabs.buttons.items()}


def test_the_newest_contact_is_on_top_and_its_detail_beside(place: JournalPlace) -> None:
    assert place.clients()[:3] == [DZINTRA, ARIJA, "Žagars Vilnis"]
    assert focused() is place.page.table
    assert place.page.detail.name.text() == DZINTRA
    assert place.page.list.count.text() == "Ieraksti: 18 · atlasīti: 1"


def test_letters_typed_in_the_list_search_without_diacritics(place: JournalPlace) -> None:
    write("skele")
    place.settle()
    assert focused() is place.page.filters.line
    assert place.page.filters.line.text() == "skele"
    assert place.clients()[0] == ARIJA
    assert place.page.detail.name.text() == ARIJA


def test_the_search_is_left_into_the_list_and_emptied_by_esc(place: JournalPlace) -> None:
    place.key(Qt.Key.Key_F, CONTROL)
    write("berz dz")
    place.key(Qt.Key.Key_Return)
    assert focused() is place.page.table
    assert set(place.clients()) == {DZINTRA}
    place.key(Qt.Key.Key_F, CONTROL)
    place.key(Qt.Key.Key_Escape)
    assert len(place.clients()) == 18
    place.key(Qt.Key.Key_Escape)
    assert focused() is place.page.table


def test_a_phone_number_is_found_as_it_is_written(place: JournalPlace) -> None:
    write("26 111")
    place.settle()
    assert place.clients() == [ZENTA]


def test_names_sort_in_latvian_order_and_turn_round(place: JournalPlace) -> None:
    head = place.page.table.head
    at = QPoint(head.sectionViewportPosition(2) + 30, 12)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place.settle()
    names = place.clients()
    assert names[0] == ZENTA
    assert names.index("Čakste Jānis") < names.index("Dzīvokļu īpašnieku biedrība „Liepu 4”")
    assert names[-1] == "Žagars Vilnis"
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place.settle()
    assert place.clients() == names[::-1]


def test_tabs_have_counts_and_narrow_the_list(place: JournalPlace) -> None:
    assert counts(place) == {"all": 18, "open": 5, "callbacks": 2, "overdue": 1, "mine": 15}
    place.page.list.tabs.setFocus()
    place.key(Qt.Key.Key_Right)
    place.key(Qt.Key.Key_Right)
    assert place.clients() == [DZINTRA, ZENTA]
    place.key(Qt.Key.Key_Right)
    assert place.clients() == [ZENTA]
    assert counts(place)["all"] == 18


def test_f6_goes_round_the_panes(place: JournalPlace) -> None:
    place.page.table.setFocus()
    found = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        found.append(focused())
    assert found[0] is place.page.detail
    assert found[1] is place.work.navigation.list
    assert found[2] is place.page.filters.line
    assert found[3] is place.page.table


def test_enter_goes_to_the_next_step_and_esc_back(place: JournalPlace) -> None:
    place.key(Qt.Key.Key_Return)
    assert focused() is place.page.detail.primary
    place.key(Qt.Key.Key_Escape)
    assert focused() is place.page.table


def test_a_call_back_is_entered_by_keys_alone(place: JournalPlace) -> None:
    place.key(Qt.Key.Key_Return, CONTROL)
    write("Konteineru iztukšos rīt")
    place.key(Qt.Key.Key_Return, CONTROL)
    row = place.page.detail.row
    assert row is not None
    assert (row.client_name, row.status, row.is_open) == (DZINTRA, Status.CALLED_BACK, False)
    assert place.page.detail.course.texts()[0][0] == "Izdevās sazvanīt: Konteineru iztukšos rīt"
    assert place.said() == "Atzvanīts: Bērziņa Dzintra"
    assert counts(place)["callbacks"] == 1


def test_alt_z_opens_the_same_form_only_where_somebody_waits_for_a_call(place: JournalPlace) -> None:
    place.choose(ARIJA)
    place.key(Qt.Key.Key_Z, ALT)
    assert place.page.detail.form is None
    place.choose(DZINTRA)
    place.key(Qt.Key.Key_Z, ALT)
    assert place.page.detail.form is not None


def test_a_failed_call_proposes_another_in_two_hours(place: JournalPlace) -> None:
    place.key(Qt.Key.Key_Z, ALT)
    press(Qt.Key.Key_Backtab)
    write("2")
    write("Neceļ")
    for _ in range(3):
        place.key(Qt.Key.Key_Return)
    row = place.page.detail.row
    assert row is not None
    assert (row.status, row.is_open) == (Status.CALLBACK, True)
    assert row.due_at is not None
    assert timedelta(minutes=115) <= row.due_at - place.desk.office.clock() <= timedelta(hours=2)
    assert place.page.detail.facts.rows()["Neizdevušies zvani"] == "1"


def test_handing_over_makes_it_a_colleagues_task(place: JournalPlace) -> None:
    place.key(Qt.Key.Key_N, ALT)
    place.qtbot.waitUntil(lambda: not place.desk.tasks.busy)
    write("raiv")
    press(Qt.Key.Key_Return)
    write("Precizēt maršrutu")
    place.key(Qt.Key.Key_Return)
    row = place.page.detail.row
    assert row is not None
    assert (row.status, row.handler_name) == (Status.HANDED, "Raivis Šķēle")
    assert "Nodots: Raivis Šķēle\nPrecizēt maršrutu" in place.page.detail.course.texts()[0][0]


def test_a_task_is_finished_as_answered(place: JournalPlace) -> None:
    place.choose("Žagars Vilnis")
    assert place.page.detail.primary.text() == "Atbildēts"
    place.key(Qt.Key.Key_Return, CONTROL)
    row = place.page.detail.row
    assert row is not None
    assert (row.client_name, row.status) == ("Žagars Vilnis", Status.ANSWERED)


def test_ctrl_z_takes_back_the_step_done_last_and_ctrl_y_does_it_again(place: JournalPlace) -> None:
    place.choose(ARIJA)
    place.key(Qt.Key.Key_Delete)  # an earlier act, which must stay
    place.choose(DZINTRA)
    for _ in range(2):
        place.key(Qt.Key.Key_Return, CONTROL)
    assert standing(place) == (DZINTRA, Status.CALLED_BACK)
    place.key(Qt.Key.Key_Z, CONTROL)
    assert place.said() == "Atsaukts: Atzvanīts: Bērziņa Dzintra"
    place.qtbot.waitUntil(lambda: standing(place) == (DZINTRA, Status.CALLBACK))
    assert place.page.detail.course.texts()[0][0] == "Atsaukts: Izdevās sazvanīt"
    place.key(Qt.Key.Key_Y, CONTROL)
    place.qtbot.waitUntil(lambda: standing(place) == (DZINTRA, Status.CALLED_BACK))
    place.key(Qt.Key.Key_Z, CONTROL)
    place.qtbot.waitUntil(lambda: standing(place) == (DZINTRA, Status.CALLBACK))
    assert ARIJA not in place.clients()
    place.key(Qt.Key.Key_Z, CONTROL)
    place.qtbot.waitUntil(lambda: ARIJA in place.clients())


def test_handing_over_and_answering_are_taken_back(place: JournalPlace) -> None:
    place.choose("Žagars Vilnis")
    place.key(Qt.Key.Key_Return, CONTROL)
    assert place.work.message._button.text() == "Atsaukt"
    place.key(Qt.Key.Key_N, ALT)
    place.qtbot.waitUntil(lambda: not place.desk.tasks.busy)
    write("ilze")
    press(Qt.Key.Key_Return)
    place.key(Qt.Key.Key_Return)
    detail = place.page.detail
    assert detail.facts.rows()["Atbildīgais"] == "Ilze Kalniņa"
    place.key(Qt.Key.Key_Z, CONTROL)
    place.qtbot.waitUntil(lambda: standing(place) == ("Žagars Vilnis", Status.ANSWERED))
    place.key(Qt.Key.Key_Z, CONTROL)
    place.qtbot.waitUntil(lambda: standing(place) == ("Žagars Vilnis", Status.HANDED))
    assert detail.facts.rows()["Atbildīgais"] == "Raivis Šķēle"


def test_what_was_moved_on_meanwhile_is_not_taken_back(place: JournalPlace) -> None:
    place.choose(ZENTA)
    wanted = place.page.table.chosen_id()
    place.key(Qt.Key.Key_Z, ALT)
    press(Qt.Key.Key_Backtab)
    write("2")
    place.key(Qt.Key.Key_Return, CONTROL)
    Contacts(place.desk.office).close(wanted)
    place.settle()
    place.key(Qt.Key.Key_Z, CONTROL)
    (bar,) = place.work.bars.bars().values()
    assert bar.accessibleName() == "Šo ierakstu 10:31 mainīja Ilze Kalniņa. Atsaukt vairs nevar."
    place.page.table.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_F6)
    assert focused() is bar.close_button
    press(Qt.Key.Key_Space)
    assert place.work.bars.bars() == {}


def test_the_next_contact_is_chosen_as_soon_as_one_is_annulled(place: JournalPlace) -> None:
    place.choose(ARIJA)
    following = place.clients()[place.clients().index(ARIJA) + 1]
    shown: list[str] = []
    place.page.detail.shown.connect(lambda _id: shown.append(place.page.detail.chip.text()))
    place.key(Qt.Key.Key_Delete)
    assert place.page.detail.name.text() == following
    assert "Anulēts" not in shown


def test_enter_on_a_finished_contact_goes_to_a_button_that_shows_it(place: JournalPlace) -> None:
    place.choose(ARIJA)
    place.key(Qt.Key.Key_Return)
    assert focused() is place.page.detail.hand_button


def test_del_annuls_and_ctrl_z_puts_back(place: JournalPlace) -> None:
    place.choose(ARIJA)
    place.key(Qt.Key.Key_Delete)
    assert ARIJA not in place.clients()
    assert place.said() == "Anulēts: Nr. 2026-17"
    place.key(Qt.Key.Key_Z, CONTROL)
    assert ARIJA in place.clients()
    place.key(Qt.Key.Key_Y, CONTROL)
    assert ARIJA not in place.clients()


def test_annulled_contacts_are_seen_by_their_filter_and_can_be_put_back(place: JournalPlace) -> None:
    place.choose(ARIJA)
    place.key(Qt.Key.Key_Delete)
    place.page.filters.more_button.click()
    place.page.filters.annulled.focus_target().setFocus()
    place.key(Qt.Key.Key_Space)
    assert place.clients() == [ARIJA]
    assert place.page.detail.chip.text() == "Anulēts"
    assert place.page.detail.banner.text() == "Anulēts: šodien 10:31, Ilze Kalniņa."
    place.page.acts.restore.trigger()
    place.settle()
    assert place.clients() == []


def test_what_another_person_saves_comes_in_and_the_choice_stays(place: JournalPlace) -> None:
    place.choose(ZENTA)
    top = place.page.table.visualRect(place.page.table.currentIndex()).top()
    other = replace(place.desk.office, actor=Actor("dace", "Dace Bērziņa", frozenset({Role.CLERK})))
    fields = ContactFields(at=other.clock(), client_name="Ķiršu Anna", subject="Jauns jautājums")
    writer = Thread(target=lambda: register(other, fields))
    writer.start()
    writer.join()
    place.qtbot.waitUntil(lambda: "Ķiršu Anna" in place.clients())
    place.settle()
    table = place.page.table
    assert place.page.detail.name.text() == ZENTA
    assert table.chosen_id() == place.page.list.model.row_id(table.currentIndex().row())
    assert table.visualRect(table.currentIndex()).top() in (top, top + table.rowHeight(0))
    assert counts(place)["all"] == 19


def test_a_page_that_nobody_sees_is_read_again_when_it_is_opened(place: JournalPlace) -> None:
    place.page.hide()
    fields = ContactFields(at=place.desk.office.clock(), client_name="Ķiršu Anna", subject="Jauns")
    register(place.desk.office, fields)
    place.qtbot.waitUntil(lambda: place.page._stale)
    assert "Ķiršu Anna" not in place.clients()
    place.page.show()
    place.work.open_page("contacts")
    place.settle()
    assert "Ķiršu Anna" in place.clients()


def test_an_empty_filter_says_so_and_is_cleared(place: JournalPlace) -> None:
    write("zzz")
    place.settle()
    state = place.page.list.state
    assert state.isVisible()
    assert (state.text.text(), state.button.text()) == ("Ar šo filtru nekā nav.", "Notīrīt filtru")
    assert not place.page.detail.content.isVisible()
    state.button.click()
    place.settle()
    assert len(place.clients()) == 18
    assert place.page.table.isVisible()


def test_a_new_journal_says_how_to_begin(qtbot: QtBot, desk: Desk) -> None:
    with journal_place(qtbot, desk) as place:
        text = place.page.list.state.text.text()
        assert text == "Saziņas žurnāls ir tukšs. Nospiediet F2, kad zvana klients."
        register(desk.office, ContactFields(at=desk.office.clock(), client_name="Anna", subject="Pirmais"))
        qtbot.waitUntil(lambda: place.clients() == ["Anna"])
        assert place.page.table.isVisible()


def test_trouble_stands_in_place_of_the_list_until_it_is_over(place: JournalPlace) -> None:
    place.page.list.model.failed.emit(Unavailable(N_("The database is not there.")))
    state = place.page.list.state
    assert (state.isVisible(), state.button.text()) == (True, "Mēģināt vēlreiz")
    state.button.click()
    place.settle()
    assert place.page.table.isVisible()
    told: list[object] = []
    place.work.unexpected.connect(told.append)
    place.page.list.model.failed.emit(KeyError("ours"))
    assert len(told) == 1


def test_a_narrow_window_shows_the_list_and_enter_opens_the_detail_as_a_page(qtbot: QtBot, desk: Desk) -> None:
    fill(desk.office)
    with journal_place(qtbot, desk, 911, 432) as place:
        assert not place.page.detail.isVisible()
        place.key(Qt.Key.Key_Down)
        place.key(Qt.Key.Key_Return)
        assert place.page.detail.isVisible()
        assert not place.page.list.isVisible()
        assert place.page.detail.name.text() == ARIJA
        place.key(Qt.Key.Key_Escape)
        assert place.page.list.isVisible()
        assert focused() is place.page.table
        place.key(Qt.Key.Key_Up)
        place.key(Qt.Key.Key_Return, CONTROL)
        assert place.page.detail.isVisible()
        assert place.page.detail.form is not None
        place.work.resize(1366, 688)
        place.settle()
        assert place.page.list.isVisible()
        assert place.page.detail.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 688), (1093, 550), (911, 432), (683, 304)])
@pytest.mark.parametrize("language", ["lv", "en"])
def test_nothing_is_cut_off(qtbot: QtBot, desk: Desk, width: int, height: int, language: str) -> None:
    from tests.support.fitting import cut_off

    fill(desk.office)
    desk.words.use(language)
    with journal_place(qtbot, desk, width, height) as place:
        assert place.work.width() == width
        assert cut_off(place.page) == []
        place.page.open_detail()
        place.page.detail.open_callback()
        place.settle()
        assert cut_off(place.page) == []


def test_a_record_asked_for_is_shown_wherever_it_is(place: JournalPlace) -> None:
    wanted = place.page.list.model.row_id(place.clients().index(ZENTA))
    write("skele")
    place.settle()
    place.work.open_page("contacts", record=wanted)
    place.settle()
    assert place.page.detail.name.text() == ZENTA
    assert place.page.table.chosen_id() == wanted
    assert place.page.filters.line.text() == ""


def test_an_annulled_record_asked_for_is_shown_although_no_list_has_it(place: JournalPlace) -> None:
    wanted = place.page.list.model.row_id(place.clients().index(ZENTA))
    Contacts(place.desk.office).annul(wanted, "Dubults")
    place.settle()
    place.work.open_page("contacts", record=wanted)
    place.qtbot.waitUntil(lambda: place.page.detail.name.text() == ZENTA)
    assert place.page.detail.banner.text().endswith("Dubults")


def test_tab_text_and_client_can_be_asked_for(place: JournalPlace) -> None:
    place.work.open_page("contacts", tab="callbacks")
    place.settle()
    assert place.clients() == [DZINTRA, ZENTA]
    place.work.open_page("contacts", text="udens")
    place.settle()
    assert place.clients() == ["Čakste Jānis"]
    detail = Contacts(place.desk.office).detail(place.page.table.chosen_id())
    assert detail.row.client_name == "Čakste Jānis"


def test_the_earlier_contacts_of_a_client_are_one_step_away(place: JournalPlace) -> None:
    place.page.detail.earlier.setFocus()
    place.key(Qt.Key.Key_Return)
    assert place.clients() == [DZINTRA] * 4
    assert place.page.filters.client.text() == "Tikai: Bērziņa Dzintra"
    place.page.filters.client.click()
    place.settle()
    assert len(place.clients()) == 18
    assert not place.page.filters.client.isVisible()


def test_paper_and_export_are_asked_for_what_is_shown(place: JournalPlace) -> None:
    place.page.list.tabs.buttons[Tab.OPEN].click()
    place.settle()
    place.page.table.setFocus()
    press(Qt.Key.Key_P, CONTROL)
    sheet = place.work.findChild(PrintSheet)
    assert sheet is not None
    assert sheet.parameters.values()["tab"] == "open"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_E, CONTROL)
    assert place.work.findChild(ExportSheet) is not None
    press(Qt.Key.Key_Escape)
    assert place.printed == [("contact_register", {"tab": "open"})]
    assert place.exported == [(ContactFilter(tab=Tab.OPEN), Sort())]
    place.choose("Žagars Vilnis")
    place.page.acts.slip.trigger()
    place.page.acts.submission.trigger()
    chosen = {"contact": str(place.page.table.chosen_id())}
    assert place.printed[1:] == [("referral_slip", chosen), ("submission_form", chosen)]


def test_a_view_is_kept_chosen_and_forgotten(place: JournalPlace) -> None:
    page = place.page
    page.list.tabs.buttons[Tab.CALLBACKS].click()
    page.filters.write("konteiner")
    place.settle()
    page.views.show()
    page.views.form.focus("name")
    write("Mani zvani")
    place.key(Qt.Key.Key_Return)
    assert place.said() == "Skats saglabāts: Mani zvani"
    page.clear_filter()
    place.settle()
    assert len(place.clients()) == 18
    assert [record.name for record in page.views.records] == ["Mani zvani"]
    page.views.picked.emit(page.views.records[0])
    place.settle()
    assert place.clients() == [DZINTRA]
    page.views._delete(page.views.records[0])
    place.settle()
    assert page.views.records == []
    place.work.undo()
    place.settle()
    assert [record.name for record in page.views.records] == ["Mani zvani"]


def test_the_page_speaks_another_language_at_once(place: JournalPlace) -> None:
    place.desk.words.use("en")
    language_changed()
    place.settle()
    page = place.page
    assert page.title.text() == "Contact journal"
    assert page.list.tabs.buttons[Tab.ALL].text() == "All"
    assert page.detail.primary.text() == "Called back"
    assert page.list.model.index(0, 5).data() == "To call back"


def test_time_makes_overdue_what_nobody_did(place: JournalPlace) -> None:
    later = place.desk.office.clock() + timedelta(hours=3)
    object.__setattr__(place.desk.office, "clock", lambda: later)
    place.page._presenter = replace(place.page._presenter, clock=place.desk.office.clock)
    place.page._load()
    place.settle()
    assert place.page.list.model.index(0, 5).data() == "Nokavēts"
    assert counts(place)["overdue"] == 3


def test_changes_of_other_registers_do_not_disturb(place: JournalPlace) -> None:
    place.desk.bridge.changed.emit(Changes("settings", ()))
    assert not place.page.waiting
    place.desk.bridge.changed.emit(Changes("directory", ()))
    place.settle()
    assert place.page.filters.handler.box.count() == 2
