"""Lines that are read as something on leaving them: a phone, a date, a time, a number.

The rules come from the caller: ``parse`` turns what was typed into a value or raises a UserError that says why
not; ``show`` writes a value the way people read it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.core.errors import UserError
from app.core.i18n import N_, Message, Speak
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.texts import Speaking

PHONE_WIDTH, DATE_WIDTH, TIME_WIDTH, NUMBER_WIDTH = 150, 150, 90, 80
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_QUARTER = 15
_DAY = 24 * 60


class ParsedField(Speaking, LineField):
    """A line read by ``parse`` when it is left; what cannot be read stays as typed, with the reason below."""

    def __init__(
        self,
        look: Look,
        words: Speak,
        parse: Callable[[str], Any],
        show: Callable[[Any], str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent=parent)
        self.words = words
        self._parse = parse
        self._show = show
        self._refusal: Message | None = None
        self.line.editingFinished.connect(self.commit)
        self.line.installEventFilter(self)

    def value(self) -> Any:
        """What the text means; None if it is empty or cannot be read."""
        text = self.line.text().strip()
        try:
            return self._parse(text) if text else None
        except UserError:
            return None

    def draft(self) -> object:
        """The value, or the text as typed where it cannot be read."""
        value = self.value()
        return self.line.text().strip() if value is None else value

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Show a value; None empties the line, a text that is not a value stands as typed."""
        self._refusal = None
        super().set_value(self._written(value))

    def commit(self) -> None:
        """Read what is typed and write it tidily, or say why it cannot be read."""
        text = self.line.text().strip()
        self._refusal = None
        try:
            value = self._parse(text) if text else None
        except UserError as error:
            self._refusal = error.message
            self.set_error(self.problem())
            return
        if value is not None and (shown := self._show(value)) != self.line.text():
            self.line.setText(shown)

    def problem(self) -> str:
        """Why the text cannot be read, as found when the field was last left."""
        return self.words(self._refusal) if self._refusal else ""

    def retranslate(self) -> None:
        """Say the refusal again."""
        if self._refusal and self.error():
            self.set_error(self.problem())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ step the value."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(event.key()))
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if by and plain and self._step(by):
                return True
        return super().eventFilter(watched, event)

    def _written(self, value: object) -> str:
        return value if isinstance(value, str) else "" if value is None else self._show(value)

    def _step(self, by: int) -> bool:
        value = self._stepped(self.value(), by)
        if value is None:
            return False
        self.line.setText(self._show(value))
        self._refusal = None
        self.edited.emit()
        return True

    def _stepped(self, _value: Any, _by: int) -> Any:
        """The value one step on, or None where there are no steps."""
        return None


class PhoneField(ParsedField):
    """A phone number, kept as E.164 by the caller's ``parse`` and shown by its ``show``."""

    def __init__(
        self,
        look: Look,
        words: Speak,
        parse: Callable[[str], str],
        show: Callable[[str], str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, parse, show, parent=parent)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.set_control_width(PHONE_WIDTH)

    def _written(self, value: object) -> str:
        if not isinstance(value, str):
            return ""
        try:
            return self._show(value)
        except (UserError, ValueError):
            return value


class DateField(ParsedField):
    """A date; ↑ and ↓ move a day, from today where it is empty."""

    def __init__(
        self,
        look: Look,
        words: Speak,
        parse: Callable[[str], date],
        show: Callable[[date], str],
        today: Callable[[], date],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, parse, show, parent=parent)
        self._today = today
        self.set_control_width(DATE_WIDTH)

    def _stepped(self, value: Any, by: int) -> Any:
        return self._today() if value is None else value + timedelta(days=by)


class TimeField(ParsedField):
    """A time of day; ↑ and ↓ move to the next or last quarter of an hour."""

    def __init__(
        self,
        look: Look,
        words: Speak,
        parse: Callable[[str], time],
        show: Callable[[time], str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, parse, show, parent=parent)
        self.set_control_width(TIME_WIDTH)

    def _stepped(self, value: Any, by: int) -> Any:
        if value is None:
            return None
        minutes = value.hour * 60 + value.minute
        quarter = minutes // _QUARTER + 1 if by > 0 else (minutes - 1) // _QUARTER
        return time(*divmod(quarter * _QUARTER % _DAY, 60))


class NumberField(ParsedField):
    """A whole number between two bounds; ↑ and ↓ count."""

    def __init__(
        self, look: Look, words: Speak, low: int = 0, high: int = 999_999, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, words, self._read, str, parent=parent)
        self._low = low
        self._high = high
        self.set_control_width(NUMBER_WIDTH)

    def _read(self, text: str) -> int:
        bare = "".join(text.split())
        if not bare.removeprefix("-").isdecimal():
            raise UserError(N_("Write digits only."))
        number = int(bare)
        if not self._low <= number <= self._high:
            raise UserError(N_("The number must be from {low} to {high}.", low=self._low, high=self._high))
        return number

    def _stepped(self, value: Any, by: int) -> Any:
        return min(self._high, max(self._low, self._low if value is None else value + by))
