"""No time is offered that leaves a gap nobody can book, unless that is allowed or nothing else is free."""

import random
import re
from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic import clock
from clinic.models import Clinic
from scheduling.availability import days_from, free_times, soonest
from scheduling.models import Appointment, Service, TimeOff, WorkingHours
from scheduling.series.planning import Asked, look
from scheduling.wish import Wish
from tests import make
from tests.make import at
from tests.scheduling import ask, on_the_road
from tests.scheduling.test_free_times_are_true import a_random_clinic, room_by_rule
from tests.sweeping import each

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture(autouse=True)
def no_clinic_of_another_test():
    yield
    Clinic.remember(None)


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo", hours=("09:00", "12:00"))


@pytest.fixture
def hour():
    """Beside it the clinic offers half an hour; both with a quarter of an hour to turn over."""
    make.service("Short", minutes=30, buffer_after=15)
    return make.service(buffer_after=15)


def walls(service, leo, **said):
    asked = {"therapists": [leo], "days": [clock.today()], **said}
    found = free_times(service=service, minutes=service.durations[0], **asked)
    return [f"{clock.local(one.starts_at):%H:%M}" for one in found]


def test_what_is_left_is_nothing_or_enough_for_the_shortest_visit(leo, hour):
    assert walls(hour, leo) == ["09:00", "09:45", "10:00", "10:15", "11:00"]


def test_the_argument_and_the_clinic_may_allow_what_leaves_a_gap(leo, hour):
    all_of_them = walls(hour, leo, dead_gaps=True)
    Clinic.objects.update_or_create(pk=1, defaults={"dead_gaps": True})

    assert all_of_them == [f"{9 + n // 4:02}:{n % 4 * 15:02}" for n in range(9)] == walls(hour, leo)
    assert walls(hour, leo, dead_gaps=False) == ["09:00", "09:45", "10:00", "10:15", "11:00"]


def test_an_offer_says_that_it_leaves_a_gap(leo, hour):
    found = free_times(
        service=hour, minutes=60, therapists=[leo], days=[clock.today()], dead_gaps=True, limit=3
    )

    assert [one.leaves_a_gap for one in found] == [False, True, True]


def test_where_every_start_leaves_a_gap_those_at_an_end_leave_one_alone(leo, hour):
    make.appointment(leo, at("10:45"), service=make.service("Long", minutes=75))

    assert walls(hour, leo) == ["09:00", "09:30"]
    assert walls(hour, leo, between=(time(9, 15), time(9, 30))) == ["09:15"]


def test_a_room_that_is_free_at_no_tidy_time_hides_nothing(leo, hour):
    for since, until in (("09:00", "09:30"), ("10:30", "12:00")):
        TimeOff.objects.create(room=make.room(), starts_at=at(since), ends_at=at(until), reason="Paint")

    assert walls(hour, leo) == ["09:30"]


def test_tidy_times_outside_the_window_that_was_asked_for_hide_nothing(leo, hour):
    assert walls(hour, leo, between=(time(9, 15), time(9, 45))) == ["09:15", "09:30"]


def test_the_patients_other_visits_bound_nobodys_free_stretch(leo, hour):
    ana, room = make.patient(), make.room("Room 2")
    make.appointment(make.therapist("Mia"), at("09:00"), minutes=30, patient=ana, room=room)

    assert walls(hour, leo, patient=ana) == ["09:45", "10:00", "10:15", "11:00"]


def test_what_has_passed_is_no_gap(leo, hour, tuesday):
    tuesday.move_to(at("09:20"))

    assert walls(hour, leo)[:2] == ["09:30", "10:15"]


def test_an_end_beside_the_grid_is_no_gap(leo, hour):
    make.appointment(leo, at("09:00"), service=make.service("Odd", minutes=25, buffer_after=5))
    Clinic.objects.update_or_create(pk=1, defaults={"grid_minutes": 20})

    assert walls(hour, leo) == ["09:40", "10:20", "11:00"]


def test_a_short_mobile_visit_is_nothing_that_fits_between_two_others(leo, hour):
    make.service("Call", minutes=15, mobile=True)

    assert "09:15" not in walls(hour, leo)


def test_a_drive_is_part_of_what_has_to_fit(leo, hour):
    zone = on_the_road.zone()
    found = free_times(
        service=on_the_road.service(), minutes=60, therapists=[leo], days=[clock.today()], zone=zone
    )

    assert [f"{clock.local(one.starts_at):%H:%M}" for one in found] == ["09:00", "11:00"]


def test_a_clinic_without_services_has_no_gaps(leo, hour):
    Service.objects.update(active=False)

    assert len(walls(hour, leo)) == 9


def test_the_soonest_are_the_same_in_the_same_order(leo, hour):
    asked = {"service": hour, "minutes": 60, "therapists": [leo], "days": days_from(clock.today(), 14)}

    assert [*soonest(**asked)] == free_times(**asked)


@pytest.fixture
def desk(client):
    client.force_login(make.front_desk())
    return client


def labelled(page):
    """What stands on the labels of its own, beside words and not among them."""
    return re.findall(r'<span class="chip sm local"><svg.*?</svg>([^<]+)</span>', page, re.DOTALL)


def test_the_panel_leaves_them_out_until_it_is_asked_for_them_and_says_which_they_are(desk, leo, hour):
    asked = {"service": hour.pk, "after": at("09:00").isoformat()}
    url = reverse("scheduling:free")

    tidy, every = (desk.get(url, {**asked, **more}).content.decode() for more in ({}, {"dead_gaps": "1"}))

    assert "Book 09:45 with Leo" in tidy
    assert not labelled(tidy)
    assert "Book 09:15 with Leo" in every
    assert set(labelled(every)) == {"Leaves a gap nobody can book"}


def test_a_place_that_was_pressed_is_offered_and_booked_whatever_it_leaves(desk, leo, hour):
    place = {"service": hour.pk, "therapist": leo.pk, "at": "2026-11-24T09:15"}

    panel = desk.get(reverse("scheduling:book"), place, headers=HTMX).content.decode()

    assert "Book 09:15 with Leo" in panel
    assert "is not free" not in panel
    assert ask.book(leo, at("09:15"), service=hour)


def test_the_move_page_leaves_them_out_until_it_is_asked_for_them(desk, leo, hour):
    url = reverse("scheduling:move", args=[make.appointment(leo, at("09:00"), service=hour).pk])

    tidy, every = (desk.get(url, more).content.decode() for more in ({}, {"dead_gaps": "1"}))

    assert 'data-time="09:45"' in tidy
    assert 'data-time="09:15"' not in tidy
    assert not labelled(tidy)
    assert 'data-time="09:15"' in every
    assert set(labelled(every)) == {"Leaves a gap"}


def test_a_series_keeps_its_time_and_is_offered_tidy_ones_instead(leo, hour):
    wanted, today = Asked(make.patient(), leo, hour, 60, time(9, 15)), clock.today()
    make.appointment(leo, at("11:30"), service=make.service("Short", minutes=30))
    taken = replace(wanted, at=time(11))

    assert look(wanted, [today], [leo])[0].planned.starts_at == at("09:15")
    instead = look(taken, [today], [leo])[0]
    assert instead.planned is None
    assert [one.leaves_a_gap for one in instead.others] == [False, False]


@pytest.mark.parametrize("seed", each(range(24), one_in=8))
def test_of_each_stretch_those_that_leave_the_fewest_are_offered(seed):
    chance = random.Random(seed)  # noqa: S311  a repeatable one is wanted
    therapists, service, patient = a_random_clinic(chance)
    if chance.random() < 0.7:
        make.service("Short", minutes=chance.choice([15, 20, 30]), buffer_after=chance.choice([0, 10]))
    between = chance.choice([None, None, (time(9, 30), time(13))])
    Clinic.remember(Clinic.current())
    days = days_from(clock.today(), 2)

    found = free_times(
        service=service, minutes=service.durations[0], therapists=therapists, days=days, patient=patient,
        between=between, limit=10_000,
    )  # fmt: skip

    expected = [
        (start, person.pk) for person in therapists for start in tidy(person, service, patient, days, between)
    ]
    assert sorted((one.starts_at, one.therapist.pk) for one in found) == sorted(expected)


def tidy(person, service, patient, days, between):
    """The rule in plain steps: minute after minute makes a stretch, start after start is counted."""
    minutes, grid = service.durations[0], Clinic.current().grid_minutes
    for stretch in stretches(person, service, patient, days):
        steps = [start for start in stretch if clock.local(start).minute % grid == 0]
        free = [
            start
            for start in steps
            if room_by_rule(person, service, patient, minutes, start, ())
            and (between is None or between[0] <= clock.local(start).time() < between[1])
        ]
        left = {start: dead(start, steps, service) for start in free}
        yield from (start for start in free if left[start] == min(left.values()))


def dead(start, steps, service):
    offered = [(one, length) for one in Service.objects.bookable() for length in one.durations]
    before = min(length + one.buffer_after for one, length in offered) + service.buffer_before
    after = min(length + one.buffer_before for one, length in offered) + service.buffer_after
    return (0 < (start - steps[0]) / MINUTE < before) + (0 < (steps[-1] - start) / MINUTE < after)


def stretches(person, service, patient, days):
    """Minutes at which its own time is in hours and in no time off, and its buffers are on no other visit."""
    since, until = clock.clinic_day(min(days))[0], clock.clinic_day(max(days))[1]
    hours = [row.span(day) for day in days for row in WorkingHours.objects.filter(therapist=person).on(day)]
    joined = joined_up(sorted(hours))
    offs = [(o.starts_at, o.ends_at) for o in TimeOff.objects.filter(therapist=person)]
    taken = [one.occupies for one in Appointment.objects.holding().filter(therapist=person)]
    stretch = []
    for n in range((until - since) // MINUTE):
        start = since + n * MINUTE
        wish = Wish.new(patient, person, service, service.durations[0], start)
        if (
            start >= clock.now()
            and any(a <= start and wish.ends_at <= b for a, b in joined)
            and not any(a < wish.ends_at and start < b for a, b in offs)
            and not any(o.lower < wish.occupies.upper and wish.occupies.lower < o.upper for o in taken)
        ):
            stretch.append(start)
        elif stretch:
            yield stretch
            stretch = []


def joined_up(spans):
    """Those that touch as one."""
    joined = []
    for since, until in spans:
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(until, joined[-1][1]))
        else:
            joined.append((since, until))
    return joined
