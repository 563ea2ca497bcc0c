"""Who may change what: found by a question that stands ready, as visible_to finds it."""

from datetime import timedelta

import pytest
from django.http import Http404

from clinic import clock
from clinic.models import Clinic, Role
from patients import care
from sessions.models import PointFinding, TreatmentSession
from sessions.opening import finding_to_change, session_to_change
from tests import make

pytestmark = pytest.mark.django_db
REASON = "Covering for Maya, patient in pain on the phone"


@pytest.fixture
def finding():
    return make.point(make.treatment_session(make.therapist("Maya")))


def own(maya, helen):
    return maya


def in_the_team(maya, helen):
    ines = make.therapist("Ines")
    make.in_care_of(ines, helen)
    return ines


def no_longer_in_the_team(maya, helen):
    ines = make.therapist("Ines")
    care.leave(care.join(helen, ines, why="Holiday cover", by=maya), by=maya)
    return ines


def with_a_visit_to_come(maya, helen):
    ines = make.therapist("Ines")
    make.appointment(ines, clock.now() + timedelta(days=3), patient=helen)
    return ines


def with_a_visit_called_off(maya, helen):
    ines = make.therapist("Ines")
    make.appointment(ines, clock.now() + timedelta(days=3), patient=helen, status="cancelled")
    return ines


def with_a_visit_two_years_ago(maya, helen):
    ines = make.therapist("Ines")
    make.appointment(ines, clock.now() - timedelta(days=731), patient=helen)
    return ines


def by_a_glass(maya, helen):
    tomas = make.therapist("Tomas")
    care.break_glass(helen, reason=REASON, by=tomas)
    return tomas


def of_another_patient(maya, helen):
    tomas = make.therapist("Tomas")
    other = make.treatment_session(tomas, make.at("06:00")).patient
    care.break_glass(other, reason=REASON, by=tomas)
    return tomas


def who_left(maya, helen):
    ines = in_the_team(maya, helen)
    ines.is_active = False
    return ines


def an_admin(maya, helen):
    return make.admin()


def an_admin_by_a_glass(maya, helen):
    rosa = make.admin()
    care.break_glass(helen, reason=REASON, by=rosa)
    return rosa


def both_at_once(maya, helen):
    return make.staff("Kim", Role.THERAPIST, Role.ADMIN)


def at_the_desk(maya, helen):
    return make.front_desk()


LET_IN = {own, in_the_team, with_a_visit_to_come, by_a_glass}
IF_ALL_ARE_OPEN = {no_longer_in_the_team, with_a_visit_called_off, with_a_visit_two_years_ago}
IF_ALL_ARE_OPEN |= {of_another_patient, both_at_once}
# An admin opens what is signed, and may not change it.
LEFT_OUT = {who_left, an_admin, an_admin_by_a_glass, at_the_desk}
EVERYONE = sorted(LET_IN | IF_ALL_ARE_OPEN | LEFT_OUT, key=lambda who: who.__name__)


def finds(ask, *about):
    try:
        return ask(*about)
    except Http404:
        return None


@pytest.mark.parametrize("open_charts", [False, True])
@pytest.mark.parametrize("who", EVERYONE, ids=lambda who: who.__name__)
def test_a_session_is_found_by_whoever_sees_it(finding, who, open_charts):
    session = finding.treatment_session
    staff = who(session.therapist, session.patient)
    Clinic.current()
    Clinic.objects.update(open_charts=open_charts)

    found = finds(session_to_change, staff, session.pk)

    assert (found == session) == (who in LET_IN or (open_charts and who in IF_ALL_ARE_OPEN))
    assert (found is None) != TreatmentSession.objects.visible_to(staff).filter(pk=session.pk).exists()


@pytest.mark.parametrize("open_charts", [False, True])
@pytest.mark.parametrize("who", EVERYONE, ids=lambda who: who.__name__)
def test_a_point_is_found_by_whoever_sees_it(finding, who, open_charts):
    session = finding.treatment_session
    staff = who(session.therapist, session.patient)
    Clinic.current()
    Clinic.objects.update(open_charts=open_charts)

    found = finds(finding_to_change, staff, session.pk, finding.pk)

    assert (found is None) != PointFinding.objects.visible_to(staff).filter(pk=finding.pk).exists()
    assert found is None or found.treatment_session == session


def test_a_glass_shuts_after_its_hour_though_the_question_stands(finding, tuesday):
    session = finding.treatment_session
    tomas = by_a_glass(session.therapist, session.patient)
    assert finds(session_to_change, tomas, session.pk) == session

    tuesday.shift(timedelta(minutes=60))

    assert finds(session_to_change, tomas, session.pk) is None


def test_a_point_is_found_in_its_own_session_only(finding):
    maya = finding.treatment_session.therapist
    other = make.treatment_session(maya, make.at("06:00"))
    keys = [(other.pk, finding.pk), (finding.treatment_session_id, 0), (finding.treatment_session_id, 2**63)]
    assert [finds(finding_to_change, maya, *both) for both in keys] == [None] * 3
