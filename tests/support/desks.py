"""A working place for tests of screens: real office, real database, a shell that remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.core.i18n import Message
    from ui.kit.messages import Action
    from ui.kit.panel import Panel
    from ui.kit.progress import ProgressRow
    from ui.kit.sheet import Sheet, SheetHost


@dataclass
class Said:
    """A toast or a bar."""

    text: Message
    level: str = ""
    action: Message | None = None
    call: Callable[[], None] | None = None
    actions: tuple[Action, ...] = ()


@dataclass
class RecordingShell:
    """Does what a window would do with sheets (where a host is given) and remembers the rest."""

    opened: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    begun: list[dict[str, object]] = field(default_factory=list)
    toasts: list[Said] = field(default_factory=list)
    bars: dict[str, Said] = field(default_factory=dict)
    troubles: list[Exception] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    host: SheetHost | None = None
    panels: list[Panel] = field(default_factory=list)
    rows: list[ProgressRow] = field(default_factory=list)
    #: What panels open over and rows stand in, where a test has a window.
    window: QWidget | None = None

    def open_page(self, key: str, **target: object) -> None:
        self.opened.append((key, target))

    def open_sheet(self, sheet: Sheet) -> None:
        self.sheets.append(sheet)
        if self.host is not None:
            self.host.open(sheet)

    def sheet(self) -> Sheet | None:
        return self.host.sheet if self.host is not None else None

    def close_sheet(self) -> None:
        if self.host is not None:
            self.host.close()

    def open_panel(self, panel: Panel) -> None:
        self.panels.append(panel)
        if self.window is not None:
            panel.open_over(self.window)

    def show_row(self, row: ProgressRow) -> None:
        self.rows.append(row)
        row.setParent(self.window)

    def new_contact(self, **prefilled: object) -> None:
        self.begun.append(prefilled)

    def toast(
        self, text: Message, action: Message | None = None, call: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        self.toasts.append(Said(text, action=action, call=call))

    def bar(
        self,
        key: str,
        level: str,
        text: Message,
        *,
        lead: Message | None = None,
        actions: tuple[Action, ...] = (),
        closable: bool = True,
    ) -> None:
        self.bars[key] = Said(text, level=level, actions=actions)

    def close_bar(self, key: str) -> None:
        self.bars.pop(key, None)

    def show_trouble(self, error: Exception) -> None:
        self.troubles.append(error)

    def use_language(self, language: str) -> None:
        self.opened.append(("language", {"language": language}))

    def use_theme(self, theme: str) -> None:
        self.opened.append(("theme", {"theme": theme}))

    def use_text_size(self, percent: int) -> None:
        self.opened.append(("text_size", {"percent": percent}))

    def restore_copy(self, copy: Path) -> None:
        self.opened.append(("restore", {"copy": copy}))
