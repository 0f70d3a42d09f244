"""The pages of a document as they will be printed; only those on the screen are drawn, beside the window."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy

from app.core.i18n import N_, Translator
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded
from ui.kit.tasks import Tasks
from ui.kit.texts import Speaking

GAP, MARGIN = 12, 12
#: How many pictures are kept.
KEPT = 12
#: One step of zoom, and its bounds as px for a point.
STEP, LEAST, MOST = 1.25, 0.2, 6.0


class Preview(Speaking, QAbstractScrollArea):
    """Shows a PDF. Whole page at first; Ctrl+wheel and Ctrl +/− zoom, Ctrl+0 goes back to the whole page."""

    page_changed = Signal(int)

    def __init__(self, look: Look, words: Translator, tasks: Tasks) -> None:
        super().__init__()
        self.look, self.words, self._tasks = look, words, tasks
        self._data = b""
        self._sizes: tuple[QSizeF, ...] = ()
        self._zoom: float | None = None
        #: Page → the picture, and for which document and scale it was made; an older one stays until then.
        self._pictures: OrderedDict[int, tuple[QPixmap, tuple[int, float]]] = OrderedDict()
        self._asked: dict[int, tuple[int, float]] = {}
        self._document = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        look.changed.connect(self.viewport().update)
        self.retranslate()

    def show_document(self, data: bytes, sizes: tuple[QSizeF, ...]) -> None:
        """Show another version; the pictures of the old one stay until the new ones are ready."""
        self._data, self._sizes = data, sizes
        self._document += 1
        self._asked.clear()
        for page in [page for page in self._pictures if page >= len(sizes)]:
            del self._pictures[page]
        self._arrange()
        self.retranslate()

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self._sizes)

    @property
    def is_sharp(self) -> bool:
        """Whether each page on the screen shows its present picture."""
        return bool(self._sizes) and all(
            page in self._pictures and self._pictures[page][1] == self._wanted() for page in self._on_screen()
        )

    def page(self) -> int:
        """The page in front, from 1."""
        middle = self.viewport().height() // 2
        boxes = self._boxes()
        return next((at + 1 for at, box in enumerate(boxes) if box.bottom() >= middle), len(boxes))

    def picture(self, page: int) -> QPixmap | None:
        """The picture kept of a page (0-based)."""
        kept = self._pictures.get(page)
        return kept[0] if kept else None

    def scale(self) -> float:
        """Logical px for a point."""
        if self._zoom is not None:
            return self._zoom
        if not self._sizes:
            return 1.0
        room = self.viewport().size()
        width = max(size.width() for size in self._sizes[:1])
        height = max(size.height() for size in self._sizes[:1])
        fitting = min((room.width() - 2 * MARGIN) / width, (room.height() - 2 * MARGIN) / height)
        return max(LEAST / 2, fitting)

    def zoom_by(self, factor: float) -> None:
        """Show the pages larger or smaller."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._zoom = min(MOST, max(LEAST, self.scale() * factor))
        self._arrange()
        bar.setValue(round(share * bar.maximum()))

    def zoom_whole(self) -> None:
        """Show whole pages again."""
        self._zoom = None
        self._arrange()

    def retranslate(self) -> None:
        text = self.words(
            N_("Page {page} of {total}", page=self.page() if self._sizes else 0, total=self.page_count)
        )
        self.setAccessibleName(self.words(N_("Preview")))
        self.setAccessibleDescription(text if self._sizes else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.zoom_key(event):
            super().keyPressEvent(event)

    def zoom_key(self, event: QKeyEvent) -> bool:
        """Do what a zooming key says; False for any other key."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.matches(QKeySequence.StandardKey.ZoomIn) or event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif event.matches(QKeySequence.StandardKey.ZoomOut) or event.key() == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif event.key() == Qt.Key.Key_0:
            self.zoom_whole()
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rounded(painter, QRectF(self.viewport().rect()), 6, self.look.colour("line2"), None)
        boxes = self._boxes()
        for page in self._on_screen():
            box = boxes[page]
            painter.fillRect(box, Qt.GlobalColor.white)
            kept = self._pictures.get(page)
            if kept is not None:
                painter.drawPixmap(QRectF(box), kept[0], QRectF(kept[0].rect()))
        if self.hasFocus():
            focus_frame(painter, self.viewport().rect(), self.look, 6)
        painter.end()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def _scrolled(self, _value: int) -> None:
        self._ask()
        self.retranslate()
        self.page_changed.emit(self.page())

    def _boxes(self) -> list[QRect]:
        """Where each page stands in the viewport."""
        scale, room = self.scale(), self.viewport().width()
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        boxes = []
        y = MARGIN - top
        if len(self._sizes) == 1:
            spare = self.viewport().height() - round(self._sizes[0].height() * scale) - 2 * MARGIN
            y += max(0, spare // 2)
        for size in self._sizes:
            width, height = round(size.width() * scale), round(size.height() * scale)
            x = max(MARGIN, (room - width) // 2)
            boxes.append(QRect(QPoint(x - left, y), QPoint(x - left + width - 1, y + height - 1)))
            y += height + GAP
        return boxes

    def _on_screen(self) -> list[int]:
        seen = self.viewport().rect()
        return [page for page, box in enumerate(self._boxes()) if box.intersects(seen)]

    def _arrange(self) -> None:
        scale, room = self.scale(), self.viewport().size()
        width = max((round(size.width() * scale) for size in self._sizes), default=0) + 2 * MARGIN
        height = sum(round(size.height() * scale) + GAP for size in self._sizes) - GAP + 2 * MARGIN
        for bar, whole, part in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setPageStep(part)
            bar.setSingleStep(self.look.px(40))
            bar.setRange(0, max(0, whole - part))
        self._ask()
        self.viewport().update()

    def _wanted(self) -> tuple[int, float]:
        return self._document, round(self.scale() * self.devicePixelRatioF(), 4)

    def _ask(self) -> None:
        """Have the pages on the screen drawn that are not yet as they should be."""
        wanted = self._wanted()
        for page in self._on_screen():
            kept = self._pictures.get(page)
            if (kept is not None and kept[1] == wanted) or self._asked.get(page) == wanted:
                continue
            self._asked[page] = wanted
            self._draw(page, wanted)

    def _draw(self, page: int, wanted: tuple[int, float]) -> None:
        data, scale = self._data, wanted[1]

        def job() -> QImage | None:
            from ui.kit.pdf_pages import page_picture  # noqa: PLC0415 - pypdfium2 is slow to load

            # Somebody who scrolls or types on has no use for it any more.
            return page_picture(data, page, scale) if self._asked.get(page) == wanted else None

        self._tasks.run(job, lambda picture: self._drawn(page, wanted, picture), owner=self)

    def _drawn(self, page: int, made: tuple[int, float], picture: QImage | None) -> None:
        if picture is None or self._asked.get(page) != made:
            return
        del self._asked[page]
        self._pictures[page] = QPixmap.fromImage(picture), made
        self._pictures.move_to_end(page)
        while len(self._pictures) > max(KEPT, len(self._on_screen()) + 2):
            self._pictures.popitem(last=False)
        self.viewport().update()
