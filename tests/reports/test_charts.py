"""A drawing keeps inside its own edges."""

import pytest

from reports import charts

# Of the widest label there is, at the size of the drawings' text.
WIDE, LABEL = 60, "Nov 2026"


@pytest.mark.parametrize("draw", [charts.band, charts.of("open")], ids=["a line", "bars"])
@pytest.mark.parametrize("number", [2, 4, 11, 12, 13, 35])
def test_no_label_of_a_day_sticks_out(draw, number):
    for chart in charts.both(draw, [{"label": LABEL, "quartiles": [1, 2, 3], "open": 1}] * number):
        days = [label for label in chart.labels if label["text"] == LABEL]
        ends = [float(label["x"]) + {"middle": WIDE / 2, "end": 0}[label["anchor"]] for label in days]

        assert ends == sorted(ends)
        assert max(ends) <= chart.width
