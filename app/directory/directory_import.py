"""A list of staff read in: staged and checked whole, then committed at once, and taken back as one act.

Nothing is in the database until :meth:`DirectoryImport.commit`, and what ends a commit leaves nothing of it. The
interpretation of the rows is in ``import_rows``, the line managers they name in ``import_managers``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from app.core.errors import Invalid, Unavailable
from app.core.i18n import N_
from app.core.moments import riga_date
from app.core.permissions import DIRECTORY_EDIT
from app.core.work import Work
from app.directory.import_fields import FIELDS, Remark
from app.directory.import_known import KnownPeople, known_people
from app.directory.import_managers import has_circle, with_managers
from app.directory.import_rows import StaffEntry, cells_of, is_between, read_person
from app.directory.import_undo import hide, show
from app.directory.import_writing import BATCH, ReadIn, write_staff
from app.importing.mapping import ColumnMapping
from app.importing.reading import read_table
from app.importing.report import ImportReport, Progress, RefusedRow
from app.importing.table import Row, Sheet
from app.importing.told import Told, find_told_mapping
from app.office import Office

#: Called often; what it raises ends the work.
Cancel = Callable[[], object]
#: What becomes of people of the list who are hidden in the directory.
Hidden = Literal["leave", "show"]

#: One import, or undo of one, at a time: each looks for people whom the other might just be adding.
_ALONE = "directory_import"


@dataclass(frozen=True)
class StaffPlan:
    """A staged file: what its report says, and the people to be added, in the order of the file."""

    report: ImportReport
    entries: tuple[StaffEntry, ...]
    file_name: str


@dataclass
class _Tally:
    """Counts the rows of a file while they are staged."""

    entries: list[StaffEntry] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    rows: int = 0
    blank: int = 0
    between: int = 0
    duplicates: int = 0
    hidden: int = 0

    def take(self, entry: StaffEntry, known: KnownPeople, hidden: Hidden) -> None:
        """A person of the file, who may be known already."""
        match = known.match(entry.record)
        if match is None:
            self.entries.append(entry)
        elif match.hidden and hidden == "show":
            self.entries.append(replace(entry, shown_id=match.id, remarks=(*entry.remarks, Remark.SHOWN)))
        else:
            self.duplicates += 1
            self.hidden += match.hidden
            return
        known.add(entry.record)

    def report(self) -> ImportReport:
        remarks = Counter(remark.value for entry in self.entries for remark in entry.remarks)
        remarks |= Counter({Remark.HIDDEN.value: self.hidden})
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
        *,
        told: Told = (),
        hidden: Hidden = "leave",
    ) -> StaffPlan:
        """Read and check the whole file; nothing is written. This is also the dry run.

        ``mapping`` is what a person made of :func:`open_staff_list`'s, ``told`` the columns they named instead.
        With ``hidden`` "show", people of the list who are hidden are shown again, as the list tells them. Raises
        Invalid for a file or headings that cannot be read.
        """
        with self._office.view(DIRECTORY_EDIT) as view:
            known, today = known_people(view), riga_date(view.now)
        everybody = tuple(known)
        sheet, guessed = open_staff_list(path, told)
        mapping = mapping or guessed
        check_names(mapping)
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
                else:
                    tally.take(entry, known, hidden)
        tally.entries = with_managers(tally.entries, everybody)
        return StaffPlan(tally.report(), tuple(tally.entries), path.name)

    def commit(
        self,
        plan: StaffPlan,
        progress: Progress = lambda _done, _total: None,
        cancel: Cancel = lambda: None,
    ) -> ReadIn:
        """Add the staged people with their units and posts, all or nothing; what was added.

        Raises Unavailable where somebody of the file was added since it was staged: stage it again.
        """

        def added(work: Work) -> ReadIn:
            work.alone(_ALONE)
            known = known_people(work)
            if any(known.shows(entry.record) for entry in plan.entries) or has_circle(plan.entries, known):
                raise Unavailable(
                    N_("Rows of this file were read in meanwhile. Choose the file once more to check it again.")
                )
            return write_staff(work, plan.entries, progress, cancel)

        return self._office.do(DIRECTORY_EDIT, added)

    def take_back(self, read_in: ReadIn) -> ReadIn:
        """Hide what an import added, as far as it is still shown; what was hidden, for :meth:`put_back`.

        People, units and posts keep their numbers and may be shown again; units and posts of others stay.
        """

        def hidden(work: Work) -> ReadIn:
            work.alone(_ALONE)
            return hide(work, read_in)

        return self._office.do(DIRECTORY_EDIT, hidden)

    def put_back(self, read_in: ReadIn) -> ReadIn:
        """Show again what :meth:`take_back` hid. Raises Unavailable where the list was read in anew meanwhile."""

        def shown(work: Work) -> ReadIn:
            work.alone(_ALONE)
            return show(work, read_in)

        return self._office.do(DIRECTORY_EDIT, shown)


def open_staff_list(path: Path, told: Told = ()) -> tuple[Sheet, ColumnMapping]:
    """The sheet that looks like a list of staff and its columns. Raises Invalid, Unavailable."""
    sheets = read_table(path).sheets
    try:
        return find_told_mapping(sheets, FIELDS, told)
    except Invalid as refused:
        if "file" not in refused.fields:
            raise
        # No field is required, as a name stands in one column or in two; the refusal names one for an example.
        return find_told_mapping(sheets, [replace(FIELDS[0], required=True), *FIELDS[1:]], told)


def check_names(mapping: ColumnMapping) -> None:
    """Names stand in one column or in two. Raises Invalid."""
    given = set(mapping.columns)
    if not ({"name", "surname_first"} & given or {"first_name", "surname"} <= given):
        label = FIELDS[0].label
        raise Invalid({"name": N_("No column was found for “{field}”. Choose it.", field=label)})


def _below(sheet: Sheet, mapping: ColumnMapping, progress: Progress, cancel: Cancel) -> Iterator[Row]:
    """The rows below the headings, with a word on the way."""
    for done, row in enumerate(sheet.rows(), 1):
        if done % BATCH == 0:
            cancel()
            progress(done, 0)
        if row[0] > mapping.header_row:
            yield row
