"""Commands about the journal of contacts: read in, written out, searched."""

from __future__ import annotations

import argparse
import json
from contextlib import nullcontext
from typing import TYPE_CHECKING

from app.core.i18n import N_, Translator

if TYPE_CHECKING:
    from app.importing.report import ImportReport

#: Refused rows told on standard output; the report has them all.
_TOLD = 20


def import_contacts(options: argparse.Namespace, tr: Translator) -> int:
    """Read an old journal in; with --dry-run only check it. The report appears only if all went well."""
    from app.cli.opening import office  # noqa: PLC0415
    from app.contacts.journal_import import JournalImport  # noqa: PLC0415
    from app.printing.files import replacing  # noqa: PLC0415

    with office(options) as here, replacing(options.report) if options.report else nullcontext() as file:
        journal = JournalImport(here)
        plan = journal.stage(options.file)
        if file is not None:
            text = json.dumps(plan.report.as_data(tr), ensure_ascii=False, indent=2) + "\n"
            file.write(text.encode())
            file.flush()
        if plan.entries and not options.dry_run:
            journal.commit(plan)
    _tell(plan.report, tr, dry_run=options.dry_run)
    return 0


def _tell(report: ImportReport, tr: Translator, *, dry_run: bool) -> None:
    if dry_run:
        print(tr(N_("Dry run: nothing was written.")))
    for line in (
        N_("Rows: {count}", count=report.rows),
        N_("Read in: {count}", count=report.imported),
        N_("Blank rows: {count}", count=report.blank),
        N_("Subtotals and headings: {count}", count=report.subtotal),
        N_("Duplicates: {count}", count=report.duplicates),
        N_("Refused: {count}", count=len(report.refused)),
    ):
        print(tr(line))
    for refused in report.refused[:_TOLD]:
        print("  " + tr(N_("Row {row}: {reason}", row=refused.row, reason=refused.reason)))
    if len(report.refused) > _TOLD:
        print("  …")


def export(options: argparse.Namespace, tr: Translator) -> int:
    """Write the journal to a file."""
    from app.cli.opening import office  # noqa: PLC0415
    from app.contacts.export import export_contacts  # noqa: PLC0415

    with office(options) as here:
        count = export_contacts(here, options.out, options.format, tr)
    print(tr(N_("Written contacts: {count}", count=count)))
    return 0


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
