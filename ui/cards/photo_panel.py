"""A person's photo: a file chosen or dropped, cut to 3 : 4 by keys or mouse; Enter takes it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.cards.records import PhotoInfo
from app.core.errors import Invalid, UserError
from app.core.i18n import N_
from app.office import Office
from ui.cards.crop_view import CropView
from ui.cards.photo_file import SUFFIXES, PhotoFile, dropped_file, read_photo
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.file_dialogs import FileDialogs
from ui.kit.labels import Rule, Text
from ui.kit.panel import Panel, is_enter, titled
from ui.kit.tasks import Task

WIDTH, HEIGHT = 640, 600


class PhotoPanel(Panel):
    """``taken`` tells of the photo once it is stored; the old one stays until then, whatever goes wrong."""

    taken = Signal(object)

    def __init__(self, desk: Desk, employee_id: int, person: str) -> None:
        super().__init__(desk.look, desk.words, WIDTH, HEIGHT)
        self.desk, self._employee, self._person = desk, employee_id, person
        self._dialogs = FileDialogs(desk.words, desk.local)
        self._file: PhotoFile | None = None
        self._reading: Task | None = None
        self._request = str(uuid4())
        self.say(self.title.setText, N_("Photo: {name}", name=person))
        self.say(self.setAccessibleName, N_("Photo: {name}", name=person))
        self.crop = CropView(self.look, desk.words)
        self.crop.changed.connect(self._measure)
        self.size_told = Text(self.look, "caption", "text2", wrap=True)
        self.choose_button = Button(self.look, icon="image_add")
        self.say(self.choose_button.setText, N_("Choose…"))
        self.choose_button.clicked.connect(self.choose)
        self.cancel_button = Button(self.look, "quiet", key="Esc")
        self.say(self.cancel_button.setText, N_("Cancel"))
        self.cancel_button.clicked.connect(self.leave)
        self.take_button = Button(self.look, "primary", icon="checkmark", key="Enter")
        self.say(self.take_button.setText, N_("Take the photo"))
        self.say(self.take_button.set_busy_text, N_("Saving…"))
        self.take_button.clicked.connect(self.take)
        self.erase_button = Button(self.look, "quiet")
        self.say(self.erase_button.setText, N_("Erase the photo…"))
        self.erase_button.clicked.connect(self._erase)
        self.setAcceptDrops(True)
        self._lay_out()
        self.erase_button.hide()
        self._measure()
        # Whether there is something to erase; where that cannot be read, the rest says why.
        known = partial(_has_photo, desk.office, employee_id)
        desk.tasks.run(known, self.erase_button.setVisible, lambda _error: None, owner=self)

    @property
    def busy(self) -> bool:
        """Whether a file is being read or stored."""
        return self._reading is not None or self.take_button.is_busy

    def focus_first(self) -> None:
        first = self.crop if self._file is not None else self.choose_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def key(self, event: QKeyEvent) -> bool:
        if not is_enter(event):
            return False
        self.take()
        return True

    def choose(self) -> None:
        """Ask for a file."""
        kind = N_("Pictures")
        self._dialogs.choose(self, N_("Choose the photo"), kind, SUFFIXES, self.read_file, purpose="photo")

    def read_file(self, path: Path) -> None:
        """Show the picture of a file, or say why it cannot be one."""
        if self._reading is not None:
            self._reading.cancel()
        self.message.clear()
        self._reading = self.desk.tasks.run(partial(read_photo, path), self._show, self._failed, owner=self)

    def take(self) -> None:
        """Store the cut-out as the person's photo."""
        frame, file = self.crop.frame, self._file
        if frame is None or file is None or self.busy:
            return
        self.message.clear()
        self.take_button.set_busy(True)
        store = partial(_store, self.desk.office, self._employee, file.data, frame.pixels(), self._request)
        self.desk.tasks.run(store, self._stored, self._failed, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            self.read_file(path)

    def retranslate(self) -> None:
        self._measure()

    def _show(self, file: PhotoFile) -> None:
        self._reading, self._file = None, file
        self._request = str(uuid4())
        self.crop.show_picture(file.picture, file.frame)
        self.crop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stored(self, photo: PhotoInfo) -> None:
        self.take_button.set_busy(False)
        small = N_("Photo saved. It is small and may print less sharp.")
        self.desk.shell.toast(small if photo.small else N_("Photo saved"))
        self.taken.emit(photo)
        self.leave()

    def _failed(self, error: Exception) -> None:
        self._reading = None
        self.take_button.set_busy(False)
        if isinstance(error, Invalid):
            self.message.tell("bad", next(iter(error.fields.values())))
        elif isinstance(error, UserError):
            self.message.tell("bad", error.message)
        else:
            self.leave()
            self.desk.shell.show_trouble(error)

    def _measure(self) -> None:
        """Tell how many pixels the cut-out has, and whether they are enough."""
        frame, file = self.crop.frame, self._file
        if frame is None or file is None:
            self.take_button.setEnabled(False)
            self.size_told.set_tone("text2")
            self.say(self.size_told.setText, N_("JPEG or PNG, 3 : 4, best at least 600 × 800 pixels."))
            return
        _, _, width, height = frame.pixels()
        size = {"width": width, "height": height}
        if not _holds((width, height), file.least):
            least = f"{file.least[0]} × {file.least[1]}"
            tone, told = "bad", N_("Cut-out: {width} × {height} pixels. Needed: {least}.", **size, least=least)
        elif not _holds((width, height), file.good):
            tone, told = "warn", N_("Cut-out: {width} × {height} pixels. It may print less sharp.", **size)
        else:
            tone, told = "text2", N_("Cut-out: {width} × {height} pixels.", **size)
        self.take_button.set_off(self.words(told) if tone == "bad" else "")
        self.size_told.set_tone(tone)
        self.say(self.size_told.setText, told)

    def _erase(self) -> None:
        from ui.cards.photo_erase import ErasePhotoSheet  # noqa: PLC0415 - loaded when somebody erases

        self.leave()
        self.desk.shell.open_sheet(ErasePhotoSheet(self.desk, self._employee, self._person))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(22, 18, 18, 18)
        column.setSpacing(10)
        column.addLayout(titled(self))
        column.addWidget(self.message)
        column.addWidget(self.crop, 1)
        column.addWidget(self.size_told)
        keys = Text(self.look, "caption", "text3", wrap=True)
        self.say(keys.setText, N_("Arrows move the frame, with Shift further; + and − size it. Drop a file here."))
        column.addWidget(keys)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose_button)
        row.addWidget(self.erase_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.take_button)
        column.addLayout(row)


def open_photo(desk: Desk, employee_id: int, person: str, path: Path | None = None) -> PhotoPanel:
    """Show the panel, with a file already where one was dropped."""
    panel = PhotoPanel(desk, employee_id, person)
    desk.shell.open_panel(panel)
    if path is not None:
        panel.read_file(path)
    return panel


def _store(
    office: Office, employee_id: int, data: bytes, pixels: tuple[int, int, int, int], request: str
) -> PhotoInfo:
    from app.cards.photos import Photos  # noqa: PLC0415 - Pillow is slow to load
    from app.cards.pictures import Crop  # noqa: PLC0415

    return Photos(office).put(employee_id, data, Crop(*pixels), request)


def _has_photo(office: Office, employee_id: int) -> bool:
    from app.cards.photos import Photos  # noqa: PLC0415 - Pillow is slow to load

    return Photos(office).current(employee_id) is not None


def _holds(size: tuple[int, int], least: tuple[int, int]) -> bool:
    return size[0] >= least[0] and size[1] >= least[1]
