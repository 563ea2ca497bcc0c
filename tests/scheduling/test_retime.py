"""A zone whose law changes: what was agreed stays by the wall clock, all of it or nothing."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clinic import clock
from clinic.models import AuditEvent, Clinic
from scheduling.models import Appointment, TimeOff
from scheduling.time_off import take_time_off
from tests import make
from tests.make import at

pytestmark = pytest.mark.django_db
SUMMER = date(2027, 7, 1)


def law_changes():
    """Summer time is given up: the same clinic, whose clocks follow UTC from now on."""
    Clinic.objects.update_or_create(pk=1, defaults={"time_zone": "Africa/Abidjan"})


def retime(*said, was="Europe/London"):
    out = StringIO()
    call_command("retime", "--was", was, *said, stdout=out)
    return out.getvalue()


def wall(one):
    return f"{clock.local(Appointment.objects.get(pk=one.pk).starts_at):%H:%M}"


def test_neighbours_keep_their_wall_times_buffers_and_confirmation():
    leo = make.therapist("Leo")
    service = make.service(buffer_after=15)
    first, second, winter = (
        make.appointment(leo, at(time, day), service=service, confirmed_at=clock.now())
        for time, day in (("09:00", SUMMER), ("10:15", SUMMER), ("09:00", date(2027, 12, 1)))
    )
    law_changes()

    told = retime("--yes")

    assert f"Appointment {first.pk}: agreed for 2027-07-01 09:00" in told
    assert (wall(first), wall(second), wall(winter)) == ("09:00", "10:15", "09:00")
    kept = Appointment.objects.get(pk=first.pk)
    assert (kept.occupies.upper - kept.ends_at, kept.version, kept.confirmed_at is None) == (
        timedelta(minutes=15), 2, False,
    )  # fmt: skip
    assert set(AuditEvent.objects.filter(action="retimed").values_list("object_id", flat=True)) == {
        first.pk, second.pk,
    }  # fmt: skip


def test_clocks_that_go_the_other_way_move_the_earliest_first():
    leo = make.therapist("Leo")
    Clinic.objects.update_or_create(pk=1, defaults={"time_zone": "Africa/Abidjan"})
    held = [make.appointment(leo, at(time, SUMMER)) for time in ("09:00", "10:00", "11:00")]
    Clinic.objects.update(time_zone="Europe/London")

    retime("--yes", was="+00:00")

    assert [wall(one) for one in held] == ["09:00", "10:00", "11:00"]


def test_time_off_moves_along():
    starts_at, ends_at = clock.clinic_day(SUMMER)
    told = {"starts_at": starts_at, "ends_at": ends_at, "reason": "Holiday"}
    take_time_off(everyone=True, **told, by=make.front_desk())
    law_changes()

    retime("--yes")

    off = TimeOff.objects.get()
    assert (off.starts_at, off.ends_at) == clock.clinic_day(SUMMER)


def test_one_that_would_meet_what_was_booked_since_refuses_all(tuesday):
    leo = make.therapist("Leo")
    before = make.appointment(leo, at("09:00", SUMMER))
    free = make.appointment(leo, at("14:00", SUMMER))
    law_changes()
    tuesday.shift(60)
    since, now = make.appointment(leo, at("09:00", SUMMER)), datetime.now(UTC) - timedelta(seconds=30)

    with pytest.raises(CommandError, match=f"Appointment {before.pk}.* would meet Appointment {since.pk}"):
        retime("--yes", "--booked-before", now.isoformat())

    assert (wall(before), wall(free), wall(since)) == ("08:00", "13:00", "09:00")


def test_a_wall_time_that_does_not_exist_any_more_is_told():
    leo = make.therapist("Leo")
    Clinic.objects.update_or_create(pk=1, defaults={"time_zone": "Africa/Abidjan"})
    make.appointment(leo, at("01:30", date(2027, 3, 28)))
    Clinic.objects.update(time_zone="Europe/London")

    with pytest.raises(CommandError, match="01:30 does not exist on 28 March 2027"):
        retime("--yes", was="Africa/Abidjan")


def test_nothing_moves_before_somebody_says_yes(monkeypatch):
    held = make.appointment(make.therapist("Leo"), at("09:00", SUMMER))
    law_changes()
    monkeypatch.setattr("builtins.input", lambda _: "no")

    assert "Nothing was moved." in retime()
    assert wall(held) == "08:00"


def test_words_that_name_no_clocks_are_refused():
    with pytest.raises(CommandError, match="no offset, no zone and no zone's file"):
        call_command("retime", "--was", "Mars/Olympus")


@pytest.mark.parametrize("answer", ["no\n", ""])
def test_whoever_does_not_say_yes_moves_nothing(monkeypatch, answer):
    held = make.appointment(make.therapist("Leo"), at("09:00", SUMMER))
    law_changes()
    monkeypatch.setattr("sys.stdin", StringIO(answer))

    told = retime()

    assert "the clocks of Africa/Abidjan say: 1 appointment." in told
    assert told.endswith("Nothing was moved.\n")
    assert wall(held) == "08:00"


@pytest.mark.parametrize("words", ["+25:00", "Nowhere/City"])
def test_what_is_no_clock_is_told(words):
    with pytest.raises(CommandError, match="is no offset, no zone and no zone's file"):
        retime(was=words)
