"""``lete --self-check``: an installed program tries itself: it starts, opens each page, makes one PDF."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app.core.errors import UserError
from app.core.i18n import Translator
from ui.registers import PAGES
from ui.sample_window import sample_window

#: Enough contacts for a page of everything.
CONTACTS = 40


def check() -> int:
    """0 where everything opened and printed; otherwise 1, with what failed on standard error."""
    words = Translator("lv")
    with tempfile.TemporaryDirectory(prefix="lete-check-") as folder:
        try:
            with sample_window(Path(folder), contacts=CONTACTS) as window:
                for entry in PAGES:
                    window.workplace.open_page(entry.key)
                    window.settle()
                paper = Path(folder) / "register.pdf"
                window.print("contact_register", paper)
                if not paper.read_bytes().startswith(b"%PDF"):
                    raise OSError(paper)
        except (UserError, OSError) as error:
            sys.stderr.write((words(error.message) if isinstance(error, UserError) else str(error)) + "\n")
            return 1
    return 0
