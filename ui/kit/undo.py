"""What can be taken back: the person's last twenty own acts (design.md 4.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.i18n import N_, Message

if TYPE_CHECKING:
    from ui.kit.desk import Desk

#: How many acts are remembered.
DEPTH = 20


@dataclass(frozen=True)
class Act:
    """Something done: what to say of it, how to take it back and how to do it again."""

    name: Message
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoStack(QObject):
    """The acts of this session, newest last."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[Act] = []
        self._undone: list[Act] = []

    def push(self, act: Act) -> None:
        """Remember an act that has just been done."""
        self._done = [*self._done, act][-DEPTH:]
        self._undone.clear()
        self.changed.emit()

    def undo(self) -> Act | None:
        """Take the last act back; it, or None where there is none. Raises what the act raises."""
        return self._move(self._done, self._undone, lambda act: act.undo())

    def redo(self) -> Act | None:
        """Do again what was taken back last."""
        return self._move(self._undone, self._done, lambda act: act.redo())

    def _move(self, source: list[Act], target: list[Act], call: Callable[[Act], None]) -> Act | None:
        if not source:
            return None
        act = source[-1]
        call(act)
        source.pop()
        target.append(act)
        self.changed.emit()
        return act


def push_act(desk: Desk, act: Act) -> None:
    """Remember what was done, and say so with the way to take it back."""

    def undo() -> None:
        try:
            desk.undo.undo()
        except Exception as error:  # the window tells known trouble from our own
            desk.shell.show_trouble(error)

    desk.undo.push(act)
    desk.shell.toast(act.name, N_("Undo"), undo, "Ctrl+Z")
