"""Of a sensitive area that was treated, what the patient said last at that visit is what counts."""

import pytest

from clinic import clock
from reports.periods import Period
from reports.queries import compliance
from reports.question import Question
from sessions.visit import consenting
from tests import make
from tests.sessions.test_treating import treat
from tests.sessions.visit.test_door import consent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "short"),
    [([], 1), (["agreed"], 0), (["agreed", "withdrawn"], 1), (["not_today", "agreed"], 0)],
)
def test_a_yes_to_a_sensitive_area_counts_until_it_is_taken_back(words, short):
    maya, other = make.therapist("Maya"), make.treatment_session(make.therapist("Ines"), make.at("06:00"))
    session = make.treatment_session(maya)
    treat(make.point(session, "gluteus_medius"))
    for held in (other, session):
        consent(held.patient, "sensitive", "Buttock")
    consenting.say(treatment_session=other, area="buttock", said="agreed", by=other.therapist)
    for said in words:
        consenting.say(treatment_session=session, area="buttock", said=said, by=maya)

    counted = compliance.duties(Question(Period(clock.today(), clock.today())))

    assert (counted["all"], counted["no_consent"]) == (2, short)
