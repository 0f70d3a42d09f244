"""Latvian letters: one folding for search and one sort key, both made here and stored with the row.

Folding forgets marks, so that "berzins" finds Bērziņš. The sort key keeps the Latvian order: č ģ ķ ļ ņ ŗ š ž are
letters of their own, ā ē ī ō ū differ from their base letters only when all else is equal, and so does y from i.

Every stored and imported row passes here. Text made only of the characters Latvian offices use is therefore
written as one byte each and mapped by byte tables; any other text goes a slower, general way to the same result.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_MARKED = dict(zip("āčēģīķļņōŗšūž", "acegiklnorsuz", strict=True))
_ASCII = bytes(range(128)).decode()
_BLANKS = "\x1c\x1d\x1e\x1f\x85\u00a0\u202f"
_QUOTES = "„”“«»’"
_DASHES = "–—"
#: The characters that have a byte of their own; U+FFFE tells the codec that a place is free.
_PAGE = "".join([_ASCII, *_MARKED, *map(str.upper, _MARKED), _BLANKS[4:], _QUOTES, _DASHES]).ljust(256, "\ufffe")
_PAGE_CODE = codecs.charmap_build(_PAGE)
#: Letters that NFKD leaves whole.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")


def _bytes(text: str) -> bytes | None:
    """``text`` as one byte a character, or None if a character is not on the page."""
    try:
        return codecs.charmap_encode(text, "strict", _PAGE_CODE)[0]
    except UnicodeEncodeError:
        return None


def _folded_on_page(letter: str) -> str:
    small = letter.lower()
    return " " if letter in _BLANKS else _MARKED.get(small, small)


_FOLDING = bytes(_PAGE.index(_folded_on_page(letter)) for letter in _PAGE)


def fold(text: str) -> str:
    """``text`` without case, marks and surplus spaces, the same for what is searched and what is stored."""
    raw = _bytes(text)
    if raw is None:
        return " ".join(_fold_any(text).split())
    return codecs.charmap_decode(b" ".join(raw.translate(_FOLDING).split()), "strict", _PAGE)[0]


def _fold_any(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKES)
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    # Compatibility forms such as the sign for "Tel" bring capitals back.
    return kept if kept == kept.casefold() else _fold_any(kept)


def words(query: str) -> tuple[str, ...]:
    """The folded words of ``query``, each to be matched as the beginning of a word, in any order."""
    return tuple(_WORD.findall(fold(query)))


_ALPHABET = "abcčdefgģhijkķlļmnņopqrŗsštuvwxzž"
#: Letters that share a place in the alphabet with another: (base letter, weight among its equals).
_VARIANTS = {"ā": ("a", "1"), "ē": ("e", "1"), "ī": ("i", "1"), "y": ("i", "2"), "ō": ("o", "1"), "ū": ("u", "1")}
_PLACES = dict(zip(_ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg", strict=True))
_FOREIGN = "3"
_IGNORED = _QUOTES + "\"'`´‘‚‛‟‹›\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DIGITS = "0123456789"
_NUMBER = re.compile("[0-9]+")


def _weights_of(letter: str) -> tuple[str, str]:
    """What ``letter`` gives to the two halves of a key: its places in the alphabet, its weights among equals."""
    small = letter.lower()
    if small in _PLACES:
        return _PLACES[small], "0"
    if small in _VARIANTS:
        base, weight = _VARIANTS[small]
        return _PLACES[base], weight
    if letter in _DIGITS:
        return letter, ""
    if letter in _IGNORED or unicodedata.combining(letter):
        return "", ""
    return (" ", "") if letter.isascii() else _weights_of_foreign(letter)


def _weights_of_foreign(letter: str) -> tuple[str, str]:
    """é sorts right after e, Cyrillic and Greek after ž by their own code points, signs count as spaces."""
    bare = _fold_any(letter)
    if bare.isascii():
        place = "".join(_weights_of(part)[0] for part in bare)
        return place, _FOREIGN * sum(part.isalpha() for part in place)
    return (bare, "0" * len(bare)) if bare.isalnum() else (" ", "")


_PAGE_WEIGHTS = [_weights_of(letter) for letter in _PAGE]
_DROPPED = bytes(code for code, (place, _) in enumerate(_PAGE_WEIGHTS) if not place)
_UNWEIGHED = bytes(code for code, (_, weight) in enumerate(_PAGE_WEIGHTS) if not weight)
_PLACING = bytes(ord(place or " ") for place, _ in _PAGE_WEIGHTS)
_WEIGHING = bytes(ord(weight or " ") for _, weight in _PAGE_WEIGHTS)


def sort_key(text: str) -> str:
    """A text whose plain character order (UTF-8 bytes, COLLATE "C") is the Latvian order of ``text``.

    Case, quotes and apostrophes do not count, other punctuation counts as a space, digits sort by value. The
    key is places in the alphabet with "!" between words, then, only where something is marked, a space (lower
    than all else) and the marks.
    """
    raw = _bytes(text)
    if raw is None:
        return _sort_key_of_any(text)
    places = b"!".join(raw.translate(_PLACING, _DROPPED).split()).decode()
    if not places.replace("!", "").isalpha():
        places = _NUMBER.sub(_by_value, places)
    weights = raw.translate(_WEIGHING, _UNWEIGHED).rstrip(b"0")
    return f"{places} {weights.decode()}" if weights else places


def _sort_key_of_any(text: str) -> str:
    pairs = [_weights_of(letter) for letter in unicodedata.normalize("NFC", text.casefold())]
    places = _NUMBER.sub(_by_value, "!".join("".join(place for place, _ in pairs).split()))
    weights = "".join(weight for _, weight in pairs).rstrip("0")
    return f"{places} {weights}" if weights else places


def listed_name(name: str) -> str:
    """The surname first, as lists of people are sorted: `Skuja-Kalniņa Anna Marija`."""
    given, _, surname = name.rpartition(" ")
    return f"{surname} {given}".strip()


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence; abbreviations such as „IT” keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def surname_sort(name: str) -> str:
    """The sort key of a person: they stand under their surname, which is written last."""
    given, _, surname = name.rpartition(" ")
    return sort_key(f"{surname} {given}")


def _by_value(number: re.Match[str]) -> str:
    """The digits behind a character that grows with their count and stays below the letters."""
    digits = number[0].lstrip("0") or "0"
    return chr(ord('"') + min(len(digits), 29)) + digits
