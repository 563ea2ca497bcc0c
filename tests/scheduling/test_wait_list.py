"""Who waits for a place: ranked with reasons, held for one at a time, and one winner always."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import strip_tags

from clinic import clock
from patients.merging.apply import merge
from patients.merging.steps import MergeRefused
from patients.merging.undo import undo
from patients.standing import record_death
from scheduling import booking
from scheduling.models import Appointment, HeldPlace, Waiting
from scheduling.refusals import BookingRefused
from scheduling.waiting import listing, offering
from scheduling.waiting.ranking import Gap, candidates
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.fixture
def desk():
    return make.front_desk()


def waits(name, by, **wish):
    wanted = listing.Wanted(make.service(), 60, **wish)
    return listing.add(patient=make.patient(name), wanted=wanted, by=by)


def gap(leo, time="14:00"):
    return Gap(leo, at(time), 60)


def names(found):
    return [one.waiting.patient.first_name for one in found]


def test_the_urgent_come_first_then_who_asked_for_this_therapist_then_who_waits_longest(leo, desk):
    waits("Ana Silva", desk)
    waits("Bea Cruz", desk)
    waits("Carl Dahl", desk, therapist=leo)
    waits("Dora Eng", desk, priority=Waiting.Priority.URGENT)

    found = candidates(gap(leo))

    assert names(found) == ["Dora", "Carl", "Ana", "Bea"]
    assert found[1].reasons == ["Soon", "asked for Leo", "waits since today"]


@pytest.mark.parametrize(
    ("wish", "suits"),
    [
        ({"weekdays": [1]}, True),
        ({"weekdays": [0, 2]}, False),
        ({"earliest": time(14)}, True),
        ({"earliest": time(14, 15)}, False),
        ({"latest": time(14)}, True),
        ({"latest": time(13, 45)}, False),
        ({"until": TODAY}, True),
    ],
)
def test_a_place_suits_by_day_hour_and_date(leo, desk, wish, suits):
    waits("Ana Silva", desk, **wish)

    assert bool(candidates(gap(leo))) is suits


def test_a_place_too_short_or_with_somebody_else_suits_nobody(leo, desk):
    waits("Ana Silva", desk, therapist=make.therapist("Maya"))
    waits("Bea Cruz", desk)

    assert candidates(Gap(leo, at("14:00"), 45)) == []
    assert names(candidates(gap(leo))) == ["Bea"]


def hold(waiting, leo, by, time="14:00", **said):
    key = said.pop("key", None) or uuid.uuid4()
    return offering.hold(waiting=waiting, therapist=leo, starts_at=at(time), key=key, by=by)


def test_a_held_place_is_nobody_elses_until_it_is_answered(leo, desk):
    ana, bea = waits("Ana Silva", desk), waits("Bea Cruz", desk)

    held = hold(ana, leo, desk)

    assert held.appointment.status == "pending"
    assert names(candidates(gap(leo))) == ["Bea"]
    with pytest.raises(BookingRefused, match="Leo already has an appointment"):
        hold(bea, leo, desk)
    with pytest.raises(BookingRefused, match="A place is held for Ana Silva already"):
        hold(ana, leo, desk, "16:00")
    visit = offering.accept(held=held, by=desk)
    assert visit.status == "booked"
    assert (Waiting.objects.get(pk=ana.pk).outcome, HeldPlace.objects.get().outcome) == ("booked", "accepted")
    with pytest.raises(BookingRefused, match="not held any more: Accepted"):
        offering.decline(held=held, by=desk)


def test_a_place_is_held_no_longer_than_until_it_begins(leo, desk, tuesday):
    tuesday.move_to(at("13:45"))

    assert hold(waits("Ana Silva", desk), leo, desk).until == at("14:00")


def test_nothing_is_held_for_who_waits_no_more_and_nobody_leaves_with_a_held_place(leo, desk):
    ana, bea = waits("Ana Silva", desk), waits("Bea Cruz", desk)
    hold(ana, leo, desk)
    listing.withdraw(waiting=bea, by=desk)

    with pytest.raises(BookingRefused, match="Say first what became of it"):
        listing.withdraw(waiting=ana, by=desk)
    with pytest.raises(BookingRefused, match="Bea Cruz is off the wait list already"):
        hold(bea, leo, desk, "16:00")


def test_who_waits_anew_is_not_put_back_as_well(leo, desk):
    ana = waits("Ana Silva", desk)
    listing.withdraw(waiting=ana, by=desk)
    listing.add(patient=ana.patient, wanted=listing.Wanted(ana.service, 60), by=desk)

    with pytest.raises(BookingRefused, match="waits for Trigger point 60 already"):
        listing.put_back(waiting=ana, by=desk)


def test_a_place_that_is_declined_is_free_for_the_next(leo, desk):
    ana, bea = waits("Ana Silva", desk), waits("Bea Cruz", desk)

    offering.decline(held=hold(ana, leo, desk), by=desk)

    found = candidates(gap(leo))
    assert names(found) == ["Bea", "Ana"]
    assert found[1].reasons == ["Soon", "waits since today", "could not take it"]
    assert names(candidates(gap(leo, "16:00"))) == ["Ana", "Bea"]
    assert hold(bea, leo, desk).appointment.patient == bea.patient


def test_a_place_lapses_when_its_time_is_over_and_only_then(leo, desk, tuesday):
    held = hold(waits("Ana Silva", desk), leo, desk)

    assert offering.lapse() == 0
    tuesday.shift(offering.HELD_FOR + timedelta(seconds=1))
    assert offering.lapse() == 1

    held.refresh_from_db()
    assert (held.outcome, held.appointment.cancel_reason) == ("lapsed", "No answer in time")
    assert not Appointment.objects.holding().exists()
    (left,) = candidates(gap(leo))
    assert left.reasons[-1] == "did not answer in time"


def test_a_place_given_up_leads_to_who_is_next(leo, desk, client, tuesday):
    ana, bea = waits("Ana Silva", desk), waits("Bea Cruz", desk)
    first = hold(ana, leo, desk)
    client.force_login(desk)
    next_one = f"/appointments/{first.appointment_id}/who-waits/"

    declined = client.post(f"/waiting/held/{first.pk}/decline/")
    held = hold(bea, leo, desk)
    tuesday.shift(offering.HELD_FOR + timedelta(seconds=1))
    assert "did not answer in time" not in client.get("/waiting/").content.decode()
    offering.lapse()
    page = client.get("/waiting/").content.decode()

    assert declined.url == next_one
    assert "Bea Cruz did not answer in time" in strip_tags(page)
    assert f"/appointments/{held.appointment_id}/who-waits/" in page
    ask.book(leo, at("14:00"))
    assert "did not answer in time" not in client.get("/waiting/").content.decode()


def test_who_declines_last_leads_nowhere_but_to_the_list(leo, desk, client):
    held = hold(waits("Ana Silva", desk), leo, desk)
    client.force_login(desk)

    assert client.post(f"/waiting/held/{held.pk}/decline/").url == "/waiting/"


def test_a_place_that_was_cancelled_by_hand_is_settled_too(leo, desk):
    held = hold(waits("Ana Silva", desk), leo, desk)
    booking.cancel(appointment=held.appointment, reason="The patient asked", by=desk)

    assert offering.lapse() == 1
    assert HeldPlace.objects.get().outcome == "declined"


def test_the_same_form_sent_twice_holds_one_place(leo, desk):
    ana, key = waits("Ana Silva", desk), uuid.uuid4()

    assert hold(ana, leo, desk, key=key) == hold(ana, leo, desk, key=key)
    assert Appointment.objects.count() == 1


def test_nobody_waits_twice_for_the_same_or_when_nobody_books_for_them(leo, desk):
    ana = waits("Ana Silva", desk)
    gone = record_death(make.patient("Bea Cruz"), TODAY, by=desk)
    yesterday = TODAY - timedelta(days=1)

    def refused(patient, wanted, words):
        with pytest.raises(BookingRefused, match=words):
            listing.add(patient=patient, wanted=wanted, by=desk)

    refused(ana.patient, listing.Wanted(ana.service, 60), "waits for Trigger point 60 already")
    refused(make.patient(), listing.Wanted(ana.service, 50), "not offered for 50 minutes")
    refused(make.patient(), listing.Wanted(ana.service, 60, until=yesterday), "has passed")
    refused(gone, listing.Wanted(ana.service, 60), "died on 24 November 2026")


def test_a_cancellation_is_filled_from_the_list_in_four_clicks(leo, desk):
    visit = ask.book(leo, at("14:00"))
    client = Client()
    client.force_login(desk)
    person = make.patient("Ana Silva")
    said = {"service": visit.service_id, "minutes": 60, "priority": 1, "weekdays": [1]}
    assert client.post(f"/patients/{person.number}/wait/", said).status_code == 302
    said = {"version": visit.version, "reason": "The patient asked"}
    gone = client.post(f"/appointments/{visit.pk}/cancel/", said)

    assert gone.url == f"/appointments/{visit.pk}/who-waits/"
    assert "Who waits for this time?" in client.get(f"/appointments/{visit.pk}/").content.decode()
    page = client.get(f"/appointments/{visit.pk}/who-waits/").content.decode()
    assert "As soon as possible, on Tuesday, waits since today" in page
    wish = Waiting.objects.get()
    offer = f"{leo.pk} {visit.starts_at.isoformat()}"
    client.post("/waiting/hold/", {"waiting": wish.pk, "offer": offer, "key": uuid.uuid4()})
    page = client.get("/waiting/").content.decode()
    assert "Held until" in page
    client.post(f"/waiting/held/{HeldPlace.objects.get().pk}/accept/")

    assert Appointment.objects.holding().get().patient == person
    assert "Nobody waits." in client.get("/waiting/").content.decode()


def test_somebody_on_the_phone_has_the_place_at_once(leo, desk):
    ana, key = waits("Ana Silva", desk), uuid.uuid4()

    first, again = (
        offering.give(waiting=ana, therapist=leo, starts_at=at("14:00"), key=key, by=desk) for _ in range(2)
    )

    assert (first, first.status) == (again, "booked")
    assert not Waiting.objects.open().exists()


def test_two_wishes_for_the_same_become_one_when_two_records_do(leo, desk, tuesday):
    ana = waits("Ana Silva", desk)
    tuesday.shift(timedelta(days=1))
    anna = waits("Anna Silva", desk)
    hold(ana, leo, desk, "16:00")
    with pytest.raises(MergeRefused, match="A place is held for number"):
        merge(anna.patient, ana.patient, chosen={}, by=desk)
    offering.decline(held=HeldPlace.objects.get(), by=desk)

    merged = merge(anna.patient, ana.patient, chosen={}, by=desk)

    assert [(one.pk, one.added_at) for one in Waiting.objects.open()] == [(anna.pk, ana.added_at)]
    undo(merged, by=desk)
    assert [one.added_at for one in Waiting.objects.open().order_by("pk")] == [ana.added_at, anna.added_at]


def test_the_database_too_lets_nobody_wait_twice_for_one_service(leo, desk):
    ana = waits("Ana Silva", desk)

    with pytest.raises(IntegrityError, match="one_open_wish_for_each"), transaction.atomic():
        Waiting.objects.create(patient=ana.patient, service=ana.service, minutes=60, added_by=desk)


def test_somebody_taken_off_by_mistake_waits_on(leo, desk):
    ana = waits("Ana Silva", desk, earliest=time(9), latest=time(12))
    client = Client()
    client.force_login(desk)

    page = client.get(f"/waiting/{ana.pk}/places/").content.decode()
    assert "Wednesday 25 November, 09:00" in page
    assert "14:00" not in page
    client.post(f"/waiting/{ana.pk}/withdraw/")
    assert not Waiting.objects.open().exists()
    client.post(f"/waiting/{ana.pk}/on/")

    assert Waiting.objects.open().get() == ana
    assert client.post(f"/patients/{ana.patient.number}/wait/", {"earliest": "x"}).status_code == 422
    assert clock.today() == TODAY
