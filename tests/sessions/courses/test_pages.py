"""The pages: nonsense is refused and keeps nothing, and a long course asks no more than a short one."""

from itertools import cycle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.models import Clinic
from sessions.courses import forms, settings_forms
from sessions.courses.models import (
    Complaint,
    Goal,
    HomeCare,
    HomeCareItem,
    HomeCareReport,
    Measure,
    Outcome,
    Plan,
    Protocol,
    ProtocolUse,
)
from tests import make
from tests.sessions.browse import signed_in
from tests.sweeping import each

pytestmark = pytest.mark.django_db
BAD = ("\0", "\u202e abc", "9" * 5000, "1_000", "-1", "NaN", "1e400", "٣", "x" * 20_000, "2026-02-30", "")
FORMS = (
    forms.ComplaintChangeForm, forms.EndForm, forms.PlanForm, forms.GoalScoreForm, forms.GiveForm,
    forms.ReportForm, forms.LetterForm, settings_forms.ItemForm, settings_forms.ProtocolForm,
    settings_forms.DefaultForm,
    settings_forms.MeasureForm,
)  # fmt: skip
LINES = {"goals": forms.GoalForm, "steps": settings_forms.StepForm}
FIELDS = {
    "taken_on", "mode", "item1", "name1", "key", "protocol",
    *(name for form in FORMS for name in form.base_fields),
    *(f"{line}-0-{name}" for line, form in LINES.items() for name in form.base_fields),
    *(f"{line}-{count}_FORMS" for line in LINES for count in ("TOTAL", "INITIAL")),
}  # fmt: skip
KEPT = (Complaint, Plan, Goal, Outcome, HomeCare, HomeCareReport, HomeCareItem, Protocol, ProtocolUse)


@pytest.fixture
def course():
    """A therapist who may set the numbers too, and a visit of a patient with a whole course."""
    maya = make.therapist("Maya", clinical_lead=True)
    session = make.treatment_session(maya)
    complaint = make.complaint(session.patient, maya, places=[("temple", "right")])
    goal = make.plan(complaint, maya, goals=["Look over the shoulder"]).goals.get()
    make.outcome(complaint, Measure.objects.get(pk="psfs"), [3, 4, 5], maya, names=["a", "b", "c"])
    given = make.home_care(complaint, maya)
    return maya, session, complaint, goal, given


def addresses(course):
    _maya, session, complaint, goal, given = course
    record = f"/patients/{session.patient.number}"
    one = f"{record}/complaints/{complaint.pk}"
    return [
        f"{record}/complaints/", f"{one}/", f"{one}/end/", f"{one}/plan/", f"{one}/goals/{goal.pk}/",
        f"{one}/letter/", f"{one}/outcomes/psfs/", f"{one}/outcomes/nprs/", f"{record}/home-care/",
        f"{record}/home-care/{given.pk}/", f"/sessions/{session.pk}/protocol/", "/home-care/new/",
        "/protocols/new/", "/courses/plans/acute/", "/courses/measures/hit6/",
    ]  # fmt: skip


def kept():
    rows = {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in KEPT}
    return {**rows, "Measure": list(Measure.objects.values())}


@pytest.mark.parametrize("turn", each(range(len(BAD)), one_in=4))
def test_nonsense_is_never_an_error_and_never_kept(course, turn):
    """Each form gets another kind of nonsense at each turn, and in all of them every kind."""
    client, before = signed_in(course[0]), kept()
    for address, bad in zip(addresses(course), cycle(BAD[turn:] + BAD[:turn])):
        answer = client.post(address, dict.fromkeys(FIELDS, bad))
        assert answer.status_code < 500, address
    assert kept() == before


def test_a_page_asks_the_same_of_one_complaint_and_of_ten(course):
    maya, session, complaint, *_ = course
    Clinic.current()
    client = signed_in(maya)
    record = f"/patients/{session.patient.number}/"
    pages = [
        record,
        f"{record}complaints/",
        f"{record}complaints/{complaint.pk}/",
        f"{record}home-care/",
        "/my-day/",
    ]

    def asked(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)

    few = [asked(address) for address in pages]
    assert max(few) <= 12, few
    for number in range(9):
        other = make.complaint(session.patient, maya, f"Another {number}", places=[("temple", "left")])
        make.plan(other, maya, goals=["One", "Two"])
        make.home_care(other, maya)
        for score in (6, 5, 4):
            make.outcome(other, Measure.objects.get(pk="nprs"), [score], maya)
            make.outcome(complaint, Measure.objects.get(pk="nprs"), [score], maya)
    assert [asked(address) for address in pages] == few


def test_old_words_of_an_item_stay_with_whoever_was_given_it(course):
    maya, _session, _complaint, _goal, given = course
    item = given.item
    texts = {"name": "Side bend", "words": "Lean.", "stop_rules": "Stop.", "active": "on"}
    dose = {"seconds": 20, "repetitions": 2, "times_a_day": 1, "days_a_week": 7}
    form = {"kind": "stretch", "muscle": "trapezius_upper", "version": item.version, **texts, **dose}
    assert signed_in(maya).post(f"/home-care/{item.pk}/", form).status_code == 302
    assert signed_in(maya).post(f"/home-care/{item.pk}/", form).status_code == 422
    given.refresh_from_db()
    assert (given.name, given.item.name) == ("Side bend of the neck", "Side bend")
    assert "cures" in str(
        signed_in(maya).post("/home-care/new/", {**form, "version": 0, "words": "It cures."}).content
    )


def test_a_protocol_gets_lines_for_more_points_and_keeps_what_was_typed(course):
    client = signed_in(course[0])
    lines = {"steps-TOTAL_FORMS": 3, "steps-INITIAL_FORMS": 0, "steps-0-muscle": "levator_scapulae"}
    typed = {"name": "Desk neck", "version": 0, "steps-0-words": "Until it eases", "active": "on", **lines}

    page = client.post("/protocols/new/", {**typed, "more": "on"}).content.decode()

    assert 'value="Desk neck"' in page
    assert 'value="Until it eases"' in page
    assert ('name="steps-5-muscle"' in page, 'name="steps-6-muscle"' in page) == (True, False)
    assert not Protocol.objects.filter(name="Desk neck").exists()


def test_a_protocol_without_a_point_is_refused(course):
    before = Protocol.objects.count()
    form = {"name": "Nothing", "version": 0, "steps-TOTAL_FORMS": 0, "steps-INITIAL_FORMS": 0}

    page = signed_in(course[0]).post("/protocols/new/", form)

    assert "a point at least" in page.content.decode()
    assert Protocol.objects.count() == before
