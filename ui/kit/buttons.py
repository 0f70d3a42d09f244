"""Buttons with their key printed inside, and square icon buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.kit.look import Look
from ui.kit.paint import focus_frame, keycap_size, paint_keycap, rounded

KINDS = ("primary", "plain", "quiet", "danger")
HEIGHT, _SIDE, _GAP, _ICON = 32, 11, 8, 16
_SPIN_MS = 80


@dataclass(frozen=True)
class _Paint:
    """The colours of one button in its present state."""

    ink: QColor
    fill: QColor | None
    edge: QColor | None
    cap_edge: QColor
    icon: str


class Button(QPushButton):
    """A push button: primary (one per screen), plain, quiet (no frame until hovered) or danger."""

    def __init__(
        self, look: Look, kind: str = "plain", *, icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._kind = kind
        self._icon = icon
        self._key = ""
        self._busy = False
        self._had_focus = False
        self._left_to: QWidget | None = None
        self._busy_text = ""
        self._turn = 0
        self._spin = QTimer(self, interval=_SPIN_MS)
        self._spin.timeout.connect(self._spin_on)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_key(key)
        self._dress()
        look.changed.connect(self._dress)

    def set_key(self, key: str) -> None:
        """The key shown inside, such as Ctrl+Enter; the key itself is bound by whoever owns it."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()

    def set_kind(self, kind: str) -> None:
        """Make another kind of button of it."""
        self._kind = kind
        self._dress()

    def set_icon(self, name: str) -> None:
        """Show another icon, or none for ""."""
        self._icon = name
        self._dress()

    def set_off(self, reason: str) -> None:
        """Disable the button and say why in its tooltip; "" enables it again."""
        self.setEnabled(not reason and not self._busy)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason or self._key)

    def set_busy_text(self, text: str) -> None:
        """What the button says while busy: „Saglabā…”."""
        self._busy_text = text
        self.update()

    def set_busy(self, busy: bool) -> None:
        """Show that the work is under way and take no second press."""
        self._busy = busy
        if busy and self.hasFocus():
            self._had_focus = True
        self.setEnabled(not busy and not self.toolTip())
        if busy:
            self._left_to = QApplication.focusWidget() if self._had_focus else None
        else:
            self._take_back()
        self.setAccessibleName(self._busy_text if busy else "")
        if busy and self.look.moves(self):
            self._spin.start()
        else:
            self._spin.stop()
        self.updateGeometry()  # the words for the work may be shorter or longer
        self.update()

    def _take_back(self) -> None:
        """Being off gives the keyboard away; it comes back, unless a person has moved on meanwhile."""
        had, self._had_focus = self._had_focus, False
        if had and self.isEnabled() and QApplication.focusWidget() in (None, self._left_to):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_busy(self) -> bool:
        """Whether the work is under way."""
        return self._busy

    def sizeHint(self) -> QSize:
        """Icon, text and key side by side."""
        return QSize(self._content_width(self._shown(), self._key) + 2 * self.look.px(_SIDE), self.look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button as Space does."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, icon, text, key cap and focus."""
        painter = QPainter(self)
        colours = self._colours()
        rounded(painter, QRectF(self.rect()), 4, colours.fill, colours.edge)
        if self._kind in ("plain", "danger") and self.isEnabled() and not self.look.high_contrast:
            self._lower_edge(painter)
        self._content(painter, colours)
        if self.hasFocus():
            focus_frame(painter, self.rect(), self.look)
            if self._kind == "primary":
                inner = self.rect().adjusted(2, 2, -2, -2)
                focus_frame(painter, inner, self.look, 3, "on_accent")
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover tint."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Drop the hover tint."""
        self.update()
        super().leaveEvent(event)

    def _shown(self) -> str:
        return (self._busy_text or self.text()) if self._busy else self.text()

    def _font_role(self) -> str:
        return "strong" if self._kind == "primary" else "body"

    def _content_width(self, text: str, key: str) -> int:
        parts = []
        if self._icon or self._busy:
            parts.append(self.look.px(_ICON))
        if text:
            size = QFontMetrics(self.font()).size(Qt.TextFlag.TextShowMnemonic, text)
            parts.append(size.width() + 1)
        if key and not self._busy:
            parts.append(keycap_size(self.look, key).width())
        return sum(parts) + self.look.px(_GAP) * max(0, len(parts) - 1)

    def _colours(self) -> _Paint:
        look = self.look
        cap = look.colour("line2")
        if not self.isEnabled():
            quiet = self._kind == "quiet"
            return _Paint(
                look.colour("off"),
                None if quiet else look.colour("layer2"),
                None if quiet else look.colour("line"),
                look.colour("line"),
                "off",
            )
        if self._kind == "primary":
            fill = look.colour("accent")
            if not look.high_contrast and (self.isDown() or self.underMouse()):
                fill = fill.lighter(108 if not self.isDown() else 92)
            return _Paint(look.colour("on_accent"), fill, None, look.colour("on_accent"), "on_accent")
        tone = "bad" if self._kind == "danger" else "text"
        fill = look.colour("press" if self.isDown() else "hover" if self.underMouse() else "layer")
        if self._kind == "quiet" and not (self.isDown() or self.underMouse()):
            return _Paint(look.colour(tone), None, None, cap, tone)
        edge = None if self._kind == "quiet" else look.colour("line2")
        return _Paint(look.colour(tone), fill, edge, cap, tone)

    def _lower_edge(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.look.colour("line2" if self.look.is_dark else "ctl_edge"), 1))
        bottom = self.height() - 0.5
        painter.drawLine(QPointF(3.5, bottom), QPointF(self.width() - 3.5, bottom))

    def _content(self, painter: QPainter, colours: _Paint) -> None:
        look = self.look
        text = self._shown()
        left = max(look.px(_SIDE), (self.width() - self._content_width(text, self._key)) // 2)
        middle = self.height() / 2
        if self._busy:
            self._spinner(painter, QRectF(left, middle - look.px(8), look.px(16), look.px(16)), colours.ink)
            left += look.px(_ICON) + look.px(_GAP)
        elif self._icon:
            painter.drawPixmap(
                QPointF(left, middle - look.px(_ICON) / 2), look.icon(self._icon, _ICON, colours.icon, on=self)
            )
            left += look.px(_ICON) + look.px(_GAP)
        painter.setFont(self.font())
        painter.setPen(colours.ink)
        width = painter.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width() + 1
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(QRect(left, 0, width, self.height()), flags, text)
        if self._key and not self._busy:
            cap = keycap_size(look, self._key)
            box = QRect(left + width + look.px(_GAP), round(middle - cap.height() / 2), cap.width(), cap.height())
            paint_keycap(painter, box, look, self._key, ink=colours.ink, edge=colours.cap_edge)

    def _spinner(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(box.adjusted(2, 2, -2, -2), -self._turn * 30 * 16, 270 * 16)

    def _spin_on(self) -> None:
        self._turn = (self._turn + 1) % 12
        self.update()

    def _dress(self) -> None:
        self.setFont(self.look.font(self._font_role()))
        self.updateGeometry()
        self.update()


class IconButton(QToolButton):
    """A square button of one icon, 32 px, with a name for readers and a tooltip that also tells the key."""

    def __init__(
        self, look: Look, icon: str, *, size: int = 16, tone: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._drawn = (icon, size, tone)
        self._key = ""
        self._dress()
        look.changed.connect(self._dress)

    def set_key(self, key: str) -> None:
        """The key that does the same, told in the tooltip; set it before the name."""
        self._key = key

    def set_name(self, name: str) -> None:
        """What the button does, for readers and in the tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._key})" if self._key else name)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._drawn = (icon, *self._drawn[1:])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tint, the icon and the focus frame."""
        painter = QPainter(self)
        icon, size, tone = self._drawn
        if self.isEnabled() and (self.isDown() or self.isChecked() or self.underMouse()):
            tint = "hover" if self.underMouse() and not self.isDown() else "press"
            rounded(painter, QRectF(self.rect()), 4, self.look.colour(tint), None)
        side = self.look.px(size)
        place = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        painter.drawPixmap(place, self.look.icon(icon, size, tone if self.isEnabled() else "off", on=self))
        if self.hasFocus():
            focus_frame(painter, self.rect(), self.look)
        painter.end()

    def _dress(self) -> None:
        side = self.look.px(HEIGHT)
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.update()
