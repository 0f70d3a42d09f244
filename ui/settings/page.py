"""The settings: pages at the left, one of them at the right (design.md 6.14, mock-up 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_
from ui.kit.desk import Desk
from ui.kit.labels import card
from ui.kit.page import NARROW, Page
from ui.kit.scroll import Scroll
from ui.kit.stack import Stack
from ui.settings.about import AboutSection
from ui.settings.audit import AuditSection
from ui.settings.cards import CardsSection
from ui.settings.data import DataSection
from ui.settings.entries import entries_for
from ui.settings.lists import ListsSection
from ui.settings.personal import AppearanceSection, ImportSection, MyWorkSection, OfficeSection
from ui.settings.section import Section
from ui.settings.section_list import SectionList
from ui.settings.terms import TermsSection
from ui.settings.users import UsersSection

LIST_WIDTH, NARROW_LIST = 220, 158
#: Whose changes are shown here at once.
_REGISTERS = ("settings", "directory", "users")


#: What each page of the settings is made by.
SECTIONS: dict[str, Callable[[Desk], Section]] = {
    "my_work": MyWorkSection,
    "appearance": AppearanceSection,
    "office": OfficeSection,
    "users": UsersSection,
    "lists": ListsSection,
    "terms": TermsSection,
    "cards": CardsSection,
    "data": DataSection,
    "audit": AuditSection,
    "import": ImportSection,
    "about": AboutSection,
}


class SettingsPageView(Page):
    """Each page is made when it is first shown."""

    title_text = N_("Settings")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.entries = entries_for(desk.office)
        self.sections: dict[str, Section] = {}
        self._rooms: dict[str, QScrollArea] = {}
        row = QHBoxLayout()
        row.setSpacing(10)
        self.body.addLayout(row, 1)
        left = card()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(8, 8, 8, 8)
        self.list = SectionList(self.look)
        self.say(self.list.setAccessibleName, self.title_text)
        inside.addWidget(self.list)
        self.left = left
        row.addWidget(left)
        right = card()
        around = QVBoxLayout(right)
        around.setContentsMargins(1, 1, 1, 1)
        self.stack = Stack()
        around.addWidget(self.stack)
        row.addWidget(right, 1)
        self.retranslate()
        self.list.shown.connect(self._show)
        self.list.entered.connect(self._enter)
        desk.bridge.changed.connect(self._changed)
        self._dress()
        self.look.changed.connect(self._dress)
        self._show(0)

    @property
    def section(self) -> Section:
        """The page in front."""
        return self.sections[self.entries[max(0, self.list.currentIndex().row())].key]

    def show_target(self, **target: object) -> None:
        """``section`` is the key of a page, such as "about"; what else there is, is for that page to show."""
        keys = [entry.key for entry in self.entries]
        wanted = target.pop("section", None)
        if wanted in keys:
            self.list.choose(keys.index(str(wanted)))
            self.section.show_target(**target)

    def arrive(self) -> None:
        self.list.setFocus()
        self.section.reload()

    def reload(self) -> None:
        self.section.reload()

    def panes(self) -> Iterable[QWidget]:
        return (self.list, self._rooms[self.entries[max(0, self.list.currentIndex().row())].key])

    def retranslate(self) -> None:
        if hasattr(self, "list"):
            self.list.set_names([self.words(entry.title) for entry in self.entries])

    def _show(self, at: int) -> None:
        entry = self.entries[at]
        if entry.key not in self.sections:
            section = SECTIONS[entry.key](self.desk)
            room = _Room(section)
            self.sections[entry.key], self._rooms[entry.key] = section, room
            self.stack.addWidget(room)
        self.stack.setCurrentWidget(self._rooms[entry.key])
        self.sections[entry.key].reload()

    def _enter(self) -> None:
        self.section.focus_first()

    def _changed(self, changes: Changes) -> None:
        if changes.register in _REGISTERS and self.isVisible():
            self.section.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        narrow = self.width() < self.look.px(NARROW)
        self.left.setFixedWidth(self.look.px(NARROW_LIST if narrow else LIST_WIDTH))


class _Room(Scroll):
    """A page of the settings scrolls where the window is low."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        # The lists of the settings are wider than the smallest window.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusProxy(section)
        self.setWidget(section)


def make_page(desk: Desk) -> Page:
    """The settings page for a desk."""
    return SettingsPageView(desk)
