"""Fluent icons, drawn in the colour of the moment and kept while the program runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

ICONS = Path(__file__).parents[2] / "resources" / "icons"


@cache
def _svg(name: str, filled: bool) -> bytes:
    return (ICONS / f"{name}_20_{'filled' if filled else 'regular'}.svg").read_bytes()


class Icons:
    """Icons by name (the Fluent name without size and style); a missing one is a programming error."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, int, int, float, bool], QPixmap] = {}

    def pixmap(self, name: str, size: int, colour: QColor, dpr: float = 1.0, *, filled: bool = False) -> QPixmap:
        """The icon in ``size`` logical px for a screen of ``dpr`` device px each. OSError if there is none."""
        key = (name, size, colour.rgba(), dpr, filled)
        pixmap = self._drawn.get(key)
        if pixmap is None:
            pixmap = self._drawn[key] = _draw(_svg(name, filled), size, colour, dpr)
        return pixmap

    def icon(self, name: str, size: int, colour: QColor, off: QColor, dpr: float = 1.0) -> QIcon:
        """A QIcon with its disabled look, for the places where Qt itself draws it."""
        icon = QIcon(self.pixmap(name, size, colour, dpr))
        icon.addPixmap(self.pixmap(name, size, off, dpr), QIcon.Mode.Disabled)
        return icon


def _draw(svg: bytes, size: int, colour: QColor, dpr: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - the first frame has no icon

    fill = f'<svg fill="{colour.name()}" '.encode()
    renderer = QSvgRenderer(QByteArray(svg.replace(b"<svg ", fill, 1)))
    device = round(size * dpr)
    pixmap = QPixmap(device, device)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, device, device))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap
