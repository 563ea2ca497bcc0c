"""The charts are just what the table of sites makes of them."""

import json

from tools.bodymap.__main__ import CHARTS, FIGURES, VERSION, charted, sites


def test_the_charts_hold_the_sites_of_the_table_byte_for_byte():
    for figure in FIGURES:
        text = (CHARTS / f"tp-{figure}-{VERSION}.json").read_text(encoding="utf-8")
        assert charted(text, figure) == text


def test_a_line_of_the_table_is_a_place_on_the_chart():
    views = json.loads((CHARTS / "tp-a-1.json").read_text(encoding="utf-8"))["views"]
    placed = [site for view in views for codes in sites("a", view).values() for site in codes.values()]
    assert len(placed) == 302
    assert all(0 <= site["at"][0] <= 500 and 0 <= site["at"][1] <= 1000 for site in placed)
