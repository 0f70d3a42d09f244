"""About the program: version, the keys, and what it is built on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.core.i18n import N_, Message
from ui.kit.desk import Desk
from ui.kit.labels import Text
from ui.settings.section import Section

KEYS: tuple[tuple[str, Message], ...] = (
    ("F2", N_("New contact")),
    ("Ctrl+K", N_("Search everywhere")),
    ("Ctrl+1 … Ctrl+8", N_("Pages")),
    ("Ctrl+,", N_("Settings")),
    ("Ctrl+Enter", N_("Save")),
    ("Ctrl+Z", N_("Undo")),
    ("Ctrl+P", N_("Print what is on the screen")),
    ("Ctrl+F", N_("Filter of this page")),
    ("Ctrl+L", N_("Change user")),
    ("Alt+←, Alt+→", N_("Back, forward")),
    ("F5", N_("Reload")),
    ("F6", N_("Next pane")),
    ("Esc", N_("Close the sheet; nothing typed is lost")),
)
#: What Lete is made of and under which licence; names are not translated.
PARTS = (
    ("Qt, PySide6", "LGPL 3"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("psycopg", "LGPL 3"),
    ("ReportLab", "BSD"),
    ("pypdfium2, PDFium", "BSD 3 / Apache 2.0"),
    ("openpyxl, XlsxWriter", "MIT / BSD 2"),
    ("Babel, holidays, phonenumbers", "BSD 3 / MIT / Apache 2.0"),
    ("argon2-cffi, keyring, platformdirs", "MIT"),
    ("Pillow", "MIT-CMU"),
    ("Fluent System Icons", "MIT"),
    ("Inter, Source Sans 3", "SIL OFL 1.1"),
)


class AboutSection(Section):
    """Nothing to change here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, N_("About the program"))
        shown = Text(self.look, "body")
        self.say(shown.setText, N_("Lete {version}", version=program_version()))
        self.column.addWidget(shown)
        self.heading(N_("Keys"))
        keys = QGridLayout()
        for at, (key, what) in enumerate(KEYS):
            cap = Text(self.look, "strong")
            cap.setText(key)
            meaning = Text(self.look, "body", "text2")
            self.say(meaning.setText, what)
            keys.addWidget(cap, at, 0)
            keys.addWidget(meaning, at, 1)
        self._lay(keys)
        self.heading(N_("Built on"))
        parts = QGridLayout()
        for at, (name, licence) in enumerate(PARTS):
            for column, text in enumerate((name, licence)):
                label = Text(self.look, "body", "" if not column else "text2")
                label.setText(text)
                parts.addWidget(label, at, column)
        self._lay(parts)
        self.column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay(self, grid: QGridLayout) -> None:
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)


def program_version() -> str:
    """The version of this Lete; "" where it runs from files that were not installed."""
    try:
        return version("lete")
    except PackageNotFoundError:
        return ""
