"""Users and roles: who signs in, what each may do, new passwords, the recovery code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from app.core.accounts import AccountRecord, Accounts
from app.core.db import is_sqlite
from app.core.i18n import C_, N_, Message
from app.core.permissions import ROLE_NAMES, Role
from app.core.settings import ORGANIZATION_NAME
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.grid import Grid, GridColumn, GridRow
from ui.kit.sheet import Sheet
from ui.settings.account_sheets import change_account, new_account, reset_password
from ui.settings.form_sheet import FormSheet
from ui.settings.section import Section
from ui.sign_in.code_card import CodeCard


class UsersSection(Section):
    """The table of accounts; each change is made in a sheet and saved by [Saglabāt]."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            N_("Users and roles"),
            N_("An administrator as such sees no client data; one person may have several roles."),
        )
        self.accounts: list[AccountRecord] = []
        self._sought: dict[str, object] = {}
        self.grid = Grid(
            self.look,
            self.words,
            (
                GridColumn("name", N_("Name and surname"), 170, fills=True, editable=False),
                GridColumn("login", N_("User name"), 140, editable=False),
                GridColumn("roles", N_("Roles"), 210, fills=True, editable=False),
                GridColumn("enabled", C_("column", "In use"), 90, flag=True, editable=False),
            ),
        )
        self.say(self.grid.setAccessibleName, N_("Users and roles"))
        self.grid.opened.connect(lambda _row: self.change_chosen())
        self.grid.removed.connect(lambda _row: self.switch())
        self.grid.selectionModel().currentRowChanged.connect(lambda *_rows: self._offer())
        self.column.addWidget(self.grid, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.new = self._button(row, "person_add", N_("New user…"), lambda: self._open(new_account(desk)))
        self.edit = self._button(row, "edit", N_("Change…"), self.change_chosen)
        self.password = self._button(row, "key", N_("New password…"), self._reset)
        self.toggle = self._button(row, "", N_("Switch off"), self.switch)
        row.addStretch(1)
        self.column.addLayout(row)
        if is_sqlite(desk.office.engine):  # a server's forgotten password is set anew by IT
            second = QHBoxLayout()
            self.recovery = self._button(second, "shield", N_("New recovery code…"), self._new_code)
            second.addStretch(1)
            self.column.addLayout(second)

    def reload(self) -> None:
        self.desk.tasks.run(Accounts(self.desk.office).list, self._take, self.desk.shell.show_trouble, owner=self)

    def show_target(self, **target: object) -> None:
        """Mark the account of ``login``, or of the ``person`` of that name; with ``add`` offer to make one."""
        self._sought = target
        self.reload()

    def focus_first(self) -> None:
        self.grid.setFocus()

    def retranslate(self) -> None:
        self._show(self.accounts)

    def chosen(self) -> AccountRecord | None:
        """Whose row is marked."""
        at = self.grid.row()
        return self.accounts[at] if 0 <= at < len(self.accounts) else None

    def change_chosen(self) -> None:
        """Enter: the name and the roles of the marked person."""
        account = self.chosen()
        if account is not None:
            self._open(change_account(self.desk, account))

    def switch(self) -> None:
        """Del: let the marked person sign in no more, or again."""
        account = self.chosen()
        if account is None:
            return
        accounts = Accounts(self.desk.office)
        off, on = partial(accounts.disable, account.id), partial(accounts.enable, account.id)
        if account.enabled:
            self.keeper.do(N_("Switched off: {name}", name=account.name), off, on)
        else:
            self.keeper.do(N_("Switched on: {name}", name=account.name), on, off)

    def _take(self, accounts: list[AccountRecord]) -> None:
        """The accounts as they are stored now; whoever was asked for is marked, or begun."""
        sought, self._sought = self._sought, {}
        at = _place_of(sought, accounts)
        self._show(accounts, at)
        if at is not None:
            self.grid.setFocus()
        elif sought.get("add"):
            self._open(new_account(self.desk, str(sought.get("person") or "")))

    def _show(self, accounts: list[AccountRecord], at: int | None = None) -> None:
        self.accounts = accounts
        self.grid.show_rows([self._row(account) for account in accounts], at)
        self._offer()

    def _row(self, account: AccountRecord) -> GridRow:
        roles = ", ".join(self.words(ROLE_NAMES[role]) for role in Role if role in account.roles)
        cells: dict[str, str | bool] = {
            "name": account.name,
            "login": account.login,
            "roles": roles,
            "enabled": account.enabled,
        }
        return GridRow(cells, quiet=not account.enabled)

    def _offer(self) -> None:
        account = self.chosen()
        off = account is not None and not account.enabled
        self.say(self.toggle.setText, N_("Switch on") if off else N_("Switch off"))
        for button in (self.edit, self.password, self.toggle):
            button.setEnabled(account is not None)

    def _reset(self) -> None:
        account = self.chosen()
        if account is not None:
            self._open(reset_password(self.desk, account))

    def _open(self, sheet: FormSheet) -> None:
        sheet.saved.connect(lambda _result: self.reload())
        self.desk.shell.open_sheet(sheet)

    def _new_code(self) -> None:
        self.recovery.set_busy(True)
        job = Accounts(self.desk.office).new_recovery_code
        self.desk.tasks.run(job, self._show_code, self._no_code, owner=self)

    def _show_code(self, code: str) -> None:
        self.recovery.set_busy(False)
        sheet = Sheet(self.look, self.words)
        sheet.say(sheet.title.setText, N_("Recovery code"))
        name = self.desk.settings.get(ORGANIZATION_NAME)
        person = self.desk.office.actor.name
        card = CodeCard(self.look, self.words, self.desk.tasks, code, person=person, organisation=name)
        sheet.body.addWidget(card)
        sheet.body.addStretch(1)
        self.desk.shell.open_sheet(sheet)
        card.save.setFocus()

    def _no_code(self, error: Exception) -> None:
        self.recovery.set_busy(False)
        self.desk.shell.show_trouble(error)

    def _button(self, row: QHBoxLayout, icon: str, text: Message, call: Callable[[], object]) -> Button:
        button = Button(self.look, icon=icon)
        self.say(button.setText, text)
        button.clicked.connect(lambda _checked=False: call())
        row.addWidget(button)
        return button


def _place_of(sought: Mapping[str, object], accounts: Sequence[AccountRecord]) -> int | None:
    """Which row the account asked for is in; the name counts where nobody knows the login."""
    login, person = sought.get("login"), sought.get("person")
    if login:
        return next((at for at, account in enumerate(accounts) if account.login == login), None)
    named = [at for at, account in enumerate(accounts) if account.name == person]
    return named[0] if person and len(named) == 1 else None
