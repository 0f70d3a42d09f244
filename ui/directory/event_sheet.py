"""„Personāla izmaiņas”: what happens to a person and when; storing it opens its checklist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core import dates
from app.core.drafts import DraftWriter
from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message
from app.core.moments import riga_date
from app.core.settings import ENTER_MOVES_ON
from app.directory.records import (
    EmployeeRecord,
    JobTitleRecord,
    StaffChange,
    StaffEventKind,
    StaffStep,
    UnitRecord,
)
from app.directory.service import Directory
from app.directory.staff_changes import ASKED, KIND_NAMES
from app.directory.staff_events import StaffEvents
from ui.directory.checklist_sheet import open_checklist
from ui.directory.form import lines_of
from ui.directory.staff_act import staff_act
from ui.kit.choice import ChoiceField
from ui.kit.day_fields import date_field
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.form import EntryForm
from ui.kit.labels import Rule, Text
from ui.kit.line_fields import LineField
from ui.kit.messages import BarArea
from ui.kit.segmented import SegmentedField
from ui.kit.sheet import Sheet
from ui.kit.undo import push_act

#: Whoever began so lately is most likely being entered now.
_NEW = timedelta(days=31)


#: The form's name in the draft journal.
FORM = "staff_event"


class Known(NamedTuple):
    """What the sheet is filled from; ``draft`` is what was typed when it was left unsaved."""

    person: EmployeeRecord
    units: list[UnitRecord]
    job_titles: list[JobTitleRecord]
    draft: Mapping[str, object]


class EventSheet(Sheet):
    """One staff event being written; only what its kind asks for is shown."""

    def __init__(self, desk: Desk, known: Known) -> None:
        super().__init__(desk.look, desk.words)
        self.desk, self._person = desk, known.person
        self._sent: StaffChange | None = None
        self._request = ""
        self.say(self.title.setText, N_("Staff changes"))
        self.bars = BarArea(self.look, desk.words)
        self.body.addWidget(self.bars)
        name = Text(self.look, "strong", wrap=True)
        name.setText(known.person.name)
        post = Text(self.look, "caption", "text2", wrap=True)
        post.setText(" · ".join(filter(None, (known.person.job_title, known.person.unit))))
        self.body.addWidget(name)
        self.body.addWidget(post)
        post.setVisible(bool(post.text()))
        self.form = EntryForm(self, enter_moves_on=desk.local.get(ENTER_MOVES_ON))
        self.form.submitted.connect(self._submit)
        self.form.left.connect(self.leave)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._make_fields(known)
        self.body.addWidget(self._scrolling(), 1)
        self.body.addWidget(Rule())
        self.save_button = self.add_buttons(N_("Save and open the checklist"), self.form.submit)
        self.form.set_values(self._values())
        self._clean = self._typed()
        self.form.set_values(known.draft)
        self.form.order_tabs()
        self._writer = DraftWriter(desk.drafts)
        self.destroyed.connect(self._writer.close)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._writer.close)
        self.form.edited.connect(self._keep)
        self._show_asked()

    def focus_first(self) -> None:
        self.form.focus("kind")

    def leave(self) -> None:
        """Close; what was typed is there the next time. While it is being stored, the sheet stays."""
        if self.save_button.is_busy:
            return
        if self._keep():
            self._writer.flush(1)  # it is read again when the sheet opens the next time
            self.desk.shell.toast(N_("Draft kept"))
        super().leave()

    def retranslate(self) -> None:
        self._kind.set_options([Option(kind, self.words(name)) for kind, name in KIND_NAMES.items()])

    # Fields.

    def _make_fields(self, known: Known) -> None:
        self._kind = SegmentedField(self.look)
        self.say(self._kind.set_label, N_("What happens"))
        self.retranslate()
        self._kind.edited.connect(self._show_asked)
        self._day = date_field(self.desk)
        self._day.set_required()
        name, post, unit = (
            LineField(self.look),
            ChoiceField(self.look, free=True),
            ChoiceField(self.look, free=True),
        )
        name.set_required()
        self.say(name.set_label, N_("Name and surname"))
        self.say(post.set_label, N_("Post"))
        self.say(unit.set_label, N_("Unit"))
        forms = [form for title in known.job_titles for form in (title.name, title.other_form) if form]
        post.set_options([Option(form, form) for form in forms])
        unit.set_options([Option(each.name, each.name) for each in known.units])
        note = LineField(self.look)
        self.say(note.set_label, N_("Notes"))
        self.say(note.set_help, N_("For example, the order's number. Do not write why somebody leaves."))
        self._asked: dict[str, Field] = {"name": name, "job_title": post, "unit": unit}
        for key, field in {"kind": self._kind, "day": self._day, **self._asked, "note": note}.items():
            self.form.add(key, field)
            self._column.addWidget(field)
        self._column.addStretch(1)

    def _values(self) -> Mapping[str, object]:
        """The present ones, so that only what changes is written over."""
        person, today = self._person, riga_date(self.desk.office.clock())
        kind: StaffEventKind = "moved"
        if person.employed_until is not None and person.employed_until <= today:
            kind = "left"
        elif person.employed_from is not None and person.employed_from >= today - _NEW:
            kind = "hired"
        day = {"left": person.employed_until, "hired": person.employed_from}.get(kind) or today
        return {
            "kind": kind,
            "day": day,
            "name": person.name,
            "job_title": person.job_title,
            "unit": person.unit,
        }

    def _show_asked(self) -> None:
        kind = self._chosen_kind()
        for name, field in self._asked.items():
            field.setVisible(name in ASKED[kind])
        self.say(self._day.set_label, N_("Last day at work") if kind == "left" else N_("From day"))

    def _chosen_kind(self) -> StaffEventKind:
        chosen = self._kind.value()
        return next((kind for kind in KIND_NAMES if kind == chosen), "moved")

    def _change(self, values: Mapping[str, Any]) -> StaffChange:
        kind = self._chosen_kind()
        asked = {name: lines_of(values[name]) for name in ASKED[kind]}
        return StaffChange(kind, values["day"], note=lines_of(values["note"]), **asked)

    # Drafts.

    def _typed(self) -> dict[str, object]:
        """What the fields hold, as a draft can be written."""
        return {
            name: dates.full(value) if isinstance(value, date) else value
            for name, value in self.form.draft().items()
        }

    def _keep(self) -> bool:
        """Keep what is typed, if anything is; whether it was."""
        typed, name = self._typed(), _draft_name(self.desk, self._person.id or 0)
        if typed == self._clean:
            self._writer.discard(*name)
            return False
        self._writer.put(*name, typed)
        return True

    # Storing.

    def _submit(self) -> None:
        if self.save_button.is_busy:
            return
        values = self.form.values()
        if values["day"] is None:
            self.form.show_errors({"day": self.words(N_("Enter the day."))})
            return
        change = self._change(values)
        if change != self._sent:  # the same change sent again is the same event
            self._sent, self._request = change, str(uuid4())
        self.form.show_errors({})
        self.bars.close_bar("trouble")
        self.save_button.set_busy(True)
        job = partial(StaffEvents(self.desk.office).enter, self._person.id or 0, change, self._request)
        self.desk.tasks.run(job, self._stored, self._refused, owner=self)

    def _stored(self, entered: tuple[int, StaffStep | None]) -> None:
        event_id, step = entered
        change, desk = self._sent, self.desk
        self.save_button.set_busy(False)
        self._writer.discard(*_draft_name(desk, self._person.id or 0))
        told = N_("Saved: {name}", name=change.name if change and change.name else self._person.name)
        if step is not None and change is not None:
            push_act(desk, staff_act(told, StaffEvents(desk.office), change, step))
        else:
            desk.shell.toast(told)
        open_checklist(desk, event_id)

    def _refused(self, error: Exception) -> None:
        self.save_button.set_busy(False)
        if isinstance(error, Invalid):
            told = {name: self.words(text) for name, text in error.fields.items()}
            for text in self.form.show_errors(told).values():
                self.bars.show_bar("trouble", "bad", Message("{text}", {"text": text}))
        elif isinstance(error, UserError):
            self.bars.show_bar("trouble", "bad", error.message)
        else:
            self.desk.shell.show_trouble(error)

    # Laying out.

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        inside.setLayout(self._column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area


def _draft_name(desk: Desk, employee_id: int) -> tuple[str, str, str]:
    return desk.office.actor.account, FORM, str(employee_id)


def open_staff_event(desk: Desk, employee_id: int) -> None:
    """The sheet for the person of that number."""

    def read() -> Known:
        directory = Directory(desk.office)
        kept = desk.drafts.load(*_draft_name(desk, employee_id))
        person = directory.employee(employee_id)
        return Known(person, directory.units(), directory.job_titles(), kept.data if kept else {})

    def opened(known: Known) -> None:
        desk.shell.open_sheet(EventSheet(desk, known))

    desk.tasks.run(read, opened, desk.shell.show_trouble)
