"""Names as typed, and the people they mean."""

import pytest

from app.contacts.journal_people import clean_client, match_person

STAFF = ("Ilze Kalniņa", "Dace Bērziņa", "Sandra Liepiņa", "Raivis Šķēle", "Rūta Šķēle-Ozola")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  ŪDRIS ĻEVS ", "Ūdris Ļevs"),
        ("SKUJA-KALNIŅŠ ULDIS", "Skuja-Kalniņš Uldis"),
        ("  O'KONORE ZENTA ", "O'Konore Zenta"),
        ("  Evija   Liepiņa ", "Evija Liepiņa"),
        ("SIA „Ķegums Pluss”", "SIA „Ķegums Pluss”"),
        ("AS LATVIJAS CEĻŠ", "AS LATVIJAS CEĻŠ"),
        ("BĒRZAINES PAMATSKOLA", "BĒRZAINES PAMATSKOLA"),
        ("VZD", "VZD"),
        *((nobody, "") for nobody in ("-", "", "anonīms", "Nezināms", " – ", "n/a")),
    ],
)
def test_clients_are_tidied_and_companies_left_alone(typed: str, name: str) -> None:
    assert clean_client(typed) == name


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("I. Kalniņa", "Ilze Kalniņa"), ("Ilze Kalniņa", "Ilze Kalniņa"), ("KALNIŅA ILZE", "Ilze Kalniņa"),
        ("Dace B.", "Dace Bērziņa"), ("Sandra L.", "Sandra Liepiņa"), ("I.Kalnina", "Ilze Kalniņa"),
        ("R. Šķēlem", "Raivis Šķēle"), ("Raivim Šķēlem", "Raivis Šķēle"), ("Bērziņai", "Dace Bērziņa"),
        ("Dace", "Dace Bērziņa"),
        ("", None), ("I. K.", None), ("J. Kalniņa", None), ("Kārlis", None), ("Ilze Ilze", None),
    ],
)  # fmt: skip
def test_a_person_is_found_by_initials_and_in_other_cases(text: str, person: str | None) -> None:
    assert match_person(text, STAFF) == person


def test_nobody_is_chosen_where_two_could_be_meant() -> None:
    assert match_person("Ilze", ("Ilze Kalniņa", "Ilze Ozola")) is None
    assert match_person("Kalniņam", ("Ilze Kalniņa", "Juris Kalniņš")) is None
    assert match_person("Kalniņa", ("Ilze Kalniņa", "Juris Kalniņš")) == "Ilze Kalniņa"
