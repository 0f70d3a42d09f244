"""The columns of a table as one person keeps them: order, width, which are hidden; and what fits the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHeaderView

from app.core.local_settings import LocalSettings
from ui.kit.look import Look
from ui.kit.table import Column

#: Changes are written so long after the last one; dragging makes many.
WRITE_MS = 400
_NARROWEST = 32
#: Before a table scrolls sideways, the filling column gives up its own width down to this.
_LEAST_FILLED = 110


class Columns(QObject):
    """Arranges a header's sections. What a person changes is remembered under ``name``."""

    arranged = Signal()
    """Columns were hidden, shown or moved."""

    def __init__(
        self, header: QHeaderView, columns: Sequence[Column], look: Look, local: LocalSettings, name: str
    ) -> None:
        super().__init__(header)
        self._header, self._columns, self._look = header, tuple(columns), look
        self._local, self._name = local, name
        self._hidden: set[str] = set()
        self._squeezed: set[str] = set()
        self._widths: dict[str, float] = {}
        self._room = 0
        self._moving = False
        self._write_soon = QTimer(self, singleShot=True, interval=WRITE_MS)
        self._write_soon.timeout.connect(self.write)
        header.setMinimumSectionSize(_NARROWEST)
        self._recall(local.recall(name, {}))
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)

    def shown(self) -> list[int]:
        """The columns on screen, from left to right."""
        visual = (self._header.logicalIndex(at) for at in range(len(self._columns)))
        return [logical for logical in visual if not self._header.isSectionHidden(logical)]

    def is_hidden(self, column: Column) -> bool:
        """Whether the person has hidden it (a narrow window does not count)."""
        return column.key in self._hidden

    def hide(self, column: Column, hidden: bool) -> None:
        """Hide or show a column; the last one stays."""
        if hidden and len(self._hidden) == len(self._columns) - 1:
            return
        (self._hidden.add if hidden else self._hidden.discard)(column.key)
        self.fit(self._room)
        self._changed()

    def restore(self) -> None:
        """As it was before anybody arranged it."""
        self._recall({})
        self.fit(self._room)
        self._changed()

    def fit(self, room: int) -> None:
        """Use ``room`` px: the filling column takes what is left, and where that is too little others give way."""
        self._room = room
        before = self._squeezed
        self._squeezed = self._too_many(room)
        self._moving = True
        left = room
        for logical, column in enumerate(self._columns):
            hidden = column.key in self._hidden | self._squeezed
            self._header.setSectionHidden(logical, hidden)
            if not hidden and not column.fills:
                self._header.resizeSection(logical, self._width(column))
                left -= self._width(column)
        for logical, column in enumerate(self._columns):
            if column.fills:
                self._header.resizeSection(logical, max(left, self._look.px(_LEAST_FILLED)))
        self._moving = False
        if before != self._squeezed:
            self.arranged.emit()

    def write(self) -> None:
        """Remember the arrangement now."""
        self._write_soon.stop()
        order = [self._columns[self._header.logicalIndex(at)].key for at in range(len(self._columns))]
        self._local.remember(self._name, {"order": order, "hidden": sorted(self._hidden), "widths": self._widths})

    def _too_many(self, room: int) -> set[str]:
        kept = [column for column in self._columns if column.key not in self._hidden]
        gone: set[str] = set()
        needed = sum(self._width(column) for column in kept)
        for column in sorted((one for one in kept if one.gives_way), key=lambda one: one.gives_way):
            if needed <= room:
                break
            gone.add(column.key)
            needed -= self._width(column)
        return gone

    def _width(self, column: Column) -> int:
        return max(_NARROWEST, self._look.px(self._widths.get(column.key, column.width)))

    def _recall(self, kept: dict[str, object]) -> None:
        """Take over what was remembered; columns that did not exist then stand where they stand by default."""
        keys = [column.key for column in self._columns]
        hidden, order, widths = kept.get("hidden"), kept.get("order"), kept.get("widths")
        default = {column.key for column in self._columns if column.hidden}
        self._hidden = set(hidden) & set(keys) if isinstance(hidden, list) else default
        self._widths = (
            {key: float(width) for key, width in widths.items() if key in keys and isinstance(width, int | float)}
            if isinstance(widths, dict)
            else {}
        )
        wanted = [key for key in order if key in keys] if isinstance(order, list) else keys
        self._moving = True
        for at, key in enumerate([*wanted, *(key for key in keys if key not in wanted)]):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), at)
        self._moving = False

    def _resized(self, logical: int, _old: int, new: int) -> None:
        column = self._columns[logical]
        if self._moving or new <= 0:
            return
        if not column.fills:
            self._widths[column.key] = round(new * 100 / self._look.text_size, 1)
            self._write_soon.start()
        self.fit(self._room)

    def _moved(self, *_places: int) -> None:
        if not self._moving:
            self._changed()

    def _changed(self) -> None:
        self._write_soon.start()
        self.arranged.emit()
