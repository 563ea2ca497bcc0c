"""What else respects the drive: series, wait list, hand-over, calendars, exports, and two desks at once."""

import uuid
from datetime import timedelta
from functools import partial

import pytest

from clinic import clock
from clinic.models import Staff
from reports.definitions.revenue import revenue
from reports.fhir.visits import appointment as fhir
from reports.fhir.visits import encounter
from reports.periods import Period
from reports.question import Question
from scheduling import board
from scheduling.away.handing_over import hand_over
from scheduling.away.stand_ins import stand_ins
from scheduling.boards import rooms
from scheduling.feeds import subscribing
from scheduling.feeds.calendar import of as calendar_of
from scheduling.mobile.destination import Destination
from scheduling.models import Appointment, CalendarFeed, MobileVisit, Room, Status
from scheduling.refusals import BookingRefused
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from scheduling.series.planning import Asked, look
from scheduling.waiting import listing, offering
from scheduling.waiting.ranking import Gap, candidates
from tests import make
from tests.make import at
from tests.scheduling import ask, on_the_road
from tests.scheduling.crowd import all_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo Marsh", hours=("08:00", "18:00"))


def test_a_series_of_mobile_visits_keeps_the_drive_on_each_date(leo):
    first = on_the_road.book(leo, at("10:00"))
    week = timedelta(weeks=1)
    ask.book(leo, at("11:15", clock.today() + week))
    days = [clock.today() + week, clock.today() + 2 * week]
    to = Destination.of(first.mobile_visit)
    asked = Asked(first.patient, leo, first.service, 60, clock.local(first.starts_at).time(), to)

    taken, free = look(asked, days, [])

    assert taken.trouble == "The drive back takes 30 minutes, and Leo has an appointment from 11:15."
    assert (free.planned.place, free.trouble) == ("At the patient's", "")
    series = book_series(
        patient=first.patient, service=first.service, minutes=60, to=to, beside=first,
        pattern=Pattern(first.day, "weeks", 1, [first.day.weekday()], 3, None),
        picks=[Pick(one, leo, at("10:00", one)) for one in days], key=uuid.uuid4(), by=first.booked_by,
    )  # fmt: skip
    booked = series.appointments.get(starts_at=at("10:00", days[1]))
    assert (booked.mobile_visit.address, booked.room) == (on_the_road.ADDRESS, None)
    assert "The drive back" in series.settled.get().why


def test_the_wait_list_asks_for_the_zone_and_leaves_room_to_drive(leo):
    ada, joan = on_the_road.known(), make.front_desk()
    wanted = listing.Wanted(on_the_road.service(), 60)
    with pytest.raises(BookingRefused, match="Say in which zone"):
        listing.add(patient=ada, wanted=wanted, by=joan)
    row = listing.add(
        patient=ada, wanted=listing.Wanted(wanted.service, 60, zone=on_the_road.zone()), by=joan
    )
    ask.book(leo, at("11:15"), by=joan)

    assert candidates(Gap(leo, at("10:00"), 60)) == []
    assert [one.waiting for one in candidates(Gap(leo, at("10:00"), 60, 30, 30))] == [row]
    with pytest.raises(BookingRefused, match="The drive back takes 30 minutes"):
        offering.hold(waiting=row, therapist=leo, starts_at=at("10:00"), key=uuid.uuid4(), by=joan)
    held = offering.hold(waiting=row, therapist=leo, starts_at=at("09:30"), key=uuid.uuid4(), by=joan)
    assert (held.appointment.room, held.appointment.mobile_visit.fee) == (None, 12)


def test_a_colleague_takes_a_mobile_visit_only_if_the_drive_fits(leo):
    held = on_the_road.book(leo, at("10:00"))
    Room.objects.update(active=False)
    mia, ben = make.therapist("Mia"), make.therapist("Ben")
    on_the_road.book(ben, at("08:30"), patient=on_the_road.known("Una Berg"))

    assert stand_ins([held], [mia, ben], clock.today()) == {held.pk: [mia]}
    done = hand_over(therapist=leo, day=clock.today(), to={held.pk: mia}, reason="Ill", by=held.booked_by)

    (moved,) = done.moved
    assert (moved.therapist, moved.mobile_visit.address) == (mia, on_the_road.ADDRESS)


def test_a_calendar_says_that_somebody_is_out_and_not_where(leo):
    on_the_road.book(leo, at("10:00"), to=Destination(on_the_road.zone(), "Loft 7"))
    subscribing.make(by=leo)
    feed = subscribing.show(shows=CalendarFeed.Shows.FIRST_NAMES, by=leo)

    content = calendar_of(feed).content.decode()

    assert "LOCATION:At the patient's" in content
    assert "Loft" not in content


def test_the_board_draws_the_drive_and_no_room_has_the_visit(leo):
    held = on_the_road.book(leo, at("10:00"))

    day = board.of(clock.today(), held.booked_by)
    (column,) = day.columns
    inside = rooms.of(clock.today(), Staff.objects.get(pk=leo.pk))

    minutes = [(day.first + one.row * 5, one.steps * 5) for one in column.drives]
    assert minutes == [(9 * 60 + 30, 30), (11 * 60, 30)]
    assert "09:15" in {one.time for one in column.free}
    assert not {"09:30", "11:15"} & {one.time for one in column.free}
    assert [card for one in inside.columns for card in one.cards] == []


def test_revenue_counts_call_outs_apart(leo):
    trip = on_the_road.visited(leo, at("10:00"), status=Status.FULFILLED, price="64")

    found = revenue(Question(Period(clock.today(), clock.today())))

    said = {figure.label: (figure.value, figure.note) for figure in found.figures}
    assert said["Revenue"] == ("£64", "of 1 fulfilled visit")
    assert said["Call-out fees"] == ("£12", "of 1 mobile visit, beside the revenue")
    assert trip.fee == 12


def test_fhir_says_where_the_visit_was(leo):
    trip = on_the_road.visited(leo, at("10:00"), status=Status.ARRIVED)
    session = make.records.start(appointment=trip.appointment, review=make.NOTHING_CHANGED, by=leo)
    row = Appointment.objects.get(pk=trip.appointment_id)

    assert STREET in fhir(row)["participant"][2]["actor"]["display"]
    written = encounter(session)
    assert (written["class"]["code"], STREET in written["location"][0]["location"]["display"]) == ("HH", True)


STREET = "4 Orchard Row"


@pytest.mark.django_db(transaction=True)
def test_two_desks_never_book_into_each_others_drive(tuesday):
    """A visit in the clinic and one at home, at once, where each alone is free; six days over."""
    make.room()
    leo, joan = make.therapist("Leo"), make.front_desk()
    kind, home, to = make.service(), on_the_road.service(), Destination(on_the_road.zone())
    for ahead in range(1, 7):
        day = clock.today() + timedelta(days=ahead)
        inside = partial(
            ask.book, leo, at("11:15", day), service=kind, patient=make.patient(), by=joan, key=uuid.uuid4()
        )
        ada = on_the_road.known(f"Ada Lind{ahead}")
        outside = partial(on_the_road.book, leo, at("10:00", day), service=home, patient=ada, to=to, by=joan)

        answers = all_at_once([inside, outside, inside, outside])

        assert Appointment.objects.on(day).holding().count() == 1, answers
        lost = [one for one in answers if not isinstance(one, Appointment)]
        assert all(isinstance(one, BookingRefused) for one in lost), answers
    assert MobileVisit.objects.count() == Appointment.objects.filter(room=None).count()
