"""Text on screen and paper: English msgids, one gettext catalogue per language.

A :class:`Translator` is passed to whoever speaks; there is no global one, because paper may speak another
language than the screen. What the lower layer wants to tell a person travels as a :class:`Message` and is put
into words only where it is shown.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LANGUAGES = ("lv", "en")
TRANSLATIONS = Path(__file__).parents[2] / "translations"


@dataclass(frozen=True)
class Message:
    """A text not yet in any language: a msgid with its values, and a plural or a context where it needs one.

    A value may itself be a Message; it is translated along with the rest.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int = 0
    context: str | None = None


def N_(text: str, **params: object) -> Message:
    """Mark a text for translation and carry its values."""
    return Message(text, params)


def NN_(one: str, many: str, count: int, **params: object) -> Message:
    """Mark a text with a plural; ``{count}`` stands for the number."""
    return Message(one, {"count": count, **params}, plural=many, count=count)


def C_(context: str, text: str, **params: object) -> Message:
    """Mark a text whose Latvian depends on where it stands (a verb and a noun that look alike in English)."""
    return Message(text, params, context=context)


class Translator:
    """Puts messages into one language, which may be switched while the program runs."""

    def __init__(self, language: str = "lv") -> None:
        self._catalogue: gettext.NullTranslations
        self.use(language)

    def use(self, language: str) -> None:
        """Speak ``language`` from now on; listeners are told by Qt's LanguageChange, not from here."""
        if language not in LANGUAGES:
            raise ValueError(language)
        self.language = language
        self._catalogue = gettext.translation("lete", TRANSLATIONS, [language], fallback=True)

    def __call__(self, message: Message | str, **params: object) -> str:
        """The text in the present language, with its values filled in."""
        if isinstance(message, str):
            message = Message(message, params)
        pattern = self._pattern(message)
        if not message.params:
            return pattern
        values = {
            name: self(value) if isinstance(value, Message) else value for name, value in message.params.items()
        }
        return pattern.format(**values)

    def _pattern(self, message: Message) -> str:
        if message.plural is not None:
            return self._catalogue.ngettext(message.text, message.plural, message.count)
        if message.context is not None:
            return self._catalogue.pgettext(message.context, message.text)
        return self._catalogue.gettext(message.text)


#: What a function that only needs to speak asks for.
Speak = Callable[[Message], str]
