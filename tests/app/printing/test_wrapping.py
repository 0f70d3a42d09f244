from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.printing.wrapping import cut, words_of, wrap

texts = st.text(alphabet=st.sampled_from("aāb č\u00a0\n-ž"), max_size=80)
limits = st.integers(1, 30)


def joined(lines: list[list[str]]) -> str:
    return "".join("".join(line) for line in lines)


@given(texts, limits)
def test_no_letter_is_lost(text: str, limit: int) -> None:
    assert joined(wrap(words_of(text), limit, len).lines) == "".join(words_of(text))


@given(texts, limits)
def test_no_line_is_wider_than_its_limit(text: str, limit: int) -> None:
    assert all(len(" ".join(line)) <= limit for line in wrap(words_of(text), limit, len).lines)


@given(texts, limits)
def test_a_word_is_cut_only_if_it_is_wider_than_a_line(text: str, limit: int) -> None:
    words = words_of(text)
    wrapped = wrap(words, limit, len)
    assert wrapped.broken == any(len(word) > limit for word in words)


@given(texts, limits, st.integers(1, 4))
def test_stopping_early_says_so(text: str, limit: int, most: int) -> None:
    full = wrap(words_of(text), limit, len)
    short = wrap(words_of(text), limit, len, most)
    assert short.complete == (len(full.lines) <= most)


def test_a_no_break_space_holds_a_number_together() -> None:
    assert words_of("tālr. 63\u00a0000\u00a0201 vai") == ["tālr.", "63\u00a0000\u00a0201", "vai"]


def test_a_letter_wider_than_the_line_still_gets_a_line() -> None:
    assert cut("abc", 0.5, len) == ["a", "b", "c"]
