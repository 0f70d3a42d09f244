"""The way through an entry sheet: Enter goes on, Ctrl+Enter saves, Esc leaves, errors take the focus."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.kit.fields import Field

DRAFT_MS = 900
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class EntryForm(QObject):
    """Holds the fields of one sheet by name; the page lays them out as it likes inside ``scope``.

    It listens at ``scope`` only, to the keys its fields have no use for: a list that is open, or a new line in
    a text area, comes first without anybody arranging it.
    """

    submitted = Signal()
    """Save: every field is committed and accepts what it holds."""
    refused = Signal(int)
    """Save was asked for, but so many fields cannot accept what they hold."""
    left = Signal()
    """Esc, with nothing smaller open. The page keeps a draft and closes."""
    edited = Signal()
    """Time to keep a draft: within a second while typing, at once when a field is left."""
    copy_requested = Signal()
    """Ctrl+C with nothing marked."""

    def __init__(self, scope: QWidget, *, enter_moves_on: bool = True) -> None:
        super().__init__(scope)
        self.enter_moves_on = enter_moves_on
        self._scope = scope
        self._fields: dict[str, Field] = {}
        self._skipped_when_filled: set[str] = set()
        self._draft = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._draft.timeout.connect(self.edited)
        scope.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def add(self, name: str, field: Field, *, skip_filled: bool = False) -> None:
        """Take in a field, after the others; Enter passes by a ``skip_filled`` one that holds something."""
        self._fields[name] = field
        if skip_filled:
            self._skipped_when_filled.add(name)
        field.edited.connect(self._keep_soon)
        field.done.connect(lambda: self._go_on_from(field))

    def field(self, name: str) -> Field:
        """The field of this name."""
        return self._fields[name]

    def order_tabs(self) -> None:
        """Make Tab follow the order of the fields; call it once they are laid out."""
        # The field goes along with its stops: it keeps their place when some are made anew.
        stops = [stop for field in self._fields.values() for stop in (field, *field.tab_stops())]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def values(self) -> dict[str, object]:
        """What the fields hold, by name."""
        return {name: field.value() for name, field in self._fields.items()}

    def draft(self) -> dict[str, object]:
        """As :meth:`values`, with the typed text where it is not a value yet; :meth:`set_values` takes it back."""
        return {name: field.draft() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Fill the fields named; no drafts are kept of it."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].set_value(value)
        self._draft.stop()

    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return all(field.is_empty() for field in self._fields.values())

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Show each error at its field and go to the first; gives back those that belong to no field."""
        first: Field | None = None
        for name, field in self._fields.items():
            field.set_error(errors.get(name, ""))
            if name in errors and first is None:
                first = field
        if first is not None:
            self._go_to(first)
        return {name: text for name, text in errors.items() if name not in self._fields}

    def focus(self, name: str) -> None:
        """Put the keyboard into this field."""
        self._go_to(self._fields[name])

    def focus_first(self) -> None:
        """Put the keyboard into the first field that Enter would stop at."""
        for name in self._fields:
            if self._stops_at(name):
                self._go_to(self._fields[name])
                return

    def submit(self) -> None:
        """Commit every field; say ``submitted``, or show what the fields themselves cannot accept."""
        self._flush()
        for field in self._fields.values():
            field.commit()
        problems = {
            name: problem
            for name, field in self._fields.items()
            if field.isVisibleTo(self._scope) and (problem := field.problem())
        }
        if problems:
            self.show_errors(problems)
            self.refused.emit(len(problems))
        else:
            self.submitted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the keys that come up to the sheet."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and (_saves(event) or _leaves(event)):
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._heard(event)

    def _heard(self, event: QKeyEvent) -> bool:
        if _saves(event):
            self.submit()
        elif _leaves(event):
            self._flush()
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in _ENTER and not event.modifiers() & ~_KEYPAD:
            field = self._focused()
            if field is None or not self.enter_moves_on:
                return False
            self._go_on_from(field)
        else:
            return False
        return True

    def _go_on_from(self, field: Field) -> None:
        if self._focused() is not field:
            return
        names = list(self._fields)
        at = next(i for i, name in enumerate(names) if self._fields[name] is field)
        for name in names[at + 1 :]:
            if self._stops_at(name):
                self._go_to(self._fields[name])
                return
        field.commit()
        self.submit()

    def _stops_at(self, name: str) -> bool:
        field = self._fields[name]
        if not field.isVisibleTo(self._scope) or not field.isEnabled():
            return False
        if not _keyboard_part(field).focusPolicy() & Qt.FocusPolicy.TabFocus:
            return False
        return not (name in self._skipped_when_filled and not field.is_empty())

    def _go_to(self, field: Field) -> None:
        field.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        above: QWidget | None = field.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(field)
            above = above.parentWidget()

    def _focused(self) -> Field | None:
        widget = QApplication.focusWidget()
        if widget is None:
            return None
        return next((field for field in self._fields.values() if field.isAncestorOf(widget)), None)

    def _keep_soon(self) -> None:
        if not self._draft.isActive():
            self._draft.start()

    def _focus_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old is not None and self._draft.isActive():
            self._flush()

    def _flush(self) -> None:
        if self._draft.isActive():
            self._draft.stop()
            self.edited.emit()


def _keyboard_part(field: Field) -> QWidget:
    """The widget that really gets the focus, at the end of the chain of proxies."""
    part = field.focus_target()
    while (behind := part.focusProxy()) is not None:
        part = behind
    return part


def _saves(event: QKeyEvent) -> bool:
    control = event.modifiers() & ~_KEYPAD == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in (*_ENTER, Qt.Key.Key_S)


def _leaves(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape and not event.modifiers()
