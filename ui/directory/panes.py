"""The lists of the directory on the page of people."""

from __future__ import annotations

from ui.directory.kinds import Institutions
from ui.directory.people_pane import PeoplePane
from ui.directory.short_pane import ServicesPane, ShortPane
from ui.kit.desk import Desk
from ui.kit.list_pane import ListPane


def panes(desk: Desk) -> list[ListPane]:
    """People, institutions, services."""
    return [PeoplePane(desk), ShortPane(desk, Institutions(desk)), ServicesPane(desk)]
