"""Names as an old journal writes them: tidied for the register, and matched to the people who work here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from app.core.latvian import fold

_ANONYMOUS = frozenset(
    "- – — . ? x xx xxx n/a nav nezinams nezinama nezinams klients anonims anonima anonimi anonims klients "
    "anonims zvans".split()
) | {
    "nav zinams",
    "nezinams klients",
    "anonims klients",
    "anonims zvans",
    "bez varda",
    "nenosauca",
    "nav nosaukts",
}
_COMPANY = re.compile(
    r"\d|[„”“\"«»]|\b(sia|as|a/s|ik|psia|vas|vsia|z/s|zs|dzib|dzikib|biedriba|pamatskola|vidusskola|skola|nami"
    r"|pasvaldiba|novads|novada|pagasta|parvalde|centrs|fonds|iestade|agentura|baznica|kooperativs)\b"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDINGS = ("iem", "aim", "ei", "ai", "am", "em", "im", "um", "as", "es", "is", "us", "s", "a", "e", "i", "u", "o")


@lru_cache(maxsize=50_000)
def clean_client(text: str) -> str:
    """The client's name with single spaces and, if a person's was typed in capitals, in ordinary letters.

    An empty text stands for an anonymous client. Names of companies stay as written; so does the order of words.
    """
    name = " ".join(text.split())
    folded = fold(name)
    if folded in _ANONYMOUS or not folded:
        return ""
    if name.isupper() and " " in name and not _COMPANY.search(folded):
        return _LETTERS.sub(lambda word: word[0].capitalize(), name)
    return name


def match_person(text: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that ``text`` means, or None where none or several could be meant.

    ``I. Kalniņa``, ``Dace B.``, ``Kalniņa`` and a name in another case (``Nodots R. Šķēlem``) are understood;
    words may stand in any order. A person who bears the very words goes before those with other endings.
    """
    wanted = _parts(text)
    if not wanted:
        return None
    people = [(name, _parts(name)) for name in dict.fromkeys(names)]
    for same in (_same_word, _same_stem):
        found = [name for name, parts in people if _fits(wanted, parts, same)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _parts(text: str) -> list[tuple[str, bool]]:
    """Folded words; True marks an initial. Double surnames are one word."""
    return [
        (word.rstrip("."), len(word.rstrip(".")) == 1 or word.endswith("."))
        for word in fold(text).replace(".", ". ").split()
    ]


def _fits(wanted: list[tuple[str, bool]], name: list[tuple[str, bool]], same: object) -> bool:
    """Each wanted word means another word of the name, and at least one is more than an initial."""
    assert callable(same)
    if all(initial for _, initial in wanted):
        return False
    left = [word for word, _ in name]
    for word, initial in sorted(wanted, key=lambda part: part[1]):
        fitting = [other for other in left if (other.startswith(word) if initial else same(word, other))]
        if not fitting:
            return False
        left.remove(fitting[0])
    return True


def _same_word(word: str, other: str) -> bool:
    return word == other


def _same_stem(word: str, other: str) -> bool:
    return stem(word) == stem(other)


@lru_cache(maxsize=5_000)
def stem(word: str) -> str:
    """A folded name without its case ending, so that the dative „Šķēlem” meets the nominative „Šķēle”."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
