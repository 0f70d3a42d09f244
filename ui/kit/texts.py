"""Texts that know how to be said again when the language is switched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from app.core.i18n import Message, Speak

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class Speaking(_Base):
    """Mixin, named before the QWidget class. The class sets ``words`` (the Translator) before it first says."""

    words: Speak
    _said: dict[Callable[[str], Any], Message] | None = None

    def say(self, setter: Callable[[str], Any], message: Message) -> None:
        """Call ``setter`` with the text now and after every language switch; a later say replaces this one."""
        if self._said is None:
            self._said = {}
        self._said[setter] = message
        setter(self.words(message))

    def unsay(self, setter: Callable[[str], Any]) -> None:
        """Stop saying; call it when ``setter`` is to hold a text from data from now on."""
        if self._said is not None:
            self._said.pop(setter, None)

    def retranslate(self) -> None:
        """Texts that are not said through :meth:`say` are made here again; the default has none."""

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say_again()
            self.retranslate()
        super().changeEvent(event)

    def _say_again(self) -> None:
        for setter, message in list((self._said or {}).items()):
            owner = getattr(setter, "__self__", None)
            if owner is not None and not shiboken6.isValid(owner):
                self.unsay(setter)
            else:
                setter(self.words(message))


def language_changed() -> None:
    """Tell every open widget that the Translator speaks another language now."""
    app = QCoreApplication.instance()
    if app is not None:
        QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))
