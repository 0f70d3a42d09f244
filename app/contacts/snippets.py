"""The office's own abbreviations for longer texts (design.md 6.3)."""

from __future__ import annotations

import re

from sqlalchemy import select

from app.contacts.tables import Snippet
from app.core.errors import Invalid, UserError
from app.core.fields import clean_text
from app.core.i18n import N_
from app.core.permissions import SETTINGS_EDIT, SETTINGS_SEE
from app.core.work import Work
from app.office import Office

_KEY = re.compile(r"[^\W_]{1,20}")
LONGEST = 2000


def snippets(office: Office) -> dict[str, str]:
    """What ``//key`` stands for, by key. Raises Forbidden, Unavailable."""
    with office.view(SETTINGS_SEE) as view:
        used = select(Snippet.key, Snippet.text).where(Snippet.text != "").order_by(Snippet.key)
        rows = view.session.execute(used)
        return {row.key: row.text for row in rows}


def checked_snippet(key: str, text: str) -> tuple[str, str]:
    """A key and its text as they are kept. Raises Invalid ("key", "text")."""
    key = key.strip().removeprefix("//").casefold()
    if not _KEY.fullmatch(key):
        raise Invalid({"key": N_("A key has letters and digits only, at most 20.")})
    try:
        return key, clean_text(text, LONGEST).strip()
    except UserError as error:
        raise Invalid({"text": error.message}) from None


def save_snippet(office: Office, key: str, text: str) -> None:
    """Let ``//key`` stand for ``text``; an empty text takes it out of use. Raises Invalid, Forbidden."""
    key, text = checked_snippet(key, text)

    def stored(work: Work) -> None:
        row = work.session.scalar(select(Snippet).where(Snippet.key == key).with_for_update())
        if row is not None:
            row.text = text
        elif text:
            work.add(Snippet, key=key, text=text)

    office.do(SETTINGS_EDIT, stored)
