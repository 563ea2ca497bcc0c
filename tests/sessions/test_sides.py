"""Left stays left and right stays right: every muscle on every side, from the tap to the spreadsheet."""

import csv
import json

import pytest

from sessions import body_map, records
from sessions.forms import PointForm
from sessions.models import Muscle, PointFinding
from tests import make
from tests.sessions.browse import signed_in
from tests.sessions.test_chart import page_data

pytestmark = pytest.mark.django_db
Said = tuple[str, str, str, float, float]


def everywhere(figure: str) -> dict[int, Said]:
    """Every muscle with its sides and where the drawing has its first site, by the number it will get."""
    sides = {"midline": ("midline",), "paired": ("left", "right")}
    wanted = [
        (muscle.pk, side, *body_map.canonical(f"tp-{figure}", muscle.pk, None, side))
        for muscle in Muscle.objects.exclude(pk__in=body_map.LIST_ONLY)
        for side in sides[muscle.sides]
    ]
    return dict(enumerate(wanted, 1))


@pytest.mark.sweep
@pytest.mark.parametrize("figure", ["a", "b"])
def test_left_and_right_survive_place_save_reload_print_and_csv(figure):
    session = make.treatment_session(make.therapist("Maya"), patient=make.patient(figure=figure))
    client, wanted = signed_in(session.therapist), everywhere(figure)
    assert len(wanted) > 240
    for muscle, side, view, x, y in wanted.values():
        spot = {"muscle": muscle, "side": side, "view": view, "x": x, "y": y, "placed_by": "tap"}
        form = PointForm(spot)
        assert form.is_valid()
        records.place(treatment_session=session, **form.cleaned_data, by=session.therapist)

    assert stored() == wanted
    page = page_data(client.get(f"/sessions/{session.pk}/chart/"))
    assert {row["number"]: said(row) for row in page["findings"]} == wanted
    sheet = json.loads(make.signed(session).snapshot)["points"]
    assert {row["number"]: said(row) for row in sheet} == wanted
    printed = client.get(f"/sessions/{session.pk}/").content.decode().replace("&#x27;", "'")
    for row in sheet:
        assert row["words"].startswith("" if row["side"] == "midline" else row["side"].capitalize())
        assert f'<th scope="row">{row["words"]} ' in printed
    text = client.get(f"/patients/{session.patient.number}/points.csv").content.decode()
    told = {
        int(row["No."]): (row["Side"], row["View"], row["x"]) for row in csv.DictReader(text.splitlines())
    }
    assert told == {number: (side, view, f"{x:.4f}") for number, (_m, side, view, x, _y) in wanted.items()}


@pytest.mark.parametrize("figure", ["a", "b"])
def test_a_side_and_the_half_of_the_drawing_agree(figure):
    for muscle, side, view, x, _y in everywhere(figure).values():
        if side != "midline":
            assert body_map.side_of(view, x) == side, muscle


def stored() -> dict[int, Said]:
    rows = PointFinding.objects.select_related("point")
    return {
        row.number: (row.point.muscle_id, row.point.side, row.view, float(row.x), float(row.y))
        for row in rows
    }


def said(row) -> Said:
    return (row["muscle"], row["side"], row["view"], float(row["x"]), float(row["y"]))
