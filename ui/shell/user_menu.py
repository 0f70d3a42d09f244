"""What concerns only the person at work: changing places, language and colours."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.core.i18n import N_, Translator
from ui.kit.look import Look

#: Each language names itself, so that whoever cannot read the present one finds it.
_OTHER = {"lv": ("en", "In English"), "en": ("lv", "Latviski")}


class UserMenu(QMenu):
    """The menu of the user button; it is written anew each time it opens."""

    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    about_wanted = Signal()

    def __init__(self, look: Look, words: Translator, lock: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self.words = look, words
        self._lock = lock
        self.aboutToShow.connect(self.write)

    def write(self) -> None:
        """Put the entries in, in the present language and for the present colours."""
        self.clear()
        self.addAction(self._lock)
        language, name = _OTHER[self.words.language]
        self.addAction(name, lambda: self.language_wanted.emit(language))
        dark = self.look.is_dark
        theme = N_("Light appearance") if dark else N_("Dark appearance")
        self.addAction(self.words(theme), lambda: self.theme_wanted.emit("light" if dark else "dark"))
        self.addSeparator()
        self.addAction(self.words(N_("About the program")), self.about_wanted.emit)
