"""Ctrl+P, Enter = printed; what is previewed is what is printed and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.permissions import Actor, Role
from tests.support.desks import RecordingShell
from tests.support.fitting import cut_off
from tests.ui.kit.keys import CONTROL, focused, press, write
from tests.ui.kit.paperwork import FolderPrinters, Letters
from ui.kit.desk import Desk
from ui.kit.pdf_pages import page_sizes
from ui.kit.print_sheet import PrintSheet, find_printout

Open = Callable[..., PrintSheet]


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: RecordingShell) -> QWidget:
    """A window with one line that has the keyboard."""
    window = QWidget()
    line = QLineEdit(window)
    qtbot.addWidget(window)
    window.resize(1100, 640)
    window.show()
    QTest.qWaitForWindowActive(window)
    line.setFocus()
    shell.window = window
    return window


@pytest.fixture
def open_sheet(qtbot: QtBot, desk: Desk, window: QWidget, letters: Letters, tmp_path: Path) -> Open:
    def opened(*names: str) -> PrintSheet:
        sheet = PrintSheet(desk, letters.printout, {}, FolderPrinters(tmp_path, *names))
        desk.shell.open_panel(sheet)
        qtbot.waitUntil(lambda: sheet.document is not None)
        return sheet

    return opened


def audited(desk: Desk) -> list[str]:
    """The prints in the audit."""
    from sqlalchemy import select

    from app.core.permissions import CONTACTS_SEE
    from app.core.tables import AuditEntry

    with desk.office.view(CONTACTS_SEE) as view:
        return list(view.session.scalars(select(AuditEntry.text).where(AuditEntry.act == "print")))


def said(desk: Desk, shell: RecordingShell) -> list[str]:
    return [desk.words(toast.text) for toast in shell.toasts]


def choose(path: Path) -> None:
    """A name and Enter in the dialog that asks where."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)


def test_enter_prints_at_once(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, open_sheet: Open, tmp_path: Path
) -> None:
    sheet = open_sheet("KAC", "Otrs")
    data = sheet.document
    assert focused() is sheet.print_button
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert said(desk, shell) == ["Nosūtīts printerim KAC: 1 lapa"]
    assert data is not None
    wanted, got = page_sizes(data), page_sizes((tmp_path / "KAC.pdf").read_bytes())
    assert [round(size.width()) for size in wanted] == [round(size.width()) for size in got] == [842]
    assert isinstance(focused(), QLineEdit)  # back where the person was
    (entry,) = audited(desk)
    assert "2026-11-01" in entry


def test_a_preview_is_no_print_however_often_it_is_made(
    qtbot: QtBot, desk: Desk, open_sheet: Open, letters: Letters
) -> None:
    sheet = open_sheet("KAC")
    sheet.language.focus_target().setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: sheet.document is not None)
    assert len(letters.asked) == 2
    assert audited(desk) == []


def test_what_cannot_be_entered_in_the_audit_is_neither_printed_nor_saved(
    qtbot: QtBot, desk: Desk, window: QWidget, letters: Letters, tmp_path: Path
) -> None:
    refused = replace(desk.office, actor=Actor("anna", "Anna", frozenset({Role.ADMINISTRATOR})))
    sheet = PrintSheet(replace(desk, office=refused), letters.printout, {}, FolderPrinters(tmp_path, "KAC"))
    desk.shell.open_panel(sheet)
    qtbot.waitUntil(lambda: sheet.document is not None)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.message.text()))
    assert sheet.message.text().startswith("Šo darbību var veikt:")
    assert not sheet.print_button.is_busy
    sheet.message.clear()
    sheet.save_pdf()
    choose(tmp_path / "vestule")
    qtbot.waitUntil(lambda: bool(sheet.message.text()))
    assert list(tmp_path.glob("*.pdf")) == []
    assert audited(desk) == []


def test_enter_before_the_preview_is_ready_prints_when_it_is(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, letters: Letters, tmp_path: Path
) -> None:
    desk.shell.open_panel(PrintSheet(desk, letters.printout, {}, FolderPrinters(tmp_path, "KAC")))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert (tmp_path / "KAC.pdf").exists()


def test_a_change_is_in_the_preview_and_the_old_page_stays_until_then(
    qtbot: QtBot, open_sheet: Open, letters: Letters
) -> None:
    sheet = open_sheet("KAC")
    qtbot.waitUntil(lambda: sheet.preview.is_sharp)
    before = sheet.preview.picture(0)
    first = sheet.parameters.fields["first_day"]
    first.focus_target().setFocus()
    press(Qt.Key.Key_A, CONTROL)
    write("0211")
    press(Qt.Key.Key_Tab)
    assert sheet.preview.picture(0) is before
    qtbot.waitUntil(lambda: sheet.document is not None and sheet.preview.is_sharp)
    assert letters.asked[-1] == {"language": "lv", "first_day": date(2026, 11, 2), "scope": "all"}
    after = sheet.preview.picture(0)
    assert before is not None
    assert after is not None
    assert before.toImage() != after.toImage()


def test_a_date_that_is_none_is_said_at_its_field_and_prints_nothing(
    qtbot: QtBot, open_sheet: Open, letters: Letters, tmp_path: Path
) -> None:
    sheet = open_sheet("KAC")
    first = sheet.parameters.fields["first_day"]
    first.focus_target().setFocus()
    press(Qt.Key.Key_A, CONTROL)
    write("3102")
    press(Qt.Key.Key_Return)
    assert first.error() == "Šāda datuma nav."
    assert not sheet.print_button.is_busy
    assert not (tmp_path / "KAC.pdf").exists()


def test_paper_speaks_english_when_asked(qtbot: QtBot, open_sheet: Open, letters: Letters) -> None:
    sheet = open_sheet("KAC")
    sheet.language.focus_target().setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: sheet.document is not None)
    assert letters.asked[-1]["language"] == "en"


def test_a_printer_that_does_not_answer_leaves_pdf_and_another_printer(
    qtbot: QtBot, desk: Desk, open_sheet: Open, tmp_path: Path
) -> None:
    sheet = open_sheet("beigts", "Otrs")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.message.text()))
    assert sheet.message.text() == "Printeris „beigts” neatbild. Izdruku var saglabāt kā PDF."
    assert sheet.message.bar is not None
    assert [button.text() for button in sheet.message.bar.buttons] == ["Saglabāt PDF", "Cits printeris"]
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert sheet.printer.box.popup.isVisible()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert sheet.printer.value() == "Otrs"


def test_without_a_printer_there_is_still_the_pdf(qtbot: QtBot, open_sheet: Open) -> None:
    sheet = open_sheet()
    assert not sheet.print_button.isEnabled()
    assert "nav printera" in sheet.print_button.toolTip()
    assert focused() is sheet.pdf_button


def test_the_printer_is_remembered_for_each_printout(
    qtbot: QtBot, shell: RecordingShell, open_sheet: Open
) -> None:
    sheet = open_sheet("KAC", "Otrs")
    sheet.printer.focus_target().setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert open_sheet("KAC", "Otrs").printer.value() == "Otrs"


def test_ctrl_s_saves_the_very_document(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, open_sheet: Open, tmp_path: Path
) -> None:
    sheet = open_sheet("KAC")
    data = sheet.document
    press(Qt.Key.Key_S, CONTROL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "klientu_sazinas_registrs_2026-11-01.pdf"
    choose(tmp_path / "vestule")
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert len(audited(desk)) == 1
    assert (tmp_path / "vestule.pdf").read_bytes() == data
    assert said(desk, shell) == ["Saglabāts: vestule.pdf"]


def test_esc_closes_and_gives_the_keyboard_back(qtbot: QtBot, shell: RecordingShell, open_sheet: Open) -> None:
    sheet = open_sheet("KAC")
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert isinstance(focused(), QLineEdit)


def test_tab_goes_round_inside(open_sheet: Open) -> None:
    sheet = open_sheet("KAC")
    seen = []
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(focused())
        seen.append(focused())
    assert sheet.preview in seen
    assert sheet.print_button in seen
    assert sheet.copies.line in seen


def test_in_a_low_window_tab_scrolls_to_the_field(open_sheet: Open, window: QWidget) -> None:
    window.resize(911, 432)
    sheet = open_sheet("KAC")
    assert sheet.language.box.visibleRegion().isEmpty()
    while focused() is not sheet.language.focus_target():
        press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert not sheet.language.box.visibleRegion().isEmpty()


def test_the_sheet_goes_when_something_else_takes_the_keyboard(open_sheet: Open, window: QWidget) -> None:
    sheet = open_sheet("KAC")
    other = window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert other is not None
    other.setFocus()
    assert not sheet.isVisible()
    assert focused() is other


def test_pages_of_a_long_document_are_drawn_when_they_are_seen(
    qtbot: QtBot, desk: Desk, letters: Letters, open_sheet: Open
) -> None:
    letters.rows = 400
    preview = open_sheet("KAC").preview
    qtbot.waitUntil(lambda: preview.is_sharp)
    last = preview.page_count - 1
    assert last > 10
    assert preview.picture(last) is None
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: preview.picture(last) is not None)
    assert preview.page() == preview.page_count


def test_zoom_keys_work_from_anywhere_in_the_sheet(qtbot: QtBot, open_sheet: Open) -> None:
    sheet = open_sheet("KAC")
    whole = sheet.preview.scale()
    press(Qt.Key.Key_Plus, CONTROL)
    assert sheet.preview.scale() > whole
    qtbot.waitUntil(lambda: sheet.preview.is_sharp)
    press(Qt.Key.Key_0, CONTROL)
    assert sheet.preview.scale() == whole


def dialog_of(sheet: PrintSheet) -> QPrintDialog:
    """The print dialog that is open over the sheet."""
    assert isinstance(sheet.printers, FolderPrinters)
    dialog = sheet.printers.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def whole(tmp_path: Path, name: str) -> int:
    return len(page_sizes((tmp_path / f"{name}.pdf").read_bytes()))


def test_what_is_chosen_in_the_system_s_dialog_is_taken_over_and_printed(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, open_sheet: Open, letters: Letters, tmp_path: Path
) -> None:
    letters.rows = 100
    sheet = open_sheet("KAC", "Otrs")
    assert sheet.change_button.text() == "Mainīt…"
    sheet.change_button.setFocus()
    press(Qt.Key.Key_Space)
    dialog = dialog_of(sheet)
    assert isinstance(sheet.printers, FolderPrinters)
    sheet.printers.other = "Otrs"
    printer = dialog.printer()
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.PageRange)
    dialog.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    dialog.accepted.emit(printer)
    dialog.close()
    assert sheet.isVisible()
    assert (sheet.printer.value(), sheet.copies.value()) == ("Otrs", 2)
    assert sheet.pages_row.isVisible()
    assert sheet.pages_text.text() == "Lapas: 2–3"
    assert cut_off(sheet) == []
    sheet.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.print_button)
    sheet.copies.set_value(1)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert said(desk, shell) == ["Nosūtīts printerim Otrs: 2 lapas"]
    assert whole(tmp_path, "Otrs") == 2
    assert not (tmp_path / "KAC.pdf").exists()


def test_all_pages_are_one_button_away(open_sheet: Open) -> None:
    sheet = open_sheet("KAC")
    sheet.show_pages((1,))
    assert sheet.pages_row.isVisible()
    sheet.all_pages.click()
    assert sheet.pages == ()
    assert not sheet.pages_row.isVisible()


def test_pages_of_a_longer_document_do_not_outlive_it(qtbot: QtBot, open_sheet: Open) -> None:
    sheet = open_sheet("KAC")
    sheet.show_pages((2, 3))
    sheet.language.focus_target().setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: sheet.document is not None)
    assert sheet.pages == ()


def test_another_printer_in_the_list_forgets_what_the_dialog_said(open_sheet: Open, tmp_path: Path) -> None:
    sheet = open_sheet("KAC", "Otrs")
    sheet.change_button.click()
    dialog = dialog_of(sheet)
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    assert sheet._chosen is not None
    sheet.printer.focus_target().setFocus()
    press(Qt.Key.Key_Down)
    assert sheet.printer.value() == "Otrs"
    assert sheet._chosen is None


def test_the_dialog_left_without_a_choice_changes_nothing(open_sheet: Open) -> None:
    sheet = open_sheet("KAC", "Otrs")
    sheet.change_button.click()
    dialog_of(sheet).reject()
    assert (sheet.printer.value(), sheet.copies.value(), sheet.pages) == ("KAC", 1, ())
    assert sheet.isVisible()


def test_a_printer_that_does_not_answer_is_told_before_the_dialog(open_sheet: Open) -> None:
    sheet = open_sheet("beigts", "Otrs")
    sheet.change_button.click()
    assert sheet.message.text().startswith("Printeris „beigts” neatbild.")


def test_without_a_printer_there_is_nothing_to_change(open_sheet: Open) -> None:
    sheet = open_sheet()
    assert not sheet.change_button.isEnabled()
    assert "nav printera" in sheet.change_button.toolTip()
    (help_,) = (label for label in sheet.printer.findChildren(QLabel) if "nav printera" in label.text())
    assert help_.y() > sheet.change_button.geometry().bottom()
    assert sheet.change_button.geometry().top() == sheet.printer.box.geometry().top()


def test_the_journal_s_printouts_are_found_by_their_keys() -> None:
    assert find_printout("contact_register").key == "contact_register"
    assert find_printout("referral_slip").key == "referral_slip"
    with pytest.raises(KeyError):
        find_printout("nothing")
