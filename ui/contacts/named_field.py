"""Several employees chosen by typing, each under the other with a way to take them off again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_, Speak
from ui.kit.buttons import Button
from ui.kit.choice import ChoiceBox
from ui.kit.fields import Field, Option
from ui.kit.look import Look

_UP_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class _NameBox(ChoiceBox):
    """Stays where it is when Enter has taken a name; Backspace in the empty box takes the last one off."""

    taken_off = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._took = False
        self.picked.connect(self._note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑↓ open the list, as going through it would take each."""
        if event.key() == Qt.Key.Key_Backspace and not self.line.text():
            self.taken_off.emit()
        elif event.key() in _UP_DOWN and not event.modifiers() and not self.popup.isVisible():
            self.showPopup()
        else:
            self._took = False
            super().keyPressEvent(event)
            if self._took:
                event.accept()

    def _note(self, _option: object) -> None:
        self._took = True


class NamedField(Field):
    """Employees by number, in the order they were named."""

    def __init__(self, look: Look, words: Speak, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._words = words
        self._chosen: list[int] = []
        self._options: Sequence[Option] = ()
        self._unknown = ""
        control = QWidget(self)
        self._below = QVBoxLayout(control)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(4)
        self.box = _NameBox(look, control)
        self._below.addWidget(self.box)
        self.buttons: list[Button] = []
        self._place(control, self.box)
        self.box.picked.connect(self._add)
        self.box.taken_off.connect(self._take_last_off)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these."""
        self._options = options
        self._show()

    def set_unknown_text(self, text: str) -> None:
        """What to say about a text that is nobody's name."""
        self._unknown = text

    def set_placeholder(self, text: str) -> None:
        """A quiet example inside while empty."""
        self.box.line.setPlaceholderText(text)

    def value(self) -> tuple[int, ...]:
        """The numbers of those named."""
        return tuple(self._chosen)

    def set_value(self, value: object) -> None:
        """Name these."""
        self._chosen = (
            [number for number in value if isinstance(number, int)] if isinstance(value, Iterable) else []
        )
        self._show()
        self.set_error("")

    def is_empty(self) -> bool:
        """Whether nobody is named."""
        return not self._chosen

    def commit(self) -> None:
        """Complete what is typed."""
        self.box.settle()

    def problem(self) -> str:
        """Set where a text is left that names nobody."""
        return self._unknown if self.box.currentText().strip() else ""

    def take_off(self, number: int) -> None:
        """Name this employee no more."""
        self._chosen.remove(number)
        self._show()
        self.edited.emit()

    def _add(self, option: Option) -> None:
        self.box.choose(None)
        if isinstance(option.value, int) and option.value not in self._chosen:
            self._chosen.append(option.value)
            self._show()
            self.edited.emit()

    def _take_last_off(self) -> None:
        if self._chosen:
            self.take_off(self._chosen[-1])

    def _show(self) -> None:
        self.box.set_options([option for option in self._options if option.value not in self._chosen])
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(number) for number in self._chosen]

    def _button(self, number: int) -> Button:
        name = next((option.text for option in self._options if option.value == number), "")
        name = name or self._words(N_("Employee No. {number}", number=number))
        button = Button(self.look, "quiet", icon="dismiss", parent=self)
        button.setText(name)
        button.setAccessibleName(self._words(N_("Take off: {name}", name=name)))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Backspace does it by keyboard
        button.clicked.connect(partial(self.take_off, number))
        self._below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        button.show()
        return button
