"""The catalogue for reading: browsed by region, found by any name, and asked from where it hurts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions import muscles
from sessions.models import Muscle
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


def found(words: str, region: str = "") -> set[str]:
    return {muscle.pk for group in muscles.browse(words, region) for muscle in group.muscles}


def test_all_muscles_stand_under_their_regions_from_head_to_foot() -> None:
    regions = muscles.browse()
    assert [region.slug for region in regions] == list(muscles.regions_of_muscles())
    assert sum(len(region.muscles) for region in regions) == Muscle.objects.count()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("levator", "levator_scapulae"),
        ("LEVATOR scap", "levator_scapulae"),
        ("musculus masseter", "masseter"),
        ("scm", "scm_sternal"),
        ("ql", "quadratus_lumborum"),
        ("peroneal", "fibularis_longus"),
        ("tension headache", "temporalis"),
    ],
)
def test_a_muscle_is_found_by_any_of_its_names(words: str, slug: str) -> None:
    assert slug in found(words)


def test_words_and_region_both_narrow() -> None:
    assert found("trapezius", "upper_back") < found("trapezius")
    assert found("no such muscle") == set()


def test_every_muscle_has_a_page_that_names_its_neighbours_and_its_points() -> None:
    for muscle in Muscle.objects.prefetch_related("sites"):
        page = muscles.page(muscle)
        assert {each.pk for each in page.antagonists} == set(muscle.antagonists)
        assert {each.pk for each in page.synergists} == set(muscle.synergists)
        assert {each.pk for each in page.posture} == set(muscle.posture)
        assert [site.code for site in page.sites] == [site.code for site in muscle.sites.all()]
        marks = [mark.number for figure in page.figures for mark in figure.marks]
        assert sorted(marks) == [site.number for site in page.sites if site.number]


def test_the_page_of_a_muscle_asks_the_same_of_any_muscle() -> None:
    counts = set()
    for slug in ("frontalis", "trapezius_upper", "psoas_major", "soleus"):
        muscle = Muscle.objects.get(pk=slug)
        with CaptureQueriesContext(connection) as queries:
            muscles.page(muscle)
        counts.add(len(queries))
    assert counts == {4}


def test_where_it_hurts_gives_muscles_with_reasons() -> None:
    client = signed_in(make.therapist())
    page = client.get("/muscles/from-pain/", {"zone": ["neck_angle.left", "neck_angle.nowhere", "x"]})
    text = page.content.decode()
    assert page.status_code == 200
    assert text.index("Levator scapulae") < text.index("Ranked by how well")
    assert 'value="neck_angle.left" checked' in " ".join(text.split())


@pytest.mark.parametrize("nonsense", ["\x00", "%00", "' OR 1=1", "٣", "x" * 5000, "[*", "\u202e"])
def test_nonsense_finds_nothing_and_breaks_nothing(nonsense: str) -> None:
    client = signed_in(make.therapist())
    for address, field in (("/muscles/", "words"), ("/muscles/", "region"), ("/muscles/from-pain/", "zone")):
        assert client.get(address, {field: nonsense}).status_code == 200
