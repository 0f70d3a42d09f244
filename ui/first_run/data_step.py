"""Step 7: where the data and the backup copies lie; an office that is there already is only connected to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_, Message
from app.core.settings import BACKUP_FOLDER, Setting
from app.server_start import OfficeThere, ServerTrouble, examine
from ui.first_run.places import Writable, new_url, try_writing
from ui.first_run.server_fields import FORM_NAMES, ServerFields
from ui.first_run.step import Step, Surroundings
from ui.kit.buttons import Button
from ui.kit.checks import RadioField
from ui.kit.fields import Option
from ui.kit.folder_field import FolderField
from ui.kit.labels import Text

THIS_PC, FOLDER, SERVER, EXISTING = "pc", "folder", "server", "existing"
_CHOICES = (
    (THIS_PC, N_("On this computer")),
    (FOLDER, N_("In a shared folder")),
    (SERVER, N_("Shared database (Postgres)")),
    (EXISTING, N_("Lete is in use already: connect to its database")),
)


class DataStep(Step):
    """This PC, a shared folder, a server, or an existing database; and the folder for copies."""

    key = "data"
    title = N_("Data place and copies")
    about = N_("Keep copies on another disk than the data.")
    connect_wanted = Signal(str)
    """There is an office at this address already, and the person wants to go to it."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.place = RadioField(self.look)
        self._add("place", self.place, N_("Where the data are kept"))
        self.column.addWidget(self.place)
        self.where = Text(self.look, "caption", "text2", wrap=True)
        self.column.addWidget(self.where)
        self.folder = FolderField(self.look, self.words)
        self._add("folder", self.folder, N_("Shared folder"))
        self.say(self.folder.set_help, N_("Everybody who works with Lete must be able to write to it."))
        self.server = ServerFields(self.look, self.words)
        for name, field, label in self.server.fields():
            self._add(name, field, label, required=True)
            field.edited.connect(self._withdraw)
        self.address = FolderField(self.look, self.words, files="Lete (*.db)")
        self._add("address", self.address, N_("Address or file of the database"))
        self.say(self.address.set_help, N_("postgresql://HOST/NAME, or the file lete.db in a shared folder."))
        self.copies = FolderField(self.look, self.words)
        self._add("copies", self.copies, BACKUP_FOLDER.label)
        self.say(self.copies.set_help, N_("A copy is made every day and checked at once. May be filled in later."))
        for part in (self.folder, self.server, self.address, self.copies):
            self.column.addWidget(part)
        row = QHBoxLayout()
        self.test = Button(self.look, icon="checkmark")
        self.say(self.test.set_busy_text, N_("Testing…"))
        self.test.clicked.connect(self.test_place)
        row.addWidget(self.test)
        self.join = Button(self.look, icon="database")
        self.say(self.join.setText, N_("Connect to this office"))
        self.join.clicked.connect(lambda: self.connect_wanted.emit(self.server.place().address))
        self.join.hide()
        row.addWidget(self.join)
        self.told = Text(self.look, "body", "ok", wrap=True)
        row.addWidget(self.told, 1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.retranslate()
        self.place.set_value(THIS_PC)
        self.place.edited.connect(self._fit)
        self.form.order_tabs()
        self._fit()

    @property
    def on_server(self) -> bool:
        """Whether a new office is to be on a server."""
        return self.place.value() == SERVER

    @property
    def connects(self) -> bool:
        """Whether an office that is there already is meant."""
        return self.place.value() == EXISTING

    def choose_existing(self) -> None:
        """The person said at once that there is an office."""
        self.place.set_value(EXISTING)
        self._fit()
        self.address.line.setFocus()

    def keep(self) -> dict[str, Any]:
        return {name: value for name, value in super().keep().items() if name != FORM_NAMES["login"]}

    def fill(self, kept: Mapping[str, Any]) -> None:
        super().fill(kept)
        if self.place.value() is None:
            self.place.set_value(THIS_PC)
        self._fit()

    def check(self) -> dict[str, Message]:
        if self.place.value() == FOLDER and self.folder.is_empty():
            return {"folder": N_("Choose the folder.")}
        if self.connects and self.address.is_empty():
            return {"address": N_("Write the address of the database.")}
        return self.server.check() if self.on_server else {}

    def url(self) -> str:
        """The address of the database to be made."""
        shared = self.place.value() == FOLDER
        return new_url(self.folder.value() if shared else str(self.around.data_folder))

    def settings(self) -> dict[Setting[Any], Any]:
        folder = self.copies.value()
        return {BACKUP_FOLDER: folder} if folder and not self.on_server else {}

    def folders(self) -> list[tuple[str, str]]:
        """The folders that must be writable, each with its field's name."""
        if self.connects or self.on_server:
            return []
        found = [("copies", self.copies.value())] if self.copies.value() else []
        if self.place.value() == FOLDER and self.folder.value():
            found.insert(0, ("folder", self.folder.value()))
        elif self.place.value() == THIS_PC:
            found.insert(0, ("place", str(self.around.data_folder)))
        return found

    def test_place(self) -> None:
        """Write a small file into each folder and take it away again, or ask the server all that matters."""
        self._withdraw()
        wrong = self.check()
        if wrong:
            self.problems()
            return
        self.test.set_busy(True)
        job = (
            partial(examine, self.server.place()) if self.on_server else partial(write_everywhere, self.folders())
        )
        self.around.tasks.run(job, lambda _found: self._tried(), self._failed, owner=self)

    def show_trouble(self, error: PlaceTrouble | ServerTrouble) -> QWidget:
        """Say at its field why a place cannot be used, and offer the office that is there; what has to be seen."""
        name = FORM_NAMES[error.name] if isinstance(error, ServerTrouble) else error.name
        self._wrong = {name: error.message}
        self.retranslate()
        self.join.setVisible(isinstance(error, OfficeThere))
        return self.join if isinstance(error, OfficeThere) else self.form.field(name)

    def retranslate(self) -> None:
        self.place.set_options([Option(code, self.words(label)) for code, label in _CHOICES])
        super().retranslate()

    def _tried(self) -> None:
        self.test.set_busy(False)
        good = N_("A new office can be made there.") if self.on_server else N_("The folders can be written to.")
        self.say(self.told.setText, good)

    def _failed(self, error: Exception) -> None:
        self.test.set_busy(False)
        if not isinstance(error, PlaceTrouble | ServerTrouble):
            raise error
        self.show_trouble(error)

    def _withdraw(self) -> None:
        """What was found out holds no more."""
        self.unsay(self.told.setText)
        self.told.setText("")
        self.join.hide()

    def _fit(self) -> None:
        place = self.place.value()
        self.folder.setVisible(place == FOLDER)
        self.server.setVisible(place == SERVER)
        self.address.setVisible(place == EXISTING)
        self.copies.setVisible(place in (THIS_PC, FOLDER))
        self.test.setVisible(place != EXISTING)
        self.say(self.test.setText, N_("Test the server") if place == SERVER else N_("Test the folders"))
        self._withdraw()
        self.told.setVisible(place != EXISTING)
        self.where.setVisible(place == THIS_PC)
        self.where.setText(str(self.around.data_folder))
        self.edited.emit()


class PlaceTrouble(UserError):
    """A place that cannot be used; ``name`` is its field."""

    def __init__(self, name: str, message: Message) -> None:
        super().__init__(message)
        self.name = name


def write_everywhere(folders: list[tuple[str, str]]) -> list[Writable]:
    """Try every folder. Raises PlaceTrouble for the first that cannot be written to."""
    found = []
    for name, folder in folders:
        try:
            found.append(try_writing(folder))
        except UserError as error:
            raise PlaceTrouble(name, error.message) from error
    return found
