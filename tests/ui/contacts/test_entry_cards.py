"""What is read out of the directory reads as a sentence."""

from __future__ import annotations

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
