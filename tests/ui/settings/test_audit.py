"""The administrator's audit by keyboard: who, what, when, never a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.contacts.service import Contacts
from app.core.audit_overview import AuditFilter
from app.core.permissions import Actor, Role
from app.core.work import transaction
from tests.app.contacts.samples import draft
from tests.support.desks import RecordingShell
from tests.support.fitting import cut_off
from tests.ui.kit.keys import focused, press, write
from ui.kit.desk import Desk
from ui.settings.audit import AuditSection
from ui.settings.entries import entries_for


class Opened:
    """A window with the audit in it."""

    def __init__(self, desk: Desk, qtbot: QtBot, size: tuple[int, int] = (900, 600)) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.area = QWidget()
        column = QVBoxLayout(self.area)
        column.setContentsMargins(0, 0, 0, 0)
        self.section = AuditSection(desk)
        column.addWidget(self.section)
        qtbot.addWidget(self.area)
        self.area.resize(*size)
        with qtbot.waitExposed(self.area):
            self.area.show()
        self.area.activateWindow()
        qtbot.waitUntil(self.area.isActiveWindow)
        self.section.reload()
        self.wait()

    def wait(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.desk.tasks.busy and not self.section.model.busy, timeout=20_000)
            QApplication.processEvents()

    def rows(self) -> list[list[str]]:
        model = self.section.model
        at = range(model.rowCount())
        return [[str(model.index(row, column).data()) for column in range(5)] for row in at]


@pytest.fixture
def desk_of_administrator(desk: Desk) -> Iterator[Desk]:
    contacts = Contacts(desk.office)
    saved = contacts.save(draft(client_name="Slepenīte Klusā"))
    contacts.annul(saved.contact_id, "Nejauši")
    actor = Actor("sandra", "Sandra Liepiņa", frozenset({Role.ADMINISTRATOR}))
    yield replace(desk, office=replace(desk.office, actor=actor))


@pytest.fixture
def opened(desk_of_administrator: Desk, qtbot: QtBot) -> Opened:
    return Opened(desk_of_administrator, qtbot)


def test_only_the_administrator_has_the_page(desk: Desk, desk_of_administrator: Desk) -> None:
    assert "audit" not in [entry.key for entry in entries_for(desk.office)]
    assert "audit" in [entry.key for entry in entries_for(desk_of_administrator.office)]


def test_it_lists_what_was_done_without_what_was_said(opened: Opened) -> None:
    rows = opened.rows()
    kinds = [row[1:4] for row in rows]
    assert ["ilze", "Mainīts", "Saziņa 2026-1"] in kinds and ["ilze", "Reģistrēts", "Saziņa 2026-1"] in kinds
    changed = next(row for row in rows if row[2] == "Mainīts" and row[3].startswith("Saziņa 2026"))
    assert changed[0] == "20.11.2026. 10:31"
    assert set(changed[4].split(", ")) == {"Spēkā", "Anulēts", "Anulēja", "Anulēšanas iemesls"}
    assert "Slepenīte" not in str(rows) and "Nejauši" not in str(rows)
    assert opened.section.count.text() == f"Pieraksti: {len(rows)}"


def test_it_is_filtered_by_keyboard(opened: Opened) -> None:
    filters = opened.section.filters
    filters.act.setFocus()
    press(Qt.Key.Key_Down)  # the first act by name
    opened.wait()
    assert filters.filter().act != ""
    chosen = opened.desk.words(opened.section._names.act(filters.filter().act))
    assert {row[2] for row in opened.rows()} <= {chosen}
    press(Qt.Key.Key_Up)
    opened.wait()
    assert filters.filter() == AuditFilter() and opened.rows()


def test_days_are_typed(opened: Opened) -> None:
    filters = opened.section.filters
    filters.period.setFocus()
    for _ in range(5):
        press(Qt.Key.Key_Down)
    opened.wait()
    assert filters.days.isVisible()
    filters.first_day.focus_target().setFocus()
    write("21.11.2026")
    press(Qt.Key.Key_Tab)
    opened.wait()
    assert opened.section.state.isVisible()
    assert opened.section.state.text.text() == "Ar šo filtru nekā nav."
    opened.section.state.button.click()
    opened.wait()
    assert opened.rows() and not filters.days.isVisible()


def test_the_list_has_the_keyboard(opened: Opened) -> None:
    opened.section.focus_first()
    assert focused() is opened.section.table
    press(Qt.Key.Key_Down)
    assert opened.section.table.currentIndex().row() == 1


def test_what_is_listed_is_written_to_a_file_and_that_is_noted(
    opened: Opened, shell: RecordingShell, tmp_path: Path
) -> None:
    count = len(opened.rows())
    opened.section.write(tmp_path / "a.csv")
    opened.qtbot.waitUntil(lambda: bool(shell.toasts), timeout=20_000)
    opened.wait()
    assert len((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()) == count + 2  # the head, and the export
    assert opened.rows()[0][1:4] == ["sandra", "Eksportēts", "Audita pieraksti"]


def test_a_file_that_cannot_be_written_is_told(opened: Opened, shell: RecordingShell, tmp_path: Path) -> None:
    opened.section.write(tmp_path / "none" / "a.csv")
    opened.qtbot.waitUntil(lambda: bool(shell.bars), timeout=20_000)


def test_a_long_audit_is_windowed(desk_of_administrator: Desk, qtbot: QtBot) -> None:
    with transaction(desk_of_administrator.office.engine, writes=True) as session:
        more = text(
            "WITH RECURSIVE n(i) AS (SELECT (SELECT seq FROM audit_head) + 1 UNION ALL SELECT i + 1 FROM n"
            " WHERE i < 50000) INSERT INTO audit_entry (seq, at, account, subject, row_id, act, text, hash)"
            " SELECT i, '2026-11-20T09:00:00Z', 'zane', 'topic', i, 'update',"
            ' \'[\' || i || \',"","","","",1,{"name":[1,2]}]\', \'x\' FROM n'
        )
        session.execute(more)
        session.execute(text("UPDATE audit_head SET seq = 50000"))
    opened = Opened(desk_of_administrator, qtbot)
    assert opened.section.model.rowCount() == 50_000
    opened.section.focus_first()
    press(Qt.Key.Key_End)
    opened.wait()
    model = opened.section.model
    assert model.index(49_999, 2).data() == "Reģistrēts"
    assert len(model._pages) < 50


@pytest.mark.parametrize("size", [(900, 600), (640, 300)])
def test_nothing_is_cut_off(desk_of_administrator: Desk, qtbot: QtBot, size: tuple[int, int]) -> None:
    opened = Opened(desk_of_administrator, qtbot, size)
    assert cut_off(opened.section) == []
