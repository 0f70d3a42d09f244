"""A small office's letterhead and register, for the tests of paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from app.core.i18n import Translator
from app.printing.cells import Column
from app.printing.page import LANDSCAPE, Geometry, Letterhead, Printed
from app.printing.register import Register, write_register

HEAD = Letterhead("SIA „Bērzaines komunālserviss”", "Reģ. Nr. 40000000017 · Liepu iela 2, Bērzaine")
PRINTED = Printed(datetime(2026, 11, 20, 8, 42, tzinfo=UTC), "Ilze Kalniņa")
TITLE = "Klientu saziņas reģistrs"


def printed_register(
    rows: Iterable[Sequence[str]],
    columns: Sequence[Column],
    language: str = "lv",
    geometry: Geometry = LANDSCAPE,
    personal: bool = True,
) -> PdfReader:
    """The register as a reader of PDF sees it."""
    file = BytesIO()
    register = Register(TITLE, columns, "visi kanāli", personal, geometry)
    write_register(file, register, rows, letterhead=HEAD, printed=PRINTED, tr=Translator(language))
    return PdfReader(file)


def text_of(reader: PdfReader) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in reader.pages]
