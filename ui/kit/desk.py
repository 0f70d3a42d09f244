"""What a screen is given to work with. It is passed on, never looked up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.core.i18n import Message, Translator
from ui.kit.bridge import Bridge
from ui.kit.look import Look
from ui.kit.messages import Action
from ui.kit.tasks import Tasks
from ui.kit.undo import UndoStack

if TYPE_CHECKING:
    from app.core.drafts import DraftJournal
    from app.core.local_settings import LocalSettings
    from app.core.office_settings import OfficeSettings
    from app.office import Office
    from ui.kit.panel import Panel
    from ui.kit.progress import ProgressRow
    from ui.kit.sheet import Sheet


class Shell(Protocol):
    """What a screen may ask of the window around it."""

    def open_page(self, key: str, **target: object) -> None:
        """Go to a page; ``target`` says what it should show (``record=17``, ``tab="callbacks"``)."""

    def open_sheet(self, sheet: Sheet) -> None:
        """Show a side sheet over the page."""

    def sheet(self) -> Sheet | None:
        """The side sheet that is open, if one is."""

    def close_sheet(self) -> None:
        """Take the side sheet away."""

    def open_panel(self, panel: Panel) -> None:
        """Show a panel over everything."""

    def show_row(self, row: ProgressRow) -> None:
        """Keep the row of a long piece of work above the content until it ends."""

    def new_contact(self, **prefilled: object) -> None:
        """Begin a contact, as F2 does."""

    def toast(
        self, text: Message, action: Message | None = None, call: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Say something that passes."""

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
        """Say something that stays above the content; one per ``key``."""

    def close_bar(self, key: str) -> None:
        """Take that away."""

    def use_language(self, language: str) -> None:
        """Speak another language from now on."""

    def use_theme(self, theme: str) -> None:
        """Wear other colours from now on."""

    def use_text_size(self, percent: int) -> None:
        """Write larger or smaller from now on: 100, 115 or 130."""

    def restore_copy(self, copy: Path) -> None:
        """Close the office, put a checked copy in the place of its database, and open it again."""

    def show_trouble(self, error: Exception) -> None:
        """Tell known trouble in words, and anything else as our own fault."""


@dataclass(frozen=True)
class Desk:
    """One signed-in person's working place."""

    office: Office
    words: Translator
    look: Look
    tasks: Tasks
    bridge: Bridge
    undo: UndoStack
    drafts: DraftJournal
    local: LocalSettings
    settings: OfficeSettings
    shell: Shell
