"""The audit as a CSV file, as the administrator sees it: without a single value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.audit_words import gathered
from app.core.audit_overview import AuditFilter, AuditOverview
from app.core.i18n import N_, Translator
from app.office import Office
from app.printing.sheets import Field, Value, write_csv

_FIELDS: tuple[Field, ...] = (
    Field("seq", N_("No.")),
    Field("at", N_("Date, time")),
    Field("account", N_("User name")),
    Field("name", N_("Name and surname")),
    Field("act", N_("Act")),
    Field("subject", N_("Kind of record")),
    Field("number", N_("Number")),
    Field("fields", N_("Changed fields")),
)
_REPORT_EVERY = 500


def export_audit(
    office: Office, path: Path, wanted: AuditFilter, tr: Translator, progress: Callable[[int], object]
) -> int:
    """Write the entries that ``wanted`` leaves, the newest first; how many there are. The export is noted.

    What ``progress`` raises ends the export, and no file appears. Raises Forbidden, Unavailable.
    """
    return write_csv(path, _FIELDS, _rows(office, wanted, tr, progress), tr)


def _rows(
    office: Office, wanted: AuditFilter, tr: Translator, progress: Callable[[int], object]
) -> Iterator[tuple[Value, ...]]:
    words = gathered()
    for done, row in enumerate(AuditOverview(office).all_rows(wanted), 1):
        names = (tr(name) for name in words.field_names(row.subject, row.fields))
        act, subject = tr(words.act(row.act)), tr(words.subject(row.subject))
        yield row.seq, row.at, row.account, row.name, act, subject, row.called, ", ".join(names)
        if done % _REPORT_EVERY == 0:
            progress(done)
