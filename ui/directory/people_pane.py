"""The staff: a long list, filtered by text, unit and whether people work here (design.md 6.6, mock-up 07)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib import import_module
from typing import cast

from PySide6.QtCore import QTimer

from app.cards.records import Standing
from app.cards.service import Cards
from app.core.changes import Changes
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Ids
from app.core.moments import riga_date
from app.core.permissions import DIRECTORY_EDIT, DIRECTORY_PRINT, STAFF_MANAGE
from app.directory.records import Employed, EmployeeRecord, StaffColumn, StaffFilter, StaffSort, UnitRecord
from app.directory.service import Directory
from app.directory.staff_list import StaffList
from ui.directory import words as said
from ui.directory.absence_sheet import open_absences
from ui.directory.checklist_sheet import open_checklist
from ui.directory.detail import Detail
from ui.directory.event_sheet import open_staff_event
from ui.directory.kinds import People
from ui.directory.record_pane import RecordPane
from ui.kit.buttons import IconButton
from ui.kit.deeds import Deed
from ui.kit.desk import Desk
from ui.kit.drop_button import DropButton
from ui.kit.fields import Option
from ui.kit.table import Cell, Row, WindowedModel
from ui.kit.table_view import TableView
from ui.registers import PERSON_DEEDS

#: So long after the last letter the search begins.
DEBOUNCE_MS = 120
IMPORT = N_("Import a list of staff…")


@dataclass
class StaffSource:
    """What one filter leaves, in one order. ``standing`` is filled in when it is known.

    ``records`` are the people behind the rows that have been fetched, for the detail.
    """

    staff: StaffList
    people: People
    today: date
    filter: StaffFilter
    sort: StaffSort
    standing: Mapping[int, Standing] | None = None
    records: dict[int, EmployeeRecord] = field(default_factory=dict)

    def first(self, limit: int) -> Sequence[Row]:
        return self._listed(self.staff.first(self.filter, self.sort, limit))

    def ids(self) -> Ids:
        return self.staff.ids(self.filter, self.sort)

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        return self._listed(self.staff.rows(ids))

    def _listed(self, people: Sequence[EmployeeRecord]) -> list[Row]:
        self.records.update((person.id or 0, person) for person in people)
        return [said.person_row(person, self._card(person), self.people.words) for person in people]

    def _card(self, person: EmployeeRecord) -> Cell:
        if self.standing is None:
            return Cell()
        return said.standing_cell(self.standing.get(person.id or 0), self.today, self.people.words)


class PeoplePane(RecordPane):
    """People in a list of any length; what is proportional to it happens beside the window."""

    table: TableView

    def __init__(self, desk: Desk) -> None:
        people = People(desk)
        self._deeds = _deeds(desk)
        super().__init__(desk, people)
        self._staff, self._people = StaffList(desk.office), people
        self._standing: Mapping[int, Standing] | None = None
        self._units: list[UnitRecord] = []
        self._stale_lists = True
        self._unsettled = False
        self._pending: Callable[[], None] | None = None
        self.sort = StaffSort()
        self.unit, self.employed = DropButton(self.look), DropButton(self.look)
        self.employed.set_value("yes")
        for button, width in ((self.unit, 128), (self.employed, 104)):
            button.set_least_width(width)
            button.chosen.connect(lambda _value: self.load())
            self.line_row.addWidget(button)
        if self.may_edit:
            self.import_button = IconButton(self.look, "arrow_upload")
            self.say(self.import_button.set_name, IMPORT)
            self.import_button.clicked.connect(self.import_list)
            self.line_row.addWidget(self.import_button)
        self.say(self.unit.set_name, N_("Unit"))
        self.say(self.employed.set_name, N_("Whether they work here"))
        self._offer()
        self._source = self._new_source()
        self.model = WindowedModel(desk.tasks, people.columns, self)
        self.put_list(
            TableView(
                self.look,
                desk.words,
                self.model,
                desk.local,
                name="employees",
                person=desk.office.actor.account,
                two_lines=True,
            )
        )
        self._typing = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._typing.timeout.connect(self.load)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self._connect()

    # RecordPane.

    def record(self) -> EmployeeRecord | None:
        return self._source.records.get(self.table.chosen_id())

    def is_filtered(self) -> bool:
        return self.staff_filter() != StaffFilter()

    def clear_filter(self) -> None:
        self._show_filter(StaffFilter())
        self.load()

    def is_reading(self) -> bool:
        return self.model.is_loading

    def seek(self, record: int) -> None:
        self.table.seek(record)
        self.load()

    def when_settled(self, call: Callable[[], None]) -> None:
        """Whoever types a name and acts at once means the one that is found, not the one chosen before."""
        if self._typing.isActive():
            self.load()
        if self._unsettled:
            self._pending = call
        else:
            call()

    @property
    def waiting(self) -> bool:
        return super().waiting or self._typing.isActive() or self.model.busy

    # ListPane.

    def show_target(self, **target: object) -> bool:
        """``event`` is the number of a staff event, whose checklist is opened; ``sheet`` opens the absences."""
        event, record = target.get("event"), target.get("record")
        if isinstance(event, int):
            open_checklist(self.desk, event)
            return True
        if target.get("sheet") == "absences" and isinstance(record, int) and self.may_edit:
            open_absences(self.desk, record)
        return super().show_target(**target)

    def reload(self) -> None:
        """The choice and the place in the list stay."""
        self._stale_lists = True
        if self._source.today != self._today() or not self.model.rowCount():
            self.load()
        else:
            self.table.refresh()

    def retranslate(self) -> None:
        self._offer()
        if self._begun:
            self.table.refresh()

    def print_now(self) -> None:
        """The staff list, as it is filtered by unit."""
        if not self.desk.office.may(DIRECTORY_PRINT):
            return
        from ui.kit.print_sheet import open_print  # noqa: PLC0415 - paper is loaded when it is asked for

        chosen = self.staff_filter()
        given = {"unit": str(chosen.unit_id)} if chosen.unit_id is not None else {}
        open_print(self.desk, "staff_list", given)

    def import_list(self) -> None:
        """Read a list of staff in from a file."""
        from ui.directory.import_sheet import open_import  # noqa: PLC0415 - loaded when it is asked for

        open_import(self.desk)

    def export(self) -> None:
        """Ctrl+E: the list as it is filtered."""
        from ui.directory.people_export import ask_staff_export  # noqa: PLC0415 - Excel files are slow to load

        if self.may_edit:
            ask_staff_export(self.desk, self, self.title, self.staff_filter())

    # The list.

    def staff_filter(self) -> StaffFilter:
        """The filter as it stands."""
        unit, employed = self.unit.value(), self.employed.value()
        return StaffFilter(
            text=self.filter.text().strip(),
            unit_id=unit if isinstance(unit, int) else None,
            employed=cast("Employed", employed or "yes"),
        )

    def load(self) -> None:
        """Show the list of the filter."""
        self._begun = self._unsettled = True
        self._pending = None
        self._typing.stop()
        self._source = self._new_source()
        self.table.set_sorted(self.sort.column, self.sort.descending)
        self.model.load(self._source)

    def _new_source(self) -> StaffSource:
        chosen = self.staff_filter()
        return StaffSource(self._staff, self._people, self._today(), chosen, self.sort, self._standing)

    def _today(self) -> date:
        return riga_date(self.desk.office.clock())

    def _show_filter(self, chosen: StaffFilter) -> None:
        self.filter.setText(chosen.text)
        self.unit.set_value(chosen.unit_id)
        self.employed.set_value(chosen.employed)
        self._typing.stop()

    def _sort_by(self, column: str, descending: bool) -> None:
        self.sort = StaffSort(cast("StaffColumn", column), descending)
        self.load()

    def _missing(self, record: int) -> None:
        """Somebody asked for is not in this list: look in all of it, then among those who left."""
        chosen = self.staff_filter()
        if chosen.employed == "all" and not chosen.text and chosen.unit_id is None:
            return
        wider = StaffFilter() if chosen != StaffFilter() else StaffFilter(employed="all")
        self._show_filter(wider)
        self.seek(record)

    def _listed(self) -> None:
        self.show_list(self.model.rowCount())
        self.show_record()
        if self.model.is_whole:
            self.counted.emit(self.model.rowCount())
        self._settle()
        if self._stale_lists:
            # Nobody waits for these: the rows come first.
            self._read_lists()

    def _settle(self) -> None:
        """The list that was asked for is there, and in it the record chosen."""
        if self.record() is None and (self.table.chosen_id() or not self.model.is_whole):
            return  # somebody is sought further down, or the row is still on its way
        pending, self._pending = self._pending, None
        self._unsettled = False
        if pending is not None:
            pending()

    def _rows_came(self) -> None:
        if self.record() is not self.shown_record:
            self.show_record()
            self._settle()

    def _failed(self, error: Exception) -> None:
        self._unsettled, self._pending = False, None
        self.show_list(self.model.rowCount())
        self.desk.shell.show_trouble(error)

    # What the list needs besides.

    def _read_lists(self) -> None:
        self._stale_lists = False
        directory = Directory(self.desk.office)
        self.desk.tasks.run(directory.units, self._take_units, self.desk.shell.show_trouble, owner=self)
        self._read_standing()

    def _take_units(self, units: list[UnitRecord]) -> None:
        self._units = units
        self._offer()

    def _offer(self) -> None:
        say = self.words
        every = Option(None, say(N_("All units")))
        self.unit.set_options([every, *(Option(unit.id, unit.name) for unit in self._units)])
        self.employed.set_options([Option(key, say(name)) for key, name in said.EMPLOYED.items()])

    def _read_standing(self) -> None:
        standing = Cards(self.desk.office).standing
        self.desk.tasks.run(standing, self._take_standing, self._no_standing, owner=self)

    def _take_standing(self, standing: dict[int, Standing]) -> None:
        if standing != self._standing:
            self._standing = self._source.standing = standing
            self.table.refresh()

    def _no_standing(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.shell.show_trouble(error)

    def _changed(self, changes: Changes) -> None:
        if changes.register == "cards" and self._begun:
            self._read_standing()
        super()._changed(changes)

    # What can be done with a person.

    def _make_detail(self) -> Detail:
        detail = super()._make_detail()
        detail.set_deeds(self._deeds, self._do)
        return detail

    def _do(self, deed: Deed) -> None:
        self.when_settled(partial(self._do_now, deed))

    def _do_now(self, deed: Deed) -> None:
        record = self.record()
        if record is not None and record.id is not None:
            deed.call(record.id)

    def _make_actions(self) -> None:
        super()._make_actions()
        if self.may_edit:
            self._action(IMPORT, "", self.import_list)
        for deed in self._deeds:
            self._action(deed.name, deed.keys, partial(self._do, deed))

    def _connect(self) -> None:
        self.model.begun.connect(self._listed)
        self.model.loaded.connect(lambda _at: self._listed())
        self.model.failed.connect(self._failed)
        self.model.dataChanged.connect(self._rows_came)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.missing.connect(self._missing)


def _deeds(desk: Desk) -> list[Deed]:
    """What can be done with a person here and in other registers, as far as this one may."""
    found: list[Deed] = []
    if desk.office.may(STAFF_MANAGE):
        found.append(Deed(N_("Staff changes…"), "Alt+P", "person_swap", partial(open_staff_event, desk)))
    if desk.office.may(DIRECTORY_EDIT):
        found.append(Deed(N_("Absences…"), "Alt+B", "calendar_today", partial(open_absences, desk)))
    return found + [deed for name in PERSON_DEEDS for deed in import_module(name).deeds(desk)]
