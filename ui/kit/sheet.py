"""The side sheet: what is written while the page behind stays readable (design.md 2, 6.3)."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Translator
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import Text
from ui.kit.look import Look
from ui.kit.paint import rounded
from ui.kit.scroll import bring_into_view
from ui.kit.texts import Speaking

#: Width of a sheet beside a wide page, at 100 % text.
WIDTH = 470
#: Below this the sheet takes the whole page.
WIDE_WINDOW = 1200
#: A full-width sheet lower than this stands in two columns.
LOW = 560
SLIDE_MS = 120
SHADOW = 8


class Sheet(Speaking, QFrame):
    """A sheet with a title and a closing cross; what it holds goes into ``body``. Tab goes round within it."""

    closed = Signal()

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(20 + SHADOW, 10, 18, 12)
        column.setSpacing(6)
        self.header = QHBoxLayout()
        self.title = Text(look, "pane")
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        self.close_button = IconButton(look, "dismiss")
        self.close_button.set_key("Esc")
        self.say(self.close_button.set_name, N_("Close"))
        self.close_button.clicked.connect(self.leave)
        self.header.addWidget(self.close_button)
        column.addLayout(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)

    def set_columns(self, columns: int) -> None:
        """Stand in one column or two; the default sheet has one."""

    def add_buttons(self, save: Message, submit: Callable[[], object]) -> Button:
        """Put „Atcelt” and the button that saves at the foot; the latter."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button(self.look, "quiet", key="Esc")
        self.say(cancel.setText, N_("Cancel"))
        cancel.clicked.connect(self.leave)
        button = Button(self.look, "primary", key="Ctrl+Enter")
        self.say(button.setText, save)
        self.say(button.set_busy_text, N_("Saving…"))
        button.clicked.connect(submit)
        row.addWidget(cancel)
        row.addWidget(button)
        self.body.addLayout(row)
        return button

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""

    def leave(self) -> None:
        """Close; nothing typed is lost. Sheets that keep a draft say so here."""
        self.closed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """From the last to the first again, which may have been scrolled away."""
        moved = super().focusNextPrevChild(forward)
        focus = self.focusWidget()
        if moved and focus is not None:
            bring_into_view(focus)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        # A painted edge: a shadow effect would repaint the whole sheet for each letter.
        painter = QPainter(self)
        for step in range(SHADOW):
            painter.setPen(QColor(0, 0, 0, 3 + step * 3))
            painter.drawLine(step, 6, step, self.height() - 6)
        face = QRectF(SHADOW, 0, self.width() - SHADOW + 8, self.height())
        rounded(painter, face, 8, self.look.colour("layer"), self.look.colour("line"))
        painter.end()


class SheetHost(QObject):
    """Keeps at most one sheet over ``area`` and gives the keyboard back when it closes."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._sheet: Sheet | None = None
        self._opener: QWidget | None = None
        area.installEventFilter(self)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheet

    def open(self, sheet: Sheet) -> None:
        """Show ``sheet``, in place of whatever is open."""
        opener = QApplication.focusWidget() if self._sheet is None else self._opener
        if self._sheet is not None and self._sheet is not sheet:
            self._remove()
        self._sheet, self._opener = sheet, opener
        # Qt keeps Tab inside a sub-window by itself; F6 goes to the page behind.
        sheet.setParent(self._area, Qt.WindowType.SubWindow)
        sheet.closed.connect(self.close, Qt.ConnectionType.UniqueConnection)
        self._place()
        sheet.show()
        sheet.raise_()
        self._slide(sheet)
        sheet.focus_first()

    def close(self) -> None:
        """Take the sheet away; the keyboard returns to where it was before."""
        if self._sheet is None:
            return
        opener = self._opener
        self._remove()
        if opener is not None and _alive(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _remove(self) -> None:
        sheet, self._sheet, self._opener = self._sheet, None, None
        if sheet is not None:
            sheet.closed.disconnect(self.close)
            sheet.hide()
            sheet.deleteLater()

    def _place(self) -> None:
        if self._sheet is None:
            return
        size: QSize = self._area.size()
        wide = self._area.window().width() >= WIDE_WINDOW
        width = min(self._sheet.look.px(WIDTH) + SHADOW, size.width()) if wide else size.width()
        self._sheet.set_columns(2 if not wide and size.height() < LOW and size.width() >= 700 else 1)
        self._sheet.setGeometry(size.width() - width, 0, width, size.height())

    def _slide(self, sheet: Sheet) -> None:
        if not sheet.look.moves(sheet):
            return
        end = sheet.pos()
        slide = QPropertyAnimation(sheet, b"pos", sheet)
        slide.setDuration(SLIDE_MS)
        slide.setStartValue(QPoint(self._area.width(), end.y()))
        slide.setEndValue(end)
        slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


def _alive(widget: QWidget) -> bool:
    return bool(shiboken6.isValid(widget))
