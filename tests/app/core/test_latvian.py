"""Search forgets marks, and sorting follows the Latvian alphabet (domain D.2)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.latvian import fold, in_sentence, listed_name, sort_key, words

IN_ORDER = (
    "aabols, āabols, abols, ābols, celms, cepums, čepums, dārzs, egle, ēna, gads, gudrs, ģimene, yaris, iela, ik, "
    "ikdiena, īkšķis, īss, jauns, kalns, koks, ķirbis, lapa, loks, ļaudis, mala, naba, nora, ņem, oga, ōga, quiz, "
    "rīts, roze, ŗīts, sals, soma, šalle, tēvs, ūdens, uguns, upe, vējš, Wolf, Xenia, zeme, zivs, Zoss, žagars"
).split(", ")
LETTERS = "aābcčdeēfgģhiījkķlļmnņoōprŗsštuūvzžqwxyAĀČĶŽY"
LATVIAN = st.text(LETTERS + "0123456789 -.„”\u00a0")
ANY = st.text()


def decomposed_mixed(text: str) -> str:
    """The same text, written so that it misses the fast way."""
    return unicodedata.normalize("NFD", text) + "\u200b"


def test_fixture_list_is_in_latvian_order() -> None:
    by_code_points = sorted(IN_ORDER)

    assert by_code_points != IN_ORDER
    assert sorted(by_code_points, key=sort_key) == IN_ORDER


def test_order_is_the_same_by_characters_and_by_utf8_bytes() -> None:
    assert sorted(IN_ORDER, key=lambda word: sort_key(word).encode()) == IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Abols", "Ābols"),
        ("Ābols", "Abolz"),
        ("i", "ī"),
        ("ī", "y"),
        ("y", "ik"),
        ("īz", "yz"),
        ("pz", "q"),
        ("q", "r"),
        ("vz", "w"),
        ("w", "x"),
        ("x", "z"),
        ("z", "ž"),
        ("Roze", "Rozīte"),
        ("Bērziņa Anna", "Bērziņa Dzintra"),
        ("Bērziņa Zane", "Bērziņaite"),
        ("Nr. 9", "Nr. 10"),
        ("Nr. 2026-999", "Nr. 2026-1000"),
        ("1 iela", "A iela"),
        ("e", "é"),
        ("é", "f"),
        ("Žagars", "Иванов"),
    ],
)
def test_pairs_in_order(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BĒRZIŅŠ", "bērziņš"),
        ("SIA „Ķegums”", "SIA Ķegums"),
        ("O'Konors", "O’Konors"),
        ("  Anna   Liepa ", "Anna Liepa"),
        ("Anna\u00a0Liepa", "Anna Liepa"),
        ("Bērziņa-Kalniņa", "Bērziņa Kalniņa"),
        ("007", "7"),
    ],
)
def test_case_quotes_and_spacing_do_not_count(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(ANY)
def test_keys_can_be_stored_in_both_engines(text: str) -> None:
    key = sort_key(text)

    assert "\0" not in key
    assert key.encode().decode() == key


@given(st.text(st.characters(exclude_categories=())))
def test_even_broken_text_has_a_key_that_can_be_stored(text: str) -> None:
    key = sort_key(text)

    assert key.encode().decode() == key


@given(ANY)
def test_composed_and_decomposed_text_sort_alike(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@given(LATVIAN)
def test_fast_and_general_way_give_the_same_key(text: str) -> None:
    assert sort_key(decomposed_mixed(text)) == sort_key(text)


@given(LATVIAN)
def test_case_never_changes_the_order(text: str) -> None:
    assert sort_key(text.upper()) == sort_key(text.lower())


@given(st.text(LETTERS.lower()), st.text(LETTERS.lower()))
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) is (one.casefold() == other.casefold())


@given(st.text(LETTERS), st.text(LETTERS, min_size=1))
def test_a_word_comes_before_its_continuation_in_letters(word: str, more: str) -> None:
    plain = word.translate(str.maketrans("āēīōūĀyY", "aeiouaii"))

    assert sort_key(plain) < sort_key(plain + more)
    assert sort_key(plain) < sort_key(f"{plain} {more}")


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_sort_by_value(one: int, other: int) -> None:
    assert (sort_key(f"Nr. {one}") < sort_key(f"Nr. {other}")) is (one < other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bērziņš", "berzins"),
        ("ĀČĒĢĪĶĻŅŌŖŠŪŽ āčēģīķļņōŗšūž", "acegiklnorsuz acegiklnorsuz"),
        ("Łódź Đorđe Søren Straße", "lodz dorde soren strasse"),
        ("  SIA\u00a0„Ķegums   Pluss” ", "sia „kegums pluss”"),
        ("a\u0304bols", "abols"),
        ("O'Konors", "o'konors"),
        ("№ ℡", "no tel"),
        ("", ""),
    ],
)
def test_folding_forgets_marks_case_and_surplus_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LATVIAN)
def test_fast_and_general_way_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(LATVIAN)
def test_search_is_blind_to_case(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


def test_words_of_a_query_are_folded_and_without_punctuation() -> None:
    assert words("Dz. Bērz") == ("dz", "berz")
    assert words("SIA „Ķegums-Pluss”, Nr. 2026/14") == ("sia", "kegums", "pluss", "nr", "2026", "14")
    assert words(" … ") == ()


@pytest.mark.parametrize(
    ("title", "inside"), [("Darba apliecība", "darba apliecība"), ("ID karte", "ID karte"), ("", "")]
)
def test_a_title_inside_a_sentence(title: str, inside: str) -> None:
    assert in_sentence(title) == inside


def test_lists_have_the_surname_first() -> None:
    assert listed_name("Anna Marija Skuja-Kalniņa") == "Skuja-Kalniņa Anna Marija"
    assert listed_name("Cher") == "Cher"
