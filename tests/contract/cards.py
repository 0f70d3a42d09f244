"""Cards, given up for the contract test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.cards.photos import Photos
from app.cards.records import CardFilter, CardPlace, CardStep, Kind, Move, State
from app.cards.service import Cards
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.cards.samples import TODAY, draft
from tests.contract.example import Example


def _person(office: Office) -> int:
    return Directory(office).save_employee(EmployeeRecord(name="Raivis Šķēle", job_title="Dispečers"))


def create(office: Office) -> int:
    return Cards(office).save(draft(_person(office)))


def issued(office: Office, kind: Kind = Kind.STAFF_ID) -> int:
    number = Cards(office).proposal(person := _person(office), kind).draft.number
    return Cards(office).issue(draft(person, number, kind))


def change(office: Office, card_id: int, text: str) -> None:
    Cards(office).save(replace(Cards(office).card(card_id).draft, job_title=text))


def change_stale(office: Office, card_id: int) -> None:
    stored = Cards(office).card(card_id).draft
    change(office, card_id, "Cits amats")
    Cards(office).save(replace(stored, job_title="Mans amats"))


def reload(office: Office, card_id: int) -> object:
    return Cards(office).card(card_id).draft


def save_unchanged(office: Office, card_id: int) -> None:
    Cards(office).save(Cards(office).card(card_id).draft)


def _card(method: str, *arguments: object) -> tuple[str, Callable[[Office], object]]:
    return f"Cards.{method}", lambda office: getattr(Cards(office), method)(*arguments)


def _photo(method: str, *arguments: object) -> tuple[str, Callable[[Office], object]]:
    return f"Photos.{method}", lambda office: getattr(Photos(office), method)(*arguments)


def _cards(kind: Kind) -> Callable[[Office], dict[str, object]]:
    return lambda office: {"cards": issued(office, kind)}


_PLACE = CardPlace(State.DRAFT, None, False)
#: A step that was never taken.
NO_STEP = CardStep(0, _PLACE, _PLACE)

EXAMPLE = Example(
    create=create,
    change=change,
    change_stale=change_stale,
    reload=reload,
    save_unchanged=save_unchanged,
    table="card",
    register="cards",
    services=(Cards, Photos),
    use_cases=dict(
        (
            _card("cards", CardFilter(frozenset(Kind))),
            _card("counts"),
            _card("card", 1),
            _card("of_employee", 1),
            _card("standing"),
            _card("find", "sk"),
            _card("proposal", 1, Kind.STAFF_ID),
            _card("save", draft(1, "099")),
            _card("issue", draft(1, "100")),
            _card("move", 1, Move(State.ANNULLED, TODAY, "Kļūda"), 1),
            _card("extend", 1, TODAY, "", 1),
            _card("take_back", 1, NO_STEP),
            _card("withdraw", 1),
            _card("log_print", [1], "single"),
            _photo("current", 1),
            _photo("jpeg", 1),
            ("Photos.jpegs", lambda office: list(Photos(office).jpegs([1]))),
            _photo("put", 1, b""),
            _photo("erase", 1, "Vairs nestrādā"),
        )
    ),
    printout_params={
        "staff_id": _cards(Kind.STAFF_ID),
        "name_card": _cards(Kind.NAME_CARD),
        "desk_plate": _cards(Kind.DESK_PLATE),
        "calibration": lambda _office: {},
        "issue_journal": lambda _office: {},
        "card_act": lambda office: {"card": issued(office)},
    },
)
