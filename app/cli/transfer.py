"""Commands that read a list in from a file, and write a register out to one."""

from __future__ import annotations

import argparse
import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.core.i18n import N_, Message, Translator

if TYPE_CHECKING:
    from app.importing.report import ImportReport
    from app.importing.told import Told
    from app.office import Office

#: The registers that can be read in, and those that can be written out.
IMPORTED = ("contacts", "directory")
EXPORTED = ("contacts", "directory", "cards")
#: Refused rows told on standard output; the report has them all.
_TOLD = 20


class _Import(Protocol):
    """How every register reads a file in; its plan has a ``report`` and ``entries``."""

    def stage(self, path: Path, *, told: Told) -> Any:
        """Read the file and check it."""

    def commit(self, plan: Any) -> object:
        """Write what was staged."""


def import_file(options: argparse.Namespace, tr: Translator) -> int:
    """Read a list in; with --dry-run only check it. The report appears only if all went well."""
    from app.cli.opening import office  # noqa: PLC0415
    from app.importing.told import read_told  # noqa: PLC0415
    from app.printing.files import replacing  # noqa: PLC0415

    told = read_told(options.column)
    with office(options) as here, replacing(options.report) if options.report else nullcontext() as file:
        reader = _importing(options.register, here)
        plan = reader.stage(options.file, told=told)
        if file is not None:
            text = json.dumps(plan.report.as_data(tr), ensure_ascii=False, indent=2) + "\n"
            file.write(text.encode())
            file.flush()
        if plan.entries and not options.dry_run:
            reader.commit(plan)
    _tell(plan.report, tr, dry_run=options.dry_run)
    return 0


def export(options: argparse.Namespace, tr: Translator) -> int:
    """Write a register to a file."""
    from app.cli.opening import office  # noqa: PLC0415

    with office(options) as here:
        told = _export(options.register, here, options.out, options.format, tr)
    print(tr(told))
    return 0


def _importing(register: str, office: Office) -> _Import:
    if register == "directory":
        from app.directory.directory_import import DirectoryImport  # noqa: PLC0415

        return DirectoryImport(office)
    from app.contacts.journal_import import JournalImport  # noqa: PLC0415

    return JournalImport(office)


def _export(register: str, office: Office, path: Path, kind: str, tr: Translator) -> Message:
    if register == "directory":
        from app.directory.export import export_directory  # noqa: PLC0415

        return N_("Written people: {count}", count=export_directory(office, path, kind, tr))
    if register == "cards":
        from app.cards.export import export_cards  # noqa: PLC0415

        return N_("Written cards: {count}", count=export_cards(office, path, kind, tr))
    from app.contacts.export import export_contacts  # noqa: PLC0415

    return N_("Written contacts: {count}", count=export_contacts(office, path, kind, tr))


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
