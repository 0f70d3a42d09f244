"""The issue journal, the acts and the export: what they tell, and room for signatures."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.cards.export import FIELDS, export_cards
from app.cards.papers import card_act, issue_journal, note_card_act, note_journal
from app.cards.records import CardFilter, Kind, Move, State
from app.cards.service import Cards
from app.core.errors import Forbidden, Invalid, UserError
from app.core.i18n import Translator
from app.core.permissions import Role
from app.core.tables import AuditEntry
from app.core.verify import verify
from app.core.work import transaction
from app.office import Office
from tests.app.cards.samples import TODAY, draft, employee
from tests.app.contacts.conftest import SignIn

HEIGHT_MM = 10.0


@pytest.fixture
def cards(office: Office) -> list[int]:
    """014 lost and replaced by 021; 015 returned; 016 only a draft; V-001 a name card."""
    raivis, liga = employee(office), employee(office, "Līga Ķirse")
    lost = Cards(office).issue(draft(raivis, "014", issued_on=date(2025, 3, 4)))
    moved(office, lost, State.LOST)
    returned = Cards(office).issue(draft(liga, "015", name="Līga Ķirse"))
    moved(office, returned, State.RETURNED)
    new = Cards(office).issue(draft(raivis, "021"))
    Cards(office).save(draft(liga, "016"))
    Cards(office).issue(draft(liga, "V-001", Kind.NAME_CARD))
    return [lost, returned, new]


def moved(office: Office, card: int, to: State) -> None:
    Cards(office).move(card, Move(to, TODAY, "Iemesls, ko žurnāls nestāsta"), Cards(office).card(card).row.version)


def journal(office: Office, tr: Translator, **chosen: Any) -> str:
    paper = io.BytesIO()
    issue_journal(office, paper, tr, **chosen)
    return " ".join("".join(page.extract_text() for page in PdfReader(paper).pages).split())


def test_the_journal_tells_every_issued_card_and_what_became_of_it(
    office: Office, cards: list[int], tr: Translator
) -> None:
    text = journal(office, tr)
    assert len(cards) == 3
    for told in ("Apliecību izsniegšanas žurnāls", "Saņēmēja paraksts", "Pieņēmēja paraksts", "3 ieraksti"):
        assert told in text
    assert "014 Raivis Šķēle 04.03.2025. 30.11.2028. Nozaudēta 20.11.2026.; Aizstāta ar Nr. 021" in text
    assert "015 Līga Ķirse 20.11.2026. 30.11.2028. 20.11.2026." in text
    assert text.index("014") < text.index("015")
    assert "016" not in text
    assert "V-001" not in text
    assert "Iemesls" not in text


def test_the_journal_is_of_a_kind_and_a_period(office: Office, cards: list[int], tr: Translator) -> None:
    assert cards
    only = journal(office, tr, **{"from": date(2026, 1, 1), "to": TODAY})
    assert "014" not in only
    assert "021" in only
    names = journal(office, tr, kind="name_card")
    assert "V-001" in names
    assert "Vārda karte" in names
    with pytest.raises(Invalid):
        journal(office, tr, **{"from": TODAY, "to": TODAY - timedelta(days=1)})


def test_each_row_of_the_journal_has_room_to_sign(office: Office, cards: list[int], tr: Translator) -> None:
    paper = io.BytesIO()
    issue_journal(office, paper, tr)
    heights: dict[str, float] = {}

    def visit(text: str, _cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text.strip() in {"014", "015", "021"}:
            heights[text.strip()] = tm[5] + _cm[5]

    PdfReader(paper).pages[0].extract_text(visitor_text=visit)
    (first, second, third) = (heights[number] for number in ("014", "015", "021"))
    assert (first - second) / 72 * 25.4 >= HEIGHT_MM
    assert (second - third) / 72 * 25.4 >= HEIGHT_MM


def test_a_blank_journal_is_for_filling_in_by_hand(office: Office, cards: list[int], tr: Translator) -> None:
    assert cards
    text = journal(office, tr, blank="yes")
    assert "014" not in text
    assert " 25" in text
    assert "Satur personas datus" in text


@pytest.mark.parametrize(
    ("act", "title", "roles"),
    [("issue", "Izsniegšanas akts", ("Izsniedza", "Saņēma")), ("return", "Nodošanas akts", ("Nodeva", "Pieņēma"))],
)
def test_an_act_names_the_card_and_both_who_sign(
    office: Office, cards: list[int], tr: Translator, act: str, title: str, roles: tuple[str, str]
) -> None:
    paper = io.BytesIO()
    card_act(office, paper, tr, card=cards[1], act=act)
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    for told in (title, "Darba apliecība Nr. 015", "Līga Ķirse", "Ilze Kalniņa", *roles):
        assert told in text


def test_there_is_no_act_of_a_card_never_issued(office: Office, tr: Translator) -> None:
    card = Cards(office).save(draft(employee(office)))
    with pytest.raises(UserError, match="never issued"):
        card_act(office, io.BytesIO(), tr, card=card)


def test_prints_are_in_the_audit(office: Office, owner_office: Office, cards: list[int]) -> None:
    note_journal(office, **{"from": date(2025, 1, 1)})
    note_card_act(office, card=cards[0], act="return")
    with transaction(owner_office.engine, writes=False) as session:
        acts = [text for text in session.scalars(select(AuditEntry.text)) if "printout" in text]
    assert len(acts) == 2
    assert "issue_journal" in acts[0]
    assert "card_act" in acts[1]
    assert verify(owner_office.engine, (), records=True).good


def test_a_clerk_prints_neither_journal_nor_act(
    office: Office, sign_in: SignIn, cards: list[int], tr: Translator, tmp_path: Path
) -> None:
    clerk = sign_in("anna", "Anna Ozola", Role.CLERK)
    for forbidden in (
        lambda: journal(clerk, tr),
        lambda: journal(clerk, tr, blank="yes"),
        lambda: note_journal(clerk, blank="yes"),
        lambda: card_act(clerk, io.BytesIO(), tr, card=cards[0]),
        lambda: export_cards(clerk, tmp_path / "kartes.csv", "csv", tr),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_cards_are_exported_whole(
    office: Office, cards: list[int], tr: Translator, tmp_path: Path, kind: str
) -> None:
    assert cards
    path = tmp_path / f"kartes.{kind}"
    assert export_cards(office, path, kind, tr) == 5
    assert path.stat().st_size > 0
    some = CardFilter(frozenset({Kind.STAFF_ID}), which="lost")
    assert export_cards(office, path, kind, tr, replace(some)) == 1


def test_an_export_says_states_and_days_as_people_do(
    office: Office, cards: list[int], tr: Translator, tmp_path: Path
) -> None:
    assert cards
    path = tmp_path / "kartes.csv"
    export_cards(office, path, "csv", tr)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    assert len(head) == len(FIELDS)
    lost = next(row for row in rows if row[1] == "014")
    assert lost[0] == "Darba apliecība"
    assert lost[6] == "Nozaudēta"
