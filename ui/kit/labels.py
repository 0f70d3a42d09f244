"""Labels: plain text in a role and a tone, an icon, and a sentence whose beginning is strong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.kit.look import Look


class Text(QLabel):
    """A label that never reads its text as markup. ``tone`` is a tone of text colour, or "" for plain text."""

    def __init__(
        self,
        look: Look,
        role: str = "body",
        tone: str = "",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if tone:
            self.setProperty("tone", tone)
        self.setFont(look.font(role))
        look.changed.connect(self._dress)

    def set_tone(self, tone: str) -> None:
        """Change the colour later."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def _dress(self) -> None:
        self.setFont(self.look.font(self.role))


class ElidedText(Text):
    """One line that ends in „…” where there is no room for all of it; the tooltip then tells the whole."""

    def __init__(self, look: Look, role: str = "body", tone: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(look, role, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self.look.px(32), self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        whole = "" if text == self.text() else self.text()
        if self.toolTip() != whole:
            self.setToolTip(whole)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class LeadText(Text):
    """A wrapping text whose first words are strong: „**Ieraksts mainīts.** Šo ierakstu …”."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, wrap=True, parent=parent)
        self._lead = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_lead(self, lead: str, rest: str = "") -> None:
        """``lead`` is painted strong, ``rest`` follows it as it stands (with its own space or comma)."""
        self._lead = lead
        self.setText(lead + rest)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """One line's width, where it fits."""
        layout = self._laid_out(100_000)
        line = layout.lineAt(0)
        width = int(line.naturalTextWidth()) + 2 if line.isValid() else 0
        return QSize(width, int(layout.boundingRect().height()))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any column; the height follows the width."""
        return QSize(self.look.px(80), self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        """The height of the text wrapped at ``width``."""
        return int(self._laid_out(width).boundingRect().height() + 0.999)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the two weights."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout = self._laid_out(self.width())
        spare = max(0.0, self.height() - layout.boundingRect().height())
        layout.draw(painter, QPointF(0, spare // 2))
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.setFormats([strong_span(self.look, 0, len(self._lead))])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


def strong_span(look: Look, start: int, length: int, role: str = "strong") -> QTextLayout.FormatRange:
    """A stretch of a QTextLayout in semibold."""
    span = QTextLayout.FormatRange()
    span.start = start
    span.length = length
    form = QTextCharFormat()
    font = QFont(look.font(role))
    form.setFont(font)
    span.format = form
    return span


class IconLabel(QLabel):
    """An icon beside a text; silent for readers, who get the text."""

    def __init__(
        self,
        look: Look,
        name: str = "",
        size: int = 16,
        tone: str = "text",
        *,
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._drawn = (name, size, tone, filled)
        self._dress()
        look.changed.connect(self._dress)

    def set_icon(self, name: str, tone: str | None = None, *, filled: bool = False) -> None:
        """Show another icon, or the same in another colour."""
        _, size, old, _ = self._drawn
        self._drawn = (name, size, tone or old, filled)
        self._dress()

    def event(self, event: QEvent) -> bool:
        """Draw again for a screen of another density."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._dress()
        return super().event(event)

    def _dress(self) -> None:
        name, size, tone, filled = self._drawn
        side = self.look.px(size)
        self.setFixedSize(side, side)
        if name:
            self.setPixmap(self.look.icon(name, size, tone, on=self, filled=filled))


class Rule(QFrame):
    """A hairline between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rule")
        self.setFixedHeight(1)


def card(surface: str = "card", parent: QWidget | None = None) -> QFrame:
    """A frame with a surface of the style sheet: card, soft, layer, page, popup."""
    frame = QFrame(parent)
    frame.setProperty("surface", surface)
    return frame


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
