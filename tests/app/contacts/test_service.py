from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contacts.clients import Clients
from app.contacts.journal_list import JournalList
from app.contacts.records import CallbackResult, ContactDraft, ContactFilter, Sort, Status, Step, Tab
from app.contacts.service import Contacts
from app.core.audit import verify
from app.core.changes import Changes
from app.core.errors import Conflict, Difference, Forbidden, Invalid, UserError
from app.core.i18n import Translator
from app.core.permissions import CONTACTS_EDIT, CONTACTS_SEE, Role
from app.core.work import Gone
from app.directory.records import InstitutionRecord, TopicRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.samples import HOUR, NOW, draft, hire, save, typed
from tests.support.databases import Databases

lv = Translator("lv")


def statuses(office: Office, contact_id: int) -> tuple[str, bool]:
    row = Contacts(office).detail(contact_id).row
    return row.status, row.is_open


def course(office: Office, contact_id: int) -> list[str]:
    return [event.kind for event in Contacts(office).detail(contact_id).events]


def edited(office: Office, contact_id: int, **values: object) -> ContactDraft:
    begun = Contacts(office).draft(contact_id)
    return replace(begun, fields=replace(begun.fields, **values))  # type: ignore[arg-type]


def test_a_contact_is_registered_with_number_client_and_event(office: Office) -> None:
    me = hire(office, "Ilze Kalniņa", account="ilze")
    saved = save(office, topic="Rēķini")
    assert (saved.number, saved.client_name) == ("2026-1", "Dzintra Bērziņa")
    detail = Contacts(office).detail(saved.contact_id)
    assert replace(detail.fields, client_id=None) == typed(topic="Rēķini")
    assert (detail.row.handler_name, detail.row.registered_name) == ("Ilze Kalniņa", "Ilze Kalniņa")
    assert [(event.kind, event.name) for event in detail.events] == [("registered", "Ilze Kalniņa")]
    assert [client.contacts for client in Clients(office).by_phone("+37126000417")] == [1]
    assert JournalList(office).count(ContactFilter(handler_id=me)) == 1
    with office.view(CONTACTS_SEE) as view:
        assert verify(view.session) is None


def test_the_number_belongs_to_the_year_in_riga(office: Office) -> None:
    new_year_in_riga = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
    assert save(office, at=new_year_in_riga).number == "2026-1"
    assert save(office, at=new_year_in_riga - HOUR).number == "2025-1"
    assert save(office, at=NOW).number == "2026-2"


def test_a_retried_save_is_the_same_save(office: Office) -> None:
    contacts, request = Contacts(office), draft()
    first = contacts.save(request)
    assert contacts.save(request) == first
    assert JournalList(office).count(ContactFilter()) == 1


def test_the_same_save_twice_at_once_makes_one_contact(office: Office) -> None:
    contacts, request = Contacts(office), draft()
    with ThreadPoolExecutor(4) as pool:
        saved = set(pool.map(lambda _: contacts.save(request), range(4)))
    assert len(saved) == 1
    assert save(office).number == "2026-2"


def test_many_writers_at_once_leave_no_gap(office: Office) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: save(office).number, range(24)))
    assert sorted(int(number.partition("-")[2]) for number in numbers) == list(range(1, 25))


def test_what_cannot_be_taken_is_refused_and_takes_no_number(office: Office) -> None:
    with pytest.raises(Invalid):
        save(office, subject="")
    assert save(office).number == "2026-1"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["save", "fail", "annul", "restore", "conflict"]), max_size=12))
def test_numbers_have_no_gaps_whatever_happens(databases: Databases, steps: list[str]) -> None:
    from app.core.db import engine_for
    from app.core.permissions import Actor

    url = databases.migrated("sqlite")
    engine = engine_for(url)
    office = Office(engine, Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK})), clock=lambda: NOW)
    contacts, ids = Contacts(office), []
    for step in steps:
        if step == "save":
            ids.append(save(office).contact_id)
        elif step == "fail":
            with pytest.raises(Gone):
                save(office, referred_id=99, outcome="referred")
        elif ids and step == "annul":
            contacts.annul(ids[-1])
        elif ids and step == "restore":
            contacts.restore(ids[-1])
    everything = [*JournalList(office).first(ContactFilter(), Sort("number", False))]
    everything += JournalList(office).first(ContactFilter(annulled=True), Sort("number", False))
    assert sorted(int(row.number.partition("-")[2]) for row in everything) == list(range(1, len(ids) + 1))
    engine.dispose()
    databases.drop(url)


def test_a_broken_save_gives_its_number_back(office: Office) -> None:
    with pytest.raises(Gone):
        save(office, outcome="referred", referred_id=404)
    assert save(office).number == "2026-1"


def test_different_fields_are_merged_and_the_other_person_named(office: Office, sign_in: SignIn) -> None:
    dace = sign_in("dace", "Dace Bērziņa", Role.HEAD)
    contact_id = save(office).contact_id
    mine = edited(office, contact_id, notes="Zvanīt vakarā")
    Contacts(dace).save(edited(dace, contact_id, address="Brīvības iela 1"))
    assert Contacts(office).save(mine).merged_with == "Dace Bērziņa"
    fields = Contacts(office).detail(contact_id).fields
    assert (fields.notes, fields.address) == ("Zvanīt vakarā", "Brīvības iela 1")
    assert course(office, contact_id) == ["registered", "edited", "edited"]


def test_the_same_field_is_a_conflict_that_tells_all_and_can_be_won(office: Office, sign_in: SignIn) -> None:
    dace = sign_in("dace", "Dace Bērziņa", Role.HEAD)
    contact_id = save(office).contact_id
    mine = edited(office, contact_id, notes="Mans", address="Rīga")
    Contacts(dace).save(edited(dace, contact_id, notes="Viņas"))
    with pytest.raises(Conflict) as conflict:
        Contacts(office).save(mine)
    told = conflict.value
    assert told.differences == (Difference("notes", "", "Mans", "Viņas"),)
    assert (told.version, told.by, told.at) == (2, "Dace Bērziņa", NOW.isoformat())
    assert lv(told.message) == "Šo ierakstu 10:31 mainīja Dace Bērziņa. Jūsu izmaiņas nav pazudušas."
    assert Contacts(office).detail(contact_id).fields.address == ""
    Contacts(office).save(mine, keep_mine=True)
    fields = Contacts(office).detail(contact_id).fields
    assert (fields.notes, fields.address) == ("Mans", "Rīga")


def test_changes_of_one_contact_at_once_are_merged_too(office: Office) -> None:
    contact_id = save(office).contact_id
    drafts = [edited(office, contact_id, **{name: "x"}) for name in ("notes", "address", "reason")]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(Contacts(office).save, drafts))
    fields = Contacts(office).detail(contact_id).fields
    assert (fields.notes, fields.address, fields.reason) == ("x", "x", "x")


def test_saving_unchanged_leaves_no_trace(office: Office) -> None:
    contact_id = save(office).contact_id
    Contacts(office).save(edited(office, contact_id))
    assert course(office, contact_id) == ["registered"]
    assert Contacts(office).draft(contact_id).version == 1


def test_another_outcome_gives_another_status(office: Office) -> None:
    contact_id = save(office).contact_id
    Contacts(office).save(edited(office, contact_id, outcome="callback", due_at=NOW + HOUR))
    assert statuses(office, contact_id) == (Status.CALLBACK, True)
    Contacts(office).callback(contact_id, CallbackResult(reached=True))
    Contacts(office).save(edited(office, contact_id, notes="x"))
    assert statuses(office, contact_id) == (Status.CALLED_BACK, False)


def test_others_contacts_are_changed_by_heads_only(office: Office, sign_in: SignIn) -> None:
    dace = sign_in("dace", "Dace Bērziņa", Role.CLERK)
    contact_id = save(office).contact_id
    assert not Contacts(dace).detail(contact_id).may_edit
    for change in (
        lambda: Contacts(dace).save(ContactDraft(fields=typed(), contact_id=contact_id)),
        lambda: Contacts(dace).annul(contact_id),
        lambda: Contacts(dace).close(contact_id),
        lambda: Contacts(dace).draft(contact_id),
    ):
        with pytest.raises(Forbidden) as refusal:
            change()
    assert lv(refusal.value.message) == "Šo darbību var veikt: Struktūrvienības vadītājs."
    handed_to = hire(office, "Dace Bērziņa", account="dace")
    Contacts(office).hand_over(contact_id, handed_to)
    Contacts(dace).close(contact_id, "Pārrēķināts")
    assert statuses(office, contact_id) == (Status.ANSWERED, False)


def test_a_specialist_sees_own_and_handed_contacts_only(office: Office, sign_in: SignIn) -> None:
    rita = sign_in("rita", "Rita Šķēle", Role.SPECIALIST)
    rita_id = hire(office, "Rita Šķēle", account="rita")
    hidden = save(office).contact_id
    handed = save(office, outcome="referred", referred_id=rita_id, task_for_colleague=True).contact_id
    own = save(rita, subject="Sava saziņa").contact_id
    journal, contacts = JournalList(rita), Contacts(rita)
    assert [row.id for row in journal.first(ContactFilter(), Sort("number"))] == [own, handed]
    assert [row.id for row in journal.first(ContactFilter(text="dzintra"), Sort())] == [own, handed]
    assert list(journal.ids(ContactFilter(), Sort("number"))) == [own, handed]
    assert [row.id for row in journal.rows([hidden, own])] == [own]
    assert [each.row.id for each in journal.all_rows(ContactFilter(), Sort("number"))] == [own, handed]
    assert journal.tab_counts(ContactFilter()) == {"all": 2, "open": 1, "callbacks": 0, "overdue": 0, "mine": 2}
    assert [each.row.id for each in contacts.due(NOW)] == [handed]
    with pytest.raises(Gone):
        contacts.detail(hidden)
    with pytest.raises(Gone):
        contacts.annul(hidden)
    assert [row.id for row in contacts.detail(own).earlier] == [handed]
    assert Clients(rita).lookup("dzintra")[0].contacts == 2
    similar = contacts.similar_today(typed())
    assert similar is not None and similar.id == handed


def test_an_administrator_sees_no_contacts(office: Office, sign_in: SignIn) -> None:
    admin = sign_in("admin", "Administrators", Role.ADMINISTRATOR)
    for look in (
        lambda: Contacts(admin).counts(),
        lambda: Clients(admin).lookup("a"),
        lambda: JournalList(admin).count(ContactFilter()),
    ):
        with pytest.raises(Forbidden):
            look()


def test_a_callback_is_tried_until_the_client_is_reached(office: Office) -> None:
    contacts = Contacts(office)
    contact_id = save(office, outcome="callback", due_at=NOW + HOUR).contact_id
    contacts.callback(contact_id, CallbackResult(reached=False, again_at=NOW + 2 * HOUR))
    contacts.callback(contact_id, CallbackResult(reached=False, note="Neceļ"))
    detail = contacts.detail(contact_id)
    assert (detail.callback_tries, detail.row.due_at, detail.row.is_open) == (2, NOW + 2 * HOUR, True)
    contacts.callback(contact_id, CallbackResult(reached=True, again_at=NOW + 3 * HOUR))
    assert statuses(office, contact_id) == (Status.CALLBACK, True)
    contacts.callback(contact_id, CallbackResult(reached=True))
    assert statuses(office, contact_id) == (Status.CALLED_BACK, False)
    assert course(office, contact_id)[1:] == ["call_failed", "call_failed", "called_back", "called_back"]
    with pytest.raises(Invalid):
        contacts.callback(contact_id, CallbackResult(reached=True))


def test_handing_over_makes_it_a_colleagues_open_task(office: Office, sign_in: SignIn) -> None:
    rita_id = hire(office, "Rita Šķēle", account="rita")
    contact_id = save(office).contact_id
    Contacts(office).hand_over(contact_id, rita_id, "Jāpārbauda skaitītājs")
    detail = Contacts(office).detail(contact_id)
    assert (detail.row.status, detail.row.is_open, detail.row.handler_name) == (Status.HANDED, True, "Rita Šķēle")
    assert detail.events[-1].text == "Rita Šķēle\nJāpārbauda skaitītājs"
    assert detail.fields.task_for_colleague
    rita = sign_in("rita", "Rita Šķēle", Role.SPECIALIST)
    assert [each.row.id for each in Contacts(rita).due(NOW)] == [contact_id]


def test_a_task_gets_the_topics_usual_term_where_its_own_has_passed(office: Office) -> None:
    rita_id = hire(office, "Rita Šķēle")
    topic = Directory(office).save_topic(TopicRecord(name="Rēķini", default_days=2))
    early = replace(office, clock=lambda: NOW - 20 * HOUR)
    promised = {"at": early.clock(), "outcome": "callback", "due_at": NOW - 15 * HOUR}
    late = save(early, topic_id=topic, **promised).contact_id
    without = save(early, phone="+37126000418", **promised).contact_id
    ahead = save(office, topic_id=topic, outcome="callback", due_at=NOW + HOUR).contact_id
    finished = save(office, topic_id=topic, outcome="callback", due_at=NOW + 2 * HOUR).contact_id
    Contacts(office).callback(finished, CallbackResult(reached=True))
    terms = {}
    for contact_id in (late, without, ahead, finished):
        Contacts(office).hand_over(contact_id, rita_id)
        terms[contact_id] = Contacts(office).detail(contact_id).row.due_at
    tuesday = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # two working days on, at five in Riga
    assert terms == {late: tuesday, without: None, ahead: NOW + HOUR, finished: tuesday}


def one_step(office: Office, kind: str) -> tuple[int, Step]:
    contacts = Contacts(office)
    moment = NOW + timedelta(microseconds=123_456)
    ticking = Contacts(replace(office, clock=lambda: moment))
    contact_id = save(office, outcome="callback", due_at=NOW + HOUR).contact_id
    contacts.callback(contact_id, CallbackResult(reached=False, again_at=NOW + 2 * HOUR))
    if kind == "called_back":
        step: Step | None = ticking.callback(contact_id, CallbackResult(reached=True, note="Gaidīs"))
    elif kind == "call_failed":
        step = ticking.callback(contact_id, CallbackResult(reached=False, again_at=moment + 3 * HOUR))
    elif kind == "handed":
        step = ticking.hand_over(contact_id, hire(office, "Rita Šķēle", account="rita"), "Steidzami")
    else:
        step = ticking.close(contact_id)
    assert step is not None
    return contact_id, step


@pytest.mark.parametrize("kind", ["called_back", "call_failed", "handed", "closed"])
def test_a_step_is_taken_back_and_stays_told(office: Office, kind: str) -> None:
    contact_id, step = one_step(office, kind)
    before = Contacts(office).detail(contact_id)
    assert step.kind == kind
    Contacts(office).take_back(contact_id, step)
    detail = Contacts(office).detail(contact_id)
    assert (detail.row.status, detail.row.is_open, detail.row.due_at) == (Status.CALLBACK, True, NOW + 2 * HOUR)
    assert (detail.callback_tries, detail.fields.outcome, detail.fields.referred_name) == (1, "callback", "")
    assert detail.row.handler_name == "Ilze Kalniņa"
    assert detail.events[:-1] == before.events
    assert (detail.events[-1].kind, detail.events[-1].text) == ("taken_back", kind)
    with office.view(CONTACTS_SEE) as view:
        assert verify(view.session) is None


def test_steps_are_taken_back_one_after_another(office: Office) -> None:
    contact_id, failed = one_step(office, "call_failed")
    reached = Contacts(office).callback(contact_id, CallbackResult(reached=True))
    assert reached is not None
    Contacts(office).take_back(contact_id, reached)
    Contacts(office).take_back(contact_id, failed)
    assert Contacts(office).detail(contact_id).callback_tries == 1


def test_what_a_colleague_moved_on_is_not_taken_back_but_their_edits_stay(office: Office, sign_in: SignIn) -> None:
    contact_id, step = one_step(office, "handed")
    rita = sign_in("rita", "Rita Šķēle", Role.SPECIALIST)
    Contacts(rita).save(edited(rita, contact_id, subject="Precizēts"))
    again = Contacts(office)
    again.take_back(contact_id, step)
    assert again.detail(contact_id).fields.subject == "Precizēts"
    rita_id = Directory(rita).employees()[0].id
    assert rita_id is not None
    anew = again.hand_over(contact_id, rita_id)
    assert anew is not None
    Contacts(rita).close(contact_id)
    with pytest.raises(Conflict) as told:
        again.take_back(contact_id, anew)
    assert lv(told.value.message) == "Šo ierakstu 10:31 mainīja Rita Šķēle. Atsaukt vairs nevar."
    assert statuses(office, contact_id) == (Status.ANSWERED, False)


def test_a_specialist_takes_back_what_they_have_just_handed_on(office: Office, sign_in: SignIn) -> None:
    contact_id, _step = one_step(office, "handed")
    rita = sign_in("rita", "Rita Šķēle", Role.SPECIALIST)
    other = hire(office, "Raivis Krūms", account="raivis")
    step = Contacts(rita).hand_over(contact_id, other)
    assert step is not None
    stranger = sign_in("dace", "Dace Bērziņa", Role.SPECIALIST)
    with pytest.raises(Gone):
        Contacts(stranger).take_back(contact_id, step)
    Contacts(rita).take_back(contact_id, step)
    assert Contacts(rita).detail(contact_id).row.handler_name == "Rita Šķēle"


def test_nothing_is_done_to_an_annulled_contact(office: Office) -> None:
    rita_id = hire(office, "Rita Krūmiņa")
    contact_id, step = one_step(office, "call_failed")
    contacts = Contacts(office)
    begun = edited(office, contact_id, subject="Cits")
    contacts.annul(contact_id)
    for do in (
        lambda: contacts.callback(contact_id, CallbackResult(reached=True)),
        lambda: contacts.hand_over(contact_id, rita_id),
        lambda: contacts.close(contact_id),
        lambda: contacts.save(begun),
        lambda: contacts.draft(contact_id),
        lambda: contacts.take_back(contact_id, step),
    ):
        with pytest.raises(UserError) as told:
            do()
        assert lv(told.value.message) == "Šis ieraksts ir anulēts. Vispirms atsauciet anulēšanu."


def test_a_note_to_a_colleague_is_no_reason_told_to_the_client(office: Office) -> None:
    rita_id = hire(office, "Rita Šķēle", account="rita")
    body = Directory(office).save_institution(InstitutionRecord(name="VSAA"))
    contact_id = save(office, outcome="other_institution", institution_id=body, reason="Pensiju lieta").contact_id
    Contacts(office).hand_over(contact_id, rita_id, "Klients ir nikns")
    fields = Contacts(office).detail(contact_id).fields
    assert fields.reason == "Pensiju lieta"
    assert (fields.institution_id, fields.institution, fields.referred_name) == (None, "", "Rita Šķēle")


def test_names_of_the_rarest_letters_are_stored_on_both_engines(office: Office) -> None:
    """One such letter is four long in the sort key; the key is cut, the name is not."""
    name = "\u337f" * 200
    contact_id = save(office, client_name=name).contact_id
    assert Contacts(office).detail(contact_id).row.client_name == name


def test_due_contacts_stand_overdue_first_and_without_a_time_last(office: Office) -> None:
    rita = hire(office, "Ilze Kalniņa", account="ilze")
    task = save(office, outcome="referred", referred_id=rita, task_for_colleague=True).contact_id
    later = save(office, outcome="callback", due_at=NOW + 3 * HOUR).contact_id
    sooner = save(office, outcome="callback", due_at=NOW + HOUR).contact_id
    found = Contacts(office).due(NOW + 2 * HOUR)
    assert [(each.row.id, each.overdue) for each in found] == [(sooner, True), (later, False), (task, False)]


def test_undo_annuls_and_redo_restores(office: Office) -> None:
    contacts, journal = Contacts(office), JournalList(office)
    saved = save(office, outcome="callback", due_at=NOW + HOUR)
    contacts.annul(saved.contact_id, "Kļūda")
    contacts.annul(saved.contact_id)
    detail = contacts.detail(saved.contact_id)
    assert (detail.row.kept, detail.annulled_by, detail.annul_reason) == (False, "Ilze Kalniņa", "Kļūda")
    assert detail.row.number == saved.number
    assert set(contacts.counts().values()) == {0}
    assert contacts.due(NOW) == []
    assert contacts.similar_today(typed()) is None
    assert [row.id for row in journal.first(ContactFilter(annulled=True), Sort())] == [saved.contact_id]
    contacts.restore(saved.contact_id)
    assert contacts.counts() == {"all": 1, "open": 1, "callbacks": 1, "overdue": 0, "mine": 1}
    assert course(office, saved.contact_id) == ["registered", "annulled", "restored"]


def test_a_similar_contact_of_today_is_found(office: Office) -> None:
    saved = save(office)
    contacts = Contacts(office)
    for same in (typed(), typed(phone=""), typed(client_name="", subject="pārrēķinu")):
        found = contacts.similar_today(same)
        assert found is not None and found.id == saved.contact_id
    assert contacts.similar_today(typed(), except_id=saved.contact_id) is None
    assert contacts.similar_today(typed(at=NOW - timedelta(days=1))) is None
    assert contacts.similar_today(typed(client_name="", phone="")) is None


def test_confirmed_details_are_stamped_on_the_client(office: Office) -> None:
    save(office)
    (before,) = Clients(office).by_phone("+37126000417")
    save(office, client_id=before.id, phone="+37126111222", email="dz@example.lv", client_checked=True)
    after = Clients(office).get(before.id)
    assert (after.phone, after.email, after.checked_on) == ("+37126111222", "dz@example.lv", date(2026, 11, 20))


def test_names_of_what_was_chosen_by_number_are_kept(office: Office) -> None:
    from app.directory.records import InstitutionRecord, TopicRecord
    from app.directory.service import Directory

    directory = Directory(office)
    topic = directory.save_topic(TopicRecord(name="Rēķini"))
    body = directory.save_institution(InstitutionRecord(name="VSAA"))
    contact_id = save(office, topic_id=topic, outcome="other_institution", institution_id=body).contact_id
    fields = Contacts(office).detail(contact_id).fields
    assert (fields.topic, fields.institution) == ("Rēķini", "VSAA")


def test_earlier_contacts_of_the_client_are_shown(office: Office) -> None:
    ids = [save(office, at=NOW - days * timedelta(days=1)).contact_id for days in range(7, -1, -1)]
    detail = Contacts(office).detail(ids[-1])
    assert [row.id for row in detail.earlier] == ids[-2:-7:-1]
    assert detail.earlier_count == 7


def test_a_change_is_told_by_contact_number_only(office: Office) -> None:
    heard: list[Changes] = []
    office.hub.listen(heard.append)
    contact_id = save(office).contact_id
    assert {change.register: change.ids for change in heard}["contacts"] == (contact_id,)


def test_saved_views_are_each_persons_own(office: Office, sign_in: SignIn) -> None:
    contacts = Contacts(office)
    chosen = ContactFilter(tab=Tab.OPEN, text="bērz", first_day=date(2026, 11, 1), topic_id=3)
    first = contacts.save_view(" Mani  ", ContactFilter(), Sort())
    assert contacts.save_view("Mani", chosen, Sort("client_name", False)) == first
    (view,) = contacts.views()
    assert (view.name, view.filter, view.sort) == ("Mani", chosen, Sort("client_name", False))
    with pytest.raises(Invalid):
        contacts.save_view(" ", chosen, Sort())
    other = Contacts(sign_in("dace", "Dace Bērziņa", Role.CLERK))
    assert other.views() == []
    with pytest.raises(Gone):
        other.delete_view(first)
    contacts.delete_view(first)
    assert contacts.views() == []


def test_text_of_any_kind_is_kept_as_text(office: Office) -> None:
    for text in ("<b>treknais</b>", "=cmd|'/c calc'!A0", "😀 עברית", "x'); DROP TABLE contact;--"):
        contact_id = save(office, subject=text).contact_id
        assert Contacts(office).detail(contact_id).fields.subject == text


def test_an_unknown_contact_is_gone(office: Office) -> None:
    contacts = Contacts(office)
    actions: list[Callable[[], object]] = [
        lambda: contacts.detail(1),
        lambda: contacts.draft(1),
        lambda: contacts.annul(1),
    ]
    for action in actions:
        with pytest.raises(Gone):
            action()
    with office.view(CONTACTS_EDIT) as view:
        assert view.now == NOW
