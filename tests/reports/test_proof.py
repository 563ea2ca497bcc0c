"""Every number of a report against a slow sum of the same rows, over small clinics made up at random."""

from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reports.definitions import REPORTS
from reports.question import Question
from tests.reports.slow import VISITS
from tests.reports.slow_treatment import TREATMENT
from tests.reports.small_clinic import SmallClinic, build, invent

pytestmark = pytest.mark.django_db
SLOW = {**VISITS, **TREATMENT}
# Worked out by hand elsewhere: what they count a small clinic of visits does not have.
BY_HAND = {"body-map", "patients", "wait-list", "responders", "plans", "safety", "consents", "access-log"}


def agree(clinic: SmallClinic) -> None:
    """Each figure that the slow sums know is the report's own, and a part has as many rows as is said."""
    build(clinic)
    for slug, slowly in SLOW.items():
        answer = REPORTS[slug].answer(Question(clinic.period))
        said = {figure.label: figure.value for figure in answer.figures}
        expected = slowly(clinic)
        assert {label: said.get(label) for label in expected} == expected, slug
        for part in [*REPORTS[slug].parts, ""]:
            if part in answer.rows:
                rows = REPORTS[slug].rows(Question(clinic.period, part=part)).count()
                assert rows == answer.rows[part], (slug, part)


def test_no_report_is_without_its_proof():
    assert {*SLOW} | BY_HAND == {*REPORTS}


@pytest.mark.parametrize("seed", [4])
def test_a_small_clinic_is_counted_as_a_slow_sum_counts_it(seed):
    agree(invent(Random(seed)))  # noqa: S311  nothing secret is made of it


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
def test_any_small_clinic_is(random):
    with transaction.atomic():
        agree(invent(random))
        transaction.set_rollback(True)
