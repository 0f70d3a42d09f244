"""Qt's own file dialog speaks plain Latvian, and remembers where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import N_, Translator
from ui.kit.ask_path import ask_path
from ui.kit.desk import Desk
from ui.kit.file_dialogs import DialogTexts, FileDialogs


def type_name(dialog: QFileDialog, path: Path) -> None:
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)


def test_our_words_come_before_qt_s_and_english_stays(qapp: QApplication) -> None:
    words = Translator("lv")
    texts = DialogTexts(words)
    assert texts.translate("QFileDialog", "Directory:") == "Mape:"
    assert texts.translate("QAbstractFileIconProvider", "Folder") == "Mape"
    assert texts.translate("QFileDialog", "%1 already exists.\nDo you want to replace it?") == (
        "Datne „%1” jau ir. Vai to aizstāt?"
    )
    assert texts.translate("QLineEdit", "&Copy") == "&Kopēt"
    words.use("en")
    assert texts.translate("QLineEdit", "&Copy") is None


def test_the_folder_is_remembered_for_each_purpose(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialogs = FileDialogs(desk.words, desk.local)
    taken: list[Path] = []
    first = dialogs.save(parent, N_("Save as PDF"), "a.pdf", N_("PDF document"), taken.append, purpose="pdf")
    type_name(first, tmp_path / "b")
    assert taken == [tmp_path / "b.pdf"]
    again = dialogs.save(parent, N_("Save as PDF"), "a.pdf", N_("PDF document"), taken.append, purpose="pdf")
    assert Path(again.directory().absolutePath()) == tmp_path
    again.reject()
    assert len(taken) == 1


def test_only_files_that_are_there_can_be_chosen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    (tmp_path / "zurnals.csv").write_text("a", encoding="utf-8")
    taken: list[Path] = []
    dialog = FileDialogs(desk.words, desk.local).choose(
        parent, N_("Choose the contact log"), N_("Excel and CSV files"), ("xlsx", "csv"), taken.append
    )
    type_name(dialog, tmp_path / "zurnals.csv")
    assert taken == [tmp_path / "zurnals.csv"]


@pytest.mark.parametrize(
    ("language", "texts"), [("lv", ["Mape:", "Datnes veids:"]), ("en", ["Folder:", "Kind of file:"])]
)
def test_every_label_is_ours_and_a_folder_is_no_file_s_name(
    qtbot: QtBot, tmp_path: Path, language: str, texts: list[str]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = ask_path(
        parent, Translator(language), "?", lambda _path: None, start=str(tmp_path), kind="Lete (*.db)"
    )
    label = QFileDialog.DialogLabel
    assert [dialog.labelText(which) for which in (label.LookIn, label.FileType)] == texts
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    assert name.text() == ""
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.reject()
