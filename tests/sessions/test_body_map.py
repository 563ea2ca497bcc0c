import csv
import re
from contextlib import suppress
from pathlib import Path

import pytest

from sessions import body_map
from sessions.body_map import Unplaced, canonical, has_site
from tests.sessions.shapes import contains

CHARTS = ("tp-a", "tp-b")
# Units, 3 mm of patient: the drawing's corners are rounded, and some sites lie on the very edge.
EDGE = 1.5
DATA = Path(body_map.__file__).parent / "data"


def catalogue():
    """Every (slug, side, codes) of the catalogue."""
    with (DATA / "muscles.csv").open() as rows:
        for row in csv.DictReader(rows):
            codes = [site.split(":")[0].strip() for site in row["trigger_points"].split(";")]
            for side in ["midline"] if row["sides"] == "midline" else ["left", "right"]:
                yield row["slug"], side, codes


def sites():
    """Every (slug, side, code) of the catalogue."""
    return [(slug, side, code) for slug, side, codes in catalogue() for code in codes]


def places(chart, slug, code, side):
    """Where the chart shows a site, in each of its views."""
    for view in body_map.VIEWS:
        with suppress(Unplaced):
            yield canonical(chart, slug, code, side, view)


def regions_at(chart, muscle, side, place):
    """The muscle's regions on that side which hold the place, their edge included."""
    drawn = body_map.chart(chart)["views"]["left" if place.view == "right" else place.view]
    width, height = drawn["size"]
    mirrored = place.view == "right" or (drawn["half"] and side == body_map.opposite(drawn["half_side"]))
    x, y = width - place.x * width if mirrored else place.x * width, place.y * height
    mine = [region for region in drawn["regions"] if region["muscle"] == muscle]
    return [region for region in mine if contains(region["d"], (x, y), edge=EDGE)]


@pytest.mark.parametrize("chart", CHARTS)
def test_every_muscle_has_a_region_or_is_list_only(chart):
    slugs = {slug for slug, _, _ in catalogue()}

    assert slugs - body_map.muscles(chart) == body_map.LIST_ONLY
    assert body_map.muscles(chart) <= slugs


@pytest.mark.parametrize("chart", CHARTS)
def test_every_site_lies_on_its_own_muscle(chart):
    astray = [
        (slug, code, place)
        for slug, side, code in sites()
        for place in places(chart, slug, code, side)
        if not regions_at(chart, slug, side, place)
    ]

    assert astray == []


@pytest.mark.parametrize("chart", CHARTS)
def test_every_site_has_a_place_except_where_it_does_not_exist(chart):
    without = {(slug, code, side) for slug, side, code in sites() if not has_site(chart, slug, code, side)}

    assert without == {
        ("sphincter_ani_externus", "SAE1", "midline"),
        ("pectoralis_major", "PMa5", "left"),  # described on the right only
    }


@pytest.mark.parametrize("chart", CHARTS)
def test_left_and_right_are_mirror_images(chart):
    for slug, side, code in sites():
        if side != "left" or not has_site(chart, slug, code, "left"):
            continue
        left, right = canonical(chart, slug, code, "left"), canonical(chart, slug, code, "right")

        assert left.x + right.x == pytest.approx(1, abs=1e-4)
        assert left.y == right.y
        assert right.view == body_map.opposite(left.view)


@pytest.mark.parametrize(
    ("view", "muscle", "side", "on_the_right_of_the_page"),
    [
        ("anterior", "pectoralis_major", "left", True),
        ("anterior", "pectoralis_major", "right", False),
        ("posterior", "levator_scapulae", "left", False),
        ("posterior", "levator_scapulae", "right", True),
    ],
)
def test_left_is_the_patients_left(view, muscle, side, on_the_right_of_the_page):
    place = canonical("tp-a", muscle, None, side, view)

    assert (place.x > 0.5) is on_the_right_of_the_page
    assert body_map.side_of(view, place.x) == side


def test_a_side_view_shows_its_own_side_only():
    assert canonical("tp-a", "temporalis", "TrP1", "left").view == "left"
    assert canonical("tp-a", "temporalis", "TrP1", "right").view == "right"
    with pytest.raises(Unplaced):
        canonical("tp-a", "temporalis", "TrP1", "left", view="right")


def test_a_muscle_without_a_place_is_refused():
    with pytest.raises(Unplaced):
        canonical("tp-a", "sphincter_ani_externus", None, "midline")
    with pytest.raises(Unplaced):
        canonical("tp-a", "levator_scapulae", "LS9", "left")


@pytest.mark.parametrize("chart", CHARTS)
def test_the_drawings_have_no_fixed_colours_and_ids_of_their_own(chart):
    seen = set()
    for name in body_map.files(chart)[1:]:
        text = (body_map.FOLDER / name).read_text()
        ids = re.findall(r'\bid="([^"]+)"', text)

        assert "style=" not in text
        assert 'fill="#' not in text
        assert all(each.startswith(f"{chart}-{body_map.VERSION}-") for each in ids)
        assert len(ids) == len(set(ids))
        assert not seen & set(ids)
        seen.update(ids)


def test_a_point_is_named_as_people_say_it():
    assert body_map.label("Levator scapulae", "left", "LS2") == "Left levator scapulae LS2"
    assert body_map.label("Diaphragm", "midline") == "Diaphragm"
