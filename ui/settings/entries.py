"""The pages of the settings: their names, and who has them. Loads none, so that the palette knows them too."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.i18n import N_, Message
from app.core.permissions import (
    AUDIT_SEE,
    BACKUP,
    CONTACTS_IMPORT,
    DIRECTORY_EDIT,
    SETTINGS_EDIT,
    USERS_MANAGE,
    Action,
)
from app.core.settings import PAGE_LABELS, Page
from app.office import Office


@dataclass(frozen=True)
class Entry:
    """A page of the settings; absent for whoever may do none of ``needed``."""

    key: str
    title: Message
    needed: tuple[Action, ...] = ()


ENTRIES = (
    Entry("my_work", PAGE_LABELS[Page.MY_WORK]),
    Entry("appearance", PAGE_LABELS[Page.APPEARANCE]),
    Entry("office", PAGE_LABELS[Page.OFFICE], (SETTINGS_EDIT,)),
    Entry("users", N_("Users and roles"), (USERS_MANAGE,)),
    Entry("lists", PAGE_LABELS[Page.LISTS], (SETTINGS_EDIT, DIRECTORY_EDIT)),
    Entry("terms", PAGE_LABELS[Page.TERMS], (SETTINGS_EDIT,)),
    Entry("cards", PAGE_LABELS[Page.CARDS], (SETTINGS_EDIT,)),
    Entry("data", PAGE_LABELS[Page.DATA], (BACKUP,)),
    Entry("audit", N_("Audit"), (AUDIT_SEE,)),
    Entry("import", N_("Import"), (CONTACTS_IMPORT, DIRECTORY_EDIT)),
    Entry("about", N_("About the program")),
)


def entries_for(office: Office) -> list[Entry]:
    """The pages this person has."""
    return [entry for entry in ENTRIES if not entry.needed or any(office.may(each) for each in entry.needed)]
