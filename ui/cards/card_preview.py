"""A card as it will be printed, drawn from the very PDF beside the window; only the last wish is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.errors import UserError
from app.core.i18n import C_, N_, Message
from ui.kit.desk import Desk
from ui.kit.tasks import Task
from ui.kit.texts import Speaking

#: A change is drawn when nothing else was changed for so long, in milliseconds.
SETTLE = 120
SHADOW = 6
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Drawn:
    """One page as a picture, how large it is on paper (mm), and how many pages there are."""

    picture: QImage
    size: QSizeF
    pages: int


class CardPreview(Speaking, QWidget):
    """``wish`` says how the PDF is made; until the new picture is there, the old one stays."""

    drawn = Signal()
    """The picture is what was last wished for."""
    refused = Signal(object)
    """The PDF cannot be made: a Message says why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.page = 0
        self.pages = 1
        self.millimetres = QSizeF()
        self._make: Callable[[], bytes] | None = None
        self._picture = QImage()
        self._drawing: Task | None = None
        self._wishes = 0
        self._drawn = 0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.look.changed.connect(self.update)
        self.retranslate()

    @property
    def is_current(self) -> bool:
        """Whether the picture is what was last wished for."""
        return self._drawn == self._wishes

    @property
    def picture(self) -> QImage:
        """The picture shown."""
        return self._picture

    def wish(self, make: Callable[[], bytes], *, now: bool = False) -> None:
        """Show what ``make``, called in a worker, makes; ``now`` without waiting for more changes."""
        self._make = make
        self._again(now=now)

    def turn(self, page: int) -> None:
        """Show the front (0) or the back (1)."""
        if page != self.page:
            self.page = page
            self.retranslate()
            self._again(now=True)

    def measure(self) -> Message:
        """„54 × 85,6 mm”, once it is known."""
        comma = "," if self.desk.words.language == "lv" else "."
        width, height = (f"{side:.1f}".removesuffix(".0").replace(".", comma) for side in self._sides())
        return N_("Preview · {width} × {height} mm", width=width, height=height)

    def sizeHint(self) -> QSize:
        """Little is asked for: the card takes all there is, and nothing scrolls while it can be smaller."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(120), self.look.px(170))

    def retranslate(self) -> None:
        side = C_("card", "Back") if self.page else C_("card", "Front")
        self.setAccessibleName(self.words(N_("Preview: {side}", side=side)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._make is not None:
            self._again(now=False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 7))
            painter.drawRoundedRect(place.adjusted(-step, -step + 2, step, step + 2), 8 + step, 8 + step)
        card = QPainterPath()
        card.addRoundedRect(place, 8, 8)
        painter.setClipPath(card)
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawImage(place, self._picture)
        painter.end()

    def _sides(self) -> tuple[float, float]:
        return self.millimetres.width(), self.millimetres.height()

    def _place(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(SHADOW + 2, SHADOW, -SHADOW - 2, -SHADOW - 4)
        size = self.millimetres.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        place.moveTop(room.top())
        return place

    def _again(self, *, now: bool) -> None:
        self._wishes += 1
        if now:
            self._draw()
        else:
            self._settle.start()

    def _draw(self) -> None:
        self._settle.stop()
        if self._make is None or self._drawing is not None:
            return  # what is being drawn asks again when it comes, if it is no longer wanted
        wish = self._wishes
        room = self.size() * self.devicePixelRatioF()
        job = partial(_draw, self._make, self.page, room)
        self._drawing = self.desk.tasks.run(job, partial(self._show, wish), partial(self._fail, wish), owner=self)

    def _show(self, wish: int, made: Drawn) -> None:
        if not self._came(wish):
            return
        self._picture, self.millimetres, self.pages = made.picture, made.size, made.pages
        self.update()
        self.drawn.emit()

    def _fail(self, wish: int, error: Exception) -> None:
        if not self._came(wish):
            return
        if isinstance(error, UserError):
            self.refused.emit(error.message)
        else:
            self.desk.shell.show_trouble(error)

    def _came(self, wish: int) -> bool:
        """Whether an answer is the one waited for; one that is not is dropped."""
        self._drawing = None
        if wish == self._wishes:
            self._drawn = wish
            return True
        if not self._settle.isActive():
            self._draw()
        return False


def _draw(make: Callable[[], bytes], page: int, room: QSize) -> Drawn:
    from ui.kit.pdf_pages import page_picture, page_sizes  # noqa: PLC0415 - pypdfium2 is slow to load

    data = make()
    sizes = page_sizes(data)
    at = min(page, len(sizes) - 1)
    size = sizes[at]
    scale = min(room.width() / size.width(), room.height() / size.height())
    return Drawn(page_picture(data, at, max(scale, 0.2)), size / _POINTS_PER_MM, len(sizes))
