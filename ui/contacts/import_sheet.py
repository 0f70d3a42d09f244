"""Reading an old contact journal in: its columns, its words, and how it is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from app.contacts.journal import Remark
from app.contacts.journal_fields import FIELDS
from app.contacts.journal_import import ImportPlan, JournalImport, open_journal
from app.contacts.records import CHANNEL_NAMES, Channel
from app.core.i18n import N_, Message
from app.core.permissions import CONTACTS_IMPORT
from app.core.profile_records import ChannelCode
from app.importing.mapping import ColumnMapping
from ui.kit.desk import Desk
from ui.kit.import_kind import ImportKind, ImportWords, Question
from ui.kit.import_sheet import ImportSheet, open_import_sheet
from ui.kit.tasks import Progress


def open_import(desk: Desk, path: Path | None = None) -> ImportSheet:
    """Show the way to read an old journal in; with ``path`` begin with that file."""
    return open_import_sheet(desk, journal_kind(desk), path)


def journal_kind(desk: Desk) -> ImportKind[ImportPlan, int]:
    """Journals, as one signed-in person reads them in; an import is known by its number."""
    journal = JournalImport(desk.office)

    def stage(path: Path, mapping: ColumnMapping, answer: str, progress: Progress) -> ImportPlan:
        channel = cast("ChannelCode | None", answer or None)
        return journal.stage(path, mapping, progress.report, progress.check, channel=channel)

    def commit(plan: ImportPlan, progress: Progress) -> int:
        return journal.commit(plan, progress.report, progress.check)

    def take_back(import_id: int) -> int:
        journal.annul(import_id)
        return import_id

    def put_back(import_id: int) -> int:
        journal.restore(import_id)
        return import_id

    return ImportKind(
        words=WORDS,
        needed=CONTACTS_IMPORT,
        fields=FIELDS,
        question=WITHOUT_CHANNEL,
        open=open_journal,
        check=lambda mapping: mapping.check(FIELDS),
        stage=stage,
        commit=commit,
        take_back=take_back,
        put_back=put_back,
        widths={"number": 60, "time": 70, "subject": 260, "address": 180, "notes": 180},
    )


def _rows_read(count: str) -> Message:
    return N_("Rows read in: {count}", count=count)


WORDS = ImportWords(
    title=N_("Read in a contact log"),
    choose=N_("Choose the contact log"),
    drop=N_("Drop the journal's file here or choose it"),
    duplicates=N_("Already in the log (duplicates)"),
    doing=N_("Reading in the Excel journal…"),
    stopped=N_("Reading in was stopped. Nothing was added to the log."),
    done=_rows_read,
    remarks={
        Remark.DATE_SETTLED.value: N_("Date found by the rows around it"),
        Remark.PHONE_UNREADABLE.value: N_("Phone unreadable, kept in the notes"),
        Remark.PERSONAL_CODE_MASKED.value: N_("Personal identity code masked"),
    },
)
WITHOUT_CHANNEL = Question(
    N_("Rows without a channel"),
    (("", N_("Refuse the row")), *((channel, CHANNEL_NAMES[channel]) for channel in Channel)),
)
