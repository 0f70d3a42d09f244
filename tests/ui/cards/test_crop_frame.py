"""The frame of a photo: whatever is done to it, it stays 3 : 4 and inside the picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.cards.crop_frame import Frame

SIZES = st.tuples(st.integers(40, 8000), st.integers(40, 8000))
SHIFT = st.floats(-9000, 9000)


def whole(size: tuple[int, int]) -> Frame:
    """The largest frame at the top left."""
    first = Frame(size, 0, 0, 1)
    return Frame(size, 0, 0, first.widest)


@given(
    SIZES,
    st.lists(
        st.one_of(
            st.tuples(st.just("move"), SHIFT, SHIFT),
            st.tuples(st.just("scale"), st.floats(0.01, 20), st.just(0.0)),
            st.tuples(st.sampled_from(["00", "10", "01", "11"]), SHIFT, SHIFT),
        ),
        max_size=8,
    ),
)
def test_whatever_is_done_the_frame_stays_in_the_picture(
    size: tuple[int, int], steps: list[tuple[str, float, float]]
) -> None:
    frame = whole(size)
    for what, one, two in steps:
        if what == "move":
            frame = frame.moved(one, two)
        elif what == "scale":
            frame = frame.scaled(one)
        else:
            frame = frame.pulled((int(what[0]), int(what[1])), one, two)
    x, y, width, height = frame.pixels()
    assert x >= 0
    assert y >= 0
    assert width > 0
    assert x + width <= size[0]
    assert y + height <= size[1]
    assert abs(width * 4 - height * 3) <= 4


def test_an_arrow_moves_a_hundredth_of_the_shorter_side_and_shift_a_tenth() -> None:
    frame = Frame((2000, 1000), 500, 100, 300)
    assert frame.stepped(1, 0).x == 510
    assert frame.stepped(0, -1, 0.10).y == 0
    assert frame.stepped(0, 1, 0.10).y == 200


def test_a_larger_frame_grows_about_its_middle_and_stops_at_the_edge() -> None:
    frame = Frame((2000, 1000), 500, 200, 300).scaled(1.1)
    assert (round(frame.x), round(frame.width)) == (485, 330)
    assert Frame((2000, 1000), 500, 200, 300).scaled(50).pixels() == (275, 0, 750, 1000)


def test_a_pulled_corner_leaves_the_opposite_one_where_it_is() -> None:
    frame = Frame((2000, 2000), 500, 500, 300)
    smaller = frame.pulled((0, 0), 30, 40)
    assert (smaller.x + smaller.width, smaller.y + smaller.height) == (800, 900)
    larger = frame.pulled((1, 1), 60, 0)
    assert (larger.x, larger.y, larger.width) == (500, 500, 360)
