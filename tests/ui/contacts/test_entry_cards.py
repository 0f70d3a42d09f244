"""What is read out of the directory reads as a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.i18n import Translator
from app.directory.records import EmployeeRecord
from ui.contacts.entry_cards import person_lines


@pytest.mark.parametrize(
    ("title", "told"), [("Maršrutu dispečers", ", maršrutu dispečers"), ("IT speciālists", ", IT speciālists")]
)
def test_a_post_follows_the_name_as_in_a_sentence(tr: Translator, title: str, told: str) -> None:
    person = EmployeeRecord(name="Raivis Šķēle", job_title=title)
    assert person_lines(person, tr)[0] == ("Raivis Šķēle", told)


def test_who_stands_in_is_told_right_after_the_name_with_their_phone(tr: Translator) -> None:
    away = EmployeeRecord(
        name="Raivis Šķēle",
        phone="+37163000214",
        place="207. kabinets",
        absent_until=date(2026, 11, 27),
        substitute="Dace Bērziņa",
        substitute_phone="+37126000417",
    )
    assert person_lines(away, tr) == [
        ("Raivis Šķēle", ""),
        ("", "Prombūtnē līdz 27.11. Aizvieto: Dace Bērziņa, 26 000 417"),
        ("63 000 214", " · 207. kabinets"),
    ]
    assert person_lines(replace(away, substitute_phone=""), tr)[1] == (
        "",
        "Prombūtnē līdz 27.11. Aizvieto: Dace Bērziņa",
    )
