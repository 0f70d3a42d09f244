"""The journal, given up for the contract test."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.contacts.clients import Clients
from app.contacts.journal_import import JournalImport
from app.contacts.journal_list import JournalList
from app.contacts.records import (
    CallbackResult,
    ContactDraft,
    ContactFields,
    ContactFilter,
    Outcome,
    Place,
    Sort,
    Step,
)
from app.contacts.service import Contacts
from app.office import Office
from tests.contract.example import Example

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def draft() -> ContactDraft:
    return ContactDraft(fields=ContactFields(at=AT, client_name="Šķēle Ārija", subject="Rēķina precizēšana"))


def create(office: Office) -> int:
    return Contacts(office).save(draft()).contact_id


def change(office: Office, contact_id: int, text: str) -> None:
    edit = Contacts(office).draft(contact_id)
    Contacts(office).save(replace(edit, fields=replace(edit.fields, subject=text)))


def change_stale(office: Office, contact_id: int) -> None:
    edit = Contacts(office).draft(contact_id)
    change(office, contact_id, "Cits vārds")
    Contacts(office).save(replace(edit, fields=replace(edit.fields, subject="Mans vārds")))


def reload(office: Office, contact_id: int) -> object:
    return Contacts(office).draft(contact_id).fields


def save_unchanged(office: Office, contact_id: int) -> None:
    Contacts(office).save(Contacts(office).draft(contact_id))


def create_referral(office: Office) -> int:
    sent = replace(draft().fields, outcome=Outcome.REFERRED, referred_name="Raivis Šķēle")
    return Contacts(office).save(ContactDraft(fields=sent)).contact_id


def no_step() -> Step:
    place = Place(
        status="answered",
        is_open=False,
        outcome="answered",
        due_at=None,
        closed_at=None,
        callback_tries=0,
        handler_id=None,
        handler_name="",
        unit="",
        referred_id=None,
        referred_name="",
        institution_id=None,
        institution="",
        offered_channel="",
    )
    return Step("closed", place, place)


def no_file() -> Path:
    return Path("nav.csv")


EXAMPLE = Example(
    create=create,
    change=change,
    change_stale=change_stale,
    reload=reload,
    save_unchanged=save_unchanged,
    table="contact",
    register="contacts",
    services=(Contacts, JournalList, Clients, JournalImport),
    use_cases={
        "Contacts.save": lambda office: Contacts(office).save(draft()),
        "Contacts.detail": lambda office: Contacts(office).detail(1),
        "Contacts.draft": lambda office: Contacts(office).draft(1),
        "Contacts.annul": lambda office: Contacts(office).annul(1),
        "Contacts.restore": lambda office: Contacts(office).restore(1),
        "Contacts.callback": lambda office: Contacts(office).callback(1, CallbackResult(reached=True)),
        "Contacts.hand_over": lambda office: Contacts(office).hand_over(1, 1),
        "Contacts.close": lambda office: Contacts(office).close(1),
        "Contacts.take_back": lambda office: Contacts(office).take_back(1, no_step()),
        "Contacts.similar_today": lambda office: Contacts(office).similar_today(draft().fields),
        "Contacts.due": lambda office: Contacts(office).due(AT),
        "Contacts.counts": lambda office: Contacts(office).counts(),
        "Contacts.views": lambda office: Contacts(office).views(),
        "Contacts.save_view": lambda office: Contacts(office).save_view("Mans", ContactFilter(), Sort()),
        "Contacts.delete_view": lambda office: Contacts(office).delete_view(1),
        "JournalList.count": lambda office: JournalList(office).count(ContactFilter()),
        "JournalList.count_printable": lambda office: JournalList(office).count_printable(ContactFilter()),
        "JournalList.tab_counts": lambda office: JournalList(office).tab_counts(ContactFilter()),
        "JournalList.first": lambda office: JournalList(office).first(ContactFilter(), Sort()),
        "JournalList.ids": lambda office: JournalList(office).ids(ContactFilter(), Sort()),
        "JournalList.rows": lambda office: JournalList(office).rows([1]),
        "JournalList.all_rows": lambda office: list(JournalList(office).all_rows(ContactFilter(), Sort())),
        "Clients.lookup": lambda office: Clients(office).lookup("sk"),
        "Clients.get": lambda office: Clients(office).get(1),
        "Clients.by_phone": lambda office: Clients(office).by_phone("+37126000417"),
        "Clients.merge": lambda office: Clients(office).merge(1, 2),
        "Clients.stamp_checked": lambda office: Clients(office).stamp_checked(1),
        "JournalImport.stage": lambda office: JournalImport(office).stage(no_file()),
        "JournalImport.annul": lambda office: JournalImport(office).annul(1),
        "JournalImport.restore": lambda office: JournalImport(office).restore(1),
    },
    printout_params={
        "contact_register": lambda _office: {},
        "referral_slip": lambda office: {"contact": create_referral(office)},
        "submission_form": lambda office: {"contact": create(office)},
    },
)
