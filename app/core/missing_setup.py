"""What was left for later at the first run: the administrator's tasks on Šodien until it is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.core.i18n import N_, Message
from app.core.office_settings import OfficeSettings
from app.core.settings import ADDRESS, BACKUP_FOLDER, ORGANIZATION_NAME, PHONE, REGISTRATION_NUMBER, Page, Setting


@dataclass(frozen=True)
class MissingSetup:
    """One thing to fill in and the settings page where it is; None where it is in the directory."""

    key: str
    text: Message
    page: Page | None


_DETAILS: tuple[Setting[Any], ...] = (ORGANIZATION_NAME, REGISTRATION_NUMBER, ADDRESS, PHONE)


def missing_setup(settings: OfficeSettings, *, has_staff: bool = True) -> list[MissingSetup]:
    """What is not filled in yet, in the order of the first run. Raises Unavailable."""
    found = []
    if not all(settings.get(setting) for setting in _DETAILS):
        found.append(MissingSetup("office", N_("Fill in the organisation details"), Page.OFFICE))
    if not has_staff:
        found.append(MissingSetup("employees", N_("Add the employees"), None))
    if not settings.get(BACKUP_FOLDER):
        found.append(MissingSetup("backup", N_("Choose the folder for backup copies"), Page.DATA))
    return found
