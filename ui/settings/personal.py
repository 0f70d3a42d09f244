"""The two pages that concern one person at this PC, and the ones that only lead elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import Qt

from app.core.accounts import Accounts
from app.core.i18n import N_, Message
from app.core.permissions import CONTACTS_IMPORT, DIRECTORY_EDIT, Action
from app.core.settings import PAGE_LABELS, Page
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.labels import Text
from ui.settings.account_sheets import own_password
from ui.settings.section import OptionsSection, Section, options_of


@dataclass(frozen=True)
class Import:
    """A list that can be read in; ``module`` has ``open_import(desk)``."""

    module: str
    title: Message
    about: Message
    needed: Action


IMPORTS = (
    Import(
        "ui.contacts.import_sheet",
        N_("Contact journal"),
        N_(
            "Read in the contact journal of earlier years from Excel or CSV. Every row is checked first, and "
            "the whole import can be taken back."
        ),
        CONTACTS_IMPORT,
    ),
    Import(
        "ui.directory.import_sheet",
        N_("Staff list"),
        N_(
            "Read in employees with their posts, units, phones and hours from Excel or CSV. Every row is checked "
            "first; whoever is in the list already is left alone. The whole import can be taken back."
        ),
        DIRECTORY_EDIT,
    ),
)


class MyWorkSection(OptionsSection):
    """How this person works; and their password, where they sign in with one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PAGE_LABELS[Page.MY_WORK])
        self.add_options(options_of(Page.MY_WORK))
        if Accounts(desk.office).has_own_password:
            self.heading(N_("My password"))
            self.password = Button(self.look, icon="key")
            self.say(self.password.setText, N_("Change the password…"))
            self.password.clicked.connect(lambda: desk.shell.open_sheet(own_password(desk)))
            self.column.addWidget(self.password, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)


class AppearanceSection(OptionsSection):
    """Language, colours and text size; each shows at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PAGE_LABELS[Page.APPEARANCE],
            N_("For everybody at this computer. Data and printouts stay Latvian."),
        )
        self.add_options(options_of(Page.APPEARANCE))
        self.column.addStretch(1)


class OfficeSection(OptionsSection):
    """The organisation's details."""

    def __init__(self, desk: Desk) -> None:
        about = N_("They stand at the head of printouts, on cards and on notices.")
        super().__init__(desk, PAGE_LABELS[Page.OFFICE], about)
        self.add_options(options_of(Page.OFFICE))
        self.column.addStretch(1)


class ImportSection(Section):
    """The ways to the imports this person may do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, N_("Import"))
        self.buttons: dict[str, Button] = {}
        for each in IMPORTS:
            if desk.office.may(each.needed):
                self._add(each)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        next(iter(self.buttons.values())).setFocus()

    def _add(self, each: Import) -> None:
        self.heading(each.title)
        about = Text(self.look, "body", "text2", wrap=True)
        self.say(about.setText, each.about)
        self.column.addWidget(about)
        button = self.buttons[each.module] = Button(self.look, icon="arrow_upload")
        self.say(button.setText, N_("Choose the file…"))
        self.say(button.setAccessibleName, N_("{what}: choose the file…", what=each.title))
        button.clicked.connect(lambda: import_module(each.module).open_import(self.desk))
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
