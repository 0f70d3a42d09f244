"""Real key events, also for Latvian letters, which QTest.keyClicks cannot send."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.fields import Field

ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def focused() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is, shortcuts included."""
    QTest.keyClick(focused(), key, modifiers)


def write(text: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Type a text letter by letter."""
    for letter in text:
        upper = letter.upper()
        key = ord(upper) if len(upper) == 1 and upper.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, key, modifiers, letter))


def walk(last: QWidget, most: int = 80) -> list[QWidget]:
    """Where Tab stops from here to ``last``; fails where it does not come there."""
    stops = [focused()]
    while stops[-1] is not last:
        assert len(stops) < most, stops
        press(Qt.Key.Key_Tab)
        stops.append(focused())
    return stops


def missed(scope: QWidget, stops: Sequence[QWidget]) -> list[str]:
    """The names of the fields shown in ``scope`` that none of the stops is in."""
    fields = [field for field in scope.findChildren(Field) if field.isVisible() and field.isEnabled()]
    return [field.label() for field in fields if not any(field.isAncestorOf(stop) for stop in stops)]
