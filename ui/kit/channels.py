"""Channel buttons: an icon above a word; Alt+1 … Alt+8 choose from anywhere in the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from ui.kit.fields import Field, Option
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded

_HEIGHT, _ICON, _MOST, _SIDE, _GAP = 54, 18, 8, 4, 6


class ChannelButton(QToolButton):
    """One channel; checkable."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.icon_name = ""
        self.setCheckable(True)
        # Alt+digit works anywhere, so Tab need not stop at every channel; a click still gives the arrows.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measured with strong words, so that choosing moves nothing."""
        metrics = QFontMetrics(self.look.font("caption_strong"))
        words = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(max(self.look.px(48), words + 2 * self.look.px(_SIDE)), self.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its longest word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button in its state."""
        painter = QPainter(self)
        look = self.look
        on = self.isChecked()
        ink = "on_accent" if on else "text" if self.isEnabled() else "off"
        fill = "accent" if on else "hover" if self.underMouse() else "layer"
        rounded(painter, QRectF(self.rect()), 6, look.colour(fill), look.colour("accent" if on else "line2"))
        side = look.px(_ICON)
        font = look.font("caption_strong" if on else "caption")
        two_lines = QFontMetrics(look.font("caption_strong")).horizontalAdvance(self.text()) > self.width() - 4
        place = QPointF((self.width() - side) / 2, look.px(3 if two_lines else 8))
        if self.icon_name:
            painter.drawPixmap(place, look.icon(self.icon_name, _ICON, ink, on=self, filled=on))
        painter.setFont(font)
        painter.setPen(look.colour(ink))
        top, height = (look.px(21), look.px(32)) if two_lines else (look.px(28), look.px(20))
        flags = Qt.AlignmentFlag.AlignCenter | (Qt.TextFlag.TextWordWrap if two_lines else Qt.AlignmentFlag(0))
        painter.drawText(QRect(0, top, self.width(), height), flags, self.text())
        if self.hasFocus():
            focus_frame(painter, self.rect(), look, 6)
            focus_frame(painter, self.rect().adjusted(2, 2, -2, -2), look, 5, "on_accent" if on else "accent")
        painter.end()


class _Rows(QWidget):
    """Holds the buttons in one row where they fit, else in as few even rows as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[ChannelButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """One below another, at the worst."""
        widest = max((button.sizeHint().width() for button in self.buttons), default=0)
        return QSize(widest, self.minimumHeight())

    def sizeHint(self) -> QSize:
        """All in one row."""
        width = sum(button.sizeHint().width() + _GAP for button in self.buttons) - _GAP
        return QSize(max(0, width), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out the rows again."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the buttons in their places."""
        if not self.buttons:
            return
        hints = [button.sizeHint().width() for button in self.buttons]
        count = len(hints)
        single = sum(hints) + _GAP * (count - 1) <= self.width()
        columns = count
        while not single and columns > 1 and (max(hints) + _GAP) * columns - _GAP > self.width():
            columns = ceil(count / (ceil(count / columns) + 1))
        height = self.buttons[0].sizeHint().height()
        room = self.width() - _GAP * (columns - 1)
        spare = max(0, room - sum(hints))
        left = 0
        for at, button in enumerate(self.buttons):
            column = at % columns
            left = 0 if column == 0 else left
            width = hints[at] + spare // count if single else room // columns
            if column == columns - 1:
                width = self.width() - left
            button.setGeometry(left, at // columns * (height + _GAP), width, height)
            left += width + _GAP
        rows = ceil(count / columns)
        needed = rows * (height + _GAP) - _GAP
        if self.minimumHeight() != needed:
            self.setFixedHeight(needed)


class ChannelField(Field):
    """The channel buttons with their label; ``scope`` is where Alt+digit is heard, usually the whole sheet."""

    def __init__(self, look: Look, scope: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._options: list[Option] = []
        self._panel = _Rows()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda _id: self.edited.emit())
        self._place(self._panel)
        for digit in range(1, _MOST + 1):
            keys = QShortcut(QKeySequence(f"Alt+{digit}"), scope)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda at=digit - 1: self._pick(at))
        look.changed.connect(self._restyle)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these (up to eight); with the same values only words and icons change."""
        if [option.value for option in options] != [option.value for option in self._options]:
            self._rebuild(len(options))
        self._options = list(options)
        for at, option in enumerate(options):
            button = self._button(at)
            button.setText(option.text)
            button.setAccessibleName(option.text)
            button.setToolTip(f"{option.text} (Alt+{at + 1})")
            button.icon_name = option.icon
        self._restyle()

    def value(self) -> object:
        """The value chosen, or None."""
        at = self._group.checkedId()
        return self._options[at].value if at >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose; an unknown value chooses nothing. Nothing is sent."""
        self._group.setExclusive(False)
        for at, option in enumerate(self._options):
            self._button(at).setChecked(option.value == value)
        self._group.setExclusive(True)
        self.set_error("")

    def buttons(self) -> list[ChannelButton]:
        """The buttons in order."""
        return [self._button(at) for at in range(len(self._options))]

    def _pick(self, at: int) -> None:
        if at < len(self._options) and self.isEnabled():
            self._button(at).setChecked(True)
            self.edited.emit()

    def _button(self, at: int) -> ChannelButton:
        button = self._group.button(at)
        assert isinstance(button, ChannelButton)
        return button

    def _rebuild(self, count: int) -> None:
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._panel.buttons = []
        for at in range(count):
            button = ChannelButton(self.look, self._panel)
            self._group.addButton(button, at)
            self._panel.buttons.append(button)
            button.show()

    def _restyle(self) -> None:
        for button in self._group.buttons():
            button.updateGeometry()
            button.update()
        self._panel.arrange()
