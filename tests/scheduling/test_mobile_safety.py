"""A lone therapist is waited for, missed in time, and found; and no word crosses the alert unseen."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from clinic import clock, jobs, notices
from clinic.models import AuditEvent, Role
from scheduling import booking
from scheduling.mobile import overdue, safety, zones
from scheduling.models import MobileVisit, Status
from scheduling.refusals import BookingRefused
from tests import make
from tests.make import at
from tests.scheduling import on_the_road
from tests.scheduling.crowd import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo Marsh")


@pytest.fixture
def trip(leo):
    """At home from 10:00 to 11:00."""
    return on_the_road.visited(leo, at("10:00"), status=Status.BOOKED)


def told():
    """The alerts that stand, by therapist."""
    return [one.appointment.therapist.first_name for one in overdue.standing()]


def test_somebody_is_missed_a_quarter_of_an_hour_after_the_end_until_they_have_left(leo, trip, tuesday):
    tuesday.move_to(at("11:14"))
    assert told() == []
    tuesday.move_to(at("11:15"))
    assert told() == ["Leo"]

    safety.check_out(visit=trip, by=leo)

    assert told() == []


def test_an_open_page_asks_often_only_while_somebody_might_be_missed(client, leo, tuesday):
    client.force_login(make.front_desk())

    def page():
        return client.get(reverse("scheduling:missed")).content.decode()

    assert 'data-every="600"' in page()
    on_the_road.visited(leo, at("10:00"), status=Status.BOOKED)
    for wall_time, every in [("10:14", 600), ("10:15", 30), ("11:14", 30)]:
        tuesday.move_to(at(wall_time))
        assert f'data-every="{every}"' in page()
        assert "Leo Marsh should have left" not in page()
    tuesday.move_to(at("11:15"))
    assert "Leo Marsh should have left a mobile visit at 11:00" in page()


def test_checking_in_receives_the_patient_and_ends_no_alert(leo, trip, tuesday):
    tuesday.move_to(at("11:20"), tick=False)

    visit = safety.check_in(visit=trip, by=leo)

    visit.appointment.refresh_from_db()
    assert (visit.appointment.status, visit.here_at, told()) == (Status.ARRIVED, at("11:20"), ["Leo"])
    assert AuditEvent.objects.filter(action="checked in", actor=leo, object_id=visit.pk).exists()


@pytest.mark.sweep
def test_whoever_is_there_is_waited_for_although_the_visit_was_cancelled(leo, trip, tuesday):
    tuesday.move_to(at("10:01"))
    booking.cancel(appointment=trip.appointment, reason="The patient asked", by=make.front_desk())
    tuesday.move_to(at("11:30"))
    assert told() == []

    tuesday.move_to(at("10:02"))
    safety.check_in(visit=trip, by=leo)
    tuesday.move_to(at("11:30"))

    assert told() == ["Leo"]


@pytest.mark.sweep
def test_the_clinic_says_how_long_it_waits(trip, tuesday):
    zones.set_overdue(minutes=40, by=make.admin("Ida"))
    tuesday.move_to(at("11:39"))
    assert told() == []
    tuesday.move_to(at("11:40"))
    assert told() == ["Leo"]


@pytest.mark.sweep
def test_a_word_is_for_the_day_and_the_first_one_stays(leo, tuesday):
    tomorrow = on_the_road.visited(leo, at("10:00") + timedelta(days=1))
    with pytest.raises(BookingRefused, match="on the day of the visit only"):
        safety.check_in(visit=tomorrow, by=leo)
    with pytest.raises(BookingRefused, match="This visit is not today"):
        safety.check_out(visit=tomorrow, by=leo)

    today = on_the_road.visited(leo, at("12:00"))
    first = safety.check_in(visit=today, by=leo).here_at
    tuesday.shift(timedelta(minutes=3))
    assert safety.check_in(visit=today, by=leo).here_at == first


@pytest.mark.sweep
def test_leaving_by_mistake_is_taken_back_for_a_few_minutes(leo, trip, tuesday):
    tuesday.move_to(at("10:10"))
    safety.check_out(visit=trip, by=leo)
    tuesday.shift(timedelta(minutes=4))
    assert safety.take_back(visit=trip, by=leo).left_at is None

    safety.check_out(visit=trip, by=leo)
    tuesday.shift(timedelta(minutes=6))
    with pytest.raises(BookingRefused, match="that stays"):
        safety.take_back(visit=trip, by=leo)


def test_the_admins_are_told_once_and_the_mail_names_no_patient(leo, trip, tuesday, monkeypatch):
    ordered = []
    monkeypatch.setattr(jobs.tell_admins_of_overdue, "defer", lambda **said: ordered.append(said))
    make.admin("Ida")
    tuesday.move_to(at("11:16"))

    assert (safety.tell(), safety.tell(), len(ordered)) == (1, 0, 1)
    notices.visit_is_overdue(leo, datetime.fromisoformat(ordered[0]["ended_at"]))

    (sent,) = mail.outbox
    written = sent.subject + sent.body
    assert "Leo Marsh should have left a mobile visit at 11:00" in written
    for secret in ("Ada", "Lind", "Orchard", str(trip.appointment.patient.number), "01632"):
        assert secret not in written


@pytest.mark.sweep
def test_a_visit_that_was_moved_after_its_alert_is_missed_anew(leo, trip, tuesday, monkeypatch):
    monkeypatch.setattr(jobs.tell_admins_of_overdue, "defer", lambda **_: None)
    tuesday.move_to(at("11:16"))
    assert safety.tell() == 1
    to = {"starts_at": at("14:00"), "therapist": leo, "version": 1, "by": leo}
    booking.move(appointment=trip.appointment, **to)
    assert (told(), safety.tell()) == ([], 0)

    tuesday.move_to(at("15:15"))

    assert safety.tell() == 1


@pytest.mark.sweep
def test_an_alert_is_settled_with_a_name_and_a_reason_and_once(trip, tuesday):
    joan = make.front_desk()
    with pytest.raises(BookingRefused, match="not overdue"):
        safety.settle(visit=trip, reason="Early", by=joan)
    tuesday.move_to(at("11:30"))

    safety.settle(visit=trip, reason="Rang, all well", by=joan)

    assert told() == []
    event = AuditEvent.objects.get(action="alert settled")
    assert (event.actor, event.reason, event.patient_id) == (joan, "Rang, all well", trip.patient_id)
    with pytest.raises(BookingRefused, match="Joan has settled it already: Rang, all well"):
        safety.settle(visit=trip, reason="Me too", by=make.admin("Ida"))


@pytest.mark.sweep
@pytest.mark.django_db(transaction=True)
def test_leaving_at_the_moment_of_the_alert_leaves_none_of_the_two_unseen(tuesday):
    """Three desks settle, the worker tells and the therapist leaves, all at once, ten times over."""
    make.admin("Ida")
    make.room()
    for number in range(10):
        leo = make.therapist(f"Leo {number}")
        trip = on_the_road.visited(leo, at("10:00"), patient=on_the_road.known(f"Ada Lind{number}"))
        tuesday.move_to(at("11:15"))
        desk = make.staff(f"Desk {number}", Role.FRONT_DESK)

        def settle(trip=trip, desk=desk):
            return safety.settle(visit=trip, reason="Rang", by=desk)

        def leave(trip=trip, leo=leo):
            return safety.check_out(visit=trip, by=leo)

        answers = all_at_once([leave, safety.tell, settle, settle, safety.tell])

        row = MobileVisit.objects.get(pk=trip.pk)
        assert row.left_at
        assert told() == []
        refused = [one for one in answers if isinstance(one, Exception)]
        assert all(isinstance(one, BookingRefused) for one in refused), answers
        done = AuditEvent.objects.filter(object_type="mobilevisit", object_id=trip.pk)
        assert done.filter(action="missed at a visit").count() <= 1
        assert done.filter(action="alert settled").count() == (row.settled_at is not None)
        tuesday.move_to(at("08:00"))


@pytest.mark.sweep
def test_the_alert_stands_over_the_pages_of_those_who_keep_watch(leo, trip, client, tuesday):
    other = make.therapist("Mia")
    tuesday.move_to(at("11:20"))
    page = reverse("scheduling:day", args=[clock.today()])
    seen = {}
    for who in (make.front_desk(), make.admin("Ida"), other, leo):
        client.force_login(who)
        seen[who.first_name] = "should have left a mobile visit at 11:00" in client.get(page).content.decode()

    assert seen == {"Joan": True, "Ida": True, "Mia": False, "Leo": False}
