"""A field: label above, control, and one line below that helps, or says what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.labels import IconLabel, Text, restyle
from ui.kit.look import Look


@dataclass(frozen=True)
class Option:
    """One thing to choose: the value kept, the words shown, and an icon where the control shows one.

    ``digit`` is the key that chooses a segment where it is not simply its place.
    """

    value: object
    text: str
    icon: str = ""
    digit: str = ""


class _Below(Text):
    """A wrapped line below a field, as high as its words need; a layout that keeps to the top asks for no more
    than the height it thinks of first."""

    def setText(self, text: str) -> None:
        """Say something else, perhaps longer."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapping changes with the width, and with it the height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = QRect(0, 0, self.width(), 0)
        high = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        if self.minimumHeight() != high:
            self.setMinimumHeight(high)


class Field(QWidget):
    """What every field is for a form; each kind of field puts its own control in.

    ``edited`` is sent for what a person does, never for :meth:`set_value`. A ``problem`` is what the field itself
    cannot accept (a date that does not exist); an ``error`` is what stands under it now, from the field itself or
    from whoever checked the form.
    """

    edited = Signal()
    done = Signal()
    """The person has finished here by other means than Enter (a digit chose a segment); a form moves on."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._required = False
        self._target: QWidget | None = None
        self._label = Text(look, "caption", "text2", parent=self)
        self._label.hide()
        # Most fields never show the rest: each part is made when it is first needed.
        self._star: Text | None = None
        self._hint: Text | None = None
        self._help: Text | None = None
        self._error: Text | None = None
        self._error_icon: IconLabel | None = None
        self._top = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._width = 0
        self.edited.connect(self._forgive)
        look.changed.connect(self._refit)

    def set_label(self, label: str) -> None:
        """The name above; an ``&`` before a letter makes the access key."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        if self._width:
            self._refit()
        self.focus_target().setAccessibleName(label.replace("&", ""))

    def label(self) -> str:
        """The name as people read it."""
        return self._label.text().replace("&", "")

    def set_required(self, required: bool = True) -> None:
        """Show the star."""
        self._required = required
        if required and self._star is None:
            self._star = Text(self.look, "caption_strong", "bad", parent=self)
            self._star.setText("*")
            self._top.insertWidget(1, self._star)
        if self._star is not None:
            self._star.setVisible(required)

    def set_hint(self, hint: str) -> None:
        """A quiet word at the right of the label, such as the keys „Alt+1 … Alt+6”."""
        if hint and self._hint is None:
            self._hint = Text(self.look, "caption", "text3", parent=self)
            self._top.addWidget(self._hint)
        if self._hint is not None:
            self._hint.setText(hint)
            self._hint.setVisible(bool(hint))

    def set_help(self, text: str) -> None:
        """The line below while nothing is wrong."""
        if text and self._help is None:
            self._help = _Below(self.look, "caption", "text2", wrap=True, parent=self)
            self._column.insertWidget(2, self._help)  # below the label and the control
        if self._help is not None:
            self._help.setText(text)
        self._show_below()

    def set_error(self, text: str) -> None:
        """Say what is wrong, or with "" that nothing is."""
        if text and self._error is None:
            self._make_error()
        if self._error is not None:
            self._error.setText(text)
        self.focus_target().setAccessibleDescription(text or (self._help.text() if self._help else ""))
        self._mark_bad(bool(text))
        self._show_below()

    def error(self) -> str:
        """What stands under the field as wrong now."""
        return self._error.text() if self._error is not None else ""

    def set_control_width(self, pixels: int) -> None:
        """Keep the field this wide (at 100 % text); 0 lets it fill its column."""
        self._width = pixels
        self._refit()

    def set_off(self, reason: str) -> None:
        """Disable the field and say why in its tooltip; "" enables it again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)

    def value(self) -> object:
        """What the field holds."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Fill the field; nothing is sent."""
        raise NotImplementedError

    def draft(self) -> object:
        """What a draft keeps of it: the value, or what is typed where that is not yet a value."""
        return self.value()

    def is_empty(self) -> bool:
        """Whether there is nothing in it yet."""
        return self.value() in (None, "")

    def commit(self) -> None:
        """Take what is typed so far, as leaving the field does."""

    def problem(self) -> str:
        """Why the field itself cannot accept what is typed; "" if it can."""
        return ""

    def focus_target(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self._target or self

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on. A focus proxy would do it too, but ordering Tab through one can close a loop."""
        super().focusInEvent(event)
        if self._target is not None:
            self._target.setFocus(event.reason())

    def tab_stops(self) -> list[QWidget]:
        """The widgets in it that take the keyboard, in their order; segments count though not yet chosen."""
        parts = (part for part in self.findChildren(QWidget) if part.window() is self.window())
        return [part for part in parts if part.focusProxy() is None and _takes_tab(part)]

    def order_tabs(self) -> None:
        """Put the stops back behind the field, which keeps the place, after some were made anew."""
        for first, second in pairwise((self, *self.tab_stops())):
            QWidget.setTabOrder(first, second)

    def _place(self, control: QWidget, focus: QWidget | None = None) -> None:
        """Put the control in; ``focus`` is the part of it that takes the keyboard."""
        target = focus or control
        self._column.insertWidget(1, control)
        self._target = target
        self._label.setBuddy(target)
        self._control = control

    def put_beside(self, widget: QWidget) -> None:
        """Have a button stand at the right of the control, above what is said below it."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._column.removeWidget(self._control)
        row.addWidget(self._control, 1)
        row.addWidget(widget)
        self._column.insertLayout(1, row)

    def _mark_bad(self, bad: bool) -> None:
        if bool(self._control.property("bad")) != bad:
            self._control.setProperty("bad", bad)
            restyle(self._control)

    def _forgive(self) -> None:
        if self.error():
            self.set_error("")

    def _show_below(self) -> None:
        bad = bool(self.error())
        if self._error is not None and self._error_icon is not None:
            self._error.setVisible(bad)
            self._error_icon.setVisible(bad)
        if self._help is not None:
            self._help.setVisible(not bad and bool(self._help.text()))

    def _make_error(self) -> None:
        self._error_icon = IconLabel(self.look, "error_circle", 14, "bad", parent=self)
        self._error = _Below(self.look, "caption", "bad", wrap=True, parent=self)
        below = QHBoxLayout()
        below.setSpacing(5)
        below.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._error, 1)
        self._column.addLayout(below)

    def _refit(self) -> None:
        limit = self.look.px(self._width) if self._width else 16_777_215
        # A long name may be wider than what it names.
        self.setMaximumWidth(max(limit, self._label.sizeHint().width()))
        self._control.setMinimumWidth(limit if self._width else 0)

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._top.setSpacing(3)
        self._top.addWidget(self._label)
        self._top.addStretch(1)
        self._column.addLayout(self._top)


def _takes_tab(part: QWidget) -> bool:
    return isinstance(part, QRadioButton) or bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
