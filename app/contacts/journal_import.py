"""An old contact journal read in: staged and checked whole, then committed at once; annulled as one act.

Nothing is in the database until :meth:`JournalImport.commit`, and what ends a commit (a cancel, an error) leaves
nothing of it. The interpretation of the rows is in ``journal``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.contacts.imported_clients import ClientBook
from app.contacts.journal import Entry, JournalRow, Refused, SkipKind, Values, interpret
from app.contacts.journal_fields import FIELDS
from app.contacts.journal_people import match_person
from app.contacts.policy import checked_note
from app.contacts.records import Status
from app.contacts.tables import Contact, ContactImport
from app.core import numbering
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.moments import riga_date, riga_year
from app.core.permissions import CONTACTS_IMPORT
from app.core.profile_records import ChannelCode
from app.core.work import View, Work
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.importing.mapping import ColumnMapping
from app.importing.reading import read_table
from app.importing.report import ImportReport, Progress, RefusedRow
from app.importing.table import Row, Sheet
from app.importing.told import Told, find_told_mapping
from app.office import Office

#: Called often; what it raises ends the work.
Cancel = Callable[[], object]

#: Rows between two reports of progress, and looked for or added at once.
_BATCH = 5_000
_REPORT_EVERY = 500
#: Rows made between two reports while they are added: what people see must move.
_MADE_EVERY = 200


@dataclass(frozen=True)
class ImportPlan:
    """A staged file: what its report says, and the contacts to be added, in the order of time."""

    file_name: str
    report: ImportReport
    entries: tuple[Entry, ...]
    people: dict[str, EmployeeRecord]
    #: The newest import when this one was checked for duplicates.
    after_import: int


@dataclass
class _Tally:
    """Counts the rows of a file while they are staged."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    skipped: Counter[SkipKind] = field(default_factory=Counter)

    def take(self, row: JournalRow) -> None:
        if isinstance(row, Entry):
            self.entries.append(row)
        elif isinstance(row, Refused):
            self.refused.append(RefusedRow(row.row, row.reason))
        else:
            self.skipped[row.kind] += 1

    @property
    def rows(self) -> int:
        return len(self.entries) + len(self.refused) + self.skipped.total()


class JournalImport:
    """Reads old journals in for one signed-in person. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def stage(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        progress: Progress = lambda _done, _total: None,
        cancel: Cancel = lambda: None,
        *,
        told: Told = (),
        channel: ChannelCode | None = None,
    ) -> ImportPlan:
        """Read and check the whole file; nothing is written. This is also the dry run.

        ``mapping`` is what a person made of :func:`open_journal`'s, ``told`` the columns they named instead;
        ``channel`` serves rows that name none. Raises Invalid for a file or headings that cannot be read.
        """
        with self._office.view(CONTACTS_IMPORT) as view:
            today = riga_date(view.now)
            after_import = _newest_import(view)
        sheet, guessed = open_journal(path, told)
        mapping = mapping or guessed
        mapping.check(FIELDS)
        tally = _Tally()
        for number, row in enumerate(interpret(_counted(sheet, progress), mapping, today, channel), 1):
            tally.take(row)
            if number % _REPORT_EVERY == 0:
                cancel()
        fresh = self._without_duplicates(tally.entries, cancel)
        entries = sorted(fresh, key=lambda entry: (entry.values.at, entry.row))
        return ImportPlan(path.name, _report(tally, entries), tuple(entries), self._people(entries), after_import)

    def commit(
        self,
        plan: ImportPlan,
        progress: Progress = lambda _done, _total: None,
        cancel: Cancel = lambda: None,
    ) -> int:
        """Add the staged contacts, all or none; the number of the import.

        Whoever saves a contact meanwhile waits while those of the same year are added, so the newest come last.
        Raises Unavailable where somebody read in rows of this file since it was staged: stage it again.
        """
        with self._office.work(CONTACTS_IMPORT) as work:
            self._expect_no_newer(work, plan)
            import_id = work.add(
                ContactImport,
                file_name=plan.file_name[-255:],
                at=work.now,
                account=work.actor.account,
                rows=len(plan.entries),
            )
            clients = ClientBook(work, [entry.values for entry in plan.entries])
            rows = _told_of(_contacts(work, plan, import_id, clients), len(plan.entries), progress, cancel)
            done = 0
            while batch := list(islice(rows, _BATCH)):
                cancel()
                work.insert(Contact, batch)
                done += len(batch)
                progress(done, len(plan.entries))
            cancel()
        return import_id

    def annul(self, import_id: int, reason: str = "") -> int:
        """Annul every contact of the import, numbers and rows stay; how many there were. Raises Invalid, Gone.

        Nothing happens to an import annulled already.
        """
        reason = checked_note("reason", reason, 500)
        with self._office.work(CONTACTS_IMPORT) as work:
            import_row = work.get(ContactImport, import_id)
            if import_row.annulled_at is not None:
                return 0
            import_row.annulled_at = work.now
            return work.update_all(
                Contact,
                (Contact.import_id == import_id) & Contact.kept.is_(True),
                kept=False,
                annulled_at=work.now,
                annulled_by=work.actor.name,
                annul_reason=reason,
            )

    def restore(self, import_id: int) -> int:
        """Take :meth:`annul` back: redo of an import; what was annulled one by one stays so. Raises Gone."""
        with self._office.work(CONTACTS_IMPORT) as work:
            import_row = work.get(ContactImport, import_id)
            annulled_at, import_row.annulled_at = import_row.annulled_at, None
            return work.update_all(
                Contact,
                (Contact.import_id == import_id) & Contact.kept.is_(False) & (Contact.annulled_at == annulled_at),
                kept=True,
                annulled_at=None,
                annulled_by="",
                annul_reason="",
            )

    def _without_duplicates(self, entries: Sequence[Entry], cancel: Cancel) -> list[Entry]:
        """The first of each contact in the file that the journal does not have yet."""
        first = {entry.fingerprint: entry for entry in reversed(entries)}
        with self._office.view(CONTACTS_IMPORT) as view:
            for known in _known(view, list(first), cancel):
                del first[known]
        return list(first.values())

    def _people(self, entries: Sequence[Entry]) -> dict[str, EmployeeRecord]:
        """Whom each name in the file means on the staff; names of nobody, or of several, are left out."""
        staff = {person.name: person for person in Directory(self._office).employees(hidden=True)}
        named = {entry.values.handler for entry in entries} | {entry.values.referred_to for entry in entries}
        found = {name: match_person(name, staff) for name in named if name}
        return {name: staff[match] for name, match in found.items() if match}

    def _expect_no_newer(self, work: Work, plan: ImportPlan) -> None:
        if _newest_import(work) == plan.after_import:
            return
        if any(_known(work, [entry.fingerprint for entry in plan.entries], lambda: None)):
            raise Unavailable(
                N_("Rows of this file were read in meanwhile. Choose the file once more to check it again.")
            )


def open_journal(path: Path, told: Told = ()) -> tuple[Sheet, ColumnMapping]:
    """The sheet that looks like a contact journal and its columns. Raises Invalid, Unavailable."""
    return find_told_mapping(read_table(path).sheets, FIELDS, told)


def _counted(sheet: Sheet, progress: Progress) -> Iterator[Row]:
    for done, row in enumerate(sheet.rows(), 1):
        if done % _REPORT_EVERY == 0:
            progress(done, 0)
        yield row


def _told_of(
    rows: Iterator[dict[str, Any]], total: int, progress: Progress, cancel: Cancel
) -> Iterator[dict[str, Any]]:
    """The rows, with a word on the way; the last one is told only once it is added."""
    for made, row in enumerate(rows, 1):
        if made % _MADE_EVERY == 0 and made < total:
            cancel()
            progress(made, total)
        yield row


def _report(tally: _Tally, entries: Sequence[Entry]) -> ImportReport:
    remarks = Counter(remark.value for entry in entries for remark in entry.remarks)
    blank = tally.skipped[SkipKind.BLANK]
    return ImportReport(
        rows=tally.rows,
        imported=len(entries),
        blank=blank,
        subtotal=tally.skipped.total() - blank,
        duplicates=len(tally.entries) - len(entries),
        refused=tuple(tally.refused),
        attention=tuple(sorted(remarks.items())),
    )


def _newest_import(view: View) -> int:
    return view.session.scalar(select(func.max(ContactImport.id))) or 0


def _known(view: View, fingerprints: list[str], cancel: Cancel) -> Iterator[str]:
    """Those of ``fingerprints`` that contacts of the journal bear; annulled ones do not count."""
    for start in range(0, len(fingerprints), _BATCH):
        cancel()
        part = fingerprints[start : start + _BATCH]
        yield from view.session.scalars(
            select(Contact.fingerprint).where(Contact.fingerprint.in_(part), Contact.kept.is_(True)).distinct()
        )


def _contacts(work: Work, plan: ImportPlan, import_id: int, clients: ClientBook) -> Iterator[dict[str, Any]]:
    """The rows to insert, each year's numbers taken at once, in the order of time."""
    common = {
        "import_id": import_id,
        "registered_by": work.actor.account,
        "registered_name": work.actor.name,
        "registered_at": work.now,
    }
    for year, of_year in groupby(plan.entries, key=_year):
        entries = list(of_year)
        first = numbering.take(work.session, Contact.register, year, len(entries))
        for seq, entry in enumerate(entries, first):
            yield {
                **common,
                **_told(entry.values, plan.people),
                "request": f"import-{import_id}-{entry.row}",
                "number_year": year,
                "number_seq": seq,
                "client_id": clients.of(entry.values),
                "fingerprint": entry.fingerprint,
            }


def _year(entry: Entry) -> int:
    return riga_year(entry.values.at)


def _told(values: Values, people: dict[str, EmployeeRecord]) -> dict[str, Any]:
    """What the old journal tells of a contact. It is closed: what was done since, the journal does not tell."""
    handler, referred = people.get(values.handler), people.get(values.referred_to)
    outcome, notes = values.outcome, values.notes
    if outcome == "complaint":  # kept for the register of complaints; the journal's word stays readable
        outcome, notes = "answered", "\n".join(filter(None, (values.outcome_text, notes)))
    return {
        "at": values.at,
        "has_time": values.has_time,
        "channel": values.channel,
        "client_name": values.client,
        "phone": values.phone,
        "email": values.email,
        "address": values.address,
        "subject": values.subject,
        "notes": notes,
        "reference": values.reference,
        "handler_id": handler and handler.id,
        "handler_name": handler.name if handler else values.handler,
        "unit": handler.unit if handler else "",
        "outcome": outcome,
        "status": Status.CLOSED if outcome == "callback" else Status(outcome),
        "closed_at": values.at,
        "referred_id": referred and referred.id,
        "referred_name": referred.name if referred else values.referred_to,
        "institution": values.institution,
    }
