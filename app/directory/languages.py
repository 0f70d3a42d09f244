"""The languages people speak: read as they are typed, in words or as ISO 639-1 codes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.core.errors import UserError
from app.core.i18n import C_, LANGUAGES, N_, Message, Speak, Translator
from app.core.latvian import fold

NAMES: Mapping[str, Message] = {
    "lv": C_("spoken", "Latvian"),
    "ru": C_("spoken", "Russian"),
    "en": C_("spoken", "English"),
    "de": C_("spoken", "German"),
    "uk": C_("spoken", "Ukrainian"),
    "lt": C_("spoken", "Lithuanian"),
    "et": C_("spoken", "Estonian"),
    "pl": C_("spoken", "Polish"),
    "fr": C_("spoken", "French"),
    "ltg": C_("spoken", "Latgalian"),
}
#: So much of a name is enough.
_SHORTEST = 3


def parse_languages(text: str, words: Speak) -> tuple[str, ...]:
    """The codes out of `latviešu, krievu`, `lv ru` or `lv/ru`, in the order typed.

    Raises:
        UserError: a word names no language.
    """
    return tuple(
        dict.fromkeys(_code(word, words) for word in re.split(r"[\s,;/]+", text) if word not in ("", "un"))
    )


def show_languages(codes: Sequence[str], words: Speak) -> str:
    """`latviešu, krievu`, which :func:`parse_languages` reads back; a code without a name stands as it is."""
    return ", ".join(words(NAMES[code]) if code in NAMES else code for code in codes)


def languages_beginning(text: str) -> tuple[str, ...]:
    """The codes of the languages whose name begins so, in any language of the program."""
    typed = fold(text.strip())
    if len(typed) < _SHORTEST:
        return ()
    speakers = [Translator(language) for language in LANGUAGES]
    return tuple(code for code, name in NAMES.items() if any(fold(tr(name)).startswith(typed) for tr in speakers))


def _code(word: str, words: Speak) -> str:
    typed = fold(word)
    if typed in NAMES:
        return typed
    if len(typed) >= _SHORTEST:
        for code, name in NAMES.items():
            if fold(words(name)).startswith(typed):
                return code
    elif re.fullmatch("[a-z]{2}", typed):
        return typed
    example = show_languages(("lv", "ru", "en"), words)
    raise UserError(N_("Write languages like this: {example}.", example=example))
