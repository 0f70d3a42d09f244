"""The list of staff in a window, on a directory at an address; run alone, it prints seconds as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from functools import partial
from pathlib import Path

from app.cards.service import Cards
from app.core.drafts import DraftJournal
from app.core.i18n import Translator
from app.core.local_settings import LocalSettings
from app.core.moments import riga_date
from app.core.office_settings import OfficeSettings
from app.directory.records import StaffFilter, StaffSort
from app.directory.staff_list import StaffList
from app.office import Office
from tests.bench.list_view import Window, measure
from tests.bench.stage import opened
from tests.support.desks import RecordingShell
from ui.directory.kinds import People
from ui.directory.people_pane import StaffSource
from ui.kit.application import application
from ui.kit.bridge import Bridge
from ui.kit.desk import Desk
from ui.kit.look import Look
from ui.kit.table import Source
from ui.kit.tasks import Tasks
from ui.kit.undo import UndoStack


def main(url: str, steps: str) -> None:
    """Measure, and print it."""
    app = application()
    with tempfile.TemporaryDirectory() as folder, opened(url) as office:
        desk = _desk(office, Path(folder))
        source = _sources(desk)
        source(StaffSort()).rows([1])  # the first question compiles statements and opens the connection
        window = Window(app, People.columns, source, Path(folder), two_lines=True)
        orders = [StaffSort("job_title"), StaffSort(), StaffSort("unit"), StaffSort("place"), StaffSort()]
        try:
            sys.stdout.write(json.dumps(measure(window, int(steps), StaffSort(), orders)))
        finally:
            window.close()
            desk.tasks.close()
            desk.bridge.close()
            desk.drafts.close()


def _sources(desk: Desk) -> partial[Source]:
    """The list in an order, with everybody's cards, as the page shows it once it has read them."""
    staff, people = StaffList(desk.office), People(desk)
    today, standing = riga_date(desk.office.clock()), Cards(desk.office).standing()

    def source(sort: StaffSort) -> Source:
        return StaffSource(staff, people, today, StaffFilter(), sort, standing)

    return partial(source)


def _desk(office: Office, folder: Path) -> Desk:
    return Desk(
        office=office,
        words=Translator("lv"),
        look=Look("light"),
        tasks=Tasks(),
        bridge=Bridge(office.hub),
        undo=UndoStack(),
        drafts=DraftJournal(folder / "drafts"),
        local=LocalSettings(folder / "settings"),
        settings=OfficeSettings(office),
        shell=RecordingShell(),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
