"""Reading a list of staff in: its columns, its words, and how it is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from app.core.i18n import N_, Message
from app.core.permissions import DIRECTORY_EDIT
from app.directory.directory_import import DirectoryImport, Hidden, StaffPlan, check_names, open_staff_list
from app.directory.import_fields import FIELDS, REMARKS
from app.directory.import_writing import ReadIn
from app.importing.mapping import ColumnMapping
from ui.kit.desk import Desk
from ui.kit.import_kind import ImportKind, ImportWords, Question
from ui.kit.import_sheet import ImportSheet, open_import_sheet
from ui.kit.tasks import Progress


def open_import(desk: Desk, path: Path | None = None) -> ImportSheet:
    """Show the way to read a list of staff in; with ``path`` begin with that file."""
    return open_import_sheet(desk, staff_kind(desk), path)


def staff_kind(desk: Desk) -> ImportKind[StaffPlan, ReadIn]:
    """Lists of staff, as one signed-in person reads them in; taken back, people are hidden."""
    staff = DirectoryImport(desk.office)

    def stage(path: Path, mapping: ColumnMapping, answer: str, progress: Progress) -> StaffPlan:
        hidden = cast("Hidden", answer)
        return staff.stage(path, mapping, progress.report, progress.check, hidden=hidden)

    def commit(plan: StaffPlan, progress: Progress) -> ReadIn:
        return staff.commit(plan, progress.report, progress.check)

    return ImportKind(
        words=WORDS,
        needed=DIRECTORY_EDIT,
        fields=FIELDS,
        question=HIDDEN_PEOPLE,
        open=open_staff_list,
        check=check_names,
        stage=stage,
        commit=commit,
        take_back=staff.take_back,
        put_back=staff.put_back,
        widths={
            "name": 170,
            "surname_first": 170,
            "phone": 150,
            "job_title": 160,
            "unit": 160,
            "email": 180,
            "reception": 200,
        },
    )


def _people_read(count: str) -> Message:
    return N_("Employees read in: {count}", count=count)


WORDS = ImportWords(
    title=N_("Read in a list of staff"),
    choose=N_("Choose the list of staff"),
    drop=N_("Drop the file of the list of staff here or choose it"),
    duplicates=N_("Already in the list (duplicates)"),
    doing=N_("Reading in the list of staff…"),
    stopped=N_("Reading in was stopped. Nobody was added to the list."),
    done=_people_read,
    remarks=REMARKS,
)
HIDDEN_PEOPLE = Question(
    N_("Hidden employees who are in the file"),
    (("leave", N_("Leave them hidden")), ("show", N_("Show them again"))),
)
