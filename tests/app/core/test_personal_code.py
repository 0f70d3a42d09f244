"""Personal codes are found, masked and warned of, never blocked (domain B.1)."""

from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.core.i18n import Translator
from app.core.personal_code import (
    NOT_WRITTEN_HERE,
    looks_like,
    mask,
    masked_in,
    parse_personal_code,
    warning,
)

LV = Translator("lv")
NO_DATE = "Personas koda sākumā nav datuma. Pārbaudiet to."
NO_FIT = "Personas koda pēdējais cipars neatbilst. Pārbaudiet to."


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("161175-19997", None),
        ("111111-11111", None),
        ("010190-10001", None),
        ("010190-10002", NO_FIT),
        ("111112-11111", NO_FIT),
        ("320000-00001", None),
        ("399999-99999", None),
        ("300000-00001", NO_DATE),
        ("310290-10006", NO_DATE),
        ("010190-70001", NO_DATE),
    ],
)
def test_codes_that_look_wrong_are_warned_of(code: str, told: str | None) -> None:
    message = warning(code)

    assert (message and LV(message)) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Klients 010190-10001 jautā", True),
        ("kods:010190-10001.", True),
        ("010190 – 10001", True),
        ("01019010001", False),
        ("reģ. Nr. 40000000017", False),
        ("2026-1483", False),
        ("1010190-10001", False),
        ("010190-100012", False),
    ],
)
def test_codes_in_a_text_are_found_by_their_form(text: str, found: bool) -> None:
    assert looks_like(text) is found
    assert LV(NOT_WRITTEN_HERE) == "Personas kodu šeit neraksta."


def test_codes_are_shown_masked() -> None:
    assert mask("010190-10001") == "010190-1****"
    assert masked_in("Klients 010190-10001, 161175 – 19997") == "Klients 010190-1****, 161175-1****"


def test_codes_are_stored_with_their_hyphen() -> None:
    assert parse_personal_code(" 01019010001 ") == "010190-10001"
    assert parse_personal_code("010190–10001") == "010190-10001"
    with pytest.raises(UserError) as caught:
        parse_personal_code("010190-1000")
    assert LV(caught.value.message) == "Personas koda paraugs: 123456-12345."
