"""Phone numbers are typed in any way and kept in one (ux 4.4, 4.9)."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import UserError
from app.core.i18n import Translator
from app.core.phones import (
    WrittenPhone,
    is_foreign,
    parse_hotline,
    parse_phone,
    searched_digits,
    show_hotline,
    show_phone,
    split_phones,
)


@pytest.mark.parametrize(
    "text",
    [
        *("26000417", "26 000 417", "+371 26000417", "0037126000417", "37126000417", "(+371) 26-000-417"),
        *("26\u00a0000\u00a0417", " 2600 0417 ", "26.00.04.17"),
    ],
)
def test_ways_to_type_the_same_latvian_number(text: str) -> None:
    assert parse_phone(text) == "+37126000417"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+370 698 13915", "+37069813915"),
        ("00370 69813915", "+37069813915"),
        ("+358 40 1234567", "+358401234567"),
        ("80001234", "+37180001234"),
        ("63258756", "+37163258756"),
    ],
)
def test_foreign_and_service_numbers(text: str, number: str) -> None:
    assert parse_phone(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "2600041", "260004177", "+371 2600041", "12345678", "+", "+999123", "tālrunis", "37169813", "+٢٦٠٠٠٤١٧٢"],
)
def test_what_is_no_number_is_told_how_one_looks(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_phone(text)

    assert (
        Translator("lv")(caught.value.message) == "Tālruņa numurā jābūt 8 cipariem; ārvalstu numuru sāciet ar +."
    )


def test_numbers_are_shown_in_groups() -> None:
    assert show_phone("+37126000417") == "26 000 417"
    assert show_phone("+37069813915") == "+370 698 13915"


def test_a_foreign_number_that_cannot_be_grouped_is_shown_as_stored() -> None:
    assert show_phone("+999123") == "+999123"


def test_a_foreign_number_of_impossible_length_is_told() -> None:
    with pytest.raises(UserError):
        parse_phone("+370 69")


def test_foreign_numbers_are_known() -> None:
    assert is_foreign("+37069813915")
    assert not is_foreign("+37126000417")


@given(st.from_regex("[25-9][0-9]{7}", fullmatch=True, alphabet="0123456789"))
def test_what_is_shown_can_be_typed(national: str) -> None:
    assert parse_phone(show_phone(parse_phone(national))) == f"+371{national}"


@given(st.text())
def test_any_text_is_a_number_or_told_off(text: str) -> None:
    with suppress(UserError):
        assert parse_phone(text).startswith("+")


@pytest.mark.parametrize(
    ("query", "digits"),
    [
        ("26 000", "26000"),
        ("+371 2600", "2600"),
        ("0037126000417", "26000417"),
        ("37126000417", "26000417"),
        ("3712", "3712"),
        ("2026-1483", "20261483"),
        ("Liepa 26", ""),
        ("", ""),
    ],
)
def test_digits_to_search_by(query: str, digits: str) -> None:
    assert searched_digits(query) == digits


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("20707716/63207077", [("+37120707716", ""), ("+37163207077", "")]),
        ("23 456 789, 63 258 756 (darbā)", [("+37123456789", ""), ("+37163258756", "darbā")]),
        ("20707716 63207077", [("+37120707716", ""), ("+37163207077", "")]),
        ("mob. 26000417; +370 69813915", [("+37126000417", "mob"), ("+37069813915", "")]),
        ("67 123 456 vai 26000417", [("+37167123456", ""), ("+37126000417", "")]),
        ("Anna 26000417\n(+371) 26000418", [("+37126000417", "Anna"), ("+37126000418", "")]),
        ("2600041", [(None, "")]),
        ("20707716 13207077", [(None, "")]),
        (" / ", []),
    ],
)
def test_several_numbers_in_one_cell(cell: str, found: list[tuple[str | None, str]]) -> None:
    assert [(phone.number, phone.note) for phone in split_phones(cell)] == found


def test_an_unreadable_number_is_kept_as_it_stood() -> None:
    assert split_phones("jautāt Annai") == (WrittenPhone("jautāt Annai", None, "jautāt Annai"),)


@given(st.text(alphabet="0123456789 +/,()ab"))
def test_splitting_never_loses_a_digit(cell: str) -> None:
    kept = "".join(phone.text for phone in split_phones(cell))

    assert [digit for digit in kept if digit.isdigit()] == [digit for digit in cell if digit.isdigit()]


def test_latvian_numbers_do_not_load_the_world() -> None:
    script = (
        "import sys; from app.core import phones, fields, latvian;"
        "phones.show_phone(phones.parse_phone('26000417'));"
        "sys.exit(any(name in sys.modules for name in ('phonenumbers', 'holidays', 'sqlalchemy', 'babel')))"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("26000417", "+37126000417", "26 000 417"),
        ("112", "112", "112"),
        (" 88-55 ", "8855", "8855"),
        ("+370 698 13915", "+37069813915", "+370 698 13915"),
    ],
)
def test_a_number_to_call_in_need_may_be_a_short_one(text: str, kept: str, shown: str) -> None:
    assert (parse_hotline(text), show_hotline(kept)) == (kept, shown)


@pytest.mark.parametrize("text", ["11", "2600041", "zvaniet", "26000417, 112"])
def test_what_nobody_can_call_is_no_number_for_need(text: str) -> None:
    with pytest.raises(UserError):
        parse_hotline(text)
