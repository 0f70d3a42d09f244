"""Commands about people: added, given roles, switched off and on, given a new password."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.errors import CommandError
from app.core.i18n import N_, Translator

if TYPE_CHECKING:
    from app.core.accounts import AccountRecord, Accounts

#: Where a new password comes from: never the command line, which others on the computer can see.
NEW_PASSWORD = "LETE_NEW_PASSWORD"  # noqa: S105 - a name


def add(options: argparse.Namespace, tr: Translator) -> int:
    """Add a person; with --sso without a password, so that only single sign-on lets them in."""
    password, is_made = (None, False) if options.sso else _new_password()
    with _accounts(options) as accounts:
        accounts.add(options.login, options.person, frozenset(options.role), password)
    print(tr(N_("User added: {login}", login=options.login.strip().lower())))
    _tell(password if is_made else None, tr)
    return 0


def role(options: argparse.Namespace, tr: Translator) -> int:
    """Give a person these roles and no others."""
    with _accounts(options) as accounts:
        found = _found(accounts, options.login)
        accounts.set_roles(found.id, frozenset(options.role))
    names = " ".join(sorted(set(options.role)))
    print(tr(N_("{login}: {roles}", login=found.login, roles=names)))
    return 0


def disable(options: argparse.Namespace, tr: Translator) -> int:
    """Let a person sign in no more."""
    with _accounts(options) as accounts:
        found = _found(accounts, options.login)
        accounts.disable(found.id)
    print(tr(N_("Switched off: {name}", name=found.login)))
    return 0


def enable(options: argparse.Namespace, tr: Translator) -> int:
    """Let a person sign in again."""
    with _accounts(options) as accounts:
        found = _found(accounts, options.login)
        accounts.enable(found.id)
    print(tr(N_("Switched on: {name}", name=found.login)))
    return 0


def reset(options: argparse.Namespace, tr: Translator) -> int:
    """Give a person a new password, or none with --sso; on a server also a login, where one is missing."""
    password, is_made = (None, False) if options.sso else _new_password()
    with _accounts(options) as accounts:
        found = _found(accounts, options.login)
        accounts.reset_password(found.id, password)
    print(tr(N_("Password changed: {login}", login=found.login)))
    _tell(password if is_made else None, tr)
    return 0


def show(options: argparse.Namespace, tr: Translator) -> int:
    """Everybody, one to a line: login, whether switched on, roles, name."""
    with _accounts(options) as accounts:
        people = accounts.list()
    for person in people:
        state = tr(N_("on")) if person.enabled else tr(N_("off"))
        print("\t".join((person.login, state, " ".join(sorted(person.roles)), person.name)))
    return 0


@contextmanager
def _accounts(options: argparse.Namespace) -> Iterator[Accounts]:
    """User management in the name of the login, which is an administrator's or owns the whole database."""
    from app.cli.opening import acting, opened  # noqa: PLC0415
    from app.core import schema  # noqa: PLC0415
    from app.core.accounts import Accounts  # noqa: PLC0415
    from app.core.errors import Forbidden  # noqa: PLC0415
    from app.core.server import people  # noqa: PLC0415
    from app.office import Office  # noqa: PLC0415

    with opened(options) as engine:
        schema.require_current(engine)
        try:
            office = acting(engine)
        except Forbidden:
            owner = people.owner(engine)
            if owner is None:
                raise
            office = Office(engine, owner)
        yield Accounts(office)


def _found(accounts: Accounts, login: str) -> AccountRecord:
    wanted = login.strip().lower()
    for person in accounts.list():
        if person.login == wanted:
            return person
    raise CommandError(N_("There is no user {login}.", login=login))


def _new_password() -> tuple[str, bool]:
    """The password of the environment, or one made now; and whether it was made."""
    from app.core.passwords import new_password  # noqa: PLC0415

    given = os.environ.get(NEW_PASSWORD, "")
    return (given, False) if given else (new_password(), True)


def _tell(password: str | None, tr: Translator) -> None:
    if password is not None:
        print(tr(N_("Password, shown only now: {password}", password=password)))
