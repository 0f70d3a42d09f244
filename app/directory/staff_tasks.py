"""What a staff event gives the directory to do.

Nobody is told here whether a task done by hand is done: whoever shows the checklist knows what was ticked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.core.i18n import N_, Message
from app.core.permissions import USERS_MANAGE
from app.core.staff_tasks import StaffTask
from app.directory.records import EmployeeRecord, StaffEventRecord
from app.directory.service import Directory
from app.office import Office

_SUBSTITUTE = N_("Substitute: who takes the work over")
_SIGN_OFFS = N_("Sign-offs for rules and instructions")


def tasks(office: Office, event: StaffEventRecord, today: date) -> tuple[StaffTask, ...]:
    """The directory's tasks for ``event``, in order. Raises Unavailable."""
    del today
    directory = Directory(office)
    person = directory.employee(event.employee_id)
    users = _users(office, person)
    match event.kind:
        case "hired":
            return (
                _told(person),
                # Somebody without an account is offered a new one.
                replace(users, text=N_("User account, if needed"), target={**users.target, "add": True}),
                _by_hand("sign_offs", _SIGN_OFFS),
            )
        case "moved":
            checked = N_("Place, phone and reception hours checked")
            return (
                _by_hand("entry", checked, "directory", record=person.id),
                *_specialist(directory, person),
                replace(users, text=N_("Roles of the user account checked")),
                _by_hand("sign_offs", _SIGN_OFFS),
            )
        case "renamed":
            return (
                _by_hand("entry", N_("E-mail address checked"), "directory", record=person.id),
                replace(users, text=N_("Name in the user account")),
            )
        case "left":
            return (
                _by_hand("substitute", _SUBSTITUTE, "directory", record=person.id, sheet="absences"),
                _topics(directory, person),
                _led(directory, person),
                replace(users, text=N_("User account closed")),
                _by_hand("returned", N_("Keys, equipment and documents returned")),
            )


def _by_hand(key: str, text: Message, page: str = "", **target: object) -> StaffTask:
    return StaffTask(key=key, text=text, done=False, by_hand=True, page=page, target=target)


def _users(office: Office, person: EmployeeRecord) -> StaffTask:
    """A task about the person's account, which whoever manages users is led to; others ask them."""
    if not office.may(USERS_MANAGE):
        return _by_hand("account", N_("User account"))
    login = person.account or ""
    return _by_hand("account", N_("User account"), "settings", section="users", login=login, person=person.name)


def _told(person: EmployeeRecord) -> StaffTask:
    """Whether clients can be told where the person is and how to reach them (AAD 2.1.2.3)."""
    return StaffTask(
        key="entry",
        text=N_("Place and phone or e-mail in the directory"),
        done=bool(person.place and (person.phone or person.email)),
        by_hand=False,
        page="directory",
        target={"record": person.id},
    )


def _topics(directory: Directory, person: EmployeeRecord) -> StaffTask:
    return StaffTask(
        key="topics",
        text=N_("Another specialist for the topics"),
        done=not any(topic.specialist_id == person.id for topic in directory.topics()),
        by_hand=False,
        page="settings",
        target={"section": "lists"},
    )


def _specialist(directory: Directory, person: EmployeeRecord) -> tuple[StaffTask, ...]:
    """Whoever is the specialist of a topic may be one no more in another post."""
    if not any(topic.specialist_id == person.id for topic in directory.topics()):
        return ()
    return (_by_hand("topics", N_("Topics of the specialist checked"), "settings", section="lists"),)


def _led(directory: Directory, person: EmployeeRecord) -> StaffTask:
    led = [each.id for each in directory.employees() if each.manager_id == person.id and each.id != person.id]
    return StaffTask(
        key="led",
        text=N_("Another line manager for those led"),
        done=not led,
        by_hand=False,
        page="directory",
        target={"record": led[0] if led else person.id},
    )
