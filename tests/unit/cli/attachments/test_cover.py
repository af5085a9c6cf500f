"""What is covered is gone, whatever it was."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cli.attachments import cover, ruler
from cli.attachments.wire import Box

WIDTH, HEIGHT = 12, 9
sides = st.integers(-3, 15)
boxes = st.lists(st.builds(Box, sides, sides, st.integers(1, 20), st.integers(1, 20)), max_size=4)


def within(at: int, wanted: list[Box]) -> bool:
    x, y = at % WIDTH, at // WIDTH
    return any(b.x <= x < b.x + b.width and b.y <= y < b.y + b.height for b in wanted)


@settings(deadline=None)
@given(boxes, st.randoms(use_true_random=False))
def test_two_pictures_that_differ_only_beneath_boxes_become_one(
    wanted: list[Box], chance: Random
) -> None:
    one = bytearray(chance.randbytes(WIDTH * HEIGHT * 3))
    other = bytearray(one)
    for at in range(WIDTH * HEIGHT):
        if within(at, wanted):
            other[at * 3 : at * 3 + 3] = chance.randbytes(3)
    first = cover.covered(WIDTH, HEIGHT, bytes(one), wanted)
    assert first == cover.covered(WIDTH, HEIGHT, bytes(other), wanted)
    for at in range(WIDTH * HEIGHT):
        point = bytes((cover.GREY,) * 3) if within(at, wanted) else bytes(one[at * 3 : at * 3 + 3])
        assert first[at * 3 : at * 3 + 3] == point


def test_the_ruler_draws_on_a_copy_and_stays_within_the_picture() -> None:
    points = bytes(300 * 201 * 3)
    drawn = ruler.ruled(300, 201, points, [Box(290, 190, 10, 10), Box(1, 1, 5, 5)])
    assert len(drawn) == len(points)
    assert drawn[100 * 3 : 101 * 3] == bytes((255, 255, 0))
    assert drawn[(100 * 300 + 50) * 3 :][:3] == bytes((255, 255, 0))
    assert drawn[(50 * 300 + 150) * 3 :][:3] == bytes(3)
    assert bytes((255, 64, 64)) in drawn
    assert ruler.ruled(1, 1, b"abc", [Box(0, 0, 1, 1)]) == b"abc"


def test_a_face_is_covered_with_a_quarter_more_on_each_side() -> None:
    assert cover.grown(Box(100, 100, 40, 80), 1000, 1000) == Box(89, 79, 62, 122)


def test_what_is_covered_ends_where_the_picture_ends() -> None:
    assert cover.grown(Box(2, 3, 95, 90), 100, 95) == Box(0, 0, 100, 95)
