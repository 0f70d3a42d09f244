"""Search as typed: every keystroke of real words, against the bare statement of the same search.

``real`` types names and streets. ``common`` types the hundred commonest words of the questions, each of which
stands in thousands of contacts: the worst case of performance.md 3.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.core.latvian import words
from tests.bench.harness import STRICTEST, Result, Section, limited, percentile, timed
from tests.bench.raw import Raw, raw
from tests.bench.stage import Stage, opened
from tests.support.databases import EngineKind

COMMON, COMMON_SLOW, REAL_SLOW = "search.common", "search.common_p95", "search.real_p95"
LIMIT = 100
TYPED = 30
_COLUMNS = """id, number_year, number_seq, at, has_time, channel, client_name, phone, address, topic, subject,
handler_name, registered_name, status, is_open, due_at, kept"""


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """Both vocabularies."""
    url = stage.log(kind)
    with opened(url) as office, raw(url) as bare:
        journal = JournalList(office)
        for vocabulary in ("common", "real"):
            figures, floors = [], []
            for query in keystrokes(bare, vocabulary):
                bare_search(bare, query)  # whoever comes first would read the pages for both
                floors.append(timed(lambda query=query: bare_search(bare, query)))  # type: ignore[misc]
                figures.append(timed(lambda query=query: journal.first(ContactFilter(text=query), Sort(), LIMIT)))  # type: ignore[misc]
            slow, slow_floor = percentile(figures, 95), percentile(floors, 95)
            if vocabulary == "real":
                yield limited(REAL_SLOW, kind, slow, slow_floor, 0.005, STRICTEST)
            else:
                middle, floor = statistics.median(figures), statistics.median(floors)
                yield limited(COMMON, kind, middle, floor, 0.005, STRICTEST)
                yield limited(COMMON_SLOW, kind, slow, slow_floor, 0.1, STRICTEST)


def bare_search(bare: Raw, query: str) -> Sequence[object]:
    """The first hundred rows with a word that begins so."""
    if bare.sqlite:
        return bare.all(
            f"SELECT {_COLUMNS} FROM contact WHERE id IN (SELECT contact.id FROM contact_search "
            "JOIN contact ON contact.id = contact_search.rowid WHERE contact_search MATCH ? AND kept = 1 "
            "ORDER BY contact_search.rowid DESC LIMIT 100) ORDER BY at DESC, id DESC",
            [f'"{query}"*'],
        )
    return bare.all(
        f"SELECT {_COLUMNS} FROM contact WHERE kept AND search_fold LIKE ? ORDER BY id DESC LIMIT 100",
        [f"% {query}%"],
    )


def keystrokes(bare: Raw, vocabulary: str) -> Iterator[str]:
    """Words as they grow letter by letter, from the second on."""
    column = "subject" if vocabulary == "common" else "client_name || ' ' || address"
    step = "ORDER BY id LIMIT 4000"
    counted = Counter(word for (text,) in bare.all(f"SELECT {column} FROM contact {step}") for word in words(text))
    whole = [word for word, _ in counted.most_common() if len(word) > 3 and word.isalpha()]
    chosen = whole[:100] if vocabulary == "common" else whole
    for word in chosen[:: max(1, len(chosen) // TYPED)][:TYPED]:
        yield from (word[:length] for length in range(2, len(word) + 1))


SECTIONS = (Section((COMMON, COMMON_SLOW, REAL_SLOW), run),)
