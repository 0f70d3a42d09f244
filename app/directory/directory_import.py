"""A list of staff read in: staged and checked whole, then committed at once. Nobody who is known is touched.

Nothing is in the database until :meth:`DirectoryImport.commit`, and what ends a commit leaves nothing of it. The
interpretation of the rows is in ``import_rows``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.core.errors import Invalid, Unavailable
from app.core.i18n import N_
from app.core.latvian import fold
from app.core.moments import riga_date
from app.core.permissions import DIRECTORY_EDIT
from app.core.work import View, Work
from app.directory.import_fields import FIELDS
from app.directory.import_rows import StaffEntry, cells_of, is_between, read_person, same_person
from app.directory.people_rows import PEOPLE, person
from app.directory.people_saving import employee_values
from app.directory.records import EmployeeRecord
from app.directory.tables import Employee, JobTitle, Unit
from app.importing.mapping import ColumnMapping, find_mapping
from app.importing.reading import read_table
from app.importing.report import ImportReport, Progress, RefusedRow
from app.importing.table import Row, Sheet
from app.office import Office

#: Called often; what it raises ends the work.
Cancel = Callable[[], object]

#: Rows between two reports of progress, and added at once.
_BATCH = 500


@dataclass(frozen=True)
class StaffPlan:
    """A staged file: what its report says, and the people to be added, in the order of the file."""

    report: ImportReport
    entries: tuple[StaffEntry, ...]
    file_name: str


@dataclass
class _People:
    """People by name, to find those who stand there already."""

    by_name: dict[str, list[EmployeeRecord]] = field(default_factory=dict)

    def knows(self, record: EmployeeRecord) -> bool:
        return any(same_person(record, known) for known in self.by_name.get(fold(record.name), ()))

    def add(self, record: EmployeeRecord) -> None:
        self.by_name.setdefault(fold(record.name), []).append(record)


@dataclass
class _Tally:
    """Counts the rows of a file while they are staged."""

    entries: list[StaffEntry] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    rows: int = 0
    blank: int = 0
    between: int = 0
    duplicates: int = 0

    def report(self) -> ImportReport:
        remarks = Counter(remark.value for entry in self.entries for remark in entry.remarks)
        return ImportReport(
            rows=self.rows,
            imported=len(self.entries),
            blank=self.blank,
            subtotal=self.between,
            duplicates=self.duplicates,
            refused=tuple(self.refused),
            attention=tuple(sorted(remarks.items())),
        )


class DirectoryImport:
    """Reads lists of staff in for one signed-in person. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def stage(
        self,
        path: Path,
        mapping: ColumnMapping | None = None,
        progress: Progress = lambda _done, _total: None,
        cancel: Cancel = lambda: None,
    ) -> StaffPlan:
        """Read and check the whole file; nothing is written. This is also the dry run.

        ``mapping`` is what a person made of :func:`open_staff_list`'s. Raises Invalid for a file or headings that
        cannot be read.
        """
        with self._office.view(DIRECTORY_EDIT) as view:
            known, today = _known(view), riga_date(view.now)
        sheet, guessed = open_staff_list(path)
        mapping = mapping or guessed
        _check_names(mapping)
        tally = _Tally()
        for row in _below(sheet, mapping, progress, cancel):
            tally.rows += 1
            if not any(row[1]):
                tally.blank += 1
            elif is_between(row, mapping):
                tally.between += 1
            else:
                try:
                    entry = read_person(row[0], cells_of(row, mapping), today)
                except Invalid as refused:
                    tally.refused.append(RefusedRow(row[0], refused.message))
                    continue
                if known.knows(entry.record):
                    tally.duplicates += 1
                else:
                    known.add(entry.record)
                    tally.entries.append(entry)
        return StaffPlan(tally.report(), tuple(tally.entries), path.name)

    def commit(
        self,
        plan: StaffPlan,
        progress: Progress = lambda _done, _total: None,
        cancel: Cancel = lambda: None,
    ) -> int:
        """Add the staged people with their units and posts, all or nothing; how many people there are.

        Raises Unavailable where somebody of the file was added since it was staged: stage it again.
        """
        records = [entry.record for entry in plan.entries]

        def added(work: Work) -> None:
            known = _known(work)
            if any(known.knows(record) for record in records):
                raise Unavailable(
                    N_("Rows of this file were read in meanwhile. Choose the file once more to check it again.")
                )
            units = _units(work, (record.unit for record in records))
            _add_job_titles(work, (record.job_title for record in records))
            for start in range(0, len(records), _BATCH):
                cancel()
                rows = [_row(record, units) for record in records[start : start + _BATCH]]
                work.insert(Employee, rows)
                progress(start + len(rows), len(records))
            cancel()

        self._office.do(DIRECTORY_EDIT, added)
        return len(records)


def open_staff_list(path: Path) -> tuple[Sheet, ColumnMapping]:
    """The sheet that looks like a list of staff and its columns. Raises Invalid, Unavailable."""
    sheets = read_table(path).sheets
    try:
        return find_mapping(sheets, FIELDS)
    except Invalid:
        # No field is required, as a name stands in one column or in two; the refusal names one for an example.
        return find_mapping(sheets, [replace(FIELDS[0], required=True), *FIELDS[1:]])


def _check_names(mapping: ColumnMapping) -> None:
    """Names stand in one column or in two. Raises Invalid."""
    given = set(mapping.columns)
    if not ({"name", "surname_first"} & given or {"first_name", "surname"} <= given):
        label = FIELDS[0].label
        raise Invalid({"name": N_("No column was found for “{field}”. Choose it.", field=label)})


def _below(sheet: Sheet, mapping: ColumnMapping, progress: Progress, cancel: Cancel) -> Iterator[Row]:
    """The rows below the headings, with a word on the way."""
    for done, row in enumerate(sheet.rows(), 1):
        if done % _BATCH == 0:
            cancel()
            progress(done, 0)
        if row[0] > mapping.header_row:
            yield row


def _known(view: View) -> _People:
    known = _People()
    for row in view.session.connection().execute(PEOPLE):
        known.add(person(row))
    return known


def _row(record: EmployeeRecord, units: dict[str, int]) -> dict[str, Any]:
    values = employee_values(record) | {"unit_id": units.get(fold(record.unit))}
    return {name: value for name, value in values.items() if name not in {"id", "version"}}


def _units(work: Work, names: Iterable[str]) -> dict[str, int]:
    """The number of each unit by its folded name; those that are missing are added once."""
    known = {fold(row.name): row.id for row in work.session.execute(select(Unit.id, Unit.name))}
    missing = _missing(names, known)
    return known | dict(
        zip(missing, work.insert(Unit, [{"name": name} for name in missing.values()]), strict=True)
    )


def _add_job_titles(work: Work, names: Iterable[str]) -> None:
    """Posts that the list has in neither form; what they mean for cards is said in the settings."""
    rows = work.session.execute(select(JobTitle.name, JobTitle.other_form)).all()
    missing = _missing(names, {fold(form) for row in rows for form in row})
    work.insert(JobTitle, [{"name": name} for name in missing.values()])


def _missing(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """The names that are not known yet, by their folded forms, each as first written."""
    there, missing = set(known), dict[str, str]()
    for name in names:
        if name and fold(name) not in there:
            missing.setdefault(fold(name), name)
    return missing
