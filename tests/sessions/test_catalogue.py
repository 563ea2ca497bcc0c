"""The catalogue agrees with itself: every slug that a file names is one that there is."""

import csv
from pathlib import Path

import pytest

from patients.models import PainZone, PostureSign
from sessions import body_map, muscles, off_limits
from sessions.models import Muscle, Zone
from sessions.reference import common_names

pytestmark = pytest.mark.django_db
DATA = Path(body_map.__file__).parent / "data"


def column(file: str, name: str) -> set[str]:
    with (DATA / file).open(encoding="utf-8") as rows:
        return {slug.strip() for row in csv.DictReader(rows) for slug in row[name].split(";") if slug.strip()}


def test_every_slug_in_the_data_is_known():
    known, zones = (set(model.objects.values_list("pk", flat=True)) for model in (Muscle, Zone))
    signs = set(PostureSign.objects.values_list("pk", flat=True))

    assert column("muscles.csv", "antagonists") | column("muscles.csv", "synergists") <= known
    assert column("muscles.csv", "referred_to") | column("muscles.csv", "spillover_to") <= zones
    assert column("muscles.csv", "posture_links") <= signs
    assert column("common_names.csv", "muscles") <= known
    for part in [*off_limits.parts().values(), *(part for _words, part in off_limits.limbs().values())]:
        assert part.muscles - {""} <= known
        assert part.zones <= zones
    for chart in ("tp-a", "tp-b"):
        assert body_map.muscles(chart) <= known
        assert {slug for view in body_map.chart(chart)["views"].values() for slug in view["zones"]} <= zones
    assert set(PainZone.objects.values_list("slug", flat=True)) <= zones


def test_what_a_posture_finding_points_at_is_in_the_catalogue():
    muscles = set(Muscle.objects.values_list("pk", flat=True))
    for sign in PostureSign.objects.all():
        assert set(sign.muscles) <= muscles, sign.pk


def test_all_of_the_catalogue_is_there():
    assert (Muscle.objects.count(), Zone.objects.count()) == (128, 97)


@pytest.mark.parametrize(
    "word", ["jaw", "neck", "calf", "hamstrings", "groin", "shin", "forearm", "buttock", "low back", "sole"]
)
def test_the_words_people_use_find_their_muscles(word):
    found = {muscle.pk for region in muscles.browse(word) for muscle in region.muscles}
    assert set(common_names()[word]) <= found
    assert all(word in Muscle.objects.get(pk=slug).aliases for slug in common_names()[word])
