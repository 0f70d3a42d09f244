"""The history of a contact: who did what and when, in words, for whoever may see the contact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from app.contacts.history import ContactHistory, ContactWording
from app.contacts.sealed import CONTENT
from app.contacts.service import Contacts
from app.core.db import is_sqlite
from app.core.errors import Forbidden
from app.core.history import HistoryEntry
from app.core.i18n import Translator
from app.core.permissions import Role
from app.core.work import Gone
from app.office import Office
from app.printing.printouts import all_printouts, find
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.restricted_office import SECRETS, betrayed
from tests.app.contacts.samples import hire, save


def history(office: Office, contact_id: int) -> list[HistoryEntry]:
    return ContactHistory(office).of(contact_id, Translator("lv"))


def told(entry: HistoryEntry) -> dict[str, tuple[str, str]]:
    return {change.label: (change.old, change.new) for change in entry.changes}


def change(office: Office, contact_id: int, **values: Any) -> None:
    begun = Contacts(office).draft(contact_id)
    Contacts(office).save(replace(begun, fields=replace(begun.fields, **values)))


def test_a_new_contact_tells_what_was_typed(office: Office) -> None:
    saved = save(office, duration_s=130)
    (entry,) = history(office, saved.contact_id)
    assert entry.act == "insert"
    assert told(entry)["Klients"] == ("", "Dzintra Bērziņa")
    assert told(entry)["Tālrunis"] == ("", "26 000 417")
    assert told(entry)["Laiks"] == ("", "20.11.2026. 10:31")
    assert told(entry)["Kanāls"] == ("", "Tālrunis")
    assert told(entry)["Ilgums"] == ("", "2 min 10 s")


def test_a_change_tells_only_what_changed_and_the_newest_comes_first(office: Office) -> None:
    saved = save(office)
    change(office, saved.contact_id, phone="+37126000418", identity_shown=True)
    change(office, saved.contact_id, subject="Cits jautājums")
    newest, before, first = history(office, saved.contact_id)
    assert told(newest) == {"Jautājums": ("Lūdz pārrēķinu par oktobri", "Cits jautājums")}
    assert told(before)["Tālrunis"] == ("26 000 417", "26 000 418")
    assert [each.act for each in (newest, before, first)] == ["update", "update", "insert"]
    assert newest.seq > before.seq > first.seq


def test_people_are_told_by_their_names(office: Office, sign_in: SignIn) -> None:
    hire(office, "Zane Ozola", account="zane")
    zane = sign_in("zane", "Zane O.", Role.CLERK)
    saved = save(zane)
    (entry,) = history(office, saved.contact_id)
    assert entry.who == "Zane Ozola"


def test_an_unknown_login_stands_as_it_is(office: Office, sign_in: SignIn) -> None:
    saved = save(sign_in("viesis", "Viesis", Role.CLERK))
    assert history(office, saved.contact_id)[0].who == "viesis"


def test_annulling_and_its_reason_are_told(office: Office) -> None:
    saved = save(office)
    Contacts(office).annul(saved.contact_id, "Dubults")
    newest = told(history(office, saved.contact_id)[0])
    assert newest["Spēkā"] == ("Jā", "Nē")
    assert newest["Anulēšanas iemesls"] == ("", "Dubults")


def test_a_print_is_told(office: Office) -> None:
    saved = save(office)
    find(all_printouts(), "submission_form").note(office, contact=saved.contact_id)
    entry = history(office, saved.contact_id)[0]
    assert (entry.act, entry.changes) == ("print", ())


def test_whoever_may_not_see_the_contact_may_not_see_its_history(office: Office, sign_in: SignIn) -> None:
    saved = save(office)
    with pytest.raises(Gone):
        history(sign_in("peteris", "Pēteris", Role.SPECIALIST), saved.contact_id)
    with pytest.raises(Forbidden):
        history(sign_in("admin", "Admin", Role.ADMINISTRATOR), saved.contact_id)


def restricted(office: Office, sign_in: SignIn) -> tuple[Office, int]:
    """A contact that Zane registered open, then made restricted, then changed."""
    hire(office, "Zane Ozola", account="zane")
    zane = sign_in("zane", "Zane Ozola", Role.SPECIALIST)
    secrets = {**SECRETS, "topic": "Rēķini"}
    saved = save(zane, **secrets)
    change(zane, saved.contact_id, restricted=True)
    change(zane, saved.contact_id, notes="Lūdza nevienam neteikt, pat ne klusa", duration_s=70)
    return zane, saved.contact_id


def test_whoever_may_see_a_restricted_contact_reads_its_whole_history(office: Office, sign_in: SignIn) -> None:
    zane, contact_id = restricted(office, sign_in)
    newest, sealing, first = (each for each in history(zane, contact_id) if each.act != "view")
    assert told(newest)["Piezīmes"] == (SECRETS["notes"], "Lūdza nevienam neteikt, pat ne klusa")
    assert told(newest)["Ilgums"] == ("", "1 min 10 s")
    assert sealing.act == "update"
    assert told(sealing)["Ierobežota pieejamība"] == ("Nē", "Jā")
    assert told(first)["Klients"] == ("", SECRETS["client_name"])


def test_what_only_moved_when_it_became_restricted_is_not_told_as_a_change(
    office: Office, sign_in: SignIn
) -> None:
    zane, contact_id = restricted(office, sign_in)
    sealing = next(each for each in history(zane, contact_id) if "Ierobežota pieejamība" in told(each))
    assert set(told(sealing)) & {"Klients", "Tālrunis", "Jautājums", "Piezīmes"} == set()


def test_others_learn_who_did_something_and_not_what_it_is_about(office: Office, sign_in: SignIn) -> None:
    _zane, contact_id = restricted(office, sign_in)
    entries = history(sign_in("mara", "Māra Egle", Role.CLERK), contact_id)
    assert not betrayed(entries)
    assert {each.who for each in entries} == {"Zane Ozola"}
    hidden = {change.field for each in entries for change in each.changes if change.masked}
    assert {"client_name", "phone", "subject", "notes"} <= hidden <= {*CONTENT, "annul_reason"}
    assert told(entries[0])["Ilgums"] == ("", "1 min 10 s")


def test_the_words_of_every_field_are_there_in_both_languages() -> None:
    for language in ("lv", "en"):
        wording = ContactWording(Translator(language))
        assert wording.value("status", "handed") and wording.value("outcome", "callback")
        assert wording.value("channel", "new_one") == "new_one"
        assert wording.value("at", "not a moment") == "not a moment"
        assert "9000" in wording.value("notes", {"length": 9000, "sha256": "x"})
        assert wording.value("incoming", False) != wording.value("incoming", True)
        assert "request" not in wording.labels()


def test_the_server_itself_tells_others_nothing_of_it(office: Office, sign_in: SignIn) -> None:
    _zane, contact_id = restricted(office, sign_in)
    if is_sqlite(office.engine):
        return  # whoever can open a file can read all of it
    asked = text("SELECT * FROM lete.record_history('contact', :id)")
    for account, role in (("mara", Role.CLERK), ("juris", Role.DECISION_MAKER)):
        with sign_in(account, account, role).engine.connect() as connection:
            rows = connection.execute(asked, {"id": contact_id}).all()
            assert len(rows) >= 3 and not betrayed(rows)
    for account, role in (("peteris", Role.SPECIALIST), ("admin", Role.ADMINISTRATOR)):
        with sign_in(account, account, role).engine.connect() as connection:
            assert connection.execute(asked, {"id": contact_id}).all() == []
            others = text("SELECT * FROM lete.record_history('client', 1)")
            assert connection.execute(others).all() == []
