"""Who works when: read by all, arranged by the desk and admins, a therapist's own time off by themselves."""

from datetime import date, timedelta

import pytest
from django.test import Client

from clinic import clock
from clinic.models import Clinic
from scheduling.models import TimeOff, WorkingHours
from scheduling.team import closing, holidays
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
CHRISTMAS = date(2026, 12, 25)


def signed_in(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def desk():
    return signed_in(make.front_desk())


def test_the_week_shows_hours_time_off_and_holidays(leo, desk):
    TimeOff.objects.create(therapist=leo, starts_at=at("12:00"), ends_at=at("14:00"), reason="Dentist")

    page = desk.get("/team/").content.decode()
    christmas = desk.get("/team/?week=2026-12-24").content.decode()

    assert page.count("09:00–17:00") == 7
    assert "12:00 to 14:00 Dentist" in page
    assert "Christmas Day" in christmas
    assert "Christmas Day" not in page
    assert desk.get("/team/?week=never").status_code == 200


def test_a_colleague_reads_that_somebody_is_away_and_not_why(leo):
    TimeOff.objects.create(therapist=leo, starts_at=at("12:00"), ends_at=at("14:00"), reason="Dentist")
    mine, theirs = signed_in(leo), signed_in(make.therapist("Maya"))

    for address in ("/team/", f"/schedule/{TODAY}/"):
        assert "Dentist" in mine.get(address).content.decode()
        page = theirs.get(address).content.decode()
        assert "Away" in page
        assert "Dentist" not in page


def hours_of_the_form(**changed):
    said = {"valid_from": str(TODAY), "valid_until": ""}
    for weekday in range(7):
        said |= {f"d{weekday}_0_starts": "09:00", f"d{weekday}_0_ends": "17:00"}
    return said | changed


def test_the_desk_sets_a_usual_week(leo, desk):
    answer = desk.post(
        f"/team/{leo.pk}/hours/", hours_of_the_form(d2_0_starts="10", d2_1_starts="18:00", d2_1_ends="20:00")
    )

    assert answer.status_code == 302
    wednesday = WorkingHours.objects.on(TODAY + timedelta(days=1)).filter(therapist=leo).order_by("starts")
    assert [str(row) for row in wednesday] == ["10:00 to 17:00", "18:00 to 20:00"]
    assert "18:00" in desk.get(f"/team/{leo.pk}/hours/").content.decode()


def test_one_date_is_set_without_touching_the_others(leo, desk):
    day = TODAY + timedelta(days=7)
    said = {"valid_from": day, "valid_until": day, "d1_0_starts": "12:00", "d1_0_ends": "15:00"}

    assert desk.post(f"/team/{leo.pk}/hours/?on={day}", said).status_code == 302

    page = desk.get(f"/team/?week={day}").content.decode()
    assert page.count("09:00–17:00") == 6
    assert page.count("12:00–15:00") == page.count("This date only") == 1
    assert "12:00" not in desk.get(f"/team/{leo.pk}/hours/").content.decode()


def test_hours_in_the_way_name_the_appointments_and_keep_what_was_typed(leo, desk):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))

    answer = desk.post(f"/team/{leo.pk}/hours/", hours_of_the_form(d1_0_starts="13:13"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"/appointments/{held.pk}/" in page
    assert "13:13" in page
    assert str(WorkingHours.objects.on(TODAY).get(therapist=leo)) == "09:00 to 17:00"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"valid_from": "2026-11-01"}, "stay as they were"),
        ({"valid_from": "0001-01-01"}, "Choose a day between"),
    ],
)
def test_hours_that_make_no_sense_change_nothing(leo, desk, typed, said):
    before = list(WorkingHours.objects.order_by("pk").values())

    answer = desk.post(f"/team/{leo.pk}/hours/", hours_of_the_form(**typed))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert list(WorkingHours.objects.order_by("pk").values()) == before


def away(who, **changed):
    return {"whose": who, "first": TODAY, "last": TODAY, "reason": "Course", **changed}


def test_whole_days_count_from_midnight_to_midnight(leo, desk):
    last = TODAY + timedelta(days=2)

    assert desk.post("/team/time-off/", away(f"staff-{leo.pk}", last=last)).status_code == 302

    off = TimeOff.objects.get()
    assert (off.starts_at, off.ends_at) == (clock.clinic_day(TODAY)[0], clock.clinic_day(last)[1])
    assert "from today to Thursday 26 November" in desk.get("/team/").content.decode()


def test_a_therapist_enters_and_gives_back_their_own_time_off_only(leo):
    maya = make.therapist("Maya")
    mine = signed_in(leo)

    assert (
        mine.post("/team/time-off/", away(f"staff-{leo.pk}", since="12:00", until="13:00")).status_code == 302
    )
    assert mine.post("/team/time-off/", away(f"staff-{maya.pk}")).status_code == 422
    assert mine.post("/team/time-off/", away("clinic")).status_code == 422
    off = TimeOff.objects.get()
    assert signed_in(maya).post(f"/team/time-off/{off.pk}/give-back/").status_code == 403
    assert mine.post(f"/team/time-off/{off.pk}/give-back/").status_code == 302
    assert not TimeOff.objects.exists()


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ({"since": "12:00"}, "today from 12:00 until 00:00"),
        ({"first": "2026-12-04", "last": "2026-12-04", "since": "12:00", "until": "14:00"},
         "on Friday 4 December from 12:00 until 14:00"),
        ({"first": "2026-12-04", "last": "2026-12-05", "since": "12:00", "until": "14:00"},
         "on Friday 4 December from 12:00 until Saturday 5 December 14:00"),
        ({"first": "2026-12-04", "last": "2026-12-04"}, "all day on Friday 4 December"),
        ({"last": "2026-12-04"}, "from today to Friday 4 December"),
    ],
)  # fmt: skip
def test_time_off_is_told_with_its_day_when_it_is_taken_and_when_it_is_given_back(leo, desk, typed, when):
    taken = desk.post("/team/time-off/", away("clinic", **typed), follow=True).content.decode()
    back = f"/team/time-off/{TimeOff.objects.get().pk}/give-back/"
    given_back = desk.post(back, follow=True).content.decode()

    assert f"The whole clinic is away {when}." in taken
    assert f">{when}. Course" in taken
    assert f"{when[0].upper()}{when[1:]} can be booked again." in given_back


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"last": TODAY - timedelta(days=1)}, "must end after it begins"),
        ({"reason": " "}, "Say why"),
        ({"reason": "a\x00b"}, "cannot be kept"),
        ({"whose": "nobody"}, "Choose one of those shown."),
        ({"first": TODAY - timedelta(days=9), "last": TODAY - timedelta(days=8)}, "has passed"),
        ({"first": "2027-03-28", "since": "01:30", "last": "2027-03-28"}, "the clocks go forward"),
    ],
)
def test_time_off_that_makes_no_sense_is_not_entered(leo, desk, typed, said):
    answer = desk.post("/team/time-off/", away(f"staff-{leo.pk}", **typed))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not TimeOff.objects.exists()


def test_the_clinic_closes_on_the_holidays_it_ticks_and_opens_again(leo, desk):
    assert not TimeOff.objects.exists()

    desk.post("/team/closed-days/", {"sent": "yes", "closed": [str(CHRISTMAS)]})

    assert [(one.reason, one.closes_the_clinic) for one in TimeOff.objects.all()] == [("Christmas Day", True)]
    assert "Closed: Christmas Day" in desk.get(f"/team/?week={CHRISTMAS}").content.decode()
    assert "Christmas Day" in desk.get(f"/schedule/{CHRISTMAS}/").content.decode()
    desk.post("/team/closed-days/", {"sent": "yes"})
    assert not TimeOff.objects.exists()


def test_a_holiday_with_appointments_stays_open_and_the_others_close(leo, desk):
    ask.book(leo, at("10:00", CHRISTMAS), patient=make.patient("Ana Silva"))

    answer = desk.post("/team/closed-days/", {"sent": "yes", "closed": [str(CHRISTMAS), "2026-12-28"]})

    assert "Ana Silva" in answer.content.decode()
    assert f'href="/schedule/{CHRISTMAS}/?view=list">Open that day</a>' in answer.content.decode()
    assert [clock.local(one.starts_at).date() for one in TimeOff.objects.all()] == [date(2026, 12, 28)]


def test_holidays_are_those_of_the_country_and_the_region(leo):
    rosa, summer = make.admin(), date(2027, 8, 30)

    assert holidays.named([summer]) == {}
    closing.choose_region("ENG", by=rosa)
    assert list(holidays.named([summer])) == [summer]
    Clinic.objects.update(country="XX")
    Clinic.remember(None)
    assert holidays.named([summer]) == {}
    assert holidays.coming() == []
