"""The sheets of user management: a new person, changed roles, a new password, one's own password."""

from __future__ import annotations

from typing import Any

from app.core.accounts import AccountRecord, Accounts
from app.core.db import is_sqlite
from app.core.i18n import N_, Message
from app.core.permissions import ROLE_NAMES, Role
from ui.kit.checks import CheckField
from ui.kit.desk import Desk
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.password_field import PasswordField
from ui.settings.form_sheet import FormSheet

_NO_PASSWORD = "no_password"  # noqa: S105 - the name of a field
_ROLES_WRONG = N_("Choose at least one role.")


def new_account(desk: Desk, person: str = "") -> FormSheet:
    """Add a person who signs in; ``person`` is their name, where it is known."""

    def job(values: dict[str, Any]) -> None:
        login, name = values["login"], values["name"]
        password = None if values.get(_NO_PASSWORD) else values["password"]
        Accounts(desk.office).add(login or " ", name, roles_in(values), password)

    sheet = FormSheet(desk, N_("New user"), job, N_("User added"))
    name = LineField(desk.look)
    name.set_value(person)
    sheet.add("name", name, N_("Name and surname"))
    help = N_("Letters without diacritics, digits, dots and hyphens.")
    sheet.add("login", LineField(desk.look), N_("User name"), help=help)
    _add_roles(desk, sheet, frozenset({Role.CLERK}))
    box = CheckField(desk.look)
    if not is_sqlite(desk.office.engine):
        sheet.add(_NO_PASSWORD, box, N_("Signs in with the computer's login, without a password"))
    passwords = _add_passwords(desk, sheet)
    box.edited.connect(lambda: _show_all(passwords, visible=not box.value()))
    sheet.check = _check
    return sheet


def change_account(desk: Desk, account: AccountRecord) -> FormSheet:
    """Change what others see and what the person may do."""

    def job(values: dict[str, Any]) -> None:
        accounts = Accounts(desk.office)
        if values["name"] != account.name:
            accounts.rename(account.id, values["name"])
        if roles_in(values) != account.roles:
            accounts.set_roles(account.id, roles_in(values))

    done = N_("Saved. New roles apply from the next sign-in.")
    sheet = FormSheet(desk, N_("User"), job, done)
    name = LineField(desk.look)
    name.set_value(account.name)
    sheet.add("name", name, N_("Name and surname"))
    _add_roles(desk, sheet, account.roles)
    sheet.check = _check
    return sheet


def reset_password(desk: Desk, account: AccountRecord) -> FormSheet:
    """Give a person a new password; a block is lifted too."""

    def job(values: dict[str, Any]) -> None:
        Accounts(desk.office).reset_password(account.id, values["password"])

    sheet = FormSheet(desk, N_("New password: {name}", name=account.name), job, N_("Password changed"))
    _add_passwords(desk, sheet)
    sheet.check = _check
    return sheet


def own_password(desk: Desk) -> FormSheet:
    """Change one's own password."""

    def job(values: dict[str, Any]) -> None:
        Accounts(desk.office).change_own_password(values["present"], values["password"])

    sheet = FormSheet(desk, N_("My password"), job, N_("Password changed"))
    sheet.add("present", PasswordField(desk.look), N_("Present password"))
    _add_passwords(desk, sheet)
    sheet.check = _check
    return sheet


def roles_in(values: dict[str, Any]) -> frozenset[Role]:
    """The roles that are ticked."""
    return frozenset(role for role in Role if values.get(role.value))


def _add_roles(desk: Desk, sheet: FormSheet, present: frozenset[Role]) -> None:
    heading = Text(desk.look, "section")
    sheet.say(heading.setText, N_("Roles"))
    sheet.add_text(heading)
    for role in Role:
        box = CheckField(desk.look)
        box.set_value(role in present)
        sheet.add(role.value, box, ROLE_NAMES[role])


def _add_passwords(desk: Desk, sheet: FormSheet) -> tuple[PasswordField, PasswordField]:
    help = N_("At least 8 characters; a sentence is easy to remember.")
    first, again = PasswordField(desk.look), PasswordField(desk.look)
    sheet.add("password", first, N_("New password"), help=help)
    sheet.add("again", again, N_("New password once more"))
    return first, again


def _show_all(fields: tuple[PasswordField, ...], *, visible: bool) -> None:
    for field in fields:
        field.set_value("")
        field.setVisible(visible)


def _check(values: dict[str, Any]) -> dict[str, Message]:
    wrong: dict[str, Message] = {}
    if values.get("password") != values.get("again"):
        wrong["again"] = N_("The passwords differ.")
    if any(role.value in values for role in Role) and not roles_in(values):
        wrong[""] = _ROLES_WRONG
    return wrong
