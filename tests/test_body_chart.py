"""The charts are just what the tables of tools/bodymap make of them."""

import json

import pytest

from tools.bodymap import __main__ as drawing
from tools.bodymap import kept
from tools.bodymap.sites import CHARTS, FIGURES, VERSION, charted, sites


def test_the_charts_hold_the_sites_of_the_table_byte_for_byte():
    for figure in FIGURES:
        text = (CHARTS / f"tp-{figure}-{VERSION}.json").read_text(encoding="utf-8")
        assert charted(text, figure) == text


def test_a_line_of_the_table_is_a_place_on_the_chart():
    views = json.loads((CHARTS / "tp-a-1.json").read_text(encoding="utf-8"))["views"]
    placed = [site for view in views for codes in sites("a", view).values() for site in codes.values()]
    assert len(placed) == 302
    assert all(0 <= site["at"][0] <= 500 and 0 <= site["at"][1] <= 1000 for site in placed)


def test_nothing_was_changed_since_the_last_drawing_neither_by_hand_nor_in_the_tables():
    said = json.loads(drawing.DRAWN.read_text(encoding="utf-8"))

    assert said == {"from": drawing.sources(), "charts": drawing.charts()}
    assert len(said["charts"]) == 22


@pytest.mark.sweep
@pytest.mark.skipif(not kept.KEPT.exists(), reason="tools.bodymap --redraw sets up what draws")
def test_drawn_again_the_charts_come_out_byte_for_byte(tmp_path):
    kept.draw(tmp_path)

    assert {file.name for file in tmp_path.iterdir()} == set(drawing.charts())
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (CHARTS / file.name).read_bytes(), file.name
