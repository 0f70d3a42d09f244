"""Cells of an old journal, one by one, as the contact register's codes and texts; pure and cached by value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.contacts.journal_dates import Unreadable
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.latvian import fold
from app.core.phones import parse_phone, show_phone, split_phones
from app.core.profile_records import ChannelCode, OutcomeCode
from app.importing.table import Cell

_CHANNELS: dict[ChannelCode, str] = {
    "phone": "tel|telefons|telefoniski|talrunis|talr|talruni|pa talruni|pa telefonu|zvans|zvanot|zvanija"
    "|mob|mobilais",
    "in_person": "klatiene|klatienes|klatienes vizite|apmeklejums|vizite|personigi|biroja|kac",
    "email": "e-pasts|epasts|e pasts|e-pasta|epasta|pa e-pastu|email|e-mail|mails",
    "post": "pasts|pasta|pa pastu|vestule|vestules|pasta vestule|post",
    "instant_message": "whatsapp|whats app|wa|iszina|sms|zina|zinojums|zinojumi|viber|messenger|zinojumapmaina",
    "e_address": "e-adrese|eadrese|e adrese|e-adrese lv|oficiala elektroniska adrese",
    "web_form": "majaslapa|majas lapa|timeklvietne|timeklvietnes veidlapa|veidlapa|web|www|e-veidlapa|interneta",
    "hotline": "uzticibas talrunis|uzticibas tel",
}
_CHANNEL_OF = {name: code for code, names in _CHANNELS.items() for name in names.split("|")}
_ANSWERED = frozenset(
    "ok|labi|done|atbilde sniegta|sniegta atbilde|izskaidrots|izskaidrota|konsultets|konsultacija"
    "|sniegta informacija|informets|pabeigts|izpildits|atrisinats|izdarits".split("|")
)
#: Beginnings of an outcome as journals put it; the words after it name a person or an institution.
_OUTCOMES: dict[OutcomeCode, str] = {
    "callback": r"(?:ja)?atzvan\w*|zvanit velreiz",
    "other_institution": r"paradreset[sa](?: uz)?|parsutit[sa](?! koleg)(?: uz)?|cita iestade|nosutit[sa] uz",
    "referred": r"nodot[sa]|nosutit[sa](?: pie)?|parsutit[sa]|pie specialista",
    "advised_in_writing": r"ieteikts (?:uz)?rakst\w+|ieteikts iesnie\w+|rakstit iesniegumu",
    "offered_channel": r"piedavats (?:cits|rakstit|rakstiski)",
    "call_ended": r"saruna (?:ir )?partraukta|zvans partraukts",
    "complaint": r"sudzib\w+",
    "answered": r"atbildet\w*|atbilde",
}
_OUTCOME_OF = tuple((code, re.compile(rf"({pattern})\b\s*:?\s*")) for code, pattern in _OUTCOMES.items())
_NOBODY = frozenset("specialistam specialists specialista kolegim kolegis iestade iestadei atbildigajam".split())
_EMAIL = re.compile(r"[\w.+\-]+@(?:[\w\-]+\.)+[\w\-]{2,}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome with whom or where the client was sent, as the journal names them (in whatever case)."""

    code: OutcomeCode
    referred_to: str = ""
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Phones:
    """The first readable number in E.164 ("" if none), the rest for the notes.

    ``unreadable`` tells that some text was no number.
    """

    first: str = ""
    rest: str = ""
    unreadable: bool = False


def text_of(cell: Cell) -> str:
    """A cell as text, spaces at the ends cut; 12.0 is 12."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def one_line(text: str) -> str:
    """``text`` with every run of spaces and line ends as one space."""
    return " ".join(text.split())


@lru_cache(maxsize=2_000)
def channel_of(text: str) -> ChannelCode:
    """The channel's code. Raises Unreadable where the cell is empty or names none."""
    folded = fold(text).strip(" .:")
    if not folded:
        raise Unreadable(N_("The channel is missing."))
    code = _CHANNEL_OF.get(folded) or _CHANNEL_OF.get(folded.partition(" ")[0].rstrip(".,:;"))
    if code is None:
        raise Unreadable(N_("The channel “{value}” is not known.", value=text.strip()[:60]))
    return code


@lru_cache(maxsize=5_000)
def outcome_of(text: str) -> Outcome:
    """The outcome; an empty cell means answered. Raises Unreadable for words that name none."""
    folded = fold(text).strip(" .!")
    if not folded or folded in _ANSWERED:
        return Outcome("answered")
    for code, pattern in _OUTCOME_OF:
        if found := pattern.match(folded):
            # The folded text may differ in length from the written one, so whom it names is cut by words.
            named = " ".join(text.split()[len(found[1].split()) :]).strip(" .:")
            return _outcome(code, named)
    raise Unreadable(N_("The outcome “{value}” is not known.", value=text.strip()[:60]))


def _outcome(code: OutcomeCode, named: str) -> Outcome:
    if code == "referred":
        return Outcome(code, referred_to="" if fold(named) in _NOBODY else named)
    if code == "other_institution":
        return Outcome(code, institution="" if fold(named) in _NOBODY else named)
    return Outcome(code)


@lru_cache(maxsize=50_000)
def phones_of(text: str) -> Phones:
    """The numbers of a cell; what is no number, and notes beside numbers, are kept for the contact's notes."""
    if not text or text in ("-", "–", "—", "nav"):
        return Phones()
    try:
        return Phones(parse_phone(text))
    except UserError:
        return _phones_among(text)


def _phones_among(text: str) -> Phones:
    found = split_phones(text)
    first = next((phone for phone in found if phone.number), None)
    rest = [
        phone.text if not phone.number or phone.note else show_phone(phone.number)
        for phone in found
        if phone is not first or phone.note
    ]
    return Phones((first and first.number) or "", "\n".join(rest), any(not phone.number for phone in found))


def email_in(text: str) -> str:
    """The first e-mail address in ``text``, or ""."""
    if "@" not in text:
        return ""
    found = _EMAIL.search(text)
    return found[0].rstrip(".") if found else ""
