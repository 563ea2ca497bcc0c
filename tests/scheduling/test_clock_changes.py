"""Every clock change of twelve zones from 2027 to 2030, for bookings, series and the clinic's days."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.clock import RepeatedTime, SkippedTime
from clinic.models import Clinic
from scheduling.feeds import zone
from scheduling.forms import InstantField, MoveForm
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from scheduling.series.planning import Asked, look
from tests import make
from tests.sweeping import each

pytestmark = pytest.mark.django_db
ZONES = [
    "Europe/London",
    "Australia/Lord_Howe",  # half an hour
    "Antarctica/Troll",  # two hours
    "Pacific/Apia",
    "Africa/Casablanca",  # against the others, around Ramadan
    "America/Santiago",  # at midnight
    "Europe/Dublin",
    "America/New_York",
    "America/Havana",  # midnight comes twice
    "Pacific/Chatham",
    "Asia/Gaza",
    "Asia/Kolkata",
]
SINCE, UNTIL = datetime(2027, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
STEP, HOUR = timedelta(minutes=15), timedelta(hours=1)


@cache
def changes(name):
    return list(zone.changes(ZoneInfo(name), SINCE, UNTIL))


CHANGES = [(name, change) for name in ZONES for change in changes(name)]
at_each_change = pytest.mark.parametrize(
    "of", each(CHANGES, one_in=40), ids=lambda of: f"{of[0].rpartition('/')[2]} {of[1].at:%Y-%m-%d}"
)


@pytest.fixture(autouse=True)
def only_of_this_test():
    yield
    Clinic.remember(None)


def moved_to(name):
    clinic, _ = Clinic.objects.update_or_create(pk=1, defaults={"time_zone": name})
    Clinic.remember(clinic)


def walls(change):
    """Every quarter of an hour on the wall for some hours around, as (day, time)."""
    shown = (change.at + change.before).replace(tzinfo=None) - 6 * HOUR
    return [((shown + n * STEP).date(), (shown + n * STEP).time()) for n in range(48)]


def what_happens(change, day, wall):
    """skipped, repeated, or once: by the offsets alone."""
    shown = datetime.combine(day, wall, tzinfo=UTC)
    instants = [shown - change.before, shown - change.after]
    real = {
        one for one, is_before in zip(instants, (True, False), strict=True) if (one < change.at) is is_before
    }
    return {0: "skipped", 1: "once", 2: "repeated"}[len(real)], sorted(real)


def near(change):
    """Those that do not come just once."""
    return [(day, wall) for day, wall in walls(change) if what_happens(change, day, wall)[0] != "once"]


@pytest.mark.parametrize("name", each(ZONES, one_in=12))
def test_days_follow_each_other_without_a_gap_or_an_overlap(name):
    moved_to(name)
    day, last = date(2027, 1, 1), date(2031, 1, 1)
    end, lengths = clock.clinic_day(day)[0], set()
    while day < last:
        begins, ends = clock.clinic_day(day)
        assert begins == end
        assert clock.local(begins).date() == day == clock.local(ends - timedelta(seconds=1)).date()
        lengths.add(ends - begins)
        day, end = day + timedelta(days=1), ends

    changed = {24 * HOUR - (one.after - one.before) for one in changes(name)}
    assert lengths == {24 * HOUR, *changed}


@at_each_change
def test_a_wall_time_is_an_instant_or_says_why_it_is_none(of):
    name, change = of
    moved_to(name)
    seen = set()
    for day, wall in walls(change):
        happens, instants = what_happens(change, day, wall)
        seen.add(happens)
        if happens == "once":
            assert [clock.instant(day, wall)] == instants
            assert InstantField().clean(f"{day}T{wall:%H:%M}") == instants[0]
        elif happens == "skipped":
            with pytest.raises(SkippedTime, match=f"{wall:%H:%M} does not exist on .* the clocks go forward"):
                clock.instant(day, wall)
            with pytest.raises(ValidationError, match="does not exist"):
                InstantField().clean(f"{day}T{wall:%H:%M}")
        else:
            with pytest.raises(RepeatedTime, match=f"{wall:%H:%M} comes twice on .* Say which one") as asked:
                clock.instant(day, wall)
            assert [asked.value.earlier, asked.value.later] == instants
    assert seen == {"once", "skipped" if change.after > change.before else "repeated"}


@at_each_change
def test_moving_by_hand_asks_which_of_two(of):
    name, change = of
    moved_to(name)
    owl = make.therapist("Owl")
    for day, wall in [*near(change), walls(change)[0]]:
        happens, instants = what_happens(change, day, wall)
        said = {"version": 1, "therapist": owl.pk, "day": day, "time": f"{wall:%H:%M}"}
        plain = MoveForm(said)
        assert plain.is_valid() == (happens == "once")
        assert plain.asks_which == (happens == "repeated")
        for which, instant in zip(("earlier", "later"), instants, strict=False):
            form = MoveForm({**said, "which": which})
            assert form.is_valid(), form.errors
            if happens == "repeated":
                assert form.cleaned_data["to"] == (owl, instant)


@at_each_change
def test_a_series_keeps_its_wall_time_or_asks(of):
    """Weekly at ten across the change, and once through the very hour that changes."""
    name, change = of
    moved_to(name)
    make.room()
    owl = make.therapist("Owl", hours=("00:00", "23:59"))
    service, patient, by = make.service(minutes=30), make.patient(), make.front_desk()
    night, wall = near(change)[0]
    first = night - timedelta(weeks=2)
    asked = Asked(patient, owl, service, 30, time(10))
    days = [first + timedelta(weeks=n) for n in range(4)]

    at_ten = look(asked, days, [owl])
    at_night = look(replace(asked, at=wall), days, [owl])

    assert [clock.local(line.planned.starts_at).time() for line in at_ten] == [time(10)] * 4
    assert [line.planned is None for line in at_night] == [False, False, True, False]
    words = "does not exist" if change.after > change.before else "comes twice"
    assert words in at_night[2].trouble
    if words == "comes twice":
        assert_both_are_offered(at_night[2], what_happens(change, night, wall)[1], owl)
    picks = [Pick(line.day, owl, line.planned and line.planned.starts_at, line.trouble) for line in at_night]
    series = book_series(
        patient=patient, service=service, minutes=30, pattern=Pattern(first, count=4), picks=picks,
        key=uuid.uuid4(), by=by,
    )  # fmt: skip
    held = {clock.local(one.starts_at).replace(tzinfo=None) for one in series.appointments.all()}
    assert held == {datetime.combine(line.day, wall) for line in at_night if line.planned}
    assert words in series.settled.get().why


def assert_both_are_offered(line, instants, owl):
    """Told apart; in Havana the day itself begins twice, and its hours with the second time."""
    offered = {one.starts_at: one.which for one in line.others}
    told = zip(instants, (", the first time", ", the second time"), strict=True)
    opens = owl.working_hours.first().span(line.day)[0]
    assert {at: which for at, which in told if at >= opens}.items() <= offered.items()


def test_all_changes_are_there():
    """As many as the zones' own data hold; Apia and Kolkata have none any more."""
    assert {name for name, _ in CHANGES} == set(ZONES) - {"Pacific/Apia", "Asia/Kolkata"}
    assert len(CHANGES) >= 72
