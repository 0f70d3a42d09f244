"""What a card's chip says, and how its row is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.cards.records import CardRow, Kind, State
from app.core.i18n import Translator
from app.core.settings import CARD_KINDS, CardKindOption
from ui.cards.list_rows import key_of, row_of
from ui.cards.words import Terms, chip_of

TERMS = Terms(CARD_KINDS.default, 30, date(2026, 11, 20))
CARD = CardRow(
    id=7,
    employee_id=3,
    person="Raivis Šķēle",
    kind=Kind.STAFF_ID,
    number="014",
    job_title="Maršrutu dispečers",
    state=State.ISSUED,
    issued_on=date(2024, 12, 1),
    valid_until=date(2028, 11, 30),
)


@pytest.mark.parametrize(
    ("card", "kind", "told"),
    [
        (CARD, "ok", "Derīga"),
        (replace(CARD, valid_until=None), "ok", "Derīga"),
        (replace(CARD, valid_until=date(2026, 12, 20)), "warn", "Beidzas 20.12."),
        (replace(CARD, valid_until=date(2026, 12, 21)), "ok", "Derīga"),
        (replace(CARD, valid_until=date(2026, 11, 20)), "warn", "Beidzas 20.11."),
        (replace(CARD, state=State.EXPIRED, valid_until=date(2026, 11, 19)), "bad", "Beigusies"),
        (replace(CARD, return_asked=True), "bad", "Nav nodota"),
        (replace(CARD, left=True, state=State.EXPIRED), "bad", "Nav nodota"),
        (replace(CARD, left=True, state=State.RETURNED), "mute", "Nodota"),
        (replace(CARD, state=State.LOST), "bad", "Nozaudēta"),
        (replace(CARD, state=State.STOLEN), "bad", "Nozagta"),
        (replace(CARD, state=State.DAMAGED), "warn", "Bojāta"),
        (replace(CARD, state=State.ANNULLED), "mute", "Anulēta"),
        (replace(CARD, state=State.DESTROYED), "mute", "Iznīcināta"),
        (replace(CARD, state=State.DRAFT), "info", "Melnraksts"),
        (replace(CARD, id=None, state=None, lacking=True), "warn", "Jāizsniedz"),
    ],
)
def test_the_chip_says_where_a_card_is(card: CardRow, kind: str, told: str, tr: Translator) -> None:
    shown, icon, text = chip_of(card, TERMS)
    assert (shown, tr(text)) == (kind, told)
    assert icon


def test_every_state_has_a_chip_of_its_own() -> None:
    texts = [chip_of(replace(CARD, state=state), TERMS)[2] for state in State]
    assert len(set(map(repr, texts))) == len(State)


def test_rows_of_cards_and_of_those_who_lack_one_never_share_a_key() -> None:
    lacking = [
        replace(CARD, id=None, employee_id=employee, kind=kind, lacking=True)
        for employee in range(1, 20)
        for kind in Kind
    ]
    keys = [key_of(row) for row in lacking]
    assert len(set(keys)) == len(keys)
    assert all(key < 0 for key in keys)
    assert key_of(CARD) == 7


def test_the_office_calls_a_kind_as_it_likes(tr: Translator) -> None:
    own = replace(TERMS, kinds=(CardKindOption("staff_id", "Dienesta apliecība"),))
    assert own.title(Kind.STAFF_ID, tr) == "Dienesta apliecība"
    assert own.title(Kind.STAFF_ID, Translator("en")) == "Staff ID"
    assert own.title(Kind.DOOR_PLATE, tr) == "Durvju plāksne"
    assert own.enabled() == (Kind.STAFF_ID,)


def test_a_row_of_mixed_kinds_names_the_kind(tr: Translator) -> None:
    row = row_of(CARD, TERMS, tr, mixed=True)
    assert row.cells[1].second == "Darba apliecība"  # type: ignore[attr-defined]
    assert row.spoken == "Raivis Šķēle, Maršrutu dispečers, Darba apliecība, 014, 01.12.2024., 30.11.2028., Derīga"
