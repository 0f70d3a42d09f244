"""Texts fit their place: smaller first, then in lines, at last cut; never less than all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.printing.fit import fitted
from app.printing.fonts import SEMIBOLD, width

ROOM, HIGH = 130.0, 42.0
TEXTS = st.text(alphabet="AĀĢŅWaāģņwi -’", max_size=200)


def test_a_short_name_is_as_large_as_it_may_be() -> None:
    made = fitted("Raivis Šķēle", SEMIBOLD, 13, 10, room=ROOM, lines=2)
    assert (made.size, made.lines) == (13, ("Raivis Šķēle",))


def test_a_longer_name_shrinks_before_it_wraps() -> None:
    made = fitted("Anna Marija Kalniņa-Bērziņa", SEMIBOLD, 13, 7, room=ROOM, lines=2)
    assert len(made.lines) == 1
    assert 7 <= made.size < 13


def test_the_long_name_wraps_between_its_words() -> None:
    made = fitted("Aleksandra Skuja-Kalniņa-Bērziņa", SEMIBOLD, 13, 10, room=ROOM, lines=2)
    assert made.lines == ("Aleksandra", "Skuja-Kalniņa-Bērziņa")
    assert made.size >= 10


def test_a_longer_one_breaks_behind_a_hyphen() -> None:
    made = fitted("Skuja-Kalniņa-Bērziņa-Ozoliņa-Liepa", SEMIBOLD, 13, 10, room=ROOM, lines=2)
    assert len(made.lines) == 2
    assert made.lines[0].endswith("-")


def test_what_hangs_together_is_not_parted() -> None:
    made = fitted("Nr.\u00a017 un Nr.\u00a018", SEMIBOLD, 40, 30, room=ROOM, lines=2)
    assert all("\u00a0" in line for line in made.lines)


def test_nothing_takes_no_room() -> None:
    assert fitted("  ", SEMIBOLD, 13, 10, room=ROOM, lines=2).height == 0


@given(TEXTS)
def test_every_text_is_in_its_place_and_whole(text: str) -> None:
    made = fitted(text, SEMIBOLD, 13, 10, room=ROOM, lines=2, height=HIGH)
    assert made.height <= HIGH + 0.01
    assert all(width(line, SEMIBOLD, made.size) <= ROOM + 0.01 for line in made.lines)
    assert "".join("".join(made.lines).split()) == "".join(text.split())
    assert made.size <= 13


@given(TEXTS, st.floats(20, 200), st.floats(8, 100))
def test_a_smaller_place_never_gives_a_larger_text(text: str, room: float, high: float) -> None:
    made = fitted(text, SEMIBOLD, 13, 10, room=room, lines=2, height=high)
    larger = fitted(text, SEMIBOLD, 13, 10, room=room * 2, lines=2, height=high * 2)
    assert larger.size >= min(made.size, 10) - 0.01
