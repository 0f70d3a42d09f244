from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.contacts.records import Channel, Outcome, Tab
from app.contacts.service import Contacts
from app.core.i18n import Message, Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import Actor, Role
from app.office import Office
from app.today.service import Today
from tests.app.contacts.samples import HOUR, NOW, hire, save

lv = Translator("lv")


def told(parts: tuple[Message | str, ...]) -> list[str]:
    return [lv(part) if isinstance(part, Message) else part for part in parts]


def earlier(office: Office, by: timedelta) -> Office:
    return replace(office, clock=lambda: NOW - by)


def test_what_is_overdue_comes_first_then_what_is_due_soonest_and_last_what_has_no_term(office: Office) -> None:
    save(office, client_name="Rīt", outcome=Outcome.CALLBACK, due_at=NOW + 24 * HOUR)
    save(office, client_name="Šodien", outcome=Outcome.CALLBACK, due_at=NOW + HOUR, phone="+37126000418")
    past = earlier(office, timedelta(days=2))
    save(
        past,
        at=past.clock(),
        client_name="Vakar",
        outcome=Outcome.CALLBACK,
        due_at=NOW - 18 * HOUR,
        phone="+37126000419",
    )
    rows = Today(office).due().rows
    assert [row.title.partition(" –")[0] for row in rows] == ["Vakar", "Šodien", "Rīt"]
    assert [row.overdue for row in rows] == [True, False, False]


def test_a_callback_tells_whom_to_call_and_what_was_promised(office: Office) -> None:
    past = earlier(office, timedelta(days=2))
    saved = save(past, at=past.clock(), outcome=Outcome.CALLBACK, due_at=NOW - timedelta(hours=18, minutes=31))
    (row,) = Today(office).due().rows
    assert row.title == "Dzintra Bērziņa – Lūdz pārrēķinu par oktobri"
    assert told(row.about) == [f"Nr. {saved.number}", "26 000 417", "solīts vakar 16:00"]
    assert lv(row.action) == "Atzvanīt"
    assert (row.page, row.target) == ("contacts", {"record": saved.contact_id, "callback": True})


def test_a_contact_that_is_no_callback_is_opened(office: Office) -> None:
    me = hire(office, "Ilze Kalniņa", account="ilze")
    saved = save(office, channel=Channel.EMAIL, phone="")
    Contacts(office).hand_over(saved.contact_id, me)
    (row,) = Today(office).due().rows
    assert lv(row.action) == "Atvērt"
    assert row.target == {"record": saved.contact_id}
    assert told(row.about)[1] == "E-pasts"


def test_the_counters_count_what_the_journal_lists_under_them(office: Office) -> None:
    save(office, outcome=Outcome.CALLBACK, due_at=NOW + timedelta(minutes=18))
    colleague = replace(office, actor=Actor("dace", "Dace", frozenset({Role.CLERK})))
    past = earlier(colleague, timedelta(days=2))
    late = {"at": past.clock(), "outcome": Outcome.CALLBACK, "due_at": NOW - timedelta(hours=18, minutes=31)}
    save(past, client_name="Zenta Āboltiņa", phone="+37129000655", **late)
    callbacks, overdue = Today(office).due().counters
    assert (lv(callbacks.name), callbacks.count, callbacks.target) == ("Jāatzvana", 2, {"tab": Tab.CALLBACKS})
    assert callbacks.about is not None
    assert lv(callbacks.about) == "tuvākā pēc 18 min"
    assert (lv(overdue.name), overdue.count, overdue.target) == ("Nokavēti termiņi", 1, {"tab": Tab.OVERDUE})
    assert overdue.about is not None
    assert lv(overdue.about) == "vakar 16:00 · Zenta Āboltiņa"


def test_one_who_may_not_see_the_journal_is_told_nothing_of_it(office: Office) -> None:
    save(office, outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    administrator = replace(office, actor=Actor("anna", "Anna", frozenset({Role.ADMINISTRATOR})))
    picture = Today(administrator).picture(OfficeSettings(administrator))
    assert (picture.due.rows, picture.due.counters) == ((), ())


def test_the_picture_is_of_one_moment_and_carries_the_notices(office: Office) -> None:
    picture = Today(office).picture(OfficeSettings(office))
    assert picture.now == NOW
    assert picture.notices.missing


def test_a_head_sees_what_all_of_their_unit_has_to_do_and_who_answers_for_it(office: Office) -> None:
    hire(office, "Ilze Kalniņa", account="ilze", unit="Klientu daļa")
    colleague = hire(office, "Anda Ozola", unit="Klientu daļa")
    stranger = hire(office, "Juris Liepa", unit="Tīklu daļa")
    for handler, name in ((colleague, "Dzintra Bērziņa"), (stranger, "Jānis Čakste")):
        saved = save(office, client_name=name, outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
        Contacts(office).hand_over(saved.contact_id, handler)
    today = Today(office)
    assert today.has_unit()
    assert today.due().rows == ()
    (row,) = today.due(unit=True).rows
    assert row.title.startswith("Dzintra Bērziņa")
    assert "Anda Ozola" in told(row.about)


def test_only_a_head_with_a_unit_may_look_at_its_work(office: Office) -> None:
    assert not Today(office).has_unit()
    hire(office, "Ilze Kalniņa", account="ilze", unit="Klientu daļa")
    clerk = replace(office, actor=Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK})))
    assert Today(office).has_unit()
    assert not Today(clerk).has_unit()
