"""The page with the recovery code of an administrator's password, to be locked away."""

from __future__ import annotations

from datetime import datetime

from app.core.accounts import recovery_page
from app.core.i18n import N_, Translator
from app.printing.document import Document
from app.printing.page import Letterhead, Printed
from app.printing.paper import Target


def write_recovery_page(
    target: Target, tr: Translator, code: str, *, person: str, organisation: str, at: datetime
) -> None:
    """Write the page as a PDF. Raises Unavailable where the file cannot be written."""
    title, shown, *rest = recovery_page(code)
    document = Document(title, Letterhead(organisation), Printed(at, person), tr, personal=False)
    document.field(N_("Administrator"), person)
    document.box(shown)
    for paragraph in rest:
        document.paragraph(paragraph)
    document.write(target)
