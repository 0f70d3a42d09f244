"""Text is cleaned at the boundary, and errors say what to do (ux 4.9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid, UserError
from app.core.fields import (
    Checks,
    clean_text,
    cleaned,
    parse_email,
    parse_postcode,
    parse_registration_number,
)
from app.core.i18n import Message, Translator
from app.core.phones import parse_phone

LV = Translator("lv")


def refusal(reader: Callable[[str], str], text: str) -> str:
    with pytest.raises(UserError) as caught:
        reader(text)
    return LV(caught.value.message).replace("\u00a0", " ")


def test_text_is_stored_composed_with_plain_line_ends() -> None:
    assert clean_text("a\u0304bols\r\nb\rc\u2028d\x0be") == "ābols\nb\nc\nd\ne"


def test_one_line_fields_hold_one_line() -> None:
    assert clean_text("  Anna\t\nLiepa \u00a0 ", lines=False) == "Anna Liepa"


def test_marks_of_writing_direction_are_text() -> None:
    assert clean_text("\u202eabc\u2069\u200f") == "\u202eabc\u2069\u200f"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ab\0c", "Teksta 3. zīmi (U+0000) nevar saglabāt. Izdzēsiet to."),
        ("\ud800", "Teksta 1. zīmi (U+D800) nevar saglabāt. Izdzēsiet to."),
        ("a\x1b[0m", "Teksta 2. zīmi (U+001B) nevar saglabāt. Izdzēsiet to."),
    ],
)
def test_what_cannot_be_stored_is_refused_and_not_lost(text: str, told: str) -> None:
    assert refusal(clean_text, text) == told


def test_an_import_shows_what_could_not_be_stored() -> None:
    assert cleaned("ab\0c\ud800\r\n") == "ab\ufffdc\ufffd\n"


def test_too_long_text_tells_by_how_much() -> None:
    def short(text: str) -> str:
        return clean_text(text, 1000)

    assert short("ā" * 1000) == "ā" * 1000
    assert refusal(short, "a" * 1024) == "Par garu: 1 024 no 1 000 rakstzīmēm."


@given(st.text(st.characters(exclude_categories=())))
def test_imported_text_can_always_be_stored(text: str) -> None:
    stored = cleaned(text)

    assert clean_text(stored) == stored
    assert "\0" not in stored
    assert stored.encode().decode() == stored


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = cleaned(text, lines=False)

    assert cleaned(once, lines=False) == once
    assert unicodedata.is_normalized("NFC", once)


def test_email_addresses() -> None:
    assert parse_email(" Anna.Liepa@Berzaine.EXAMPLE ") == "Anna.Liepa@berzaine.example"
    assert parse_email("o'konors+1@ķegums.lv") == "o'konors+1@ķegums.lv"
    assert refusal(parse_email, "anna.berzaine.lv") == "E-pasta adresē trūkst @."
    for text in (
        "anna@",
        "@berzaine.lv",
        "anna@berzaine",
        "an na@b.lv",
        "a@b@c.lv",
        "a@b..lv",
        "a@b.lv\nBcc: c@d.lv",
    ):
        assert refusal(parse_email, text) == "E-pasta adrese nav pilnīga."
    assert "200" in refusal(parse_email, "a" * 200 + "@b.lv")


def test_registration_numbers() -> None:
    assert parse_registration_number("40000000017") == "40000000017"
    assert parse_registration_number("LV 4000 0000 017") == "40000000017"
    assert refusal(parse_registration_number, "4000000001") == "Jābūt 11 cipariem; ievadīti 10."
    assert refusal(parse_registration_number, "4") == "Jābūt 11 cipariem; ievadīts 1."
    assert refusal(parse_registration_number, "400000000171") == "Jābūt 11 cipariem; ievadīti 12."
    assert refusal(parse_registration_number, "4000000001x7") == "Reģistrācijas numurā ir tikai cipari."


def test_postcodes() -> None:
    for text in ("LV-5208", "lv5208", "LV 5208", "5208", " LV–5208 "):
        assert parse_postcode(text) == "LV-5208"
    assert refusal(parse_postcode, "520") == "Pasta indeksa paraugs: LV-1234."


def test_one_save_tells_everything_that_is_wrong() -> None:
    checks = Checks()
    phone = checks.read("phone", parse_phone, "26000417")
    checks.read("email", parse_email, "anna")
    checks.require("name", "", Message("Required"))
    checks.require("email", "", Message("Required"))
    checks.require("phone", phone, Message("Required"))

    with pytest.raises(Invalid) as caught:
        checks.done()

    assert phone == "+37126000417"
    assert {field: LV(message) for field, message in caught.value.fields.items()} == {
        "email": "E-pasta adresē trūkst @.",
        "name": LV(Message("Required")),
    }


def test_blank_fields_are_nothing_and_no_error() -> None:
    checks = Checks()

    assert checks.read("phone", parse_phone, "  ") is None
    checks.done()
