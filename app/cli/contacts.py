"""Finding contacts."""

from __future__ import annotations

import argparse
import json

from app.core.i18n import N_, Translator


def search(options: argparse.Namespace, tr: Translator) -> int:
    """Find contacts by the beginnings of words, the newest first."""
    from app.cli.opening import office  # noqa: PLC0415
    from app.contacts.journal_list import JournalList  # noqa: PLC0415
    from app.contacts.printed_rows import RowWords  # noqa: PLC0415
    from app.contacts.records import ContactFilter, Sort  # noqa: PLC0415

    with office(options) as here:
        rows = JournalList(here).first(ContactFilter(text=options.text), Sort(), options.limit)
        words = RowWords(here, tr)
        if options.json:
            found = [
                {
                    "number": row.number,
                    "at": row.at.isoformat(),
                    "client": words.client(row) if row.masked else row.client_name,
                    "subject": row.subject,
                }
                for row in rows
            ]
            print(json.dumps(found, ensure_ascii=False, indent=2))
            return 0
        for row in rows:
            line = (words.number(row), words.at(row), words.client(row), row.subject or row.topic)
            print("  ".join(" ".join(part.split()) for part in line))
    if not rows:
        print(tr(N_("Nothing was found.")))
    return 0
