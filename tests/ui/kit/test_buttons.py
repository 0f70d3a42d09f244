"""Buttons, chips, badges, cards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.keys import CONTROL
from ui.kit.buttons import KINDS, Button, IconButton
from ui.kit.callout import CalloutCard
from ui.kit.chips import Badge, Chip
from ui.kit.labels import LeadText
from ui.kit.look import Look


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def has_colour(image: QImage, colour: QColor) -> bool:
    wanted = colour.name()
    return any(
        image.pixelColor(x, y).name() == wanted for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_shows_its_words_and_its_key(look: Look, qtbot: QtBot, kind: str) -> None:
    button, bare = Button(look, kind, icon="print", key="Ctrl+Enter"), Button(look, kind, icon="print")
    for one in (button, bare):
        qtbot.addWidget(one)
        one.setText("Saglabāt")
    assert button.sizeHint().width() > bare.sizeHint().width() > bare.fontMetrics().horizontalAdvance("Saglabāt")
    assert button.sizeHint().height() == 32
    assert button.accessibleDescription() == "Ctrl+Enter"


def test_a_busy_button_says_so_and_takes_no_second_press(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "primary", key="Ctrl+Enter")
    qtbot.addWidget(button)
    button.setText("Saglabāt")
    button.set_busy_text("Saglabā…")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.set_busy(True)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not pressed
    assert button.is_busy
    assert button.accessibleName() == "Saglabā…"
    button.set_busy(False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert button.text() == "Saglabāt"


def test_a_button_that_is_off_stays_off_after_being_busy(look: Look, qtbot: QtBot) -> None:
    button = Button(look)
    qtbot.addWidget(button)
    button.set_off("Nav tiesību.")
    button.set_busy(True)
    button.set_busy(False)
    assert not button.isEnabled()
    assert button.toolTip() == "Nav tiesību."
    button.set_off("")
    assert button.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_focused_button(look: Look, qtbot: QtBot, key: Qt.Key) -> None:
    button = Button(look)
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_focus_is_always_visible(look: Look, qtbot: QtBot, kind: str, theme: str) -> None:
    look.use(theme=theme)
    button = Button(look, kind)
    qtbot.addWidget(button)
    button.setText("Drukāt")
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    button.setFocus()
    focused = picture(button)
    button.clearFocus()
    resting = picture(button)
    assert focused != resting
    frame = look.colour("on_accent" if kind == "primary" else "accent")
    assert focused.pixelColor(focused.width() // 2, 3 if kind == "primary" else 1) == frame


def test_an_icon_button_has_a_name_a_tooltip_and_room_to_hit(look: Look, qtbot: QtBot) -> None:
    button = IconButton(look, "dismiss")
    qtbot.addWidget(button)
    button.set_key("Esc")
    button.set_name("Aizvērt")
    assert (button.accessibleName(), button.toolTip()) == ("Aizvērt", "Aizvērt (Esc)")
    assert (button.width(), button.height()) == (32, 32)
    look.use(text_size=130)
    assert button.width() == 42


def test_a_chip_is_an_icon_and_a_word(look: Look, qtbot: QtBot) -> None:
    chip = Chip(look)
    qtbot.addWidget(chip)
    chip.set_state("warn", "call", "Jāatzvana")
    chip.resize(chip.sizeHint())
    assert chip.text() == "Jāatzvana"
    assert chip.sizeHint().height() == 22
    image = picture(chip)
    assert has_colour(image, look.colour("warn_bg"))
    assert has_colour(image, look.colour("warn"))


def test_a_badge_hides_when_there_is_nothing_to_count(look: Look, qtbot: QtBot) -> None:
    badge = Badge(look)
    qtbot.addWidget(badge)
    badge.set_count(4)
    assert not badge.isVisible(), "a badge without a parent must not become a window"
    badge.show()
    assert badge.text() == "4"
    badge.set_count(0)
    assert not badge.isVisible()
    badge.set_count(1)
    assert badge.isVisible()


def test_a_card_is_copied_with_its_words_only(look: Look, qtbot: QtBot) -> None:
    card = CalloutCard(look)
    qtbot.addWidget(card)
    card.set_title("Nosauciet klientam")
    card.set_lines((("Raivis Šķēle", ", dispečers"), ("63 000 214", " · 207. kabinets"), ("", "Pieņem")))
    card.set_lines((("Raivis Šķēle", ", dispečers"), ("63 000 214", "")))
    with qtbot.waitSignal(card.copied):
        QTest.keyClick(card, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Raivis Šķēle, dispečers\n63 000 214"
    assert card.accessibleName() == "Nosauciet klientam"


def test_text_from_people_is_never_markup(look: Look, qtbot: QtBot) -> None:
    text = LeadText(look)
    qtbot.addWidget(text)
    text.set_lead("<b>SIA</b>", " & <i>dēli</i>")
    assert text.textFormat() == Qt.TextFormat.PlainText
    assert text.text() == "<b>SIA</b> & <i>dēli</i>"
    assert text.heightForWidth(40) > text.heightForWidth(400)
