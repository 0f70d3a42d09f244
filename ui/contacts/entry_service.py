"""The service that belongs to the topic, told quietly below it (C21)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.kit.labels import LeadText
from ui.kit.look import Look


class ServiceNote(QFrame):
    """Lines of (strong beginning, rest); nobody has to stop here, so Tab passes it by."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setProperty("surface", "soft")
        self._lines: list[LeadText] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 6, 10, 6)
        self._column.setSpacing(2)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these; none hide the note."""
        while len(self._lines) < len(lines):
            line = LeadText(self.look, self)
            self._lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(lines))
            line.set_lead(*(lines[at] if at < len(lines) else ("", "")))
        self.setVisible(bool(lines))

    def text(self) -> str:
        """What it tells."""
        return "\n".join(line.text() for line in self._lines if line.text())
