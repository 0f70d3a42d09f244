from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.errors import Forbidden, Invalid, UserError
from app.core.i18n import Translator
from app.core.moments import riga_date
from app.core.permissions import Role
from app.core.staff_tasks import StaffTask
from app.core.verify import verify
from app.core.work import Gone
from app.directory.due import due
from app.directory.records import EmployeeRecord, StaffChange, StaffFilter, TopicRecord
from app.directory.service import Directory
from app.directory.staff_events import StaffEvents
from app.directory.staff_list import StaffList
from app.office import Office
from tests.app.contacts.conftest import SignIn

HIRED, MOVED = date(2020, 3, 2), date(2026, 11, 16)


def today(office: Office) -> date:
    return riga_date(office.clock())


@pytest.fixture
def rita(office: Office) -> int:
    return Directory(office).save_employee(
        EmployeeRecord(name="Rita Šķēle", job_title="Lietvede", unit="Kase", employed_from=HIRED, post_since=HIRED)
    )


def refused(office: Office, person: int, change: StaffChange) -> set[str]:
    with pytest.raises(Invalid) as told:
        StaffEvents(office).begin(person, change)
    return set(told.value.fields)


def test_another_post_is_kept_with_the_one_before(office: Office, rita: int) -> None:
    change = StaffChange("moved", MOVED, job_title="Kasiere", unit="Norēķinu daļa", note="Rīk. 12")
    event = StaffEvents(office).begin(rita, change)
    person = Directory(office).employee(rita)
    assert (person.job_title, person.unit, person.post_since) == ("Kasiere", "Norēķinu daļa", MOVED)
    (past,) = Directory(office).past_posts(rita)
    assert (past.name, past.job_title, past.unit) == ("Rita Šķēle", "Lietvede", "Kase")
    assert (past.since, past.until) == (HIRED, date(2026, 11, 15))
    (opened,) = StaffEvents(office).open()
    assert (opened.id, opened.person, opened.kind, opened.day) == (event, "Rita Šķēle", "moved", MOVED)
    assert opened.note == "Rīk. 12"


def test_another_surname_leaves_the_post_and_keeps_the_old_name(office: Office, rita: int) -> None:
    StaffEvents(office).begin(rita, StaffChange("renamed", MOVED, name="Rita Ozola", job_title="Nekas"))
    person = Directory(office).employee(rita)
    assert (person.name, person.job_title, person.unit) == ("Rita Ozola", "Lietvede", "Kase")
    assert [(past.name, past.until) for past in Directory(office).past_posts(rita)] == [
        ("Rita Šķēle", MOVED - timedelta(days=1))
    ]


def test_whoever_leaves_works_until_the_last_day(office: Office, rita: int) -> None:
    last = today(office)
    StaffEvents(office).begin(rita, StaffChange("left", last))
    assert [person.employed_until for person in Directory(office).employees()] == [last]
    tomorrow = replace(office, clock=lambda: office.clock() + timedelta(days=1))
    assert Directory(tomorrow).employees() == []
    assert [person.id for person in StaffList(tomorrow).first(StaffFilter(employed="no"))] == [rita]


def test_whoever_comes_back_has_the_earlier_work_in_the_history(office: Office, rita: int) -> None:
    events = StaffEvents(office)
    events.begin(rita, StaffChange("left", date(2026, 10, 30)))
    events.begin(rita, StaffChange("hired", date(2026, 12, 1), job_title="Kasiere"))
    person = Directory(office).employee(rita)
    assert (person.employed_from, person.employed_until, person.job_title) == (
        date(2026, 12, 1),
        None,
        "Kasiere",
    )
    assert [(past.job_title, past.since, past.until) for past in Directory(office).past_posts(rita)] == [
        ("Lietvede", HIRED, date(2026, 10, 30))
    ]


def test_nobody_comes_or_leaves_twice(office: Office, rita: int) -> None:
    events = StaffEvents(office)
    events.begin(rita, StaffChange("left", date(2026, 10, 30)))
    assert refused(office, rita, StaffChange("left", date(2026, 10, 31))) == {"kind"}
    events.begin(rita, StaffChange("hired", date(2026, 11, 2)))
    assert refused(office, rita, StaffChange("hired", date(2026, 11, 3))) == {"kind"}
    events.begin(rita, StaffChange("left", date(2026, 11, 10)))
    assert len(events.of_employee(rita)) == 3


def test_a_mistaken_leaving_put_right_is_in_nobodys_way(office: Office, rita: int) -> None:
    events, directory = StaffEvents(office), Directory(office)
    events.begin(rita, StaffChange("left", date(2026, 10, 30)))
    directory.save_employee(replace(directory.employee(rita), employed_until=None))
    events.begin(rita, StaffChange("left", MOVED))
    assert directory.employee(rita).employed_until == MOVED
    assert refused(office, rita, StaffChange("left", MOVED)) == {"kind"}


def test_whoever_left_without_an_event_may_come_back(office: Office, rita: int) -> None:
    events, directory = StaffEvents(office), Directory(office)
    events.begin(rita, StaffChange("hired", HIRED))
    directory.save_employee(replace(directory.employee(rita), employed_until=date(2026, 10, 30)))
    events.begin(rita, StaffChange("hired", MOVED))
    assert directory.employee(rita).employed_from == MOVED


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (StaffChange("moved", MOVED), {"job_title"}),
        (StaffChange("moved", MOVED, job_title="Lietvede", unit="Kase"), {"job_title"}),
        (StaffChange("moved", HIRED, job_title="Kasiere"), {"day"}),
        (StaffChange("moved", date(2099, 1, 1), job_title="Kasiere"), {"day"}),
        (StaffChange("moved", MOVED, job_title="x" * 121), {"job_title"}),
        (StaffChange("renamed", MOVED), {"name"}),
        (StaffChange("renamed", MOVED, name=" Rita  Šķēle "), {"name"}),
        (StaffChange("hired", MOVED), {"kind"}),
        (StaffChange("left", HIRED - timedelta(days=1)), {"day"}),
        (StaffChange("left", MOVED, note="010190-12345"), {"note"}),
    ],
)
def test_a_change_that_cannot_be_is_told_under_its_field(
    office: Office, rita: int, change: StaffChange, fields: set[str]
) -> None:
    before = Directory(office).employee(rita)
    assert refused(office, rita, change) == fields
    assert Directory(office).employee(rita) == before
    assert StaffEvents(office).open() == []
    assert Directory(office).past_posts(rita) == []


def test_a_change_of_somebody_who_left_before_is_refused(office: Office, rita: int) -> None:
    StaffEvents(office).begin(rita, StaffChange("left", date(2026, 10, 30)))
    assert refused(office, rita, StaffChange("moved", MOVED, job_title="Kasiere")) == {"day"}
    assert refused(office, rita, StaffChange("hired", date(2026, 10, 1))) == {"day"}


def test_of_two_who_enter_one_leaving_at_once_one_is_told(office: Office, rita: int) -> None:
    person = Directory(office).employee(rita)
    Directory(office).save_employee(replace(person, employed_until=MOVED))

    def leave(_: int) -> str:
        try:
            StaffEvents(office).begin(rita, StaffChange("left", MOVED))
        except Invalid as told:
            return next(iter(told.fields))
        return "begun"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(leave, range(4))) == ["begun", "kind", "kind", "kind"]


def test_a_retried_event_is_one_event(office: Office, rita: int) -> None:
    change = StaffChange("moved", MOVED, job_title="Kasiere")
    request = "6a1d2c1e-0000-4000-8000-000000000001"
    events = StaffEvents(office)
    assert events.begin(rita, change, request) == events.begin(rita, change, request)
    assert len(Directory(office).past_posts(rita)) == 1


def done(office: Office, event: int) -> dict[str, bool]:
    directory_tasks = {"entry", "account", "sign_offs", "topics", "led", "substitute", "returned"}
    tasks = StaffEvents(office).checklist(event).tasks
    return {task.key: task.done for task in tasks if task.key in directory_tasks}


def test_a_newcomers_entry_is_done_once_clients_can_be_told(office: Office, rita: int) -> None:
    event = StaffEvents(office).begin(rita, StaffChange("hired", HIRED))
    assert done(office, event) == {"entry": False, "account": False, "sign_offs": False}
    person = Directory(office).employee(rita)
    Directory(office).save_employee(replace(person, place="204. kab.", phone="26000417"))
    assert done(office, event)["entry"]


def test_a_leavers_topics_and_people_need_somebody_else(office: Office, rita: int) -> None:
    directory = Directory(office)
    topic = directory.save_topic(TopicRecord(name="Rēķini", specialist_id=rita))
    led = directory.save_employee(EmployeeRecord(name="Juris Sils", manager_id=rita))
    event = StaffEvents(office).begin(rita, StaffChange("left", today(office)))
    tasks = {task.key: task for task in StaffEvents(office).checklist(event).tasks}
    assert (tasks["topics"].done, tasks["led"].done) == (False, False)
    assert (tasks["topics"].page, tasks["led"].page) == ("settings", "directory")
    assert tasks["led"].target == {"record": led}
    directory.hide_topic(topic)
    directory.save_employee(replace(directory.employee(led), manager_id=None))
    assert (done(office, event)["topics"], done(office, event)["led"]) == (True, True)


def test_another_post_of_a_specialist_asks_about_the_topics(office: Office, rita: int) -> None:
    Directory(office).save_topic(TopicRecord(name="Rēķini", specialist_id=rita))
    event = StaffEvents(office).begin(rita, StaffChange("moved", MOVED, job_title="Kasiere"))
    assert "topics" in done(office, event)


def test_what_is_done_by_hand_is_ticked_and_unticked(office: Office, rita: int) -> None:
    events = StaffEvents(office)
    event = events.begin(rita, StaffChange("left", today(office)))
    events.tick(event, "returned", True)
    events.tick(event, "returned", True)
    assert done(office, event)["returned"]
    events.tick(event, "returned", False)
    assert not done(office, event)["returned"]
    with pytest.raises(Gone):
        events.tick(event, "led", True)
    with pytest.raises(Gone):
        events.tick(event, "nothing", True)


def test_open_checklists_wait_on_the_first_page(office: Office, rita: int, tr: Translator) -> None:
    events = StaffEvents(office)
    event = events.begin(rita, StaffChange("left", date(2026, 10, 30)))
    (row,) = due(office).rows
    assert (row.title, row.page, dict(row.target)) == ("Rita Šķēle", "directory", {"event": event})
    assert [text if isinstance(text, str) else tr(text) for text in row.about] == ["Aiziet", "30.10.2026."]
    events.close(event)
    events.close(event)
    assert (due(office).rows, due(office).total, events.open()) == ((), 0, [])
    assert events.checklist(event).event.closed_on == today(office)
    events.reopen(event)
    assert due(office).total == 1


def test_clerks_neither_see_nor_make_staff_events(sign_in: SignIn, office: Office, rita: int) -> None:
    StaffEvents(office).begin(rita, StaffChange("left", date(2026, 10, 30)))
    clerk = sign_in("dace", "Dace Bērziņa", Role.CLERK)
    assert due(clerk).total == 0
    for use_case in (StaffEvents(clerk).open, lambda: Directory(clerk).past_posts(rita)):
        with pytest.raises(Forbidden):
            use_case()


@pytest.mark.parametrize(
    "change",
    [
        StaffChange("moved", MOVED, job_title="Kasiere", unit="Norēķinu dala"),
        StaffChange("renamed", MOVED, name="Rita Ozola"),
        StaffChange("left", MOVED),
    ],
    ids=lambda change: change.kind,
)
def test_a_change_entered_by_mistake_is_taken_back_and_stays_told(
    office: Office, owner_office: Office, rita: int, change: StaffChange
) -> None:
    events, directory = StaffEvents(office), Directory(office)
    before, units = directory.employee(rita), directory.units()
    event, step = events.enter(rita, change)
    assert step is not None
    events.take_back(step)
    assert replace(directory.employee(rita), version=before.version) == before
    assert (directory.past_posts(rita), events.open(), directory.units()) == ([], [], units)
    (told,) = events.of_employee(rita)
    assert (told.id, told.taken_back, told.closed_on) == (event, True, today(office))
    assert events.checklist(event).tasks == ()
    with pytest.raises(Gone):
        events.reopen(event)
    events.begin(rita, change)
    assert len(events.open()) == 1
    assert verify(owner_office.engine, (), records=True).good


def test_a_return_entered_by_mistake_can_be_entered_again(office: Office, rita: int) -> None:
    events, directory = StaffEvents(office), Directory(office)
    events.begin(rita, StaffChange("left", date(2026, 10, 30)))
    before = directory.employee(rita)
    _event, step = events.enter(rita, StaffChange("hired", MOVED))
    assert step is not None
    events.take_back(step)
    assert replace(directory.employee(rita), version=before.version) == before
    assert directory.past_posts(rita) == []
    events.begin(rita, StaffChange("hired", date(2026, 11, 2)))


def test_a_first_day_entered_by_mistake_is_in_nobodys_way(office: Office) -> None:
    events, directory = StaffEvents(office), Directory(office)
    newcomer = directory.save_employee(EmployeeRecord(name="Guna Āboliņa"))
    _event, step = events.enter(newcomer, StaffChange("hired", MOVED))
    assert step is not None
    events.take_back(step)
    events.begin(newcomer, StaffChange("hired", date(2026, 11, 2)))
    assert directory.employee(newcomer).employed_from == date(2026, 11, 2)


def _ticked(office: Office, rita: int, event: int) -> None:
    StaffEvents(office).tick(event, "account", True)


def _closed(office: Office, rita: int, event: int) -> None:
    StaffEvents(office).close(event)


def _changed(office: Office, rita: int, event: int) -> None:
    Directory(office).save_employee(replace(Directory(office).employee(rita), place="207. kabinets"))


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (_ticked, "Šo izmaiņu kontrolsarakstā jau atzīmēts darbs, tāpēc atsaukt vairs nevar."),
        (_closed, "Šo izmaiņu kontrolsaraksts ir pabeigts, tāpēc atsaukt vairs nevar."),
        (_changed, "Darbinieka ierakstu pēc tam mainīja: dace. Ievadiet pareizos datus."),
    ],
    ids=["ticked", "closed", "changed"],
)
def test_a_change_that_somebody_went_on_with_is_not_undone(
    office: Office,
    sign_in: SignIn,
    rita: int,
    tr: Translator,
    done: Callable[[Office, int, int], None],
    told: str,
) -> None:
    events = StaffEvents(office)
    event, step = events.enter(rita, StaffChange("moved", MOVED, job_title="Kasiere"))
    assert step is not None
    done(sign_in("dace", "Dace Bērziņa", Role.HEAD), rita, event)
    with pytest.raises(UserError) as refusal:
        events.take_back(step)
    assert tr(refusal.value.message) == told
    assert Directory(office).employee(rita).job_title == "Kasiere"
    assert len(Directory(office).past_posts(rita)) == 1


def test_what_was_ticked_and_unticked_is_in_nobodys_way(office: Office, rita: int) -> None:
    events = StaffEvents(office)
    event, step = events.enter(rita, StaffChange("left", MOVED))
    assert step is not None
    for done in (True, False):
        events.tick(event, "account", done)
    events.take_back(step)
    assert Directory(office).employee(rita).employed_until is None


def test_a_retried_event_has_nothing_to_take_back(office: Office, rita: int) -> None:
    change, request = StaffChange("left", MOVED), "6a1d2c1e-0000-4000-8000-000000000002"
    event, _step = StaffEvents(office).enter(rita, change, request)
    assert StaffEvents(office).enter(rita, change, request) == (event, None)


def test_the_task_about_the_account_leads_to_it_whoever_may_change_it(
    office: Office, sign_in: SignIn, rita: int
) -> None:
    directory = Directory(office)
    directory.save_employee(replace(directory.employee(rita), account="rita"))
    left = StaffEvents(office).begin(rita, StaffChange("left", MOVED))

    def account(at: Office, event: int) -> StaffTask:
        return next(task for task in StaffEvents(at).checklist(event).tasks if task.key == "account")

    administrator = sign_in("janis", "Jānis Vītols", Role.ADMINISTRATOR)
    assert account(office, left).page == ""
    assert (account(administrator, left).page, dict(account(administrator, left).target)) == (
        "settings",
        {"section": "users", "login": "rita", "person": "Rita Šķēle"},
    )
    newcomer = directory.save_employee(EmployeeRecord(name="Guna Āboliņa"))
    hired = StaffEvents(office).begin(newcomer, StaffChange("hired", MOVED))
    assert account(administrator, hired).target["add"]


def test_clerks_take_no_staff_change_back(office: Office, sign_in: SignIn, rita: int) -> None:
    _event, step = StaffEvents(office).enter(rita, StaffChange("left", MOVED))
    assert step is not None
    with pytest.raises(Forbidden):
        StaffEvents(sign_in("anna", "Anna Ozola", Role.CLERK)).take_back(step)
