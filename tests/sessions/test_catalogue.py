"""The catalogue agrees with itself: every slug that a file names is one that there is."""

import csv
from pathlib import Path

import pytest

from patients.models import PainZone, PostureSign
from sessions import body_map, off_limits
from sessions.models import Muscle, Zone
from sessions.reference import ALIASES

pytestmark = pytest.mark.django_db
DATA = Path(body_map.__file__).parent / "data"


def column(file: str, name: str) -> set[str]:
    with (DATA / file).open(encoding="utf-8") as rows:
        return {slug.strip() for row in csv.DictReader(rows) for slug in row[name].split(";") if slug.strip()}


def test_every_slug_in_the_data_is_known():
    muscles, zones = (set(model.objects.values_list("pk", flat=True)) for model in (Muscle, Zone))
    signs = set(PostureSign.objects.values_list("pk", flat=True))

    assert column("muscles.csv", "antagonists") | column("muscles.csv", "synergists") <= muscles
    assert column("muscles.csv", "referred_to") | column("muscles.csv", "spillover_to") <= zones
    assert column("muscles.csv", "posture_links") <= signs
    assert {slug for slugs in ALIASES.values() for slug in slugs} <= muscles
    for part in [*off_limits.parts().values(), *(part for _words, part in off_limits.limbs().values())]:
        assert part.muscles - {""} <= muscles
        assert part.zones <= zones
    for chart in ("tp-a", "tp-b"):
        assert body_map.muscles(chart) <= muscles
        assert {slug for view in body_map.chart(chart)["views"].values() for slug in view["zones"]} <= zones
    assert set(PainZone.objects.values_list("slug", flat=True)) <= zones


def test_what_a_posture_finding_points_at_is_in_the_catalogue():
    muscles = set(Muscle.objects.values_list("pk", flat=True))
    for sign in PostureSign.objects.all():
        assert set(sign.muscles) <= muscles, sign.pk


def test_all_of_the_catalogue_is_there():
    assert (Muscle.objects.count(), Zone.objects.count()) == (128, 97)
