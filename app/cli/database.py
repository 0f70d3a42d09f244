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

    from app.core.permissions import Actor

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
    from app.cli.opening import whole_office  # noqa: PLC0415
    from app.core import backup_postgres  # noqa: PLC0415
    from app.core.db import is_sqlite  # noqa: PLC0415
    from app.core.office_settings import OfficeSettings  # noqa: PLC0415
    from app.office_backup import copies_folder, make_copy  # noqa: PLC0415

    with whole_office(options) as here:
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


def restore(options: argparse.Namespace, tr: Translator) -> int:
    """Put a backup copy in the place of the database; what was there is kept beside it, or beside the copy."""
    from app.cli.opening import address  # noqa: PLC0415
    from app.core import backup as copies  # noqa: PLC0415
    from app.core.clock import system_clock  # noqa: PLC0415
    from app.core.db import engine_for, is_sqlite  # noqa: PLC0415
    from app.core.errors import Unavailable, UserError  # noqa: PLC0415
    from app.core.permissions import MACHINE  # noqa: PLC0415
    from app.registers import load_tables  # noqa: PLC0415

    copy: Path = options.file
    if not copy.is_file():
        raise Unavailable(N_("There is no file {name}.", name=copy.name))
    load_tables()
    engine = engine_for(address(options))
    try:
        if is_sqlite(engine):
            actor = MACHINE
            restored = copies.restore(copy, Path(engine.url.database or ""), system_clock())
            before = restored.before
        else:
            actor, before = _restore_on_server(engine, copy, may_be_other=options.replace_other)
        if before is not None:
            print(tr(N_("The database as it was: {path}", path=before)))
        print(tr(N_("The backup copy is in place.")))
        try:
            _note_restore(engine, actor, copy, tr)
        except UserError as trouble:  # it has happened
            print(tr(trouble.message), file=sys.stderr)
    finally:
        engine.dispose()
    return 0


def _restore_on_server(engine: Engine, copy: Path, *, may_be_other: bool) -> tuple[Actor, Path | None]:
    """Put the copy in the server's database, made if missing; who did it, and the copy of what was there."""
    from app.core import backup as copies  # noqa: PLC0415
    from app.core import backup_postgres, schema  # noqa: PLC0415
    from app.core.clock import system_clock  # noqa: PLC0415
    from app.core.errors import Forbidden  # noqa: PLC0415
    from app.core.server import people  # noqa: PLC0415
    from app.setup import made_if_missing  # noqa: PLC0415

    backup_postgres.check(copy)
    with made_if_missing(engine) as is_new:
        owner = people.owner(engine)
        if owner is None:
            raise Forbidden(N_("A copy is put back by IT, with the login that owns the database."))
        before = None
        if not is_new and schema.state(engine) is not schema.State.EMPTY:
            if not may_be_other:
                _require_same_office(engine, copy)
            before = copies.make(engine, copy.parent, system_clock(), keep=1000).path
        backup_postgres.restore(engine, copy)
        return owner, before


def _require_same_office(engine: Engine, copy: Path) -> None:
    from app.core import backup_names, backup_postgres  # noqa: PLC0415
    from app.core.errors import Unavailable  # noqa: PLC0415

    present = backup_names.owner_of(engine).key
    if present not in (backup_names.NO_KEY, backup_postgres.office_mark(copy)[: backup_names.KEY_LENGTH]):
        raise Unavailable(
            N_(
                "The copy {name} is of another office than this database. Check the address; if the office is to "
                "be replaced, give --replace-other as well.",
                name=copy.name,
            )
        )


def _note_restore(engine: Engine, actor: Actor, copy: Path, tr: Translator) -> None:
    from app.cli.completing import complete  # noqa: PLC0415
    from app.core import schema  # noqa: PLC0415
    from app.core.permissions import BACKUP  # noqa: PLC0415
    from app.office import Office  # noqa: PLC0415

    if schema.state(engine) is schema.State.CURRENT:
        complete(engine, tr)
        with Office(engine, actor).work(BACKUP) as work:
            work.note("restore", "office", copy=copy.name)


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
