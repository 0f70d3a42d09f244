"""Who may do what: one matrix, enforced by the unit of work; the screens only grey out by it (design.md 9).

An administrator sees no client data by that role alone; in a small office one person holds several roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.i18n import N_, Message


class Role(StrEnum):
    """What a person is in the office; the values are stored and never change."""

    CLERK = "clerk"
    SPECIALIST = "specialist"
    HEAD = "head"
    DECISION_MAKER = "decision_maker"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: dict[Role, Message] = {
    Role.CLERK: N_("Client service specialist"),
    Role.SPECIALIST: N_("Specialist"),
    Role.HEAD: N_("Head of unit"),
    Role.DECISION_MAKER: N_("Decision maker"),
    Role.ADMINISTRATOR: N_("Administrator"),
}


@dataclass(frozen=True)
class Action:
    """One thing a person may do; each use case declares the one it needs."""

    key: str
    roles: frozenset[Role]


def _action(key: str, *roles: Role) -> Action:
    return Action(key, frozenset(roles))


_COUNTER = (Role.CLERK, Role.SPECIALIST, Role.HEAD)

CONTACTS_SEE = _action("contacts.see", *_COUNTER, Role.DECISION_MAKER)
CONTACTS_SEE_ALL = _action("contacts.see_all", Role.CLERK, Role.HEAD, Role.DECISION_MAKER)
CONTACTS_ADD = _action("contacts.add", *_COUNTER)
CONTACTS_EDIT = _action("contacts.edit", *_COUNTER)
CONTACTS_EDIT_OTHERS = _action("contacts.edit_others", Role.HEAD)
#: What a restricted contact is about, beside those who work on it and the people named (C19).
CONTACTS_SEE_RESTRICTED = _action("contacts.see_restricted", Role.HEAD)
CONTACTS_IMPORT = _action("contacts.import", Role.HEAD)
CONTACTS_PRINT = _action("contacts.print", *_COUNTER, Role.DECISION_MAKER)
CONTACTS_PRINT_ALL = _action("contacts.print_all", Role.HEAD)
CLIENTS_MERGE = _action("clients.merge", Role.CLERK, Role.HEAD)
DIRECTORY_SEE = _action("directory.see", *Role)
DIRECTORY_EDIT = _action("directory.edit", Role.HEAD, Role.ADMINISTRATOR)
DIRECTORY_PRINT = _action("directory.print", *Role)
#: Earlier posts, comings and goings, and their checklists.
STAFF_MANAGE = _action("directory.staff", Role.HEAD, Role.ADMINISTRATOR)
CARDS_SEE = _action("cards.see", *Role)
#: Issue cards and follow them: moves, prints, photos, the journal, exports.
CARDS_ISSUE = _action("cards.issue", Role.HEAD, Role.ADMINISTRATOR)
SETTINGS_SEE = _action("settings.see", *Role)
SETTINGS_EDIT = _action("settings.edit", Role.ADMINISTRATOR)
USERS_MANAGE = _action("users.manage", Role.ADMINISTRATOR)
OWN_ACCOUNT = _action("users.own", *Role)
BACKUP = _action("office.backup", Role.ADMINISTRATOR)
#: Who did what to which record, and when; never what was in it.
AUDIT_SEE = _action("audit.see", Role.ADMINISTRATOR)
#: The day's copy is made by the program itself at whoever's computer works, to where the administrator said.
DAILY_COPY = _action("office.daily_copy", *Role)

ACTIONS: tuple[Action, ...] = (
    CONTACTS_SEE,
    CONTACTS_SEE_ALL,
    CONTACTS_ADD,
    CONTACTS_EDIT,
    CONTACTS_EDIT_OTHERS,
    CONTACTS_SEE_RESTRICTED,
    CONTACTS_IMPORT,
    CONTACTS_PRINT,
    CONTACTS_PRINT_ALL,
    CLIENTS_MERGE,
    DIRECTORY_SEE,
    DIRECTORY_EDIT,
    DIRECTORY_PRINT,
    STAFF_MANAGE,
    CARDS_SEE,
    CARDS_ISSUE,
    SETTINGS_SEE,
    SETTINGS_EDIT,
    USERS_MANAGE,
    OWN_ACCOUNT,
    BACKUP,
    AUDIT_SEE,
    DAILY_COPY,
)


@dataclass(frozen=True)
class Actor:
    """The person, or the machine's administrator, in whose name things are done.

    ``account`` is the login (stored in the audit), ``name`` what others see. ``machine`` is set only by
    lete-admin on a SQLite file: whoever can write the file can do anything, and the audit says so.
    """

    account: str
    name: str
    roles: frozenset[Role]
    employee_id: int | None = None
    machine: bool = False

    def may(self, action: Action) -> bool:
        """Whether any of the person's roles allows ``action``."""
        return self.machine or not self.roles.isdisjoint(action.roles)


#: lete-admin on a SQLite file.
MACHINE = Actor("lete-admin", "lete-admin", frozenset(), machine=True)


def those_who_may(action: Action) -> Message:
    """The refusal shown when a right is missing: it names the roles that have it."""
    names = [ROLE_NAMES[role] for role in Role if role in action.roles]
    joined = names[0]
    for name in names[1:]:
        joined = N_("{some}, {another}", some=joined, another=name)
    return N_("This can be done by: {roles}.", roles=joined)
