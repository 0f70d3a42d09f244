"""The lists of the office, one at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.permissions import DIRECTORY_EDIT, SETTINGS_EDIT
from app.core.settings import PAGE_LABELS, Page
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.segmented import Segmented
from ui.kit.stack import Stack
from ui.settings.channels_list import ChannelsList
from ui.settings.directory_lists import InstitutionsList, TopicsList
from ui.settings.list_editor import ListEditor
from ui.settings.section import OptionsSection, options_of
from ui.settings.snippets_list import SnippetsList
from ui.settings.titles_list import TitlesList
from ui.settings.units_list import UnitsList


class ListsSection(OptionsSection):
    """Channels, topics, institutions, abbreviations, units, job titles; a head sees those of the directory."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PAGE_LABELS[Page.LISTS])
        kinds: list[type[ListEditor[Any]]] = []
        if desk.office.may(SETTINGS_EDIT):
            kinds += [ChannelsList]
        if desk.office.may(DIRECTORY_EDIT):
            kinds += [TopicsList, InstitutionsList]
        if desk.office.may(SETTINGS_EDIT):
            kinds += [SnippetsList]
        if desk.office.may(DIRECTORY_EDIT):
            kinds += [UnitsList, TitlesList]
        self.editors: list[ListEditor[Any]] = [kind(desk) for kind in kinds]
        self.tabs = Segmented(self.look)
        self.column.addWidget(self.tabs)
        self.stack = Stack()
        for editor in self.editors:
            self.stack.addWidget(self._with_options(editor) if isinstance(editor, ChannelsList) else editor)
        self.column.addWidget(self.stack, 1)
        self.retranslate()
        self.tabs.set_value(0)
        self.tabs.chosen.connect(lambda at, _by_digit: self.choose(int(at)))

    def choose(self, at: int) -> None:
        """Show one list."""
        self.tabs.set_value(at)
        self.stack.setCurrentIndex(at)
        self.editors[at].reload()

    def focus_first(self) -> None:
        self.tabs.setFocus()

    def reload(self) -> None:
        super().reload()
        for editor in self.editors:
            editor.reload()

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "tabs"):
            names = [Option(at, self.words(editor.name)) for at, editor in enumerate(self.editors)]
            self.tabs.set_options(names)

    def _with_options(self, editor: ListEditor[Any]) -> QWidget:
        """The channels have the options of contacts beside them."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(editor, 1)
        self.add_options(options_of(Page.LISTS))
        for field in self.fields.values():
            column.addWidget(field)
        return both
