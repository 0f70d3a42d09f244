"""The two pages that concern one person at this PC, and the ones that only lead elsewhere."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import Qt

from app.core.accounts import Accounts
from app.core.i18n import N_
from app.core.settings import PAGE_LABELS, Page
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.settings.account_sheets import own_password
from ui.settings.section import OptionsSection, Section, options_of


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
    """The way to the import of a journal."""

    def __init__(self, desk: Desk) -> None:
        about = N_(
            "Read in the contact journal of earlier years from Excel or CSV. Every row is checked first, and "
            "the whole import can be taken back."
        )
        super().__init__(desk, N_("Import"), about)
        self.begin = Button(self.look, icon="arrow_upload")
        self.say(self.begin.setText, N_("Choose the file…"))
        self.begin.clicked.connect(self._begin)
        self.column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        self.begin.setFocus()

    def _begin(self) -> None:
        import_module("ui.contacts.import_sheet").open_import(self.desk)
