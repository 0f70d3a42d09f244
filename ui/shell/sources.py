"""What the palette looks through: what can be done here, and the records of each register."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from ui.kit.desk import Desk
from ui.kit.page import Page
from ui.kit.suggestions import is_match
from ui.registers import SEARCHED
from ui.shell.palette import Hit, Source


def sources(desk: Desk, window: QWidget) -> list[Source]:
    """The groups of the palette, in order."""
    found = [source for key in SEARCHED for source in import_module(f"ui.{key}.found").sources(desk)]
    return [*found, Source(N_("Actions"), lambda text: _actions(window, text), quick=True)]


def _actions(window: QWidget, text: str) -> Sequence[Hit]:
    actions: list[QAction] = list(window.actions())
    for page in window.findChildren(Page):
        if page.isVisible():
            actions.extend(page.page_actions())
    return [
        Hit("keyboard", action.text(), "", action.trigger, _keys(action))
        for action in actions
        if action.text() and action.isEnabled() and is_match(text, action.text())
    ]


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
