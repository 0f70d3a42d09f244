"""The settings: pages at the left, one of them at the right (design.md 6.14, mock-up 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, Message
from app.core.permissions import BACKUP, CONTACTS_IMPORT, DIRECTORY_EDIT, SETTINGS_EDIT, USERS_MANAGE, Action
from app.core.settings import PAGE_LABELS
from app.core.settings import Page as SettingsPage
from ui.kit.desk import Desk
from ui.kit.labels import card
from ui.kit.page import Page
from ui.settings.about import AboutSection
from ui.settings.data import DataSection
from ui.settings.lists import ListsSection
from ui.settings.personal import AppearanceSection, ImportSection, MyWorkSection, OfficeSection
from ui.settings.section import Section
from ui.settings.section_list import SectionList
from ui.settings.terms import TermsSection
from ui.settings.users import UsersSection

LIST_WIDTH = 220
#: Whose changes are shown here at once.
_REGISTERS = ("settings", "directory", "users")


@dataclass(frozen=True)
class Entry:
    """A page of the settings; absent for whoever may do none of ``needed``."""

    key: str
    title: Message
    make: Callable[[Desk], Section]
    needed: tuple[Action, ...] = ()


ENTRIES = (
    Entry("my_work", PAGE_LABELS[SettingsPage.MY_WORK], MyWorkSection),
    Entry("appearance", PAGE_LABELS[SettingsPage.APPEARANCE], AppearanceSection),
    Entry("office", PAGE_LABELS[SettingsPage.OFFICE], OfficeSection, (SETTINGS_EDIT,)),
    Entry("users", N_("Users and roles"), UsersSection, (USERS_MANAGE,)),
    Entry("lists", PAGE_LABELS[SettingsPage.LISTS], ListsSection, (SETTINGS_EDIT, DIRECTORY_EDIT)),
    Entry("terms", PAGE_LABELS[SettingsPage.TERMS], TermsSection, (SETTINGS_EDIT,)),
    Entry("data", PAGE_LABELS[SettingsPage.DATA], DataSection, (BACKUP,)),
    Entry("import", N_("Import"), ImportSection, (CONTACTS_IMPORT,)),
    Entry("about", N_("About the program"), AboutSection),
)


class SettingsPageView(Page):
    """Each page is made when it is first shown."""

    title_text = N_("Settings")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        office = desk.office
        self.entries = [
            entry for entry in ENTRIES if not entry.needed or any(office.may(each) for each in entry.needed)
        ]
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
        self.stack = QStackedWidget()
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
        """``section`` is the key of a page, such as "about"."""
        keys = [entry.key for entry in self.entries]
        wanted = target.get("section")
        if wanted in keys:
            self.list.choose(keys.index(str(wanted)))

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
            section = entry.make(self.desk)
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

    def _dress(self) -> None:
        self.left.setFixedWidth(self.look.px(LIST_WIDTH))


class _Room(QScrollArea):
    """A page of the settings scrolls where the window is low."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(section)
        section.setProperty("surface", "clear")
        self.setWidget(section)


def make_page(desk: Desk) -> Page:
    """The settings page for a desk."""
    return SettingsPageView(desk)
