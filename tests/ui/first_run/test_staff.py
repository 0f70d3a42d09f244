"""People copied out of a spreadsheet."""

from __future__ import annotations

import pytest

from app.core.i18n import Translator
from ui.first_run.administrator import proposed_login
from ui.first_run.places import existing_url
from ui.first_run.staff import employee, fault, read_rows


def test_headings_are_recognised_in_any_order_and_names_put_together() -> None:
    text = "Amats\tVārds\tUzvārds\tE-pasts\tStruktūrvienība\nJuriste\tLīga\tĶirse\tliga@x.lv\tJuridiskā daļa\n\n"
    assert read_rows(text) == [
        {"job_title": "Juriste", "name": "Līga Ķirse", "email": "liga@x.lv", "unit": "Juridiskā daļa"}
    ]


def test_without_headings_the_usual_order_holds() -> None:
    assert read_rows("Līga Ķirse; Juriste; Juridiskā daļa; 26000417") == [
        {"name": "Līga Ķirse", "job_title": "Juriste", "unit": "Juridiskā daļa", "phone": "26000417"}
    ]
    assert read_rows("") == []


def test_a_row_without_a_name_is_no_person() -> None:
    assert read_rows("Vārds\tAmats\n\tJurists\n") == []


def test_what_cannot_be_kept_is_told_in_words(tr: Translator) -> None:
    message = fault({"name": "Līga", "phone": "123"})
    assert message is not None
    assert "8 cipariem" in tr(message)
    assert employee({"name": "Līga  Ķirse", "phone": "26 000 417"}).phone == "+37126000417"


@pytest.mark.parametrize(
    ("name", "login"),
    [("Sandra Liepiņa", "sandra.liepina"), ("Anna-Marija Žīgure", "annamarija.zigure"), ("  ", ""), ("Ļ", "l")],
)
def test_a_user_name_is_proposed_from_the_name(name: str, login: str) -> None:
    assert proposed_login(name) == login


def test_a_server_address_needs_no_driver_name() -> None:
    assert existing_url("postgresql://server/office") == "postgresql+psycopg://server/office"
    assert existing_url("postgresql+psycopg://server/office") == "postgresql+psycopg://server/office"
