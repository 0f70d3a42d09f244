"""Whether all that a screen says can be read: nothing clipped, in any language, at any size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget

from app.core.i18n import Message, Translator
from ui.kit.labels import ElidedText

#: A layout that changed asks its parent, which asks its own, a turn of the events later each.
_TURNS = 4


class LongWords(Translator):
    """Latvian of which every text is 30 % longer, as another language may be (design.md 4.11)."""

    longer = False

    def _pattern(self, message: Message) -> str:
        pattern = super()._pattern(message)
        if not self.longer or not any(letter.isalpha() for letter in pattern):
            return pattern
        return pattern + " " + "~" * max(1, round(len(pattern) * 0.3) - 1)


def cut_off(page: QWidget) -> list[str]:
    """The texts that do not fit their labels and buttons, and the widgets that stick out of their parents."""
    for _ in range(_TURNS):
        QApplication.processEvents()
    found = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedText):
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if label.height() < needed - 1 or (not label.wordWrap() and label.width() < label.sizeHint().width() - 1):
            found.append(label.text())
    found += [
        button.text() or button.accessibleName()
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and button.width() < button.minimumSizeHint().width()
    ]
    found += [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and _sticks_out(widget)
    ]
    return found


def _sticks_out(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    area = parent.parentWidget() if parent is not None else None
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        sideways = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        return not sideways and parent.width() < widget.geometry().right()
    return not widget.isWindow() and parent is not None and parent.width() < widget.geometry().right()
