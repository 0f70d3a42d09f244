"""Commands about evidence: is everything as the audit tells it, and the audit as an archive of its own."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.i18n import N_, Message, Translator

if TYPE_CHECKING:
    from app.core.verify import Report


def verify(options: argparse.Namespace, tr: Translator) -> int:
    """Check the chain of the audit, the records against it, the numbers without gaps, and the file itself."""
    from app.cli.opening import whole_office  # noqa: PLC0415
    from app.core.errors import Unavailable  # noqa: PLC0415
    from app.core.permissions import BACKUP  # noqa: PLC0415
    from app.core.verify import numbered  # noqa: PLC0415
    from app.core.verify import verify as check  # noqa: PLC0415

    with whole_office(options) as here:
        with here.view(BACKUP):
            pass
        report = check(here.engine, numbered(), records=True)
    troubles = _troubles(report)
    if troubles:
        raise Unavailable(_joined(troubles))
    print(tr(N_("Everything is as it should be. Entries of the audit: {count}", count=report.audit_entries)))
    print(tr(N_("Fingerprint of the last entry: {hash}", hash=report.audit_head)))
    return 0


def evidence(options: argparse.Namespace, tr: Translator) -> int:
    """Write the audit, its head, its README and its verifier to an archive; the export itself is in it."""
    from app.cli.opening import whole_office  # noqa: PLC0415
    from app.core.evidence import require_everything, write_archive  # noqa: PLC0415
    from app.core.permissions import BACKUP  # noqa: PLC0415
    from app.core.server.backlog import chain_backlog  # noqa: PLC0415
    from app.printing.files import replacing  # noqa: PLC0415

    path: Path = options.out
    with whole_office(options) as here, replacing(path) as file:
        with here.work(BACKUP) as work:
            require_everything(work.session)
            work.note("export", "audit", file=path.name)
        chain_backlog(here.engine)
        with here.view(BACKUP) as view:
            head = write_archive(view, file)
    print(tr(N_("The audit is written: {path}", path=path)))
    print(tr(N_("Entries: {count}. Fingerprint of the last entry: {hash}", count=head.seq, hash=head.hash)))
    return 0


def _troubles(report: Report) -> list[Message]:
    found: list[Message] = []
    if report.broken is not None:
        found.append(replace(_BROKEN[report.broken.reason], params={"seq": report.broken.seq}))
    for each in report.changed:
        params = {"subject": each.subject, "id": each.row_id, "fields": ", ".join(each.fields)}
        found.append(replace(_CHANGED[each.kind], params=params))
    for gap in report.gaps:
        missing = ", ".join(map(str, gap.missing)) or "?"
        found.append(N_("Numbers of {year} are missing or doubled: {numbers}.", year=gap.year, numbers=missing))
    if report.integrity:
        found.append(N_("The file is damaged: {why}.", why=report.integrity))
    return found


#: What is wrong with the chain, by :class:`app.core.audit.Broken`'s reasons.
_BROKEN: dict[str, Message] = {
    "altered": N_("Entry {seq} of the audit has been altered."),
    "missing": N_("Entry {seq} of the audit is missing or not in its place."),
    "truncated": N_("The audit is cut off: entry {seq} and what followed it are missing."),
    "added": N_("Entry {seq} was added behind the end of the audit."),
    "head": N_("The hash of the last entry, {seq}, is not the one the audit's head keeps."),
}
#: What is wrong with a record, by :class:`app.core.record_check.Mismatch`'s kinds.
_CHANGED: dict[str, Message] = {
    "changed": N_("Record {subject} {id} was changed behind the program's back: {fields}."),
    "removed": N_("Record {subject} {id} was removed behind the program's back."),
    "unrecorded": N_("Record {subject} {id} was put in behind the program's back."),
}


def _joined(messages: list[Message]) -> Message:
    first, *rest = messages
    for message in rest:
        first = N_("{trouble} {help}", trouble=first, help=message)
    return first
