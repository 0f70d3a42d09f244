"""The sheet that changes one record of the directory: errors under the fields, nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any, Generic, Protocol, TypeVar
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import Conflict, Invalid, UserError
from app.core.i18n import N_, Message
from app.core.moments import when
from app.core.settings import ENTER_MOVES_ON
from app.core.trouble import LOST
from app.directory.records import AbsenceRecord, EmployeeRecord, InstitutionRecord, LastChange, ServiceRecord
from app.directory.service import Directory
from ui.kit.desk import Desk
from ui.kit.fields import Field
from ui.kit.form import EntryForm
from ui.kit.labels import Rule
from ui.kit.messages import CAN_SAVE, BarArea
from ui.kit.sheet import Sheet

#: The key of the word that somebody else changed the record.
CHANGED = "changed"

R = TypeVar("R", EmployeeRecord, InstitutionRecord, ServiceRecord, AbsenceRecord)


Kept_contra = TypeVar(
    "Kept_contra", EmployeeRecord, InstitutionRecord, ServiceRecord, AbsenceRecord, contravariant=True
)


class Save(Protocol[Kept_contra]):
    """Stores a record; one ``request`` is one save, however often it is tried. ``base`` is what it was before."""

    def __call__(self, record: Kept_contra, request: str = "", base: Kept_contra | None = None) -> int: ...


class RecordSheet(Sheet, Generic[R]):
    """One record being written. Subclasses put their fields in and turn them into a record and back.

    ``kept`` tells the record's id once it is stored. ``unfinished`` is what was typed and not stored when the
    sheet is left, or None.
    """

    kept = Signal(int)

    def __init__(
        self,
        desk: Desk,
        record: R | None,
        save: Save[R],
        read: Callable[[int], R],
        *,
        new: Message,
        change: Message,
    ) -> None:
        super().__init__(desk.look, desk.words)
        self.desk = desk
        self.base: R | None = record
        self._save: Save[R] = save
        self._request = str(uuid4())
        self._read: Callable[[int], R] = read
        self.unfinished: Mapping[str, object] | None = None
        self.say(self.title.setText, change if record else new)
        self.bars = BarArea(self.look, desk.words)
        self.body.addWidget(self.bars)
        self.form = EntryForm(self, enter_moves_on=desk.local.get(ENTER_MOVES_ON))
        self.form.submitted.connect(self._submit)
        self.form.left.connect(self.leave)
        self._fields: list[Field] = []
        self._below: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._make_fields()
        self.set_columns(1)
        self.body.addWidget(self._scrolling(), 1)
        self.body.addWidget(Rule())
        self.save_button = self.add_buttons(N_("Save"), self.form.submit)
        self.form.order_tabs()
        if record is not None:
            self.form.set_values(self._values(record))
        self._clean = self.form.draft()
        self._lost = False
        desk.bridge.changed.connect(self._changed)
        desk.bridge.regained.connect(self._regained)

    # What a subclass says.

    def _make_fields(self) -> None:
        raise NotImplementedError

    def _values(self, record: R) -> Mapping[str, object]:
        """The record as the fields hold it."""
        raise NotImplementedError

    def _record(self, values: Mapping[str, Any]) -> R:
        """The record that the fields hold; id and version are :attr:`base`'s."""
        raise NotImplementedError

    def _add(self, name: str, label: Message, field: Field, *, below: QWidget | None = None) -> None:
        """Take in a field; one that stands in a group ``below`` the others is laid out there by the subclass."""
        self.say(field.set_label, label)
        self.form.add(name, field)
        if below is None:
            self._fields.append(field)
        elif below not in self._below:
            self._below.append(below)

    # Sheet.

    def set_columns(self, columns: int) -> None:
        for at, field in enumerate(self._fields):
            self._grid.addWidget(field, at // columns, at % columns)
        row = len(self._fields)
        for at, group in enumerate(self._below):
            self._grid.addWidget(group, row + at, 0, 1, columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def focus_first(self) -> None:
        self.form.focus_first()

    def restore(self, unfinished: Mapping[str, object]) -> None:
        """Go on with what was typed before the sheet was left."""
        self.form.set_values(unfinished)

    def leave(self) -> None:
        """Close; what was typed is kept for the next time. While it is being stored, the sheet stays."""
        if self.save_button.is_busy:
            return
        draft = self.form.draft()
        self.unfinished = draft if draft != self._clean else None
        super().leave()

    # Storing.

    def _submit(self) -> None:
        if self.save_button.is_busy:
            return
        record, base = self._typed(), self.base
        self.form.show_errors({})
        self.bars.close_bar("trouble")
        self._lost = False
        self.save_button.set_busy(True)
        job = partial(self._save, record, self._request, base)
        self.desk.tasks.run(job, self._stored, self._refused, owner=self)

    def _typed(self) -> R:
        """The record as it is written now."""
        record = self._record(self.form.values())
        if self.base is None:
            return record
        return replace(record, id=self.base.id, version=self.base.version, hidden=self.base.hidden)

    def _stored(self, record_id: int) -> None:
        self.save_button.set_busy(False)
        self.kept.emit(record_id)
        self.closed.emit()

    def _refused(self, error: Exception) -> None:
        self.save_button.set_busy(False)
        if isinstance(error, Conflict):
            self._changed_meanwhile(error)
        elif isinstance(error, Invalid):
            told = {name: self.words(text) for name, text in error.fields.items()}
            for text in self.form.show_errors(told).values():
                self.bars.show_bar("trouble", "bad", Message("{text}", {"text": text}))
        elif isinstance(error, UserError):
            self._lost = error.message == LOST
            self.bars.show_bar("trouble", "bad", error.message)
        else:
            self.desk.shell.show_trouble(error)

    def _changed_meanwhile(self, error: Conflict) -> None:
        self.bars.show_bar(
            "trouble",
            "warn",
            error.message,
            lead=N_("Record changed."),
            actions=(
                (N_("Load again"), self._load_again),
                (N_("Keep mine"), self._keep_mine),
            ),
            closable=False,
        )

    def _keep_mine(self) -> None:
        self._read_again(self._rebase)

    def _load_again(self) -> None:
        self._read_again(self._show_theirs)

    def _read_again(self, use: Callable[[R], None]) -> None:
        assert self.base is not None
        record_id = self.base.id or 0
        self.desk.tasks.run(lambda: self._read(record_id), use, self._refused, owner=self)

    def _rebase(self, theirs: R) -> None:
        """Mine where I changed something, theirs where I did not; stored at once."""
        assert self.base is not None
        mine = self._typed()
        names = (each.name for each in fields(mine) if getattr(mine, each.name) != getattr(self.base, each.name))
        changed: dict[str, Any] = {name: getattr(mine, name) for name in names}
        self.base = theirs
        self.form.set_values(self._values(replace(theirs, **changed)))
        self._close_told()
        self.form.submit()

    def _show_theirs(self, record: R) -> None:
        self.base = record
        self.form.set_values(self._values(record))
        self._clean = self.form.draft()
        self._close_told()
        self.focus_first()

    def _close_told(self) -> None:
        for key in ("trouble", CHANGED):
            self.bars.close_bar(key)

    def _regained(self) -> None:
        if self._lost and "trouble" in self.bars.bars():
            self.bars.show_bar("trouble", "info", CAN_SAVE, actions=((N_("Save"), self.form.submit),))

    # Somebody else at the same record.

    def _changed(self, changes: Changes) -> None:
        base = self.base
        if base is not None and changes.register == "directory" and (not changes.ids or base.id in changes.ids):
            job = partial(Directory(self.desk.office).last_change, base)
            self.desk.tasks.run(job, self._changed_by, self._not_told, owner=self)

    def _changed_by(self, last: LastChange) -> None:
        if self.base is None or last.version == self.base.version or self.save_button.is_busy:
            return
        at = when(last.at, self.desk.office.clock())
        text = N_("This record was changed {time} by {name}.", time=at, name=last.name)
        self.bars.show_bar(CHANGED, "info", text)

    def _not_told(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.shell.show_trouble(error)

    # Laying out.

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area


def lines_of(text: object) -> str:
    """What a field of text holds, as the records want it."""
    return "" if text is None else str(text)


def grid_of(fields: Sequence[Field]) -> QGridLayout:
    """Short fields two by two."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for at, field in enumerate(fields):
        grid.addWidget(field, at // 2, at % 2)
    return grid
