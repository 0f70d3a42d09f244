"""The logo of the office: dropped onto a frame, or chosen as a file."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.errors import Invalid
from app.core.i18n import N_, Translator
from app.core.setting_values import check
from app.core.settings import LOGO
from ui.kit.ask_path import ask_path
from ui.kit.fields import Field
from ui.kit.look import Look
from ui.kit.paint import focus_frame
from ui.kit.texts import Speaking

_SIDE = 92
_MUCH = 2_000_000


class LogoBox(Speaking, QAbstractButton):
    """A square with a broken edge; a picture lies inside once there is one."""

    dropped = Signal(str)

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.picture = QPixmap()
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(self.setText, N_("Logo"))
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(_SIDE), self.look.px(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls:
            self.dropped.emit(urls[0].toLocalFile())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "bad" if self.property("bad") else "ctl_edge"
        pen = QPen(look.colour(edge), 1, Qt.PenStyle.SolidLine if self.picture else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("layer2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.picture:
            room = self.rect().adjusted(8, 8, -8, -8)
            size = self.picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(room).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, self.picture, QRectF(self.picture.rect()))
        else:
            self._invite(painter)
        if self.hasFocus():
            focus_frame(painter, self.rect(), look, 6)
        painter.end()

    def _invite(self, painter: QPainter) -> None:
        look = self.look
        side = look.px(26)
        left = (self.width() - side) // 2
        top = self.height() // 2 - side + look.px(4)
        painter.drawPixmap(left, top, look.icon("image_add", 26, "text2", on=self))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        words = self.rect().adjusted(2, self.height() // 2 + look.px(8), -2, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, self.text())


class LogoField(Speaking, Field):
    """The picture as base64 text; "" where there is none. Del takes it away."""

    words: Translator

    def __init__(self, look: Look, words: Translator, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.words = words
        self._value = ""
        self.box = LogoBox(look, words)
        self._place(self.box)
        self.box.clicked.connect(self._choose)
        self.box.dropped.connect(self.take_file)

    def value(self) -> str:
        """The picture."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a picture; what is none is left out."""
        self._value = value if isinstance(value, str) else ""
        picture = QPixmap()
        try:
            picture.loadFromData(QByteArray(base64.b64decode(self._value)))
        except (binascii.Error, ValueError):
            self._value = ""
        self.box.picture = picture
        self.box.update()
        self.set_error("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes the picture away."""
        if event.key() == Qt.Key.Key_Delete and self._value:
            self.set_value("")
            self.edited.emit()
        else:
            super().keyPressEvent(event)

    def take_file(self, name: str) -> None:
        """Take the picture of a file, or say why not."""
        path = Path(name)
        try:
            data = path.read_bytes() if path.stat().st_size < _MUCH else b"\0" * _MUCH
        except OSError:
            self.set_error(self.words(N_("The file “{name}” cannot be read.", name=path.name)))
            return
        try:
            text = check(LOGO, base64.b64encode(data).decode("ascii"))
        except Invalid as error:
            self.set_error(self.words(error.message))
            return
        self.set_value(text)
        self.edited.emit()

    def _choose(self) -> None:
        title, kind = self.words(N_("Logo")), "PNG, JPEG (*.png *.jpg *.jpeg)"
        ask_path(self, self.words, title, self.take_file, start=str(Path.home()), kind=kind)
