"""Latvian has three plural forms: 1, 21, 31 · other · none at all (domain D.1)."""

from __future__ import annotations

import pytest

from app.core.i18n import NN_, Translator


def records(count: int, language: str) -> str:
    return Translator(language)(NN_("{count} record", "{count} records", count))


@pytest.mark.parametrize("count", [1, 21, 31, 101, 121, 1001])
def test_numbers_ending_in_one_take_the_singular(count: int) -> None:
    assert records(count, "lv") == f"{count} ieraksts"


@pytest.mark.parametrize("count", [2, 9, 22, 29, 10, 11, 12, 19, 20, 30, 100, 111])
def test_other_numbers_take_the_plural(count: int) -> None:
    assert records(count, "lv") == f"{count} ieraksti"


def test_none_takes_the_genitive() -> None:
    assert records(0, "lv") == "0 ierakstu"


def test_english_has_two_forms() -> None:
    assert [records(count, "en") for count in (0, 1, 2, 21)] == [
        "0 records",
        "1 record",
        "2 records",
        "21 records",
    ]
