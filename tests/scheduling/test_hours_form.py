"""Hours that make no sense: which day is meant stands at its row, and all that was typed stays typed."""

import re
from datetime import date

import pytest
from django.test import Client

from scheduling.models import WorkingHours
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
FORWARD, BACK = "2027-03-28", "2027-10-31"


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make.front_desk())
    return client


def week(**changed):
    said = {"valid_from": str(TODAY), "valid_until": ""}
    for weekday in range(7):
        said |= {f"d{weekday}_0_starts": "09:00", f"d{weekday}_0_ends": "17:00"}
    return said | changed


def test_hours_wait_for_the_first_place(desk):
    leo = make.therapist("Leo", hours=None)

    answer = desk.post(f"/team/{leo.pk}/hours/", week())

    assert answer.status_code == 422
    assert "add a place under Settings, Rooms" in answer.content.decode()
    assert "17:00" in answer.content.decode()


def alone(day, starts, ends):
    return {"valid_from": day, "valid_until": day, "d6_0_starts": starts, "d6_0_ends": ends}


@pytest.mark.parametrize(
    ("typed", "at", "said"),
    [
        ({"d2_0_ends": "08:00"}, "d2_0_ends", "Wednesday: it ends before it begins."),
        ({"d2_0_ends": "09:00"}, "d2_0_ends", "Wednesday: it ends when it begins."),
        ({"d0_0_ends": ""}, "d0_0_ends", "Monday: write when it ends too, or clear both."),
        ({"d6_0_starts": ""}, "d6_0_starts", "Sunday: write when it begins too, or clear both."),
        ({"d3_0_ends": "25:00"}, "d3_0_ends", "Thursday: write the time like 14:30."),
        ({"d4_0_place": "room-999"}, "d4_0_place", "Friday: choose one of the places shown."),
        ({"d5_2_starts": "16:00", "d5_2_ends": "18:00"}, "d5_2_starts",
         "Saturday: it begins before the one from 09:00 to 17:00 has ended."),
    ],
)  # fmt: skip
def test_a_row_says_of_which_day_it_speaks(leo, desk, typed, at, said):
    before = list(WorkingHours.objects.order_by("pk").values())

    answer = desk.post(f"/team/{leo.pk}/hours/", week(**typed, d1_0_starts="13:13"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'id="id_{at}_error">\s*{said}', page)
    assert f'<a href="#id_{at}">{said}</a>' in page
    assert page.count(said) == 2
    assert 'value="13:13"' in page
    assert list(WorkingHours.objects.order_by("pk").values()) == before


def test_every_row_is_told_at_once(leo, desk):
    typed = week(d0_0_ends="25:00", d2_0_ends="08:00", d6_0_ends="")

    page = desk.post(f"/team/{leo.pk}/hours/", typed).content.decode()

    assert [day for day in ("Monday", "Wednesday", "Sunday") if f">{day}: " in page] == [
        "Monday", "Wednesday", "Sunday",
    ]  # fmt: skip
    assert all(f'value="{typed[name]}"' in page for name in ("d0_0_ends", "d2_0_ends"))


@pytest.mark.parametrize(("starts", "ends"), [("01:30", "05:00"), ("00:00", "01:30")])
def test_one_date_has_no_hours_at_a_time_that_the_clocks_skip(leo, desk, starts, ends):
    answer = desk.post(f"/team/{leo.pk}/hours/?on={FORWARD}", alone(FORWARD, starts, ends))

    assert answer.status_code == 422
    assert "Sunday: 01:30 does not exist on 28 March 2027, the clocks go forward." in answer.content.decode()
    assert not WorkingHours.objects.filter(valid_from=FORWARD).exists()


def test_a_usual_week_means_whatever_the_clock_makes_of_it(leo, desk):
    typed = week(valid_from=FORWARD, d6_0_starts="01:30")

    assert desk.post(f"/team/{leo.pk}/hours/", typed).status_code == 302


def test_hours_of_one_date_tell_what_a_time_that_comes_twice_means(leo, desk):
    page = desk.post(f"/team/{leo.pk}/hours/?on={BACK}", alone(BACK, "01:30", "05:00"), follow=True)

    assert "01:30 comes twice that day: hours mean the second time." in page.content.decode()
    assert str(WorkingHours.objects.get(valid_from=BACK)) == "01:30 to 05:00"
