"""What the palette looks through: what can be done here, and the records of each register."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from ui.kit.desk import Desk
from ui.kit.page import Page
from ui.kit.suggestions import is_match
from ui.registers import PRINTED, SEARCHED, SETTINGS
from ui.settings.entries import entries_for
from ui.shell.palette import Hit, Source


def sources(desk: Desk, window: QWidget) -> list[Source]:
    """The groups of the palette, in order."""
    found = [source for key in SEARCHED for source in import_module(f"ui.{key}.found").sources(desk)]
    return [*found, Source(N_("Actions"), partial(_deeds, desk, window), quick=True)]


def _deeds(desk: Desk, window: QWidget, text: str) -> Sequence[Hit]:
    """What can be done here; what is typed for also finds pages of the settings and what can be printed."""
    return [*_actions(window, text), *(_elsewhere(desk, text) if text else ())]


def _elsewhere(desk: Desk, text: str) -> Sequence[Hit]:
    words = desk.words
    settings = words(SETTINGS.title)
    places = [
        Hit("settings", words(entry.title), settings, partial(desk.shell.open_page, "settings", section=entry.key))
        for entry in entries_for(desk.office)
    ]
    papers = [
        Hit("print", words(N_("Print: {what}", what=title)), "", partial(_print, desk, key))
        for key, title, needed in PRINTED
        if desk.office.may(needed)
    ]
    return [hit for hit in (*places, *papers) if is_match(text, f"{hit.title} {hit.about}")]


def _print(desk: Desk, key: str) -> None:
    from ui.kit.print_sheet import open_print  # noqa: PLC0415 - the sheet is loaded when first needed

    open_print(desk, key)


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
