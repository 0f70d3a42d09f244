"""What a register gives to lists of others that show its records without leaving their page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Previewer:
    """``show`` takes a target as ``Shell.open_page`` does, and tells whether there is anything to show of it."""

    pane: QWidget
    show: Callable[[Mapping[str, object]], bool]
