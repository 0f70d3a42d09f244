"""Check boxes and radio buttons, 18 px in a 32 px row, painted from the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QCheckBox, QRadioButton, QWidget

from ui.kit.fields import Field, Option
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded

_BOX, _GAP, _ROW, _SIDE = 18, 8, 32, 6


def _hint(button: QAbstractButton, look: Look) -> QSize:
    text = QFontMetrics(button.font()).size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
    width = look.px(_BOX) + 2 * look.px(_SIDE) + (look.px(_GAP) + text + 2 if text else 0)
    return QSize(width, look.px(_ROW))


def _box_rect(button: QAbstractButton, look: Look) -> QRectF:
    side = look.px(_BOX)
    return QRectF(look.px(_SIDE), (button.height() - side) / 2, side, side)


def _paint_words(painter: QPainter, button: QAbstractButton, look: Look) -> None:
    left = look.px(_SIDE) + look.px(_BOX) + look.px(_GAP)
    painter.setFont(button.font())
    painter.setPen(look.colour("text" if button.isEnabled() else "off"))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
    painter.drawText(QRect(left, 0, button.width() - left, button.height()), flags, button.text())
    if button.hasFocus():
        focus_frame(painter, button.rect(), look)


class CheckBox(QCheckBox):
    """A check box; the whole row is its target."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._dress()
        look.changed.connect(self._dress)

    def set_off(self, reason: str) -> None:
        """Disable it and say why in its tooltip; "" enables it again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)

    def sizeHint(self) -> QSize:
        """Box and words in a row high enough to hit."""
        return _hint(self, self.look)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere in the row."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, tick, words and focus."""
        painter = QPainter(self)
        look = self.look
        box = _box_rect(self, look)
        on = self.isChecked()
        strong = "accent" if self.isEnabled() else "off"
        edge = "ctl_edge" if self.isEnabled() else "line2"
        rounded(painter, box, 4, look.colour(strong if on else "field"), look.colour(strong if on else edge))
        if on:
            tick = look.icon("checkmark", 14, "on_accent", on=self, filled=True)
            inset = (box.width() - look.px(14)) / 2
            painter.drawPixmap(box.topLeft() + QPointF(inset, inset), tick)
        _paint_words(painter, self, look)
        painter.end()

    def _dress(self) -> None:
        self.setFont(self.look.font())
        self.setMinimumHeight(self.look.px(_ROW))
        self.updateGeometry()
        self.update()


class RadioButton(QRadioButton):
    """A radio button; the whole row is its target."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._dress()
        look.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """Ring and words in a row high enough to hit."""
        return _hint(self, self.look)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere in the row."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring, dot, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.look
        box = _box_rect(self, look).adjusted(0.5, 0.5, -0.5, -0.5)
        strong = "accent" if self.isEnabled() else "off"
        painter.setBrush(look.colour("field"))
        painter.setPen(QPen(look.colour("ctl_edge" if self.isEnabled() else "line2"), 1))
        if self.isChecked():
            box.adjust(2, 2, -2, -2)
            painter.setPen(QPen(look.colour(strong), look.px(5)))
        painter.drawEllipse(box)
        _paint_words(painter, self, look)
        painter.end()

    def _dress(self) -> None:
        self.setFont(self.look.font())
        self.setMinimumHeight(self.look.px(_ROW))
        self.updateGeometry()
        self.update()


class CheckField(Field):
    """A check box in a form; its words stand beside the box."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.box = CheckBox(look)
        self._place(self.box)
        self.box.clicked.connect(self.edited)

    def set_label(self, label: str) -> None:
        """The words beside the box."""
        self.box.setText(label)

    def label(self) -> str:
        """The words beside the box."""
        return self.box.text().replace("&", "")

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def is_empty(self) -> bool:
        """A box always says something."""
        return False

    def set_value(self, value: object) -> None:
        """Tick it or not."""
        self.box.setChecked(bool(value))


class RadioField(Field):
    """One of a few, each in words; one Tab stop, arrows move."""

    def __init__(self, look: Look, *, side_by_side: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._group = QButtonGroup(self)
        self._options: list[Option] = []
        self._panel = QWidget()
        way = QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom
        self._line = QBoxLayout(way, self._panel)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(look.px(8) if side_by_side else 0)
        self._line.addStretch(1)
        self._place(self._panel)
        self._group.idClicked.connect(lambda _id: self.edited.emit())

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; with the same values only the words change."""
        if [option.value for option in options] != [option.value for option in self._options]:
            self._rebuild(len(options))
        self._options = list(options)
        for at, option in enumerate(options):
            self._group.button(at).setText(option.text)

    def value(self) -> object:
        """The value chosen, or None."""
        at = self._group.checkedId()
        return self._options[at].value if at >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose; an unknown value chooses nothing."""
        self._group.setExclusive(False)
        for at, option in enumerate(self._options):
            self._group.button(at).setChecked(option.value == value)
        self._group.setExclusive(True)
        self.set_error("")
        self._aim()

    def buttons(self) -> list[QAbstractButton]:
        """The radio buttons in order."""
        return self._group.buttons()

    def _rebuild(self, count: int) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._line.removeWidget(button)
            button.deleteLater()
        for at in range(count):
            button = RadioButton(self.look, self._panel)
            button.toggled.connect(self._aim)
            self._group.addButton(button, at)
            self._line.insertWidget(at, button)
        self._aim()

    def _aim(self) -> None:
        """The panel passes the keyboard to the chosen button."""
        button = self._group.checkedButton() or self._group.button(0)
        if button is not None:
            self._panel.setFocusProxy(button)
