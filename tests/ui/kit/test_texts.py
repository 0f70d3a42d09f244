"""Texts follow the language."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.core.i18n import N_, Message, Speak
from ui.kit.look import Look
from ui.kit.parsed_fields import ParsedField
from ui.kit.texts import Speaking, language_changed


class Words:
    """A translator of one switch: loud speaks in capitals."""

    loud = False

    def __call__(self, message: Message) -> str:
        text = message.text.format(**message.params)
        return text.upper() if self.loud else text


class Page(Speaking, QWidget):
    def __init__(self, words: Speak) -> None:
        super().__init__()
        self.words = words
        self.label = QLabel(self)
        self.extra = QLabel(self)
        self.say(self.label.setText, N_("Phone"))
        self.say(self.extra.setText, N_("Date"))


def switch(words: Words, qapp: QApplication) -> None:
    words.loud = True
    language_changed()
    qapp.processEvents()


def test_what_was_said_is_said_again_in_the_new_language(qtbot: QtBot, qapp: QApplication) -> None:
    words = Words()
    page = Page(words)
    qtbot.addWidget(page)
    assert page.label.text() == "Phone"
    switch(words, qapp)
    assert page.label.text() == "PHONE"


def test_the_last_saying_counts_and_unsaid_text_stays(qtbot: QtBot, qapp: QApplication) -> None:
    words = Words()
    page = Page(words)
    qtbot.addWidget(page)
    page.say(page.label.setText, N_("Mobile {number}", number=2))
    page.unsay(page.extra.setText)
    page.extra.setText("Dace")
    switch(words, qapp)
    assert page.label.text() == "MOBILE 2"
    assert page.extra.text() == "Dace"


def test_a_deleted_label_does_not_stop_the_others(qtbot: QtBot, qapp: QApplication) -> None:
    words = Words()
    page = Page(words)
    qtbot.addWidget(page)
    page.label.deleteLater()
    qtbot.waitUntil(lambda: page.findChildren(QLabel) == [page.extra])
    switch(words, qapp)
    assert page.extra.text() == "DATE"


def test_a_refusal_is_told_in_the_new_language_too(look: Look, qtbot: QtBot, qapp: QApplication) -> None:
    def refuse(text: str) -> object:
        raise UserError(N_("There is no such date."))

    words = Words()
    field = ParsedField(look, words, refuse, str)
    qtbot.addWidget(field)
    field.set_value("31.02.")
    field.commit()
    assert field.error() == "There is no such date."
    switch(words, qapp)
    assert field.error() == "THERE IS NO SUCH DATE."
