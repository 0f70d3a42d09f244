"""Saved views: a person's named filters, chosen, kept and forgotten from one small menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.contacts.records import ContactFilter, SavedViewRecord, Sort
from app.contacts.service import Contacts
from app.core.errors import Invalid
from app.core.i18n import C_, N_
from ui.kit.buttons import Button, IconButton
from ui.kit.desk import Desk
from ui.kit.form import EntryForm
from ui.kit.line_fields import LineField
from ui.kit.texts import Speaking
from ui.kit.undo import Act


class SavedViews(Speaking, QWidget):
    """The row in which a view is named; ``button`` stands in the filter row and opens the menu."""

    picked = Signal(object)
    """The SavedViewRecord to show."""

    def __init__(self, desk: Desk, present: Callable[[], tuple[ContactFilter, Sort]]) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self._present = present
        self._contacts = Contacts(desk.office)
        self.records: list[SavedViewRecord] = []
        self.button = IconButton(self.look, "star")
        self.say(self.button.set_name, N_("Saved views"))
        self.button.clicked.connect(self.open_menu)
        self.name = LineField(self.look)
        self.say(self.name.set_label, N_("Name of the view"))
        self.form = EntryForm(self)
        self.form.add("name", self.name)
        self.form.submitted.connect(self._save)
        self.form.left.connect(self.hide)
        save = Button(self.look, "plain")
        self.say(save.setText, N_("Save"))
        save.clicked.connect(self.form.submit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.name.set_control_width(300)
        row.addWidget(self.name)
        row.addWidget(save, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.hide()

    def reload(self) -> None:
        """Read the person's views."""
        self.desk.tasks.run(self._contacts.views, self._take, self.desk.shell.show_trouble, owner=self)

    def open_menu(self) -> None:
        """Choose, keep or forget a view."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def fill(self, menu: QMenu) -> None:
        """Put the views and what can be done with them into a menu."""
        say = self.words
        for record in self.records:
            menu.addAction(record.name.replace("&", "&&"), partial(self.picked.emit, record))
        if self.records:
            menu.addSeparator()
        menu.addAction(say(N_("Save this view…")), self._begin)
        if self.records:
            forget = menu.addMenu(say(N_("Delete a view")))
            for record in self.records:
                forget.addAction(record.name.replace("&", "&&"), partial(self._delete, record))

    def _begin(self) -> None:
        self.name.set_value("")
        self.show()
        self.form.focus("name")

    def _save(self) -> None:
        chosen, sort = self._present()
        name = self.name.value()
        self.desk.tasks.run(
            lambda: self._contacts.save_view(name, chosen, sort), self._saved, self._refused, owner=self
        )

    def _saved(self, _number: int) -> None:
        self.hide()
        self.desk.shell.toast(N_("View saved: {name}", name=self.name.value()))
        self.reload()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.form.show_errors({name: self.words(text) for name, text in error.fields.items()})
        else:
            self.desk.shell.show_trouble(error)

    def _delete(self, record: SavedViewRecord) -> None:
        def deleted(_nothing: None) -> None:
            numbers = [record.id]

            def back() -> None:
                numbers[0] = self._contacts.save_view(record.name, record.filter, record.sort)
                self.reload()

            def again() -> None:
                self._contacts.delete_view(numbers[0])
                self.reload()

            name = C_("toast", "View deleted: {name}", name=record.name)
            self.desk.undo.push(Act(name, back, again))
            self.desk.shell.toast(name, N_("Undo"), self._undo, "Ctrl+Z")
            self.reload()

        self.desk.tasks.run(
            lambda: self._contacts.delete_view(record.id), deleted, self.desk.shell.show_trouble, owner=self
        )

    def _undo(self) -> None:
        try:
            self.desk.undo.undo()
        except Exception as error:
            self.desk.shell.show_trouble(error)

    def _take(self, records: Sequence[SavedViewRecord]) -> None:
        self.records = list(records)
