"""What waits is told beside the names of pages that nobody has opened yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.contacts.records import CallbackResult, Outcome
from app.contacts.service import Contacts
from app.core.i18n import N_
from app.core.permissions import Actor, Role
from tests.app.contacts.samples import HOUR, NOW, save
from ui.shell.badges import Badges
from ui.shell.navigation import Entry, Navigation
from ui.shell.user_button import UserButton

if TYPE_CHECKING:
    from ui.kit.desk import Desk


@pytest.fixture
def navigation(desk: Desk, qtbot: QtBot) -> Navigation:
    entries = (
        Entry("today", N_("Today"), "calendar_today", "Ctrl+1"),
        Entry("contacts", N_("Today"), "chat", "Ctrl+2"),
    )
    made = Navigation(desk.look, desk.words, entries, UserButton(desk.look))
    qtbot.addWidget(made)
    return made


def test_callbacks_that_wait_are_counted_from_the_start_and_with_every_change(
    desk: Desk, navigation: Navigation, qtbot: QtBot
) -> None:
    saved = save(desk.office, outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    Badges(desk, navigation)
    qtbot.waitUntil(lambda: navigation.model.badges.get("contacts") == 1)
    Contacts(desk.office).callback(saved.contact_id, CallbackResult(reached=True))
    qtbot.waitUntil(lambda: navigation.model.badges["contacts"] == 0)


def test_one_who_may_not_see_the_journal_has_no_badge(desk: Desk, navigation: Navigation, qtbot: QtBot) -> None:
    administrator = replace(desk.office, actor=Actor("anna", "Anna", frozenset({Role.ADMINISTRATOR})))
    Badges(replace(desk, office=administrator), navigation)
    with qtbot.waitSignal(desk.bridge.changed):
        save(desk.office, outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    assert not desk.tasks.busy
    assert navigation.model.badges == {}
