"""The document of a print sheet: made beside the window, and written to a file just as it was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QSizeF

from app.core.i18n import Translator
from app.core.latvian import fold
from app.printing.files import replacing
from app.printing.printouts import Printout
from ui.kit.desk import Desk


@dataclass(frozen=True)
class Made:
    """A document, and what it was made from."""

    data: bytes
    sizes: tuple[QSizeF, ...]
    wish: tuple[object, ...]
    note: Callable[[], None]
    """Enters the print of this very document in the audit."""


def render(
    desk: Desk, printout: Printout, language: str, values: dict[str, object], wish: tuple[object, ...]
) -> Made:
    """Make the PDF of a printout in ``language``. Raises Invalid, Forbidden, Unavailable."""
    from ui.kit.pdf_pages import page_sizes  # noqa: PLC0415 - pypdfium2 is slow to load

    target = BytesIO()
    printout.render(desk.office, target, Translator(language), **values)
    data = target.getvalue()
    return Made(data, page_sizes(data), wish, partial(printout.note, desk.office, **values))


def write(path: Path, made: Made) -> None:
    """Write it to ``path``; what cannot be entered in the audit is not written. Raises UserError."""
    with replacing(path) as file:
        file.write(made.data)
        made.note()


def file_name(printout: Printout, values: Mapping[str, object], language: str) -> str:
    """What the PDF is called at first: „klientu_sazinas_registrs_2026-11-01_2026-11-20.pdf”."""
    days = [value.isoformat() for value in values.values() if isinstance(value, date)]
    words = [fold(Translator(language)(printout.title)), *days]
    return "_".join("_".join(words).replace("/", " ").split()) + ".pdf"
