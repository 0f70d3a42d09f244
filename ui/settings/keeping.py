"""Changes that apply and are saved at once: one after another, each with a toast and a way back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message
from app.core.settings import ANIMATIONS, LANGUAGE, TEXT_SIZE, THEME, Scope, Setting
from ui.kit.desk import Desk
from ui.kit.undo import Act

UNDO = N_("Undo")
Deed = Callable[[], Any]


class Keeper(QObject):
    """Writes one thing at a time, in the order asked."""

    changed = Signal()
    """Something was saved, or taken back: look again."""
    refused = Signal(object, object)
    """A Setting that could not be kept, and why (a Message)."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[tuple[Message, Deed, Deed, Callable[[UserError], None] | None]] = deque()
        self._busy = False

    def keep(self, setting: Setting[Any], value: object, before: object) -> None:
        """Give an option another value."""
        text = N_("Saved: {what}", what=setting.label)
        do, undo = partial(self._put, setting, value), partial(self._put, setting, before)
        if setting.scope is Scope.OFFICE:
            self.do(text, do, undo, partial(self._refuse, setting))
            return
        try:
            do()
        except UserError as error:
            self._refuse(setting, error)
            return
        self._tell(text, do, undo)
        self.changed.emit()

    def do(self, text: Message, do: Deed, undo: Deed, refused: Callable[[UserError], None] | None = None) -> None:
        """Do something beside the window; ``undo`` takes it back. What fails is told by ``refused`` or a bar."""
        self._waiting.append((text, do, undo, refused))
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        text, do, undo, refused = self._waiting.popleft()
        self._desk.tasks.run(
            do, lambda _done: self._done(text, do, undo), partial(self._failed, refused), owner=self
        )

    def _done(self, text: Message, do: Deed, undo: Deed) -> None:
        self._busy = False
        self._tell(text, do, undo)
        self.changed.emit()
        self._next()

    def _failed(self, refused: Callable[[UserError], None] | None, error: Exception) -> None:
        self._busy = False
        if isinstance(error, UserError) and refused is not None:
            refused(error)
        else:
            self._desk.shell.show_trouble(error)
        self.changed.emit()
        self._next()

    def _tell(self, text: Message, do: Deed, undo: Deed) -> None:
        self._desk.undo.push(Act(text, undo, do))
        self._desk.shell.toast(text, UNDO, self._undo, "Ctrl+Z")

    def _undo(self) -> None:
        try:
            self._desk.undo.undo()
        except UserError as error:
            self._desk.shell.show_trouble(error)
        self.changed.emit()

    def _refuse(self, setting: Setting[Any], error: UserError) -> None:
        message = error.fields.get(setting.key, error.message) if isinstance(error, Invalid) else error.message
        self.refused.emit(setting, message)

    def _put(self, setting: Setting[Any], value: Any) -> None:
        if setting.scope is Scope.OFFICE:
            self._desk.settings.set(setting, value)
            return
        self._desk.local.set(setting, value)
        if setting is LANGUAGE:
            self._desk.shell.use_language(value)
        elif setting is THEME:
            self._desk.shell.use_theme(value)
        elif setting is TEXT_SIZE:
            self._desk.shell.use_text_size(int(value))
        elif setting is ANIMATIONS:
            self._desk.look.use_animations(value)
