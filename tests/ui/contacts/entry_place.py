"""A real window content for tests of the entry, with an office that has topics, people and clients."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.drafts import DraftJournal
from app.core.i18n import Translator
from app.core.local_settings import LocalSettings
from app.core.office_settings import OfficeSettings
from app.core.permissions import MACHINE
from app.core.profiles import profile
from app.core.settings import FOLLOWS_MOVED_DAYS
from app.directory.records import EmployeeRecord, InstitutionRecord, TopicRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.contacts.samples import save
from ui.contacts.entry_sheet import EntrySheet
from ui.kit.bridge import Bridge
from ui.kit.desk import Desk
from ui.kit.look import Look
from ui.kit.tasks import Tasks
from ui.kit.undo import UndoStack
from ui.shell.workplace import Workplace

#: Friday, 20.11.2026., 10:31 in Riga.
NOW = datetime(2026, 11, 20, 8, 31, tzinfo=UTC)


class Place:
    """The window content, its desk, and short ways to look at it."""

    def __init__(self, qtbot: QtBot, work: Workplace) -> None:
        self.qtbot, self.work, self.desk = qtbot, work, work.desk

    @property
    def sheet(self) -> EntrySheet:
        """The entry sheet that is open."""
        sheet = self.work.sheets.sheet
        assert isinstance(sheet, EntrySheet)
        return sheet

    @property
    def here(self) -> str:
        """The name of the field with the keyboard, or "save" for the button."""
        focus = QApplication.focusWidget()
        if focus is self.sheet.save_button:
            return "save"
        names = self.sheet.form.values()
        return next((n for n in names if focus and self.sheet.form.field(n).isAncestorOf(focus)), "")

    def settle(self) -> None:
        """Until everything beside the window has ended."""
        self.qtbot.waitUntil(lambda: not self.desk.tasks.busy)

    def open(self, **prefilled: object) -> None:
        """F2, and the lists have come."""
        self.desk.shell.new_contact(**prefilled)
        self.settle()

    def toast(self) -> str:
        """What the toast says."""
        return self.work.message.accessibleName() if self.work.message.isVisible() else ""

    def bar(self, key: str) -> str:
        """What a bar in the sheet says; "" where there is none."""
        bar = self.sheet.bars.bars().get(key)
        return bar.accessibleName() if bar is not None else ""

    def wait_closed(self) -> None:
        """Until the sheet is gone."""
        self.qtbot.waitUntil(lambda: self.work.sheets.sheet is None)


def furnish(office: Office) -> dict[str, int]:
    """Topics, people, bodies and clients of a waste company; the numbers of some."""
    machine = Office(office.engine, MACHINE, office.hub, office.clock)
    settings = OfficeSettings(machine)
    settings.seed_from_profile(profile("aad"))
    settings.set(FOLLOWS_MOVED_DAYS, False)
    directory = Directory(machine)
    raivis = directory.save_employee(
        EmployeeRecord(
            name="Raivis Šķēle",
            job_title="maršrutu dispečers",
            phone="+37163000214",
            place="2. stāvs, 207. kabinets",
            languages=("lv", "ru"),
            reception={1: ((time(8), time(12)),), 4: ((time(13), time(17)),)},
        )
    )
    directory.save_employee(EmployeeRecord(name="Dace Bērziņa", job_title="grāmatvede", languages=("lv",)))
    topic = directory.save_topic(TopicRecord(name="Atkritumu izvešana", default_days=1, specialist_id=raivis))
    directory.save_topic(TopicRecord(name="Rēķini un norēķini", default_days=2, position=1))
    body = directory.save_institution(
        InstitutionRecord(name="Valsts vides dienests", phone="67084200", web="www.vvd.gov.lv")
    )
    save(office, client_name="Bērziņa Dzintra", address="Ozolu iela 7-3, Bērzaine", subject="Grafiks")
    save(office, client_name="Bērziņš Dzintars", phone="+37129000118", address="Liepu iela 21", subject="Līgums")
    return {"raivis": raivis, "topic": topic, "body": body}


@contextmanager
def working_place(
    qtbot: QtBot,
    office: Office,
    folder: Path,
    *,
    language: str = "lv",
    theme: str = "light",
    text_size: int = 100,
    size: tuple[int, int] = (1366, 688),
) -> Iterator[Place]:
    """A window content in front, with the keyboard in the navigation."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look = Look(theme, text_size)
    look.apply(app)
    tasks, bridge = Tasks(), Bridge(office.hub)
    drafts = DraftJournal(folder / "drafts")

    def make(shell: Workplace) -> Desk:
        return Desk(
            office=office,
            words=Translator(language),
            look=look,
            tasks=tasks,
            bridge=bridge,
            undo=UndoStack(),
            drafts=drafts,
            local=LocalSettings(folder / "settings"),
            settings=OfficeSettings(office),
            shell=shell,
        )

    work = Workplace(make)
    work.resize(*size)
    try:
        with qtbot.waitActive(work):
            work.show()
            work.activateWindow()
        work.navigation.list.setFocus()
        yield Place(qtbot, work)
    finally:
        qtbot.waitUntil(lambda: not tasks.busy)
        shiboken6.delete(work)
        tasks.close()
        bridge.close()
        drafts.close()
