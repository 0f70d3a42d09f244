"""Commands about the database as a whole: made, filled, copied, put back, checked, upgraded."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.i18n import N_, Translator

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.office import Office

_FIRST_LOGIN = "administrators"


def init(options: argparse.Namespace, tr: Translator) -> int:
    """Set an office up: schema, profile, and its first administrator."""
    from app.cli.completing import complete  # noqa: PLC0415
    from app.cli.opening import acting, address  # noqa: PLC0415
    from app.core.db import is_sqlite  # noqa: PLC0415
    from app.registers import load_tables  # noqa: PLC0415
    from app.setup import begin, new_database  # noqa: PLC0415

    load_tables()
    with new_database(address(options)) as engine:
        login, code, _ = _first_person(engine, _FIRST_LOGIN, "")
        begin(acting(engine), options.profile)
        on_file = is_sqlite(engine)
        complete(engine, tr)
    print(tr(N_("The office is set up.")))
    print(tr(N_("Administrator: {login}", login=login)))
    if on_file:
        print(tr(N_("Recovery code (print it and keep it safe): {code}", code=code)))
    if on_file and not os.environ.get("LETE_PASSWORD"):
        print(tr(N_("The first password is set with the recovery code at the sign-in.")))
    return 0


def demo(options: argparse.Namespace, tr: Translator) -> int:
    """Make a sample office and fill it."""
    from app import demo as sample  # noqa: PLC0415
    from app.cli.opening import acting, address  # noqa: PLC0415
    from app.core.db import is_sqlite  # noqa: PLC0415
    from app.registers import load_tables  # noqa: PLC0415
    from app.setup import new_database  # noqa: PLC0415

    load_tables()
    contacts = sample.USUAL_CONTACTS if options.contacts is None else options.contacts
    with new_database(address(options)) as engine:
        login, _, password = _first_person(engine, sample.DEMO_LOGIN, sample.DEMO_PERSON)
        sample.fill(acting(engine), contacts, options.seed, login)
        on_file = is_sqlite(engine)
    print(tr(N_("The sample office is made. Contacts: {count}", count=contacts)))
    print(tr(N_("User: {login}", login=login)))
    if on_file and not os.environ.get("LETE_PASSWORD"):
        print(tr(N_("Password: {password}", password=password)))
    return 0


def backup(options: argparse.Namespace, tr: Translator) -> int:
    """Make a proved backup copy in --out, or in the folder of the office's settings; --show tells only how."""
    from app.cli.opening import opened  # noqa: PLC0415
    from app.core import backup_postgres  # noqa: PLC0415
    from app.core.db import is_sqlite  # noqa: PLC0415
    from app.core.office_settings import OfficeSettings  # noqa: PLC0415
    from app.office_backup import copies_folder, make_copy  # noqa: PLC0415

    with opened(options) as engine:
        here = _copying(engine)
        folder: Path = options.out or copies_folder(here.engine, OfficeSettings(here)) or Path.cwd()
        on_server = not is_sqlite(here.engine)
        if options.show:
            told = backup_postgres.command(here.engine, folder / "lete.dump") if on_server else ""
            print(told or tr(N_("A file is copied by Lete itself; there is no command to show.")))
            return 0
        made = make_copy(here, folder)
    print(tr(N_("Backup copy: {path}", path=made.path)))
    if on_server and not made.is_rehearsed:
        print(
            tr(
                N_(
                    "The copy was read through, but not restored beside: this login may not make databases "
                    "(CREATEDB)."
                )
            ),
            file=sys.stderr,
        )
    return 0


def _copying(engine: Engine) -> Office:
    """The office for making copies: a login that is there for this alone is nobody of the office's people."""
    from app.cli.opening import acting  # noqa: PLC0415
    from app.core import backup_postgres, schema  # noqa: PLC0415
    from app.core.db import is_sqlite  # noqa: PLC0415
    from app.core.permissions import Actor, Role  # noqa: PLC0415
    from app.office import Office  # noqa: PLC0415

    schema.require_current(engine)
    login = "" if is_sqlite(engine) else backup_postgres.copier(engine)
    # What it may see and write, the server decides.
    return Office(engine, Actor(login, login, frozenset({Role.ADMINISTRATOR}))) if login else acting(engine)


def restore(options: argparse.Namespace, tr: Translator) -> int:
    """Put a backup copy in the place of the database; what was there is kept beside it (on a file)."""
    from app.cli.completing import complete  # noqa: PLC0415
    from app.cli.opening import acting, address, opened  # noqa: PLC0415
    from app.core import backup as copies  # noqa: PLC0415
    from app.core import backup_postgres, schema  # noqa: PLC0415
    from app.core.clock import system_clock  # noqa: PLC0415
    from app.core.db import engine_for, is_sqlite  # noqa: PLC0415
    from app.core.errors import Unavailable  # noqa: PLC0415
    from app.core.permissions import BACKUP  # noqa: PLC0415

    copy: Path = options.file
    if not copy.is_file():
        raise Unavailable(N_("There is no file {name}.", name=copy.name))
    engine = engine_for(address(options))
    try:
        if is_sqlite(engine):
            restored = copies.restore(copy, Path(engine.url.database or ""), system_clock())
            if restored.before is not None:
                print(tr(N_("The database as it was: {path}", path=restored.before)))
        else:
            if schema.state(engine) is not schema.State.EMPTY:
                with acting(engine).view(BACKUP):
                    pass  # whoever may not make copies may not put them back either
            backup_postgres.restore(engine, copy)
    finally:
        engine.dispose()
    with opened(options) as again:
        if schema.state(again) is schema.State.CURRENT:
            complete(again, tr)
            with acting(again).work(BACKUP) as work:
                work.note("restore", "office", copy=copy.name)
    print(tr(N_("The backup copy is in place.")))
    return 0


def upgrade(options: argparse.Namespace, tr: Translator) -> int:
    """Bring the schema to this program's, after a backup copy."""
    from app.cli.completing import complete  # noqa: PLC0415
    from app.cli.opening import database_file, opened  # noqa: PLC0415
    from app.core import backup as copies  # noqa: PLC0415
    from app.core import schema  # noqa: PLC0415
    from app.core.clock import system_clock  # noqa: PLC0415
    from app.core.migrate import upgrade_engine  # noqa: PLC0415

    with opened(options) as engine:
        found = schema.state(engine)
        if found is schema.State.CURRENT:
            upgrade_engine(engine)  # the guard of a server may be older than this program
            complete(engine, tr)
            print(tr(N_("The database is up to date.")))
            return 0
        if found is not schema.State.OLDER:
            schema.require_current(engine)
        file = database_file(engine)
        folder = options.out or (file.parent if file else Path.cwd())
        made = copies.make(engine, folder, system_clock(), keep=1000)
        print(tr(N_("Backup copy: {path}", path=made.path)))
        upgrade_engine(engine)
        complete(engine, tr)
    print(tr(N_("The database is upgraded.")))
    return 0


def _first_person(engine: object, login: str, name: str) -> tuple[str, str, str]:
    """The first account: login (on a server the one connected), recovery code, and password."""
    from sqlalchemy import Engine  # noqa: PLC0415

    from app.core.clock import system_clock  # noqa: PLC0415
    from app.core.identity import create_first_administrator  # noqa: PLC0415

    assert isinstance(engine, Engine)
    login = os.environ.get("LETE_USER") or login
    password = os.environ.get("LETE_PASSWORD") or secrets.token_urlsafe(16)
    made = create_first_administrator(engine, login, name or login, password, system_clock)
    return made.actor.account, made.recovery_code, password
