"""A series or a whole day, booked, moved, cancelled or handed over, is taken back with one press."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from scheduling import booking
from scheduling.away.handing_over import hand_over
from scheduling.models import Appointment, Call, TimeOff
from scheduling.refusals import BookingRefused
from scheduling.series.booking import Pick, book_series
from scheduling.series.changing import cancel_series, move_series
from scheduling.series.pattern import Pattern
from scheduling.taking_back import Deed, read, take_back
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
WEEK = timedelta(days=7)


@pytest.fixture
def visit(leo):
    return ask.book(leo, at("14:00"), patient=make.patient("Ana Silva"))


@pytest.fixture
def series(visit, leo):
    picks = [Pick(day, leo, at("14:00", day)) for day in (TODAY + WEEK, TODAY + 2 * WEEK)]
    return book_series(
        patient=visit.patient,
        service=visit.service,
        minutes=60,
        pattern=Pattern(TODAY, count=3),
        picks=picks,
        beside=visit,
        key=uuid.uuid4(),
        by=visit.booked_by,
    )


def stands():
    rows = Appointment.objects.order_by("starts_at", "pk")
    return list(rows.values_list("status", "starts_at", "therapist", "series"))


def both_times(deed, by):
    """Pressed twice, as people do."""
    take_back(deed, by=by)
    return take_back(deed, by=by)


@pytest.mark.parametrize("weeks", [1, -1])
def test_a_moved_series_goes_back_through_its_own_places(series, visit, leo, weeks):
    if weeks < 0:  # into the place of the first, which is free
        booking.cancel(appointment=visit, reason="asked", by=leo)
        visit = series.appointments.order_by("starts_at")[1]
    before = stands()
    done = move_series(
        appointment=visit,
        scope="following",
        starts_at=visit.starts_at + weeks * WEEK + timedelta(minutes=30),
        therapist=leo,
        version=visit.version,
        by=leo,
    )
    assert len(done.moved) > 1

    both_times(Deed.to(done.moved), leo)

    assert stands() == before


def test_a_cancelled_series_stands_again(series, visit):
    before = stands()
    gone = cancel_series(
        appointment=visit, scope="all", reason="asked", version=visit.version, by=visit.booked_by
    )

    both_times(Deed.to(gone), visit.booked_by)

    assert stands() == before
    assert Appointment.objects.filter(version=3).count() == 3


def test_a_series_booked_by_mistake_leaves_the_first_visit_alone(series, visit):
    visits = series.appointments.exclude(pk=visit.pk)
    deed = Deed.to(visits, booked=True, joined=visit.pk)

    both_times(deed, visit.booked_by)

    assert {(one.status, one.cancel_reason) for one in visits.all()} == {("cancelled", "Booked by mistake")}
    visit.refresh_from_db()
    assert (visit.status, visit.series) == ("booked", None)


def test_a_day_handed_over_is_the_therapists_own_again(leo, visit):
    maya, rung = make.therapist("Maya"), ask.book(leo, at("16:00"), patient=make.patient("Bea Cruz"))
    before = stands()
    to = {visit.pk: maya, rung.pk: None}
    done = hand_over(therapist=leo, day=TODAY, to=to, reason="Illness", by=visit.booked_by)

    both_times(done.deed, visit.booked_by)

    assert stands() == before
    assert (TimeOff.objects.count(), Call.objects.get().outcome) == (0, "not_needed")


def test_where_one_place_went_to_somebody_else_nothing_is_taken_back(series, visit, leo):
    gone = cancel_series(
        appointment=visit, scope="all", reason="asked", version=visit.version, by=visit.booked_by
    )
    ask.book(leo, at("14:00", TODAY + WEEK), patient=make.patient("Bea Cruz"))
    before = stands()

    with pytest.raises(BookingRefused, match="Leo already has an appointment"):
        take_back(Deed.to(gone), by=visit.booked_by)

    assert stands() == before


def test_what_was_changed_since_is_not_taken_back(series, visit, leo):
    gone = cancel_series(
        appointment=visit, scope="all", reason="asked", version=visit.version, by=visit.booked_by
    )
    booking.restore(appointment=gone[1], version=gone[1].version, by=leo)
    booking.confirm(appointment=gone[1], by=leo)

    with pytest.raises(BookingRefused, match="Someone changed this appointment meanwhile"):
        take_back(Deed.to(gone), by=visit.booked_by)


def test_it_is_the_doers_own_for_a_minute(visit, leo, tuesday):
    token = Deed.to([visit]).token(leo)

    assert read(token, leo) == Deed.to([visit])
    with pytest.raises(BookingRefused, match="nothing to take back"):
        read(token, visit.booked_by)
    tuesday.shift(61)
    with pytest.raises(BookingRefused, match="more than a minute ago"):
        read(token, leo)


def test_the_toast_after_a_series_takes_it_back(visit):
    client = Client()
    client.force_login(visit.booked_by)
    days = [TODAY + WEEK, TODAY + 2 * WEEK]
    form = {f"on_{day:%Y_%m_%d}": f"{visit.therapist.pk} {at('14:00', day).isoformat()}" for day in days}
    said = f"/appointments/{visit.pk}/repeat/?every=weeks&interval=1&count=2"

    page = client.post(said, {"key": uuid.uuid4(), **form}, follow=True)
    [toast] = page.context["messages"]
    back = client.post(toast.extra_tags, follow=True)

    assert "Taken back: 2 visits, as before." in back.content.decode()
    assert Appointment.objects.holding().get() == visit
    assert "nothing to take back" in client.post("/schedule/take-back/", follow=True).content.decode()
