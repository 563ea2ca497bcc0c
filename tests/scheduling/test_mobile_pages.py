"""Pages of mobile visits: who sees an address, what a form refuses, and where a refusal leads."""

import html
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from clinic import clock
from clinic.models import Clinic, Role, Staff
from scheduling.mobile import safety, zones
from scheduling.models import Appointment, MobileVisit, TravelZone
from tests import make
from tests.make import at
from tests.patients.bad_inputs import INPUTS, request
from tests.scheduling import on_the_road

pytestmark = pytest.mark.django_db
STREET = "Orchard Row"


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo Marsh", hours=("08:00", "18:00"))


@pytest.fixture
def desk(client):
    client.force_login(make.front_desk())
    return client


def test_the_desk_books_a_visit_with_zone_and_address(leo, desk):
    ada = on_the_road.known()
    panel = desk.get(reverse("scheduling:free"), {"patient": ada.number, "service": on_the_road.service().pk})
    assert "Zone" in panel.content.decode()

    said = on_the_road.form(leo, ada, at("10:00"), address="9 Quay", directions="Ring twice")
    answer = desk.post(reverse("scheduling:book"), said)

    visit = MobileVisit.objects.get()
    assert answer.status_code == 302
    assert (visit.address, visit.directions, str(visit.address_by)) == ("9 Quay", "Ring twice", "Joan")
    assert visit.appointment.room is None


def test_each_time_offered_says_what_coming_costs_on_its_day(leo, desk, tuesday):
    tomorrow, kind, place = clock.today() + timedelta(days=1), on_the_road.service(), on_the_road.zone()
    make.price(kind, "64", minutes=60)
    zones.set_fee(zone=place, amount=Decimal(20), valid_from=tomorrow, by=Staff.objects.admins().get())
    asked = {"patient": on_the_road.known().number, "service": kind.pk, "zone": place.pk}

    def offered(day):
        page = desk.get(reverse("scheduling:free"), {**asked, "day": day}).content.decode()
        return re.findall(r"At the patient's[^<]*", html.unescape(page))

    assert offered(clock.today()) == ["At the patient's, £64, call-out £12"] * 3
    assert offered(tomorrow) == ["At the patient's, £64, call-out £20"] * 3


@pytest.mark.sweep
def test_the_patients_own_address_is_nobodys_other_one(leo, desk):
    ada = on_the_road.known()

    said = on_the_road.form(leo, ada, at("10:00"), address=ada.address.replace("\n", " \r\n "))
    desk.post(reverse("scheduling:book"), said)

    assert MobileVisit.objects.get().address_by is None


def test_the_refusal_says_what_is_missing_and_leads_there(leo, desk):
    ada = on_the_road.known(birth_on=None, address="")

    said = on_the_road.form(leo, ada, at("10:00"), address="9 Quay")
    answer = desk.post(reverse("scheduling:book"), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "record has no date of birth and no address" in page.replace("&#x27;", "'")
    assert f'href="{reverse("patients:edit", args=[ada.number])}"' in page
    assert "9 Quay" in page
    assert not Appointment.objects.exists()


@pytest.mark.sweep
def test_an_address_is_for_the_therapist_the_desk_and_admins(leo, client):
    # The patient's page is open to all staff, so the visit has an address that stands nowhere else.
    held = on_the_road.book(leo, at("10:00"), to=on_the_road.Destination(on_the_road.zone(), "Loft 7"))
    mia, day = make.therapist("Mia Ray"), clock.today()
    addresses = [
        reverse("scheduling:appointment", args=[held.pk]),
        reverse("scheduling:sheet", args=[day]),
        reverse("scheduling:therapist_sheet", args=[day, leo.pk]),
        reverse("scheduling:destination", args=[held.mobile_visit.pk]),
    ]

    def seen(who):
        client.force_login(who)
        return ["Loft 7" in client.get(one).content.decode() for one in addresses]

    assert (seen(leo), seen(mia)) == ([True] * 4, [False] * 4)
    assert (seen(held.booked_by), seen(make.admin("Ida"))) == ([True] * 4, [True] * 4)
    for page in (reverse("scheduling:day", args=[day]), reverse("scheduling:mobile")):
        client.force_login(held.booked_by)
        answer = client.get(page)
        assert "Loft 7" not in answer.content.decode().partition("</title>")[0]


@pytest.mark.sweep
def test_words_from_the_door_are_the_therapists_own(leo, client):
    held = on_the_road.book(leo, at("10:00"))
    here = reverse("scheduling:here", args=[held.mobile_visit.pk])

    client.force_login(make.therapist("Mia"))
    assert client.post(here).status_code == 404
    both = make.therapist("Owen", hours=None)
    Staff.objects.filter(pk=both.pk).update(roles=[Role.THERAPIST, Role.ADMIN])
    client.force_login(both)
    assert client.post(here).status_code == 404
    client.force_login(held.booked_by)
    assert client.post(here).status_code == 403
    client.force_login(leo)
    answer = client.post(here)

    assert (answer.status_code, answer.url) == (302, reverse("sessions:my_day"))
    assert MobileVisit.objects.get().here_at


@pytest.mark.sweep
def test_another_destination_is_kept_or_refused_in_words(leo, desk):
    held = on_the_road.book(leo, at("10:00"))
    there = reverse("scheduling:destination", args=[held.mobile_visit.pk])
    far = on_the_road.zone("Far Hills", 180, 180)
    on_the_road.book(leo, at("14:00"), patient=on_the_road.known("Ben Ash"))
    said = {"version": 1, "zone": far.pk, "address": "1 Hill", "directions": ""}

    refused = desk.post(there, said)
    stale = desk.post(there, said | {"zone": on_the_road.zone().pk, "version": 0})
    kept = desk.post(there, said | {"zone": on_the_road.zone().pk})

    assert (refused.status_code, stale.status_code, kept.status_code) == (422, 422, 302)
    assert "The drive back takes 180 minutes, and Leo sets out at 13:30" in refused.content.decode()
    assert MobileVisit.objects.get(appointment=held).address == "1 Hill"
    assert (
        "Sent to another address"
        in desk.get(reverse("scheduling:appointment", args=[held.pk])).content.decode()
    )


@pytest.mark.sweep
def test_an_alert_cannot_be_settled_without_a_reason(leo, desk, tuesday):
    trip = on_the_road.visited(leo, at("10:00"))
    tuesday.move_to(at("11:30"))

    answer = desk.post(reverse("scheduling:settle", args=[trip.pk]), {"reason": " "})

    assert answer.status_code == 422
    assert "Say how you know that all is well" in answer.content.decode()


@pytest.mark.sweep
def test_an_admin_sets_zones_fees_and_the_wait(client):
    client.force_login(make.admin("Ida"))
    said = {"name": "Oakfield", "minutes_there": 20, "minutes_back": 25}
    client.post(reverse("scheduling:new_zone"), said)
    zone = TravelZone.objects.get()
    fee, again = reverse("scheduling:set_fee", args=[zone.pk]), reverse("scheduling:new_zone")

    assert client.post(fee, {"amount": "12.50", "valid_from": clock.today()}).status_code == 302
    assert client.post(fee, {"amount": "9", "valid_from": "2020-01-01"}).status_code == 422
    twice = client.post(again, said | {"name": "OAKFIELD"})
    assert "There is a zone called OAKFIELD already" in twice.content.decode()
    client.post(reverse("scheduling:zone", args=[zone.pk]), said | {"minutes_there": 30})
    client.post(reverse("scheduling:serve_zone", args=[zone.pk]))
    client.post(reverse("scheduling:watch"), {"minutes": 25})

    zone.refresh_from_db()
    assert (zone.minutes_there, zone.active, zone.fees.get().amount) == (30, False, 12.5)
    assert Clinic.objects.get().overdue_minutes == 25
    assert "Given up" in client.get(reverse("scheduling:zones")).content.decode()


@pytest.mark.sweep
@pytest.mark.parametrize("kind", INPUTS)
def test_nothing_that_is_typed_breaks_a_form(leo, client, kind, tuesday):
    owen = make.staff("Owen", *("therapist", "front_desk", "admin"))
    client.force_login(owen)
    trip, zone = on_the_road.visited(leo, at("10:00")), on_the_road.zone()
    tuesday.move_to(at("11:30"))
    ada = on_the_road.known("Una Berg")
    booking = {name: str(value) for name, value in on_the_road.form(leo, ada, at("14:00")).items()}
    forms = {
        reverse("scheduling:book"): (booking, {"zone", "address", "directions"}),
        reverse("scheduling:destination", args=[trip.pk]): (
            {"version": "1", "zone": str(zone.pk), "address": "1 Hill", "directions": ""},
            {"version", "zone", "address", "directions"},
        ),
        reverse("scheduling:settle", args=[trip.pk]): ({"reason": "Rang"}, {"reason"}),
        reverse("scheduling:new_zone"): (
            {"name": "A", "minutes_there": "5", "minutes_back": "5"},
            {"name", "minutes_there", "minutes_back"},
        ),
        reverse("scheduling:set_fee", args=[zone.pk]): (
            {"amount": "5", "valid_from": str(clock.today())},
            {"amount", "valid_from"},
        ),
        reverse("scheduling:watch"): ({"minutes": "15"}, {"minutes"}),
    }
    for url, (fields, names) in forms.items():
        for value in INPUTS[kind]:
            for name in names:
                answer = client.post(url, **request(kind, value, fields, {name}))
                assert answer.status_code < 500, (url, name, value)
    assert all(one.address.strip() for one in MobileVisit.objects.all())


def test_whoever_is_treated_at_home_is_not_waiting(leo, desk):
    trip = on_the_road.visited(leo, at("09:30"))
    safety.check_in(visit=trip, by=leo)
    Appointment.objects.update(arrived_at=clock.now() - timedelta(minutes=30))

    page = desk.get(reverse("scheduling:appointment", args=[trip.appointment_id])).content.decode()

    assert "Arrived" in page
    assert ", waiting" not in page


def test_at_the_door_it_is_told_that_the_time_is_over(leo, client, tuesday):
    trip = on_the_road.visited(leo, at("09:30"))
    client.force_login(leo)
    assert "It was to end at" not in client.get(reverse("sessions:my_day")).content.decode()

    tuesday.move_to(at("10:31"))
    over = client.get(reverse("sessions:my_day")).content.decode()
    safety.check_out(visit=trip, by=leo)
    away = client.get(reverse("sessions:my_day")).content.decode()

    assert "It was to end at 10:30. Say when you have left: 15 minutes after its end" in over
    assert "It was to end at" not in away


def test_who_is_missed_is_not_nobody(leo, desk, tuesday):
    assert "Nobody drives to a patient today." in desk.get(reverse("scheduling:mobile")).content.decode()
    on_the_road.visited(leo, at("09:30"))
    tuesday.move_to(at("10:46"))

    assert "Nobody else drives to a patient today." in desk.get(reverse("scheduling:mobile")).content.decode()
