"""A list of staff taken back, put back and read in anew; and two lists read in at the same moment."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from app.core.errors import Forbidden, Unavailable
from app.core.permissions import Role
from app.directory.directory_import import DirectoryImport, StaffPlan
from app.directory.import_writing import ReadIn
from app.directory.records import EmployeeRecord, JobTitleRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.directory.staff_files import HEADINGS, staff_list

HEADS = (*HEADINGS[:5], "Tiešais vadītājs")
ROWS = (
    ("Anna", "Žagare", "Direktore", "Administrācija", "20707716", None),
    ("Juris", "Šķēle", "Dispečers", "Klientu daļa", "26000417", "Anna Žagare"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return staff_list(tmp_path / "staff.xlsx", ROWS, HEADS)


def imported(office: Office, path: Path) -> ReadIn:
    return DirectoryImport(office).commit(DirectoryImport(office).stage(path))


def shown(office: Office) -> tuple[list[str], list[str], list[str]]:
    """People, units and posts that are offered."""
    directory = Directory(office)
    return (
        [each.name for each in directory.employees()],
        [each.name for each in directory.units()],
        [each.name for each in directory.job_titles()],
    )


ALL = (["Juris Šķēle", "Anna Žagare"], ["Administrācija", "Klientu daļa"], ["Direktore", "Dispečers"])


def test_an_import_is_taken_back_and_put_back_whole(office: Office, path: Path) -> None:
    staff = DirectoryImport(office)
    read_in = imported(office, path)
    assert shown(office) == ALL
    taken = staff.take_back(read_in)
    assert shown(office) == ([], [], [])
    assert staff.take_back(taken) == ReadIn()
    assert staff.put_back(taken) == taken
    assert shown(office) == ALL


def test_what_others_use_by_now_stays(office: Office, path: Path) -> None:
    directory = Directory(office)
    directory.save_job_title(JobTitleRecord(name="Dispečers"))
    read_in = imported(office, path)
    directory.save_employee(EmployeeRecord(name="Zane Ozola", job_title="Direktore", unit="Klientu daļa"))
    DirectoryImport(office).take_back(read_in)
    assert shown(office) == (["Zane Ozola"], ["Klientu daļa"], ["Direktore", "Dispečers"])


def test_whom_somebody_hid_meanwhile_is_not_put_back(office: Office, path: Path) -> None:
    read_in = imported(office, path)
    Directory(office).hide_employee(read_in.people[0])
    taken = DirectoryImport(office).take_back(read_in)
    DirectoryImport(office).put_back(taken)
    assert shown(office)[0] == ["Juris Šķēle"]


def test_hidden_people_stay_hidden_or_are_shown_as_the_list_tells(
    office: Office, path: Path, tmp_path: Path
) -> None:
    staff, directory = DirectoryImport(office), Directory(office)
    people = imported(office, path).people
    person = directory.employee(people[1])
    directory.save_employee(replace(person, account="juris", place="101"))
    staff.take_back(ReadIn(people))
    changed = [(*ROWS[0][:2], "Vadītāja", *ROWS[0][3:]), ROWS[1]]
    staff_list(path, changed, HEADS)
    left = staff.stage(path)
    assert (left.entries, left.report.duplicates, dict(left.report.attention)) == ((), 2, {"hidden": 2})
    plan = staff.stage(path, hidden="show")
    assert (plan.report.imported, plan.report.duplicates, dict(plan.report.attention)) == (2, 0, {"shown": 2})
    assert staff.commit(plan).people == people
    told = {each.id: each for each in directory.employees(hidden=True)}
    assert set(told) == set(people)
    assert told[people[0]].job_title == "Vadītāja"
    juris = told[people[1]]
    assert (juris.hidden, juris.account, juris.place, juris.manager) == (False, "juris", "", "Anna Žagare")
    assert staff.stage(path, hidden="show").report.duplicates == 2


def test_a_hidden_unit_or_post_of_the_list_is_shown_again(office: Office, path: Path) -> None:
    staff = DirectoryImport(office)
    staff.take_back(imported(office, path))
    staff.commit(staff.stage(path, hidden="show"))
    assert shown(office) == ALL


def test_nobody_stands_there_twice_after_putting_back(office: Office, path: Path) -> None:
    staff = DirectoryImport(office)
    taken = staff.take_back(imported(office, path))
    Directory(office).save_employee(EmployeeRecord(name="Juris Šķēle", phone="+37126000417"))
    with pytest.raises(Unavailable):
        staff.put_back(taken)
    assert shown(office)[0] == ["Juris Šķēle"]


def test_a_manager_in_a_circle_by_now_is_checked_again(office: Office, path: Path) -> None:
    staff, directory = DirectoryImport(office), Directory(office)
    anna, juris = imported(office, path).people
    staff.take_back(ReadIn((juris,)))
    plan = staff.stage(path, hidden="show")
    directory.save_employee(replace(directory.employee(juris), manager_id=None))
    directory.save_employee(replace(directory.employee(anna), manager_id=juris))
    with pytest.raises(Unavailable):
        staff.commit(plan)


@pytest.fixture
def known_posts(office: Office) -> None:
    """The posts of the list: adding one and the same would keep two imports apart by itself."""
    for name in ALL[2]:
        Directory(office).save_job_title(JobTitleRecord(name=name))


@pytest.mark.usefixtures("known_posts")
def test_two_lists_read_in_at_once_add_nobody_twice(office: Office, sign_in: SignIn, path: Path) -> None:
    offices = (office, sign_in("maija", "Maija Ozola", Role.HEAD))
    plans = [DirectoryImport(each).stage(path) for each in offices]
    together = Barrier(2)

    def commit(each: Office, plan: StaffPlan) -> ReadIn | None:
        together.wait(20)
        try:
            return DirectoryImport(each).commit(plan)
        except Unavailable:
            return None

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(commit, offices, plans))
    assert sorted(len(read_in.people) for read_in in done if read_in) == [2]
    assert len(Directory(office).employees(hidden=True)) == 2


@pytest.mark.usefixtures("known_posts")
def test_an_import_waits_for_another_that_is_writing(office: Office, sign_in: SignIn, path: Path) -> None:
    other = sign_in("maija", "Maija Ozola", Role.HEAD)
    plan = DirectoryImport(other).stage(path)
    with ThreadPoolExecutor(1) as thread:
        waiting: list[Future[ReadIn]] = []

        def begin_other() -> None:
            if not waiting:
                waiting.append(thread.submit(DirectoryImport(other).commit, plan))

        DirectoryImport(office).commit(DirectoryImport(office).stage(path), cancel=begin_other)
        with pytest.raises(Unavailable):
            waiting[0].result(30)
    assert shown(office) == ALL


def test_clerks_take_nothing_back(sign_in: SignIn) -> None:
    clerk = sign_in("dace", "Dace Bērziņa", Role.CLERK)
    for call in (DirectoryImport(clerk).take_back, DirectoryImport(clerk).put_back):
        with pytest.raises(Forbidden):
            call(ReadIn())
