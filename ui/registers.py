"""The pages there are, in the order of the navigation; keys of pages not built yet are left free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from app.core.i18n import C_, N_, Message
from app.core.permissions import CARDS_ISSUE, CONTACTS_PRINT, DIRECTORY_PRINT, Action
from ui.kit.desk import Desk
from ui.kit.page import Page


@dataclass(frozen=True)
class PageEntry:
    """One page: its key (also its package in ui/), its name, icon and Ctrl+digit."""

    key: str
    title: Message
    icon: str
    shortcut: str

    def make(self, desk: Desk) -> Page:
        """Build the page; its modules are loaded now, not at start-up."""
        factory: Callable[[Desk], Page] = import_module(f"ui.{self.key}.page").make_page
        return factory(desk)


TODAY = PageEntry("today", N_("Today"), "calendar_today", "Ctrl+1")
CONTACTS = PageEntry("contacts", C_("page", "Contacts"), "chat_multiple", "Ctrl+2")
DIRECTORY = PageEntry("directory", N_("Employees"), "contact_card", "Ctrl+4")
SETTINGS = PageEntry("settings", N_("Settings"), "settings", "Ctrl+,")

#: What can be printed without choosing a record first: the printout's key and name, and who may print it.
PRINTED: tuple[tuple[str, Message, Action], ...] = (
    ("contact_register", N_("Register of client contacts"), CONTACTS_PRINT),
    ("submission_form", N_("Submission"), CONTACTS_PRINT),
    ("door_notice", N_("Door notice"), DIRECTORY_PRINT),
    ("services_notice", N_("Notice of services"), DIRECTORY_PRINT),
    ("staff_list", N_("Staff list"), DIRECTORY_PRINT),
    ("issue_journal", N_("Issue journal"), CARDS_ISSUE),
)

#: Packages whose records the palette finds, in the order of its groups (mock-up 21).
SEARCHED = ("directory", "cards", "contacts")

#: Modules that show a record of their page beside another list: each has ``previewer(desk)``, a ui.kit.previewer.
PREVIEWED = {CONTACTS.key: "ui.contacts.preview"}

#: Modules with the lists of the page of people: each has ``panes(desk)``, a list of ui.kit.list_pane.ListPane.
PEOPLE_PANES = ("ui.directory.panes", "ui.cards.panes")
#: Modules with what other registers do with a person: each has ``deeds(desk)``, a list of ui.kit.deeds.Deed.
PERSON_DEEDS = ("ui.cards.deeds",)

PAGES: tuple[PageEntry, ...] = (TODAY, CONTACTS, DIRECTORY, SETTINGS)
