"""Employees and services in the palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.core.i18n import N_
from app.core.phones import show_phone
from app.directory.service import Directory
from ui.kit.desk import Desk
from ui.shell.palette import Hit, Source


def sources(desk: Desk) -> list[Source]:
    """Colleagues by name, post, place or phone; services by name and price."""

    def find(text: str) -> Sequence[Hit]:
        return [
            Hit(
                "contact_card",
                person.name,
                " · ".join(filter(None, (person.job_title, show_phone(person.phone), person.place))),
                partial(desk.shell.open_page, "directory", record=person.id),
            )
            for person in Directory(desk.office).find_employees(text)
        ]

    def find_services(text: str) -> Sequence[Hit]:
        return [
            Hit(
                "clipboard_task",
                service.name,
                " · ".join(filter(None, (service.term, service.price))),
                partial(desk.shell.open_page, "directory", service=service.id),
            )
            for service in Directory(desk.office).find_services(text)
        ]

    return [Source(N_("Employees"), find), Source(N_("Services"), find_services)]
