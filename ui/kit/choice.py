"""Choosing from a list by typing: the beginning of any word, marks apart, finds the row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from app.core.latvian import fold
from ui.kit.fields import Field, Option
from ui.kit.look import Look
from ui.kit.paint import focus_in_error
from ui.kit.suggestions import LookupRow, Offers, is_match

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHEVRON = 14


class ChoiceBox(QComboBox):
    """An editable combo box whose list narrows while one types. ↑↓ without the list change the choice."""

    picked = Signal(object)
    """The Option a person chose."""
    typed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.options: list[Option] = []
        self.setEditable(True)
        self.line = cast(QLineEdit, self.lineEdit())
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.popup = Offers(look, self)
        self.popup.taken.connect(self._take)
        self.line.textEdited.connect(self._typed)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; a choice that is still among them stays, with its present words."""
        kept = self.option()
        text = self.currentText()
        self.options = list(options)
        self.blockSignals(True)
        self.clear()
        self.addItems([option.text for option in options])
        self.setCurrentIndex(-1)
        self.setEditText(text if kept is None else "")
        if kept is not None:
            self.choose(kept.value)
        self.blockSignals(False)

    def option(self) -> Option | None:
        """The option whose words stand in the line."""
        text = fold(self.currentText())
        return next((option for option in self.options if text and fold(option.text) == text), None)

    def choose(self, value: object) -> bool:
        """Show the option of this value; False and an empty line if there is none."""
        for at, option in enumerate(self.options):
            if option.value == value:
                self.setCurrentIndex(at)
                self.setEditText(option.text)
                line = self.lineEdit()
                if line is not None:
                    line.setCursorPosition(0)
                return True
        self.setCurrentIndex(-1)
        self.setEditText("")
        return False

    def settle(self) -> None:
        """Complete what is typed where only one option can be meant."""
        self.popup.hide()
        text = self.currentText().strip()
        present = self.option()
        if present is not None and present.text != text:
            self.choose(present.value)
        if not text or present is not None:
            return
        found = [option for option in self.options if is_match(text, option.text)]
        if len(found) == 1:
            self._pick(found[0])

    def showPopup(self) -> None:
        """Show all options, the present one marked; a second call closes them."""
        if self.popup.isVisible():
            self.popup.hide()
            return
        present = self.option()
        at = self.options.index(present) if present else 0
        self.popup.show_rows(_rows(self.options), "", at)

    def hidePopup(self) -> None:
        """Close the list."""
        self.popup.hide()
        super().hidePopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑↓ move or change, Enter takes, Esc closes the list, F4 and Alt+↓ open it."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shown = self.popup.isVisible()
        bare_copy = event.matches(QKeySequence.StandardKey.Copy) and not self.line.hasSelectedText()
        if key == Qt.Key.Key_F4 or (alt and key in _STEPS):
            self.showPopup()
        elif key in _STEPS and shown:
            self.popup.move_by(_STEPS[key])
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in _ENTER and (row := self.popup.current()) and not _has_control(event):
            self._take(row)
            event.ignore()
        elif key == Qt.Key.Key_Escape and shown:
            self.popup.hide()
        elif key in (*_ENTER, Qt.Key.Key_Escape) or bare_copy:
            self.settle()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving completes what is typed."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the choice."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and our chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        focus_in_error(painter, self, self.look)
        side = self.look.px(_CHEVRON)
        place = QPointF(self.width() - side - self.look.px(9), (self.height() - side) / 2)
        token = "text2" if self.isEnabled() else "off"
        painter.drawPixmap(place, self.look.icon("chevron_down", _CHEVRON, token, on=self))
        painter.end()

    def _typed(self, text: str) -> None:
        found = [option for option in self.options if is_match(text, option.text)] if text.strip() else []
        self.popup.show_rows(_rows(found), text)
        self.typed.emit()

    def _step(self, by: int) -> None:
        if not self.options:
            return
        present = self.option()
        at = self.options.index(present) + by if present else 0
        self._pick(self.options[max(0, min(len(self.options) - 1, at))])

    def _take(self, row: LookupRow) -> None:
        self.popup.hide()
        self._pick(next(option for option in self.options if option.value == row.value))

    def _pick(self, option: Option) -> None:
        self.choose(option.value)
        self.picked.emit(option)


def _rows(options: Sequence[Option]) -> list[LookupRow]:
    return [LookupRow(option.value, option.text, icon=option.icon) for option in options]


def _has_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class ChoiceField(Field):
    """A choice with its label. With ``free`` any text is allowed, and is then the value."""

    picked = Signal(object)
    """The value a person chose from the list."""

    def __init__(self, look: Look, *, free: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.box = ChoiceBox(look)
        self._free = free
        self._unknown = ""
        self._place(self.box)
        self.box.typed.connect(self.edited)
        self.box.picked.connect(self._picked)
        self.box.line.editingFinished.connect(self._judge)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; see :meth:`ChoiceBox.set_options`."""
        self.box.set_options(options)

    def set_unknown_text(self, text: str) -> None:
        """What to say about a text that is not in the list („Izvēlieties no saraksta.”)."""
        self._unknown = text

    def set_placeholder(self, text: str) -> None:
        """A quiet example inside while empty."""
        self.box.line.setPlaceholderText(text)

    def value(self) -> object:
        """The value of the option shown; with ``free`` else the text; None if empty or unknown."""
        option = self.box.option()
        if option is not None:
            return option.value
        return (self.text() or None) if self._free else None

    def text(self) -> str:
        """The words in the line."""
        return self.box.currentText().strip()

    def chosen(self) -> Option | None:
        """The option shown, if the words are one's."""
        return self.box.option()

    def draft(self) -> object:
        """The value, or the words where they name no option."""
        return self.value() if self.chosen() else self.text() or None

    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.text()

    def set_value(self, value: object) -> None:
        """Show the option of this value; a text that is no option's value stands as typed."""
        if not self.box.choose(value) and isinstance(value, str):
            self.box.setEditText(value)
        self.set_error("")

    def commit(self) -> None:
        """Complete what is typed."""
        self.box.settle()
        self._judge()

    def problem(self) -> str:
        """Set where the words must be an option's and are not."""
        return self._unknown if self.text() and not self._free and self.chosen() is None else ""

    def _picked(self, option: Option) -> None:
        self.edited.emit()
        self.picked.emit(option.value)

    def _judge(self) -> None:
        if not self.box.popup.isVisible() and (problem := self.problem()):
            self.set_error(problem)
