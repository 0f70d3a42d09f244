"""``lete --screens DIR``: every page and sheet with the sample office, as PNG, to be looked at."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.contacts.records import ContactFilter, Sort
from app.core.errors import UserError
from app.core.i18n import Translator
from ui.more_screens import more_views
from ui.registers import PAGES
from ui.sample_window import SampleWindow, sample_window

#: The client areas of a 1366 × 768 screen at 100, 125, 150 and 200 % (design.md 2).
SIZES = {1.0: (1366, 688), 1.25: (1093, 550), 1.5: (911, 432), 2.0: (683, 304)}


def render(folder: Path, language: str, theme: str, scale: float) -> int:
    """Render everything into ``folder``; the exit status."""
    with tempfile.TemporaryDirectory(prefix="lete-screens-") as data:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with sample_window(Path(data), language=language, theme=theme) as window:
                window.resize(*SIZES.get(scale, SIZES[1.0]))
                for name, show in chain(views(window), more_views(window)):
                    show()
                    window.settle()
                    save(window.window, folder / f"{name}.png", scale)
        except (UserError, OSError) as error:
            text = Translator(language)(error.message) if isinstance(error, UserError) else str(error)
            sys.stderr.write(text + "\n")
            return 2
    return 0


def save(widget: QWidget, path: Path, scale: float = 1.0) -> None:
    """A picture of the widget, with ``scale`` device pixels per pixel."""
    size = QSize(round(widget.width() * scale), round(widget.height() * scale))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    image.save(str(path))


def views(window: SampleWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every page and the sheets that are used most: its name, and what brings it to the front."""
    from ui.contacts.export_sheet import open_export  # noqa: PLC0415 - each view loads what it shows
    from ui.contacts.import_sheet import open_import  # noqa: PLC0415
    from ui.kit.import_sheet import ImportSheet  # noqa: PLC0415

    place, desk = window.workplace, window.desk
    for entry in PAGES:
        yield entry.key, partial(place.open_page, entry.key)
    place.open_page("contacts")
    yield "contacts_entry", place.new_contact
    place.close_sheet()
    sheets: list[ImportSheet] = []
    yield "contacts_import", lambda: sheets.append(open_import(desk))
    for sheet in sheets:
        sheet.leave()
    yield "contacts_export", lambda: open_export(desk, ContactFilter(), Sort())
    place.close_sheet()
    yield "search_everywhere", place.search_everywhere
    place.leave_search()
