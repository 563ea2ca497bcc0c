"""Which numbers of a shared table are left blank: small counts, and those that would give them away."""

from random import Random

import pytest

from reports.answers import SMALL_GROUP, Line, Table
from reports.blanks import blanked


def table(*lines, words=1):
    return Table(
        "By day", ["Day"] + ["n"] * (len(lines[0]) - 1), [Line(list(cells)) for cells in lines], words=words
    )


def left(*lines, untold=(), words=1):
    return [list(line.cells[words:]) for line in blanked(table(*lines, words=words), untold).lines]


def test_what_speaks_of_five_or_more_or_of_nobody_stays():
    assert left(["Mon", 12, 0, 12], ["Tue", 9, 5, 14]) == [[12, 0, 12], [9, 5, 14]]


def test_a_small_count_goes_with_what_would_give_it_away_along_its_line_and_its_column():
    assert left(["Mon", 12, 3, 15], ["Tue", 20, 8, 28]) == [["–", "–", 15], ["–", "–", 28]]


def test_gaps_are_many_enough_together():
    """24 less 23 would say that one did not come, whichever way."""
    (line,) = left(["Mon", 24, 23, 1])

    assert line == [24, "–", "–"]


def test_a_share_goes_with_its_counts():
    assert left(["Mon", 40, 2, "5.0%"], ["Tue", 40, 20, "50.0%"])[0] == ["–", "–", "–"]


def test_words_stay():
    (line,) = left(["Front", "Chart 1", 2, 9], words=2)

    assert line == ["–", "–"]


def test_a_column_that_adds_up_to_a_hidden_figure_goes():
    """Nine visits of two people stand nowhere as such, but the column has them in it."""
    found = left(["Mon", 40, 9], ["Tue", 30, 0], untold={9})

    assert [line[1] for line in found] == ["–", "–"]


def test_a_drawing_goes_with_what_is_blank():
    drawn = Table("By day", ["Day", "n"], [Line(["Mon", 2], span=(1, 2))], charts=("a drawing",))

    told = blanked(drawn, ())

    assert (told.charts, told.lines[0].span) == ((), None)


@pytest.mark.parametrize("seed", range(40))
def test_no_sum_of_a_line_or_a_column_tells_of_a_small_group(seed):
    dice = Random(seed)  # noqa: S311  numbers for a table
    known = [[dice.choice((0, 0, 1, 2, 3, 4, 6, 9, 30)) for _ in range(5)] for _ in range(6)]

    found = left(*(["Mon", *line] for line in known))

    for counts, cells in ((known, found), (zip(*known, strict=True), zip(*found, strict=True))):
        for count, cell in zip(counts, cells, strict=True):
            gaps = [number for number, shown in zip(count, cell, strict=True) if shown == "–"]
            assert not any(0 < shown < SMALL_GROUP for shown in cell if shown != "–")
            others = any(shown != "–" and shown for shown in cell)
            assert not others or not gaps or (len(gaps) > 1 and sum(gaps) >= SMALL_GROUP)
