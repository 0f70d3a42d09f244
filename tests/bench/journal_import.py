"""An old journal read in, from the checked rows to the commit, against a bare executemany of the same contacts.

The floor has the same tables and indexes and the same single commit, but no search index of its own, no audit and
no numbering. Reading the file is not in it (performance.md 4).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.contacts.journal import Entry, Values, fingerprint
from app.contacts.journal_import import ImportPlan, JournalImport
from app.contacts.sample import SampleContact, sample_contacts
from app.core.clock import system_clock
from app.importing.report import ImportReport
from tests.bench.harness import Result, Section, compared, timed
from tests.bench.raw import raw
from tests.bench.stage import Stage, opened
from tests.support.databases import EngineKind

IMPORT = "import.rows"
#: Four times as long as the bare rows: a quarter of their speed.
GOAL = 4.0
_TABLES = ("contact_import", "client", "contact")


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """The import into one empty database, then the rows it made into another."""
    ours, bare_one = stage.empty(kind), stage.empty(kind)
    with opened(ours) as office:
        journal, checked = JournalImport(office), plan(stage.sizes.imported)
        figure = timed(lambda: journal.commit(checked))
    # The floor numbers and audits nothing, and a server would refuse that to anybody but its superuser.
    places = [each if kind == "sqlite" else stage.for_superuser(each) for each in (ours, bare_one)]
    yield compared(IMPORT, kind, figure, _bare(*places), GOAL)
    stage.drop(ours)
    stage.drop(bare_one)


def plan(count: int) -> ImportPlan:
    """What staging gives for a journal of ``count`` sample contacts."""
    entries = tuple(_entry(row, made) for row, made in enumerate(sample_contacts(count, 2, system_clock()), 2))
    report = ImportReport(
        rows=count, imported=len(entries), blank=0, subtotal=0, duplicates=0, refused=(), attention=()
    )
    return ImportPlan("zurnals.xlsx", report, entries, {}, 0)


def _entry(row: int, made: SampleContact) -> Entry:
    values = Values(
        at=made["at"],
        has_time=True,
        channel=made["channel"],  # type: ignore[arg-type]
        client=made["client_name"],
        phone=made["phone"],
        email=made["email"],
        address=made["address"],
        subject=made["subject"],
        handler=made["handler_name"],
        outcome=made["outcome"],  # type: ignore[arg-type]
        outcome_text="",
        referred_to=made["referred_name"],
        institution=made["institution"],
        notes=made["notes"],
        reference=f"{row}/{made['at'].year}",
    )
    return Entry(row, values, fingerprint(values))


def _bare(source: str, target: str) -> float:
    """How long the driver takes for the contacts, and the clients and the import they belong to."""
    with raw(source) as read, raw(target) as write:
        rows = {table: read.all(f"SELECT * FROM {table}") for table in _TABLES}

        def insert() -> None:
            write.begin()
            for table, of_table in rows.items():
                if not write.sqlite:
                    write.run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                write.many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(of_table[0]))})", of_table)
            write.commit()

        return timed(insert)


SECTIONS = (Section((IMPORT,), run),)
