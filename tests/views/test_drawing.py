"""Where things stand on the map."""

from __future__ import annotations

from pourparler.views import drawing


def test_the_map_shows_the_part_that_holds_all():
    x, y, width, height = drawing.part_of_map([(600, 200), (650, 220)])
    assert width == drawing.NEAREST
    assert x <= 600 <= 650 <= x + width
    assert y <= 200 <= 220 <= y + height
    assert drawing.part_of_map([]) == drawing.part_of_map([(10, 10), (990, 480)]) == (0, 0, *drawing.MAP)


def test_names_that_would_overlap_are_left_out():
    points = [("Oslo", 100.0, 100.0, 3.0), ("Bergen", 102.0, 101.0, 3.0), ("Cairo", 100.0, 200.0, 3.0)]
    assert drawing.labelled(points, 12) == [0, 2]
