"""No place tells what a restricted contact is about to one who may not see it; each tells one who may (C19)."""

from __future__ import annotations

import argparse
import contextlib
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.contacts.clients import Clients
from app.contacts.due import due
from app.contacts.journal_list import JournalList
from app.contacts.records import SORTABLE, ContactFilter, Sort
from app.contacts.service import Contacts
from app.core.errors import UserError
from app.core.i18n import Translator
from app.core.permissions import Role
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.restricted_office import BETRAYALS, SECRETS, Staff, betrayed, staff_of
from tests.app.contacts.samples import HOUR, NOW, typed

lv = Translator("lv")
#: What a place tells a person; "" where it refuses them.
Place = Callable[[Office, Staff, Path], object]
MASK = "Ierobežota pieejamība"


def _listed(office: Office, staff: Staff, _folder: Path) -> object:
    journal = JournalList(office)
    sorts = [Sort(column, descending) for column in SORTABLE for descending in (True, False)]
    return [*(journal.first(ContactFilter(), sort) for sort in sorts), journal.rows([staff.contact_id])]


def _found(office: Office, staff: Staff, _folder: Path) -> object:
    del staff
    journal = JournalList(office)
    return [journal.first(ContactFilter(text=word), Sort()) for word in (*BETRAYALS, "2026-1", "Zane")]


def _detail(office: Office, staff: Staff, _folder: Path) -> object:
    return Contacts(office).detail(staff.contact_id)


def _draft(office: Office, staff: Staff, _folder: Path) -> object:
    return Contacts(office).draft(staff.contact_id)


def _printed(name: str, **parameters: Any) -> Place:
    def told(office: Office, staff: Staff, _folder: Path) -> object:
        from app.contacts import printout, slips

        given = {key: staff.contact_id if key == "contact" else value for key, value in parameters.items()}
        render: Any = getattr(printout, name, None) or getattr(slips, name)
        file = io.BytesIO()
        render(office, file, lv, **given)
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)

    return told


def _exported(kind: str) -> Place:
    def told(office: Office, staff: Staff, folder: Path) -> object:
        from openpyxl import load_workbook

        from app.contacts.export import export_contacts

        del staff
        path = folder / f"journal.{kind}"
        export_contacts(office, path, kind, lv)
        if kind != "xlsx":
            return path.read_text(encoding="utf-8")
        book = load_workbook(path)
        return [[cell.value for cell in row] for sheet in book for row in sheet]

    return told


def _searched(as_json: bool) -> Place:
    def told(office: Office, staff: Staff, _folder: Path) -> object:
        from app.cli import contacts

        del staff
        out = io.StringIO()
        options = argparse.Namespace(text="zane", limit=20, json=as_json)
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
            patch.setattr("app.cli.opening.office", lambda _options: contextlib.nullcontext(office))
            contacts.search(options, lv)
        return out.getvalue()

    return told


def _due(office: Office, staff: Staff, _folder: Path) -> object:
    del staff
    return [due(office), due(replace(office, clock=lambda: NOW + 2 * HOUR))]


def _similar(office: Office, staff: Staff, _folder: Path) -> object:
    del staff
    return Contacts(office).similar_today(typed(**SECRETS))


def _clients(office: Office, staff: Staff, _folder: Path) -> object:
    del staff
    clients = Clients(office)
    return [clients.by_phone(SECRETS["phone"]), *(clients.lookup(word) for word in BETRAYALS)]


#: Each place with whether it tells those who may see the contact.
PLACES: dict[str, tuple[Place, bool]] = {
    "list": (_listed, True),
    "search": (_found, True),
    "detail": (_detail, True),
    "draft": (_draft, True),
    "register": (_printed("contact_register"), True),
    "referral slip": (_printed("referral_slip", contact=0), True),
    "submission form": (_printed("submission_form", contact=0), True),
    "csv": (_exported("csv"), True),
    "xlsx": (_exported("xlsx"), True),
    "json": (_exported("json"), True),
    "command line": (_searched(as_json=False), True),
    "command line, json": (_searched(as_json=True), True),
    "today": (_due, True),
    "duplicates": (_similar, False),
    "clients": (_clients, False),
}


@pytest.fixture
def staff(office: Office, sign_in: SignIn) -> Staff:
    """Zane's contact has been sent to Pēteris, who may print a slip about it and still not see it."""
    made = staff_of(office, sign_in)
    begun = Contacts(made.handler).draft(made.contact_id)
    sent_to = next(who.id for who in _staff(office) if who.account == "peteris")
    fields = replace(begun.fields, outcome="referred", due_at=None, referred_id=sent_to, referred_name="")
    Contacts(made.handler).save(replace(begun, fields=fields))
    return made


def _staff(office: Office) -> Any:
    from app.directory.service import Directory

    return Directory(office).employees()


def told_by(place: Place, office: Office, staff: Staff, folder: Path) -> object:
    try:
        return place(office, staff, folder)
    except UserError as refusal:
        return refusal.message


@pytest.mark.parametrize("name", PLACES)
def test_no_place_tells_one_who_may_not_see_it(staff: Staff, sign_in: SignIn, tmp_path: Path, name: str) -> None:
    place, tells = PLACES[name]
    administrator = sign_in("admin", "Administrators", Role.ADMINISTRATOR)
    for office in (*staff.who_may_not, administrator):
        assert betrayed(told_by(place, office, staff, tmp_path)) == []
    if tells:
        assert betrayed(told_by(place, staff.handler, staff, tmp_path)) or name == "today"


@pytest.mark.parametrize("name", ["register", "referral slip", "submission form", "csv", "xlsx"])
def test_what_is_printed_or_exported_says_that_it_is_restricted(staff: Staff, tmp_path: Path, name: str) -> None:
    told = str(told_by(PLACES[name][0], staff.specialist, staff, tmp_path)).replace("\u00a0", " ")
    assert MASK in told


def test_today_tells_the_handler_whom_to_call(office: Office, sign_in: SignIn) -> None:
    staff = staff_of(office, sign_in)
    assert betrayed(due(staff.handler).rows)
    assert due(staff.clerk).rows == ()
