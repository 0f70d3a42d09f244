"""What stands in the tables of cards, whoever writes it."""

from __future__ import annotations

import base64

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.cards.tables import Card, Photo
from app.core.permissions import CARDS_ISSUE
from app.core.tables import AuditEntry
from app.core.verify import verify
from app.core.work import transaction
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.office import Office

PICTURE = base64.b64encode(b"a picture of Raivis" * 100).decode()


@pytest.fixture
def person(office: Office) -> int:
    return Directory(office).save_employee(EmployeeRecord(name="Raivis Šķēle", job_title="Dispečers"))


def told(office: Office) -> str:
    with transaction(office.engine, writes=False) as session:
        return "\n".join(session.scalars(select(AuditEntry.text)))


def test_the_audit_tells_of_a_photo_but_not_the_picture(office: Office, owner_office: Office, person: int) -> None:
    with office.work(CARDS_ISSUE) as work:
        photo = work.add(Photo, employee_id=person, width=600, height=800, digest="d" * 64, content=PICTURE)
    with office.work(CARDS_ISSUE) as work:
        row = work.get(Photo, photo)
        assert row.content == PICTURE
        row.content, row.erased = "", True
    history = told(owner_office)
    assert '"digest":[null,"' + "d" * 64 in history
    assert '"erased":[false,true]' in history
    assert PICTURE[:40] not in history
    assert verify(owner_office.engine, (), records=True).good


def test_a_number_is_never_given_again(office: Office, person: int) -> None:
    card = {"employee_id": person, "kind": "staff_id", "number": "014", "name": "Raivis Šķēle"}
    with office.work(CARDS_ISSUE) as work:
        work.add(Card, **card, state="annulled")
        work.add(Card, **{**card, "kind": "name_card"}, state="draft")
    with pytest.raises(IntegrityError), office.work(CARDS_ISSUE) as work:
        work.add(Card, **card, state="draft")
