"""The clinic's rules of booking, as an admin sets them."""

from datetime import timedelta

import pytest

from clinic.models import AuditEvent, Clinic
from scheduling.refusals import OffTheGrid
from tests import make
from tests.make import at
from tests.scheduling import ask
from tests.sweeping import each

pytestmark = pytest.mark.django_db
PAGE = "/clinic/booking/"
SAID = {"grid_minutes": "20", "dead_gaps": "on", "late_cancel_hours": "48"}


@pytest.fixture
def admin(client):
    client.force_login(make.admin())
    return client


def test_an_admin_sets_the_rules_and_what_changed_is_written_down(admin):
    assert admin.post(PAGE, SAID).status_code == 302
    assert admin.post(PAGE, {**SAID, "late_cancel_hours": "36"}).status_code == 302

    clinic = Clinic.objects.get()
    assert (clinic.grid_minutes, clinic.dead_gaps, clinic.late_cancel_hours) == (20, True, 36)
    told = AuditEvent.objects.filter(object_type="clinic", action="changed").order_by("pk")
    assert [one.fields for one in told] == [
        ["grid_minutes", "dead_gaps", "late_cancel_hours"],
        ["late_cancel_hours"],
    ]


def test_the_page_shows_what_holds(admin):
    Clinic.objects.update_or_create(pk=1, defaults={"late_cancel_hours": 30, "grid_minutes": 12})

    page = admin.get(PAGE).content.decode()

    assert 'value="30"' in page
    assert '<option value="12" selected>12 minutes</option>' in page


def test_what_was_set_holds(admin):
    make.room()
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    visit = ask.book(leo, at("10:00") + timedelta(days=2))
    assert not visit.is_late_to_cancel(visit.starts_at - timedelta(hours=30))

    admin.post(PAGE, SAID)

    assert visit.is_late_to_cancel(visit.starts_at - timedelta(hours=30))
    with pytest.raises(OffTheGrid):
        ask.book(leo, at("12:15"))


WRONG = [
    {"late_cancel_hours": "-1"}, {"late_cancel_hours": "337"}, {"late_cancel_hours": ""},
    {"late_cancel_hours": "a day"}, {"late_cancel_hours": "9" * 30}, {"grid_minutes": "7"},
    {"grid_minutes": "0"}, {"grid_minutes": ""}, {"grid_minutes": "\x00"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", each(WRONG, one_in=3))
def test_what_makes_no_sense_is_refused_and_changes_nothing(admin, wrong):
    assert admin.post(PAGE, {**SAID, **wrong}).status_code == 422
    assert not Clinic.objects.filter(late_cancel_hours=48).exists()


def test_the_desk_does_not_set_them(client):
    client.force_login(make.front_desk())

    assert client.get(PAGE).status_code == 403
