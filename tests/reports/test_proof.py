"""Every number of a report against a slow sum of the same rows, over small clinics made up at random."""

from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reports.definitions import REPORTS, courses, muscles, outcomes
from reports.queries import muscles as points
from reports.question import Question
from tests.reports import slow_treatment
from tests.reports.slow import VISITS
from tests.reports.slow_tables import TABLES
from tests.reports.slow_treatment import TREATMENT, found
from tests.reports.small_clinic import SmallClinic, build, invent

pytestmark = pytest.mark.django_db
SLOW = {**VISITS, **TREATMENT}
# Worked out by hand elsewhere: what they count a small clinic of visits does not have.
BY_HAND = {
    "access-log", "body-map", "consents", "credentials", "messages", "past-their-time", "patients", "plans",
    "responders", "revenue", "safety", "wait-list",
}  # fmt: skip


@pytest.fixture(params=[1, 5])
def smallest(request, monkeypatch):
    """The least people that a median may speak of: with 1 even a small clinic shows all its numbers."""
    for module in (outcomes, courses, muscles, slow_treatment):
        monkeypatch.setattr(module, "SMALL" if module is slow_treatment else "SMALL_GROUP", request.param)


def views(clinic: SmallClinic) -> list[dict[str, Any]]:
    """Every point of a small clinic lies on the back of figure A."""
    scored = [(visit.patient, point.before) for visit, point in found(clinic) if point.before is not None]
    if not scored:
        return []
    people, scores = {patient for patient, _ in scored}, [score for _, score in scored]
    told = {"points": len(scored), "people": len(people), "mean": sum(scores) / len(scores)}
    return [{"chart": "tp-a", "view": "posterior", **told}]


def agree(clinic: SmallClinic) -> None:
    """Each figure that the slow sums know is the report's own, and a part has as many rows as is said."""
    build(clinic)
    assert points.views(Question(clinic.period)) == views(clinic)
    for slug, slowly in SLOW.items():
        answer = REPORTS[slug].answer(Question(clinic.period))
        said = {figure.label: figure.value for figure in answer.figures}
        expected = slowly(clinic)
        assert {label: said.get(label) for label in expected} == expected, slug
        for part in [*REPORTS[slug].parts, ""]:
            if part in answer.rows:
                rows = REPORTS[slug].behind(part).rows(Question(clinic.period, part=part)).count()
                assert rows == answer.rows[part], (slug, part)


def tables_agree(clinic: SmallClinic) -> None:
    """Each line of a table that the slow sums know, cell by cell under its head; and no line beside them."""
    for (slug, place), slowly in TABLES.items():
        answer = REPORTS[slug].answer(Question(clinic.period))
        (table,) = [table for table in answer.tables if table.slug == place]
        said = {line.cells[0]: dict(zip(table.heads, line.cells, strict=True)) for line in table.lines}
        expected = slowly(clinic)
        known = {
            name: {head: said.get(name, {}).get(head) for head in line} for name, line in expected.items()
        }
        assert known == expected, (slug, place)
        if place != "by-step":
            assert said.keys() == expected.keys(), (slug, place)


def test_no_report_is_without_its_proof():
    assert {*SLOW} | BY_HAND == {*REPORTS}


@pytest.mark.parametrize("smallest", [1], indirect=True)
def test_a_small_clinic_is_counted_as_a_slow_sum_counts_it(smallest):
    clinic = invent(Random(4))  # noqa: S311  nothing secret is made of it
    agree(clinic)
    tables_agree(clinic)


@pytest.mark.sweep
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.randoms(use_true_random=False))
def test_any_small_clinic_is(smallest, random):
    with transaction.atomic():
        clinic = invent(random)
        agree(clinic)
        if slow_treatment.SMALL == 1:  # smaller groups than shown are hidden, which their own tests see
            tables_agree(clinic)
        transaction.set_rollback(True)
