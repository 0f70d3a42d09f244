"""The entries that are open beside one another: a chip each, Ctrl+Tab goes round."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.core.i18n import N_, Translator
from ui.kit.look import Look
from ui.kit.paint import rounded
from ui.kit.texts import Speaking

_HEIGHT, _PILL, _SIDE, _WIDEST = 32, 26, 11, 150


class EntryChip(QAbstractButton):
    """One parked entry, or the one in front."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setCheckable(True)
        # A click leaves the keyboard in its field, so that the entry left is come back to there.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the name, up to a limit."""
        words = QFontMetrics(self.look.font("strong")).horizontalAdvance(self.text())
        return QSize(min(words, self.look.px(_WIDEST)) + 2 * self.look.px(_SIDE) + 2, self.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self.look.px(48), self.look.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill; the one in front is filled and strong."""
        look, on = self.look, self.isChecked()
        painter = QPainter(self)
        pill = look.px(_PILL)
        box = QRectF(0.5, (self.height() - pill) / 2, self.width() - 1, pill)
        fill = "sel" if on else "hover" if self.underMouse() else "layer"
        rounded(painter, box, pill / 2, look.colour(fill), look.colour("accent" if on else "line2"))
        painter.setFont(look.font("strong" if on else "body"))
        painter.setPen(look.colour("text"))
        room = QRect(look.px(_SIDE), 0, self.width() - 2 * look.px(_SIDE), self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class EntryChips(Speaking, QWidget):
    """A chip for each entry; hidden while there is only one."""

    chosen = Signal(int)
    """The place of the entry to bring to the front."""

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._chips: list[EntryChip] = []
        self._names: list[str] = []
        self._at = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.hide()

    def show_names(self, names: Sequence[str], at: int) -> None:
        """Show these entries, the one at ``at`` in front."""
        self._names, self._at = list(names), at
        while len(self._chips) > len(names):
            chip = self._chips.pop()
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self._chips) < len(names):
            chip = EntryChip(self.look, self)
            place = len(self._chips)
            chip.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            self._row.insertWidget(place, chip)
            self._chips.append(chip)
        self.retranslate()
        self.setVisible(len(names) > 1)

    def chips(self) -> list[EntryChip]:
        """The chips in order."""
        return list(self._chips)

    def retranslate(self) -> None:
        """Write the names; an entry without one is a new contact."""
        for at, (chip, name) in enumerate(zip(self._chips, self._names, strict=True)):
            shown = name or self.words(N_("New contact"))
            chip.setText(shown)
            chip.setToolTip(f"{shown} (Ctrl+Tab)")
            chip.setAccessibleName(shown)
            chip.setChecked(at == self._at)
            chip.updateGeometry()
