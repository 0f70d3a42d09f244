"""Type on screen: a few roles, each with a size and a weight.

On Windows the system's Segoe UI is used; elsewhere Inter, which comes with the program. Inter is wider and
taller, so it is set one step smaller: a layout that fits in Inter fits in Segoe UI.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
BUNDLED = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
TEXT_SIZES = (100, 115, 130)


@dataclass(frozen=True)
class Type:
    """A role's size in px for Segoe UI and for Inter, and whether it is semibold."""

    segoe: int
    inter: int
    strong: bool = False


ROLES = {
    "keycap": Type(11, 11),
    "caption": Type(12, 12),
    "caption_strong": Type(12, 12, strong=True),
    "body": Type(14, 13),
    "strong": Type(14, 13, strong=True),
    "section": Type(14, 14, strong=True),
    "pane": Type(17, 17, strong=True),
    "title": Type(22, 20, strong=True),
    "kpi": Type(24, 24, strong=True),
    "guide": Type(16, 15),
    "guide_title": Type(22, 22, strong=True),
}


def load_family() -> list[str]:
    """Make the bundled font known to Qt where it is needed; the families to use, best first."""
    if sys.platform == "win32":
        return ["Segoe UI Variable Text", "Segoe UI"]
    for name in BUNDLED:
        QFontDatabase.addApplicationFont(str(FONTS / name))
    return ["Inter"]


def make_font(families: list[str], role: str, percent: int) -> QFont:
    """The font of one role at a text size of ``percent``; sizes are px, which Qt scales by the screen."""
    kind = ROLES[role]
    font = QFont(families)
    size = kind.inter if families == ["Inter"] else kind.segoe
    font.setPixelSize(round(size * percent / 100))
    font.setWeight(QFont.Weight.DemiBold if kind.strong else QFont.Weight.Normal)
    return font
