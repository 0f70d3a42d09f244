"""Photos are kept by those who issue cards, seen by them alone, and can be erased for good."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import select

from app.cards.photos import Photos
from app.cards.pictures import Crop
from app.cards.sample_photo import silhouette
from app.core.errors import Forbidden, Invalid
from app.core.i18n import Translator
from app.core.permissions import Role
from app.core.tables import AuditEntry
from app.core.verify import verify
from app.core.work import Gone, transaction
from app.office import Office
from tests.app.cards.pictures import huge_png, picture
from tests.app.cards.samples import employee
from tests.app.contacts.conftest import SignIn


@pytest.fixture
def person(office: Office) -> int:
    return employee(office)


def history(owner_office: Office) -> str:
    with transaction(owner_office.engine, writes=False) as session:
        return "\n".join(session.scalars(select(AuditEntry.text).where(AuditEntry.subject == "photo")))


def test_a_photo_is_kept_and_the_newest_is_the_current_one(office: Office, person: int) -> None:
    photos = Photos(office)
    assert photos.current(person) is None
    first = photos.put(person, silhouette(1))
    second = photos.put(person, silhouette(2))
    assert photos.current(person) == second
    assert (second.width, second.height, second.small) == (600, 800, False)
    assert photos.jpeg(first.id) != photos.jpeg(second.id)
    assert photos.jpeg(second.id).startswith(b"\xff\xd8\xff")


def test_a_small_photo_is_kept_and_said_to_be_small(office: Office, person: int) -> None:
    assert Photos(office).put(person, picture(450, 600)).small
    kept = Photos(office).current(person)
    assert kept is not None
    assert kept.small


def test_the_same_photo_again_is_the_same_photo(office: Office, person: int) -> None:
    photos = Photos(office)
    first = photos.put(person, silhouette(1), request="8f14e45f-0000-4000-8000-000000000001")
    assert photos.put(person, silhouette(1)) == first
    again = photos.put(person, silhouette(2), request="8f14e45f-0000-4000-8000-000000000001")
    assert again.id == first.id


def test_a_picture_that_is_refused_leaves_the_old_photo(office: Office, person: int, tr: Translator) -> None:
    photos = Photos(office)
    kept = photos.put(person, silhouette(1))
    for bad in (b"%PDF-1.7", huge_png(), picture(600, 800)[:700], picture(40, 50)):
        with pytest.raises(Invalid) as refused:
            photos.put(person, bad)
        assert tr(refused.value.fields["photo"])
    assert photos.current(person) == kept


def test_what_was_framed_is_what_is_kept(office: Office, person: int) -> None:
    photos = Photos(office)
    above = photos.put(person, picture(1200, 1600), Crop(0, 0, 600, 800))
    below = photos.put(person, picture(1200, 1600), Crop(0, 800, 600, 800))
    assert photos.jpeg(above.id) != photos.jpeg(below.id)


def test_an_erased_photo_is_gone_and_the_audit_tells_why(
    office: Office, owner_office: Office, person: int
) -> None:
    photos = Photos(office)
    kept = photos.put(person, silhouette(1))
    jpeg = photos.jpeg(kept.id)
    photos.erase(person, "Darba attiecības beigušās")
    assert photos.current(person) is None
    assert list(photos.jpegs([kept.id])) == []
    with pytest.raises(Gone):
        photos.jpeg(kept.id)
    told = history(owner_office)
    assert hashlib.sha256(jpeg).hexdigest() in told
    assert "Darba attiecības beigušās" in told
    assert verify(owner_office.engine, (), records=True).good
    photos.erase(person, "Vēlreiz")  # nothing is left: nothing happens
    assert history(owner_office) == told


def test_a_reason_holds_no_personal_code(office: Office, person: int) -> None:
    with pytest.raises(Invalid) as refused:
        Photos(office).erase(person, "010190-10001 lūdza")
    assert set(refused.value.fields) == {"reason"}


@pytest.mark.parametrize("nothing", ["", "  \t"])
def test_no_photo_is_erased_without_a_reason(office: Office, person: int, nothing: str) -> None:
    kept = Photos(office).put(person, silhouette(1))
    with pytest.raises(Invalid) as refused:
        Photos(office).erase(person, nothing)
    assert set(refused.value.fields) == {"reason"}
    assert Photos(office).current(person) == kept


def test_a_photo_of_nobody_is_not_kept(office: Office) -> None:
    with pytest.raises(Gone):
        Photos(office).put(4711, silhouette(1))


@pytest.mark.parametrize("role", [Role.CLERK, Role.SPECIALIST, Role.DECISION_MAKER])
def test_who_does_not_issue_cards_sees_no_photo(office: Office, sign_in: SignIn, person: int, role: Role) -> None:
    kept = Photos(office).put(person, silhouette(1))
    others = Photos(sign_in("anna", "Anna", role))
    for call in (
        lambda: others.current(person),
        lambda: others.jpeg(kept.id),
        lambda: list(others.jpegs([kept.id])),
        lambda: others.put(person, b"nothing"),
        lambda: others.erase(person, "Iemesls"),
    ):
        with pytest.raises(Forbidden):
            call()


def test_many_photos_are_read_in_any_number(office: Office) -> None:
    photos = Photos(office)
    kept = [photos.put(employee(office, f"Anna Bērziņa {at}"), silhouette(at)).id for at in range(53)]
    assert {photo_id for photo_id, _jpeg in photos.jpegs(kept)} == set(kept)
