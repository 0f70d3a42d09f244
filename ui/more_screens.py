"""What ``lete --screens`` shows beside the pages: every sheet, form and step, each closed before the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Outcome, Sort, Status, Tab
from app.core.errors import Conflict, Difference
from app.core.i18n import N_
from app.printing.printouts import all_printouts
from ui.sample_window import SampleWindow

View = tuple[str, Callable[[], object]]

#: An old journal as offices keep them: a title, several ways to write a day, a subtotal.
JOURNAL = """Klientu saziņas žurnāls 2025;;;;;;
Nr.p.k.;Datums;Laiks;Saziņas veids;Klients;Tālrunis;Jautājums
1;03.11.2025.;9.15;tel.;ŠĶĒLE ĀRIJA;26 000 417;Nav izvests šķiroto atkritumu konteiners
2;3.11.25;10:40;e-pasts;Žagars Vilnis;;Līguma pārslēgšana pēc īpašuma maiņas
3;2025-11-04;;Klātiene;-;;Lielgabarīta atkritumu izvešanas grafiks
Kopā;;;;;;3
"""
#: A list of staff as offices keep them: one column for the name, several phones in a cell, hours in words.
STAFF = """Darbinieku saraksts;;;;;;;
Vārds, uzvārds;Amats;Struktūrvienība;Tālrunis;E-pasts;Pieņemšanas laiks;Tiešais vadītājs;Beigas
Šķēle Ārija;Nodaļas vadītāja;Klientu nodaļa;63 000 301, 26 000 301;arija.skele@vieta.example;P 8-12, C 13-17;;
"Žagars, Vilnis";Speciālists;Klientu nodaļa;26000302;vilnis.zagars@vieta.example;darba dienās 9-16;Ārija Šķēle;
Maija Ūdre-Krūmiņa;Vecākā speciāliste;Klientu nodaļa;zvanīt Rudītei;;pēc vienošanās;Jānis Nezināmais;
Pēteris Ķīsis;Meistars;Tehniskā daļa;26000304;;;;01.02.2024.
Elza;Lietvede;;;;;;
Rita Sila;Lietvede;;;;;;31.02.2025
"""


def more_views(window: SampleWindow) -> Iterator[View]:
    """Each view's name, and what brings it to the front; the window is at rest before the next is asked for."""
    for views in (
        _today,
        _entries,
        _contact_forms,
        _history,
        _directory,
        _cards,
        _import,
        _staff_import,
        _papers,
        _palette,
        _settings,
        _outside,
    ):
        yield from views(window)


def _contact(window: SampleWindow, tab: Tab = Tab.ALL, *statuses: Status) -> int:
    """The newest contact of a tab, of one of these statuses if there is one."""
    rows = JournalList(window.desk.office).first(ContactFilter(tab=tab), Sort(), 200)
    return next((row.id for row in rows if row.status in statuses), rows[0].id)


def _today(window: SampleWindow) -> Iterator[View]:
    from ui.today.page import TodayPage  # noqa: PLC0415 - each view loads what it shows

    place = window.workplace
    place.open_page("today")
    window.settle()
    page = place.pages["today"]
    assert isinstance(page, TodayPage)
    yield "today_preview", page.open_preview
    page.close_preview()


def _entries(window: SampleWindow) -> Iterator[View]:
    from ui.contacts.entry import open_edit  # noqa: PLC0415 - each view loads what it shows
    from ui.contacts.entry_outcome import OutcomePart  # noqa: PLC0415
    from ui.contacts.entry_sheet import EntrySheet  # noqa: PLC0415

    place = window.workplace
    place.open_page("contacts")
    for outcome in Outcome:
        place.new_contact()
        window.settle()
        sheet = window.sheet()
        assert sheet is not None
        yield f"entry_{outcome}", partial(sheet.findChildren(OutcomePart)[0].choose, outcome)
        place.close_sheet()
    yield "entry_edit", partial(open_edit, window.desk, _contact(window))
    sheet = window.sheet()
    assert isinstance(sheet, EntrySheet)
    differences = (
        Difference("client_name", "Ārija Šķēle", "Ārija Šķēle", "Ārija Šķēle-Bērza"),
        Difference("subject", "", "Nav izvests konteiners.", "Nav izvests dzeltenais konteiners; zvanīt pēc 15."),
    )
    conflict = Conflict(N_("The record was changed."), differences, 2, "Ilze Kalniņa", "2026-01-05T09:00:00+00:00")
    yield "entry_conflict", partial(sheet.compare, conflict)
    place.close_sheet()


def _contact_forms(window: SampleWindow) -> Iterator[View]:
    from ui.contacts.page import JournalPage  # noqa: PLC0415

    place = window.workplace
    page = place.pages["contacts"]
    assert isinstance(page, JournalPage)
    call = _contact(window, Tab.CALLBACKS)
    yield "contact_callback_form", partial(place.open_page, "contacts", record=call, callback=True)
    page.detail.close_form()
    place.open_page("contacts", record=_contact(window, Tab.OPEN))
    window.settle()
    yield "contact_hand_over_form", page.detail.open_hand_over
    page.detail.close_form()


def _history(window: SampleWindow) -> Iterator[View]:
    from ui.contacts.history import open_history  # noqa: PLC0415

    record = _contact(window, Tab.ALL, Status.CALLED_BACK, Status.HANDED)
    yield "contact_history", partial(open_history, window.desk, record, "2026-1")
    window.workplace.close_sheet()


def _directory(window: SampleWindow) -> Iterator[View]:
    from app.directory.service import Directory  # noqa: PLC0415 - the office is opened by now
    from ui.directory.absence_sheet import open_absences  # noqa: PLC0415
    from ui.directory.event_sheet import open_staff_event  # noqa: PLC0415

    place = window.workplace
    people = Directory(window.desk.office).employees()
    lists = (("employees", "employee"), ("institutions", "institution"), ("services", "service"))
    for tab, name in lists:
        yield f"directory_{tab}", partial(place.open_page, "directory", tab=tab)
        page: Any = place.pages["directory"]
        yield f"{name}_new", page.new_record
        place.close_sheet()
        window.settle()
        yield f"{name}_edit", page.here.change_record
        place.close_sheet()
    place.open_page("directory", tab="employees")
    person = people[0].id or 0
    yield "absences", partial(open_absences, window.desk, person)
    place.close_sheet()
    yield "staff_event", partial(open_staff_event, window.desk, person)
    place.close_sheet()


def _cards(window: SampleWindow) -> Iterator[View]:
    from ui.cards.screens import views  # noqa: PLC0415 - each view loads what it shows

    return views(window)


def _import(window: SampleWindow) -> Iterator[View]:
    from ui.contacts.import_sheet import open_import  # noqa: PLC0415

    path = Path(window.program.data_folder()) / "zurnals_2025.csv"
    path.write_text(JOURNAL, encoding="utf-8-sig")
    sheet = open_import(window.desk, path)
    yield "import_columns", window.settle
    yield "import_report", sheet.check
    sheet.leave()


def _staff_import(window: SampleWindow) -> Iterator[View]:
    from ui.directory.import_sheet import open_import  # noqa: PLC0415 - each view loads what it shows

    path = Path(window.program.data_folder()) / "darbinieki_2026.csv"
    path.write_text(STAFF, encoding="utf-8-sig")
    window.workplace.open_page("directory", tab="employees")
    sheet = open_import(window.desk)
    yield "staff_import", window.settle
    sheet.open_file(path)
    yield "staff_import_columns", window.settle
    yield "staff_import_report", sheet.check
    sheet.leave()


def _papers(window: SampleWindow) -> Iterator[View]:
    from ui.kit.print_sheet import open_print  # noqa: PLC0415

    given = {
        "referral_slip": {"contact": str(_contact(window, Tab.ALL, Status.REFERRED, Status.HANDED))},
        "card_act": {"card": str(_a_card(window))},
    }
    for key in sorted(printout.key for printout in all_printouts()):
        sheet = open_print(window.desk, key, given.get(key, {}))
        yield f"print_{key}", window.settle
        sheet.leave()


def _a_card(window: SampleWindow) -> int:
    from app.cards.records import CardFilter, Kind  # noqa: PLC0415 - the office is opened by now
    from app.cards.service import Cards  # noqa: PLC0415

    return Cards(window.desk.office).cards(CardFilter(frozenset(Kind), which="valid"))[0].id or 0


def _palette(window: SampleWindow) -> Iterator[View]:
    for name, text in (("palette_hits", "an"), ("palette_nothing", "qqq")):
        window.workplace.search_everywhere()
        palette = window.workplace.search
        assert palette is not None
        palette.field.setText(text)
        yield name, partial(palette.field.textEdited.emit, text)
        palette.leave()


def _settings(window: SampleWindow) -> Iterator[View]:
    from ui.settings.lists import ListsSection  # noqa: PLC0415
    from ui.settings.page import SettingsPageView  # noqa: PLC0415
    from ui.settings.users import UsersSection  # noqa: PLC0415

    place = window.workplace
    page = place.pages["settings"]
    assert isinstance(page, SettingsPageView)
    for entry in page.entries:
        yield f"settings_{entry.key}", partial(place.open_page, "settings", section=entry.key)
        section = page.section
        if isinstance(section, ListsSection):
            for at in range(1, len(section.editors)):
                yield f"settings_lists_{at + 1}", partial(section.choose, at)
        elif isinstance(section, UsersSection):
            yield "user_new", section.new.click
            place.close_sheet()


def _outside(window: SampleWindow) -> Iterator[View]:
    """What stands in the place of the whole window."""
    from app.core.local_settings import LocalSettings  # noqa: PLC0415
    from ui.first_run.data_step import SERVER  # noqa: PLC0415
    from ui.first_run.end import EndPage  # noqa: PLC0415
    from ui.first_run.view import FirstRun  # noqa: PLC0415

    program, surfaces = window.program, window.window
    look, words, tasks = program.look, program.words, program.tasks
    yield "sign_in", program.sign_in
    folder = Path(program.data_folder()) / "first"
    first = FirstRun(look, words, tasks, LocalSettings(folder), folder)
    surfaces.show_surface(first)
    first.profile.kind.set_value("aad")
    first.profile.kind.edited.emit()
    for at, step in enumerate(first.steps):
        yield f"first_run_{at + 1}_{step.key}", partial(first.list.wanted.emit, at)
    first.data.place.set_value(SERVER)
    yield "first_run_server", first.data.place.edited.emit
    surfaces.drop_surface(first)
    end = EndPage(look, words, tasks, "ABCD-EFGH-JKLM-NPQR", person="Sandra Liepiņa")
    yield "first_run_end", partial(surfaces.show_surface, end)
    surfaces.drop_surface(end)
    surfaces.show_surface(window.workplace)
