"""What a new office's journal begins with: the snippets of its profile."""

from __future__ import annotations

from sqlalchemy import select

from app.contacts.tables import Snippet
from app.core.profile_records import Profile
from app.core.work import Work


def begin(work: Work, chosen: Profile) -> None:
    """Add the profile's snippets; keys that the office has keep their text."""
    known = set(work.session.scalars(select(Snippet.key)))
    work.insert(
        Snippet, [{"key": each.key, "text": each.text} for each in chosen.snippets if each.key not in known]
    )
