"""Chair-massage events: who is held for them, their slots, and what becomes of both."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from clinic import clock
from clinic.models import AuditEvent
from scheduling import booking
from scheduling.availability import free_times
from scheduling.events import filling, planning, slots
from scheduling.models import Appointment, Call, ChairDay, TimeOff
from scheduling.refusals import Away, BookingRefused, InTheWay, Lapsed, TherapistTaken
from scheduling.time_off import give_back, take_time_off
from tests import make
from tests.make import at
from tests.scheduling import ask, outings

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 11, 25)


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo", hours=("07:00", "20:00"))


def begins(event):
    return [f"{clock.local(one):%H:%M}" for one in slots.starts(event)]


def test_slots_follow_each_other_and_leave_lunch_out(leo):
    event = outings.event(leo, ends=time(11), lunch_from=time(9, 50), lunch_until=time(10, 15))

    assert begins(event) == ["09:00", "09:20", "10:15", "10:35"]


def test_its_therapist_is_held_from_the_way_there_until_back(leo):
    event = outings.event(leo)

    for refused in ("08:00", "10:00", "12:15"):
        with pytest.raises(Away, match="Leo is at Harbour Bank for chair massage from 08:30 until 12:30"):
            ask.book(leo, at(refused, TOMORROW))
    assert ask.book(leo, at("07:30", TOMORROW)).room
    assert ask.book(leo, at("12:30", TOMORROW)).room
    offered = {
        one.starts_at
        for one in free_times(service=make.service(), minutes=60, therapists=[leo], days=[TOMORROW])
    }
    assert not [one for one in offered if at("07:31", TOMORROW) <= one < at("13:30", TOMORROW)]
    assert event.holds.count() == 1


def test_it_cannot_be_laid_over_visits_and_names_them(leo):
    ask.book(leo, at("12:00", TOMORROW), patient=make.patient("Ana Silva"))

    with pytest.raises(
        InTheWay, match=r"1 appointment stands in the way of the event at Harbour Bank: .*Ana Silva"
    ):
        outings.event(leo)

    assert not ChairDay.objects.exists()
    assert not TimeOff.objects.exists()


@pytest.mark.sweep
def test_nobody_goes_who_is_away_or_whose_licence_has_ended(leo):
    make.credential(leo, expires_on=TOMORROW - timedelta(days=1))
    maya = make.therapist("Maya")
    take_time_off(
        therapist=maya,
        starts_at=at("12:00", TOMORROW),
        ends_at=at("18:00", TOMORROW),
        reason="Leave",
        by=maya,
    )

    with pytest.raises(Lapsed, match="Leo's licence ends"):
        outings.event(leo)
    with pytest.raises(Away, match="Maya is away"):
        outings.event(maya)


@pytest.mark.sweep
def test_nobody_is_at_two_events_at_once_even_by_hand(leo):
    event = outings.event(leo)
    with pytest.raises(Away, match="Leo is at Harbour Bank"):
        outings.event(leo, place="Town Fair", starts=time(12), ends=time(14))

    hold = event.holds.get()
    hold.pk, hold._state.adding = None, True
    with pytest.raises(IntegrityError, match="one_chair_day_at_a_time"), transaction.atomic():
        hold.save()


@pytest.mark.sweep
def test_a_slot_is_an_appointment_at_the_events_place(leo):
    event = outings.event(leo)
    make.price(event.service, "18.00")

    held = outings.slot(event, leo, "09:20", make.patient("Ana Silva"))

    assert (held.place, held.room, held.minutes, held.price) == ("Harbour Bank", None, 15, 18)
    assert (held.occupies.lower, held.occupies.upper) == (held.starts_at, held.ends_at)
    assert AuditEvent.objects.filter(action="booked", object_id=held.pk).exists()


def test_a_slot_goes_to_one_and_the_next_are_told_the_free_ones(leo):
    event, key, ana = outings.event(leo), uuid.uuid4(), make.patient("Ana Silva")
    said = {"event": event, "therapist": leo, "starts_at": at("09:20", TOMORROW), "by": event.planned_by}
    first = filling.book_slot(**said, patient=ana, key=key)

    assert filling.book_slot(**said, patient=ana, key=key) == first
    with pytest.raises(
        BookingRefused, match=r"09:20 went to somebody else a moment ago\. Free: 09:40 with Leo"
    ):
        filling.book_slot(**said, patient=make.patient(), key=uuid.uuid4())


@pytest.mark.parametrize(("wall_time", "why"), [("09:10", "no slot at 09:10"), ("12:00", "no slot at 12:00")])
@pytest.mark.sweep
def test_only_slots_of_the_event_are_taken(leo, wall_time, why):
    with pytest.raises(BookingRefused, match=why):
        outings.slot(outings.event(leo), leo, wall_time)


@pytest.mark.sweep
def test_slots_keep_the_rules_of_every_visit(leo, tuesday):
    event, ana, maya = outings.event(leo), make.patient("Ana Silva"), make.therapist("Maya")
    with pytest.raises(BookingRefused, match="There is no slot at 09:00 with Maya"):
        outings.slot(event, maya, "09:00")
    ask.book(maya, at("09:00", TOMORROW), patient=ana)
    with pytest.raises(BookingRefused, match="Ana Silva already has an appointment"):
        outings.slot(event, leo, "09:20", ana)
    make.credential(leo, expires_on=TOMORROW - timedelta(days=1))
    with pytest.raises(Lapsed):
        outings.slot(event, leo, "09:00")


@pytest.mark.sweep
def test_a_slot_that_has_begun_is_for_a_walk_in_until_it_ends(leo, tuesday):
    event = outings.event(leo)

    tuesday.move_to(at("09:14", TOMORROW))
    assert outings.slot(event, leo, "09:00").status == "booked"
    tuesday.move_to(at("09:36", TOMORROW))
    with pytest.raises(BookingRefused, match="That time has passed"):
        outings.slot(event, leo, "09:20")


@pytest.mark.sweep
def test_a_closed_list_takes_no_names_and_opens_again(leo):
    event = outings.event(leo)
    booked = outings.slot(event, leo, "09:00")

    planning.close(event=event, by=event.planned_by)
    with pytest.raises(BookingRefused, match="Harbour Bank is closed: its list takes no more names"):
        outings.slot(event, leo, "09:20")
    planning.open_again(event=event, by=event.planned_by)

    assert outings.slot(event, leo, "09:20").pk != booked.pk


def test_calling_it_off_cancels_its_slots_and_lists_whom_to_ring(leo):
    event = outings.event(leo)
    ana, ben = (outings.slot(event, leo, when) for when in ("09:00", "09:20"))

    done = planning.cancel(event=event, reason="The hall is flooded", version=1, by=event.planned_by)

    assert [one.pk for one in done.gone] == [ana.pk, ben.pk]
    assert set(Call.objects.open().values_list("appointment", flat=True)) == {ana.pk, ben.pk}
    assert not TimeOff.objects.exists()
    assert ask.book(leo, at("10:00", TOMORROW)).room
    with pytest.raises(BookingRefused, match="Harbour Bank is cancelled"):
        outings.slot(event, leo, "09:40")


@pytest.mark.sweep
def test_a_page_that_is_old_does_not_call_it_off(leo):
    event = outings.event(leo)
    planning.close(event=event, by=event.planned_by)

    with pytest.raises(BookingRefused, match="Someone changed the event at Harbour Bank meanwhile"):
        planning.cancel(event=event, reason="Rain", version=1, by=event.planned_by)


@pytest.mark.sweep
def test_somebody_more_goes_and_somebody_does_not(leo):
    maya, event = make.therapist("Maya"), outings.event(leo)
    planning.add_therapist(event=event, therapist=maya, by=event.planned_by)
    taken = outings.slot(event, maya, "09:00")

    with pytest.raises(InTheWay, match="taking Maya off the list"):
        planning.remove_therapist(event=event, therapist=maya, by=event.planned_by)
    booking.cancel(appointment=taken, reason="The patient asked", by=event.planned_by)
    planning.remove_therapist(event=event, therapist=maya, by=event.planned_by)
    with pytest.raises(BookingRefused, match="Nobody else goes to Harbour Bank"):
        planning.remove_therapist(event=event, therapist=leo, by=event.planned_by)

    assert [one.therapist for one in event.holds.all()] == [leo]


@pytest.mark.sweep
def test_a_slot_stays_where_it_is_and_comes_back_to_where_it_was(leo):
    event = outings.event(leo)
    held = outings.slot(event, leo, "09:00")
    with pytest.raises(BookingRefused, match="This is a slot at Harbour Bank"):
        booking.move(appointment=held, starts_at=at("14:00", TOMORROW), therapist=leo, version=1, by=leo)
    with pytest.raises(BookingRefused, match="This is a slot at Harbour Bank"):
        booking.resize(appointment=held, minutes=15, version=1, by=leo)

    gone = booking.cancel(appointment=held, reason="The patient asked", by=leo)
    back = booking.restore(appointment=gone, version=gone.version, by=leo)
    assert (back.status, back.room, back.chair_day) == ("booked", None, event)

    gone = booking.cancel(appointment=back, reason="The patient asked", by=leo)
    outings.slot(event, leo, "09:00")
    with pytest.raises(TherapistTaken):
        booking.restore(appointment=gone, version=gone.version, by=leo)


@pytest.mark.sweep
def test_the_time_of_an_event_is_given_back_on_its_own_list(leo):
    hold = outings.event(leo).holds.get()

    with pytest.raises(BookingRefused, match="held for the event at Harbour Bank"):
        give_back(off=hold, by=leo)


def test_the_database_books_no_slot_with_somebody_who_does_not_go(leo):
    held = outings.slot(outings.event(leo), leo, "09:00")
    row = Appointment.objects.get(pk=held.pk)
    row.pk, row._state.adding, row.key = None, True, uuid.uuid4()
    row.therapist = make.therapist("Maya")
    row.patient = make.patient()

    with pytest.raises(IntegrityError, match="nobody is held for this slot"), transaction.atomic():
        row.save()
    row.therapist, row.room = leo, make.room()
    with pytest.raises(IntegrityError, match="a_chair_slot_has_no_room"), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"starts": time(12), "ends": time(9)}, "must end after it begins"),
        ({"lunch_from": time(10)}, "when lunch begins and when it ends"),
        ({"lunch_from": time(8), "lunch_until": time(10)}, "Lunch must lie within"),
        ({"ends": time(9, 10)}, "Not one slot of 15 minutes"),
        ({"minutes": 20}, "not offered for 20 minutes"),
        ({"on": date(2026, 11, 23)}, "That time has passed"),
        ({"on": date(2027, 3, 28), "starts": time(1, 30)}, "01:30 does not exist"),
        ({"on": date(2027, 10, 31), "starts": time(1)}, "before the hour that comes twice, or after"),
    ],
)
@pytest.mark.sweep
def test_an_event_that_cannot_be_is_refused(leo, said, why):
    with pytest.raises(BookingRefused, match=why):
        outings.event(leo, **said)
