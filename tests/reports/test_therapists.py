"""A table by therapist has a line for each person, whatever they are called."""

import pytest
from django.http import QueryDict

from clinic.models import Staff
from clinic.same_names import told_apart
from reports.definitions import REPORTS
from scheduling.models import Appointment, Status
from tests import make

pytestmark = pytest.mark.django_db
TODAY = QueryDict("from=2026-11-24&to=2026-11-24")
BY_THERAPIST = {
    "no-shows", "late-cancels", "utilisation", "booking-rate", "revenue", "rebooking", "first-visits",
    "session-pain", "unsigned",
}  # fmt: skip


def two_of_one_name():
    """Sam Reed has a visit that took place, a note not signed and a no-show; the other one visit."""
    for place, email in enumerate(("sam@example.test", "reed@example.test")):
        sam = make.therapist("Sam Reed", email=email)
        room = make.room(f"Room {place}")
        make.treatment_session(sam, make.at("05:00"), room=room)
        Appointment.objects.filter(therapist=sam).update(status=Status.FULFILLED)
        if place == 0:
            make.appointment(sam, make.at("07:00"), room=room, status=Status.NOSHOW)


def by_therapist(slug):
    report = REPORTS[slug]
    form = report.asked(TODAY)
    assert form.is_valid()
    return [table for table in report.answer(form.question()).tables if table.slug == "by-therapist"]


def test_two_of_one_name_have_a_line_each_and_are_told_apart():
    two_of_one_name()
    tables = {slug: table for slug in REPORTS for table in by_therapist(slug)}

    assert tables.keys() == BY_THERAPIST
    for slug, table in tables.items():
        names = [line.cells[0] for line in table.lines]
        assert names == ["Sam Reed (reed@example.test)", "Sam Reed (sam@example.test)"], slug
    assert [line.cells[1:3] for line in tables["no-shows"].lines] == [[1, 0], [2, 1]]


def test_the_filter_tells_them_apart_too():
    two_of_one_name()

    said = {label for _, label in REPORTS["no-shows"].asked(TODAY).fields["therapist"].choices}

    assert said == {"All therapists", "Sam Reed (reed@example.test)", "Sam Reed (sam@example.test)"}


def test_who_treats_no_longer_can_still_be_asked_about():
    two_of_one_name()
    gone = Staff.objects.get(email="sam@example.test")
    Staff.objects.filter(pk=gone.pk).update(roles=["front_desk"])

    form = REPORTS["no-shows"].asked(QueryDict(f"{TODAY.urlencode()}&therapist={gone.pk}"))

    assert form.is_valid()
    assert form.question().therapist == gone


@pytest.mark.parametrize(
    ("legal", "said"),
    [
        (("Samuel Reed", "Samantha Reed"), ("Sam (Samuel Reed)", "Sam (Samantha Reed)")),
        (("Sam Reed", "Sam Reed"), ("Sam (0@example.test)", "Sam (1@example.test)")),
        (("Sam", "Samuel Reed"), ("Sam (0@example.test)", "Sam (Samuel Reed)")),
    ],
)
def test_a_name_that_two_have_is_said_with_what_sets_them_apart(legal, said):
    alike = [
        Staff(pk=place, display_name="Sam", legal_name=name, email=f"{place}@example.test")
        for place, name in enumerate(legal)
    ]
    alone = Staff(pk=9, display_name="Leo", legal_name="Leonard Park", email="leo@example.test")

    assert told_apart([*alike, alone]) == {0: said[0], 1: said[1], 9: "Leo"}
