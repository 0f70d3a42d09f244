"""The command line of lete-admin, in the language of whoever types it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from app.cli.errors import CommandError
from app.core.i18n import LANGUAGES, N_, Message, Translator
from app.core.permissions import Role

Command = Callable[[argparse.Namespace, Translator], int]

PROFILE_KEYS = ("vs", "aad", "akn", "vpv", "gks")
FORMATS = ("csv", "xlsx", "json")
_SEE_HELP = N_("See lete-admin --help.")
#: What argparse says, and what it means to a person; the texts in the groups are kept, the second is a list.
_COMPLAINTS: tuple[tuple[str, Message], ...] = (
    (r"the following arguments are required: (.*)", N_("Missing: {what}.")),
    (r"unrecognized arguments: (.*)", N_("Not understood: {what}.")),
    (r"argument COMMAND: invalid choice: '(.*?)' \(.*", N_("There is no such choice: {what}.")),
    (
        r"argument [^:]*: invalid choice: '(.*?)' \(choose from (.*)\)",
        N_("There is no such choice: {what}. There are: {choices}."),
    ),
    (r"argument ([^:]*): expected one argument", N_("A value is missing after {what}.")),
    (r"argument [^:]*: invalid .* value: '(.*)'", N_("This is not a possible value: {what}.")),
)


class HelpShown(Exception):
    """Help was asked for and printed."""


class _Parser(argparse.ArgumentParser):
    """argparse that speaks through a Translator and raises instead of exiting."""

    tr: Translator

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.add_argument("-h", "--help", action="store_true", help=argparse.SUPPRESS)

    def error(self, message: str) -> NoReturn:
        for pattern, told in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                what, choices = (*found.groups(), "")[:2]
                trouble = replace(told, params={"what": what[:200], "choices": choices.replace("'", "")})
                raise CommandError(N_("{trouble} {help}", trouble=trouble, help=_SEE_HELP))
        raise CommandError(N_("{trouble} {help}", trouble=N_("The command is not understood."), help=_SEE_HELP))


def take_language(arguments: list[str]) -> tuple[str, list[str]]:
    """The language asked for with --lang, Latvian unless it is one of ours; and the rest of the command line."""
    language, rest = "lv", []
    place = 0
    while place < len(arguments):
        name, equals, value = arguments[place].partition("=")
        if name == "--lang":
            if not equals:
                place += 1
                value = arguments[place] if place < len(arguments) else ""
            if value in LANGUAGES:
                language = value
            else:
                rest.append(f"--lang={value}")  # refused by the parser
        else:
            rest.append(arguments[place])
        place += 1
    return language, rest


def parse(arguments: list[str], tr: Translator) -> argparse.Namespace:
    """The options, with ``command`` to run. Raises CommandError; HelpShown where help was wanted and printed."""
    if not arguments or {"-h", "--help"} & set(arguments):
        print(_help(tr))
        raise HelpShown
    parser = _Parser(prog="lete-admin")
    _commands(parser)
    return parser.parse_args(arguments)


def _commands(parser: _Parser) -> None:
    from app.cli import (  # noqa: PLC0415 - they need this module's names
        contacts,
        database,
        evidence,
        move,
        paper,
        transfer,
        users,
    )

    commands = parser.add_subparsers(dest="name", required=True, metavar="COMMAND", parser_class=_Parser)

    init = _command(commands, "init", database.init)
    init.add_argument("--profile", required=True, choices=PROFILE_KEYS)
    demo = _command(commands, "demo", database.demo)
    demo.add_argument("--contacts", type=_count, default=None)
    demo.add_argument("--seed", type=int, default=1)
    backup = _command(commands, "backup", database.backup)
    backup.add_argument("--out", type=Path)
    backup.add_argument("--show", action="store_true")
    restore = _command(commands, "restore", database.restore)
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace-other", action="store_true")
    _command(commands, "verify", evidence.verify)
    proof = _command(commands, "evidence", evidence.evidence)
    proof.add_argument("--out", type=Path, required=True)
    upgrade = _command(commands, "upgrade", database.upgrade)
    upgrade.add_argument("--out", type=Path)

    moved = commands.add_parser("move")
    moved.add_argument("--from", dest="source", required=True, metavar="URL")
    moved.add_argument("--to", dest="target", required=True, metavar="URL")
    moved.set_defaults(command=move.move)

    taken = _of_register(commands, "import", transfer.import_file, transfer.IMPORTED)
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true")
    taken.add_argument("--report", type=Path)
    taken.add_argument("--column", action="append", default=[], metavar="HEADING=FIELD")
    given = _of_register(commands, "export", transfer.export, transfer.EXPORTED)
    given.add_argument("--format", required=True, choices=FORMATS)
    given.add_argument("--out", type=Path, required=True)
    sought = _of_register(commands, "search", contacts.search, ("contacts",))
    sought.add_argument("text", metavar="TEXT")
    sought.add_argument("--limit", type=_positive, default=20)
    sought.add_argument("--json", action="store_true")

    _people(commands, users)

    printed = _command(commands, "print", paper.print_one)
    printed.add_argument("key", metavar="KEY")
    printed.add_argument("--out", type=Path, required=True)
    printed.add_argument("--param", action="append", default=[], metavar="NAME=VALUE")
    listed = commands.add_parser("printouts")
    listed.set_defaults(command=paper.list_printouts)


def _people(commands: Any, users: Any) -> None:
    kinds = commands.add_parser("user").add_subparsers(
        dest="kind", required=True, metavar="ACT", parser_class=_Parser
    )
    _command(kinds, "list", users.show)
    for name, run in (
        ("add", users.add),
        ("role", users.role),
        ("disable", users.disable),
        ("enable", users.enable),
        ("reset", users.reset),
    ):
        made = _command(kinds, name, run)
        made.add_argument("login", metavar="LOGIN")
        if name in ("add", "role"):
            made.add_argument("--role", action="append", required=True, type=Role, metavar="ROLE")
        if name == "add":
            made.add_argument("--name", required=True, dest="person", metavar="NAME")
        if name in ("add", "reset"):
            made.add_argument("--sso", action="store_true")


def _command(commands: Any, name: str, run: Command) -> _Parser:
    made: _Parser = commands.add_parser(name)
    made.add_argument("--db", default=None, metavar="URL")
    made.set_defaults(command=run)
    return made


def _of_register(commands: Any, name: str, run: Command, registers: tuple[str, ...]) -> _Parser:
    """A command that names the register it works on."""
    made = _command(commands, name, run)
    made.add_argument("register", choices=registers)
    return made


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_USAGE: tuple[tuple[str, Message], ...] = (
    ("init --db URL --profile KEY", N_("set an office up; KEY: {keys}", keys=" ".join(PROFILE_KEYS))),
    ("demo --db URL [--contacts N] [--seed S]", N_("make a sample office and fill it")),
    (
        "import contacts FILE --db URL [--column HEADING=FIELD]… [--dry-run] [--report FILE.json]",
        N_("read an old journal (XLSX, CSV) in"),
    ),
    (
        "import directory FILE --db URL [--column HEADING=FIELD]… [--dry-run] [--report FILE.json]",
        N_("read a list of staff (XLSX, CSV) in"),
    ),
    (
        "export contacts|directory|cards --db URL --format csv|xlsx|json --out FILE",
        N_("write the journal, the staff or the cards to a file"),
    ),
    ("search contacts --db URL TEXT [--limit N] [--json]", N_("find contacts, the newest first")),
    ("print KEY --db URL --out FILE.pdf [--param NAME=VALUE]…", N_("print to a PDF file")),
    (
        "user add LOGIN --db URL --name NAME --role ROLE… [--sso]",
        N_("add a person; ROLE: {roles}", roles=" ".join(Role)),
    ),
    ("user role LOGIN --db URL --role ROLE…", N_("give a person these roles and no others")),
    ("user disable|enable LOGIN --db URL", N_("switch a person off or on")),
    ("user reset LOGIN --db URL [--sso]", N_("give a person a new password, or none with --sso")),
    ("user list --db URL", N_("who there is, with their roles")),
    ("printouts", N_("what can be printed, with its parameters")),
    ("backup --db URL [--out FOLDER] [--show]", N_("make a proved backup copy; --show tells the command only")),
    ("restore FILE --db URL [--replace-other]", N_("put a backup copy in the place of the database")),
    ("verify --db URL", N_("check the audit, the records, the numbers and the file")),
    (
        "evidence --db URL --out FILE.zip",
        N_("write the whole audit to an archive that can be checked without Lete"),
    ),
    (
        "move --from sqlite:///FILE --to postgresql+psycopg://USER@HOST/NAME",
        N_("move an office from a file to a server, verified; can be given again if it was cut off"),
    ),
    ("upgrade --db URL [--out FOLDER]", N_("bring the database to this program, after a backup copy")),
)


_NOTES = (
    N_("The address may also come from LETE_DB: sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME."),
    N_("Passwords come from LETE_PASSWORD, PGPASSWORD, .pgpass or the keyring, never from arguments."),
    N_("A person's new password comes from LETE_NEW_PASSWORD; without it one is made and shown once."),
    N_("Single sign-on: …/NAME?require_auth=gss,sspi in the address; then no password is asked."),
)


def _help(tr: Translator) -> str:
    lines = ["lete-admin [--lang lv|en] …", ""]
    for usage, meaning in _USAGE:
        lines += [f"  {usage}", f"      {tr(meaning)}"]
    return "\n".join([*lines, "", *map(tr, _NOTES)])
