"""A short list of the directory, all of whose records are in memory: institutions, services."""

from __future__ import annotations

from typing import Any

from app.core.i18n import N_
from app.core.permissions import DIRECTORY_PRINT
from ui.directory.kinds import Services, ShortKind
from ui.directory.record_pane import RecordPane
from ui.kit.checks import CheckBox
from ui.kit.desk import Desk
from ui.kit.short_list import ShortList
from ui.kit.suggestions import is_match
from ui.kit.tasks import Task


class ShortPane(RecordPane):
    """Filters while one types; hidden records are shown where somebody asks for them."""

    table: ShortList
    kind: ShortKind[Any]

    def __init__(self, desk: Desk, kind: ShortKind[Any]) -> None:
        super().__init__(desk, kind)
        self._records: dict[int, Any] = {}
        self._sought = 0
        self._reading: Task | None = None
        self.put_list(ShortList(self.look, desk.words, kind.columns))
        self.hidden_too = CheckBox(self.look)
        self.say(self.hidden_too.setText, N_("Show hidden"))
        self.hidden_too.toggled.connect(self._fill)
        self.line_row.addWidget(self.hidden_too)
        self.hidden_too.setVisible(self.may_edit)
        self.filter.textChanged.connect(self._fill)

    def record(self) -> Any:
        return self._records.get(self.table.chosen_id())

    def is_filtered(self) -> bool:
        return bool(self.filter.text()) and bool(self._records)

    def is_reading(self) -> bool:
        return self._reading is not None

    def seek(self, record: int) -> None:
        self.filter.clear()
        self._sought = record
        self._find()

    def reload(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.desk.tasks.run(self.kind.all, self._take, self._failed, owner=self)

    def retranslate(self) -> None:
        self._fill()

    def _take(self, records: list[Any]) -> None:
        self._reading = None
        self._records = {record.id: record for record in records}
        self._fill()
        self._find()

    def _fill(self, _changed: object = None) -> None:
        text, hidden = self.filter.text(), self.hidden_too.isChecked()
        shown = [
            record
            for record in self._records.values()
            if (hidden or not record.hidden) and is_match(text, self.kind.sought(record))
        ]
        self.table.set_rows([self.kind.row(record) for record in shown])
        self.counted.emit(len(shown))
        self.show_list(len(shown))
        self.show_record()

    def _find(self) -> None:
        """Choose the record somebody asked for, as soon as it is known."""
        if not self._sought or self._sought not in self._records:
            return
        sought, self._sought = self._sought, 0
        if self._records[sought].hidden:
            self.hidden_too.setChecked(True)
        self.table.choose(sought)

    def _failed(self, error: Exception) -> None:
        self._reading = None
        self.desk.shell.show_trouble(error)


class ServicesPane(ShortPane):
    """The services; Ctrl+P makes the notice of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Services(desk))

    def print_now(self) -> None:
        if self.desk.office.may(DIRECTORY_PRINT):
            from ui.kit.print_sheet import open_print  # noqa: PLC0415 - paper is loaded when it is asked for

            open_print(self.desk, "services_notice", {})
