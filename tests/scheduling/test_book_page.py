"""The quick-book panel: what it guesses, what it offers, and how it answers."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from clinic.models import AuditEvent, Staff
from patients.merging.apply import merge
from scheduling.forms import BookingForm
from scheduling.models import Appointment
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo Brand", hours=("09:00", "17:00"))


@pytest.fixture
def desk(client):
    client.force_login(make.front_desk())
    return client


def form(leo, patient, wall_time="10:00", **said):
    service = make.service()
    offer = f"{leo.pk} {at(wall_time).isoformat()}"
    plain = {"patient": patient.number, "service": service.pk, "minutes": 60, "offer": offer}
    return {**plain, "key": str(uuid.uuid4()), "note": "", **said}


def test_the_panel_and_the_page_are_the_same_thing(desk, leo):
    page, panel = desk.get(reverse("scheduling:book")), desk.get(reverse("scheduling:book"), headers=HTMX)

    assert "<html" in page.content.decode()
    assert "<html" not in panel.content.decode()
    assert "Say who it is for first" in panel.content.decode()


def test_the_panel_guesses_from_the_last_visit(desk, leo):
    ana = make.patient("Ana Silva")
    usual = make.service("Deep tissue")
    make.service("First visit", first_visit_only=True)
    make.appointment(leo, at("10:00") - timedelta(days=7), patient=ana, service=usual)

    panel = desk.get(reverse("scheduling:book"), {"patient": ana.number}, headers=HTMX).content.decode()

    assert (
        f'value="{usual.pk}" data-keep hx-get="/appointments/free/" hx-trigger="change" checked'
        in " ".join(panel.split())
    )
    assert "Leo, usual" in panel
    assert "First visit" not in panel
    assert "Book 09:00 with Leo" in panel
    assert AuditEvent.objects.filter(action="opened", patient_id=ana.pk).exists()


@pytest.mark.parametrize(
    ("day", "said"), [("2026-11-24", ""), ("2026-11-25", "tomorrow "), ("2027-01-05", "Tue 5 Jan ")]
)
def test_the_button_says_which_day_if_it_is_not_today(desk, leo, day, said):
    make.service()
    asked = {"patient": make.patient().number, "day": day}
    panel = desk.get(reverse("scheduling:book"), asked).content.decode()

    assert f'<span class="with-script">Book {said}09:00 with Leo</span>' in " ".join(panel.split())


def test_the_panel_says_when_they_were_here_and_when_they_come(desk, leo):
    ana = make.patient("Ana Silva")
    url = reverse("scheduling:book")
    said = ["Not here before."]
    make.appointment(leo, at("10:00") - timedelta(days=14), patient=ana)
    for hour, status in (("10:00", "cancelled"), ("12:00", "noshow")):
        make.appointment(leo, at(hour) - timedelta(days=7), patient=ana, status=status)
    said.append("Last here Tuesday 10 November, Leo.")
    new, known = desk.get(url, {"patient": make.patient().number}), desk.get(url, {"patient": ana.number})
    for days in (9, 2):
        make.appointment(leo, at("14:00") + timedelta(days=days), patient=ana)
    said.append("Last here Tuesday 10 November, Leo. Comes Thursday 26 November 14:00, Leo.")

    for words, panel in zip(said, (new, known, desk.get(url, {"patient": ana.number})), strict=True):
        assert f"{words}</p>" in panel.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"at": "2027-03-28T01:30"},
        {"at": "nonsense", "day": "x", "service": "-1", "minutes": "9" * 30, "therapist": "'"},
        {"day": "9999-12-31"},
        {"at": "0001-01-01T00:00+14:00", "after": "9999-12-31T23:59-14:00"},
        {"service": str(2**62), "patient": "abc"},
    ],
)
@pytest.mark.parametrize("name", ["book", "free"])
def test_nonsense_in_the_address_is_no_accident(desk, leo, name, query):
    make.service()

    assert desk.get(reverse(f"scheduling:{name}"), query).status_code == 200


def test_a_skipped_hour_is_told_in_words(desk, leo):
    panel = desk.get(reverse("scheduling:book"), {"at": "2027-03-28T01:30"}).content.decode()

    assert "01:30 does not exist on 28 March 2027" in panel


def test_later_offers_come_after_those_shown(desk, leo):
    service = make.service()
    url = reverse("scheduling:free")

    found = desk.get(url, {"service": service.pk, "after": at("12:00").isoformat()}).content.decode()

    assert "Book 12:15 with Leo" in found


def test_booking_answers_htmx_with_a_redirect_to_the_day(desk, leo):
    answer = desk.post(reverse("scheduling:book"), form(leo, make.patient()), headers=HTMX)

    held = Appointment.objects.get()
    assert answer.headers["HX-Redirect"] == f"/schedule/2026-11-24/?booked={held.pk}#ap-{held.pk}"
    assert held.starts_at == at("10:00")


def test_booking_works_without_javascript(desk, leo):
    answer = desk.post(reverse("scheduling:book"), form(leo, make.patient("Ana Silva")), follow=True)

    held = Appointment.objects.get()
    assert answer.redirect_chain == [(f"/schedule/2026-11-24/?booked={held.pk}#ap-{held.pk}", 302)]
    assert "Booked: Ana Silva, today 10:00 with Leo." in strip_tags(answer.content.decode())


def test_a_refusal_keeps_what_was_typed_and_offers_fresh_times(desk, leo):
    ask.book(leo, at("10:00"))
    said = form(leo, make.patient(), "10:30", note="Comes by bicycle")

    answer = desk.post(reverse("scheduling:book"), said)

    assert answer.status_code == 422
    for words in ("Leo already has an appointment from 10:00 to 11:00", "Comes by bicycle", said["key"]):
        assert words in answer.content.decode()


def test_of_an_open_panel_a_refusal_changes_the_times_alone(desk, leo, django_assert_max_num_queries):
    ask.book(leo, at("10:00"))
    mia, patient = make.therapist("Mia", hours=("13:00", "17:00")), make.patient()
    lost = form(leo, patient, "10:30")
    desk.post(reverse("scheduling:book"), lost, headers=HTMX)

    with django_assert_max_num_queries(12):
        answer = desk.post(reverse("scheduling:book"), lost, headers=HTMX)
    of_mia = desk.post(reverse("scheduling:book"), {**lost, "therapist": mia.pk}, headers=HTMX)

    said = answer.content.decode()
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (
        422,
        "#book-offers",
        "outerHTML",
    )
    assert "Leo already has an appointment from 10:00 to 11:00" in said
    assert "Book 09:00 with Leo" in said
    assert 'name="note"' not in said
    assert "Book 13:00 with Mia" in of_mia.content.decode()
    assert AuditEvent.objects.filter(action="opened", patient_id=patient.pk).count() == 3


def test_what_is_nearest_to_a_lost_time_is_offered_of_anyone_unless_somebody_was_chosen(desk, leo):
    ask.book(leo, at("15:00"))
    make.therapist("Mia")
    lost = form(leo, make.patient(), "15:00")

    anyone = desk.post(reverse("scheduling:book"), lost, headers=HTMX).content.decode()
    of_leo = desk.post(
        reverse("scheduling:book"), {**lost, "therapist": leo.pk}, headers=HTMX
    ).content.decode()

    assert "Book 15:00 with Mia" in anyone
    assert "with Mia" not in of_leo
    assert "Book 14:00 with Leo" in of_leo
    assert "09:00" not in anyone + of_leo


def test_nobody_is_booked_by_somebody_who_left(leo):
    said, joan = form(leo, make.patient()), make.front_desk()
    assert BookingForm(said, staff=joan).is_valid()

    Staff.objects.filter(pk=joan.pk).update(is_active=False)

    assert BookingForm(said, staff=joan).complaints == ["Say who it is for."]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"patient": "999999"}, "Say who it is for"),
        ({"offer": ""}, "Choose one of the times offered"),
        ({"offer": "1 x"}, "That is not a time"),
        ({"note": "a\u202eb"}, "cannot be kept"),
        ({"minutes": "45"}, "offered for 60 minutes"),
    ],
)
def test_a_form_that_makes_no_sense_comes_back_with_why(desk, leo, wrong, words):
    answer = desk.post(reverse("scheduling:book"), {**form(leo, make.patient()), **wrong}, headers=HTMX)

    assert answer.status_code in {404, 422}
    assert answer.status_code == 404 or words in answer.content.decode()
    assert not Appointment.objects.exists()


def test_without_javascript_looking_for_other_times_books_nothing(desk, leo):
    said = form(leo, make.patient("Ana Silva"), note="Comes by bicycle", day="2026-11-26", look="1")

    page = desk.post(reverse("scheduling:book"), said).content.decode()

    assert not Appointment.objects.exists()
    for words in ("Thursday 26 November, Leo", "Ana Silva", "Comes by bicycle"):
        assert words in page


def test_the_number_of_a_merged_record_leads_on_to_the_one_it_is_read_as(desk, leo):
    first, second, third = (make.patient(f"Ana Silva {n}") for n in range(3))
    joan = make.front_desk("Jo")
    merge(second, first, chosen={}, by=joan)
    merge(third, second, chosen={}, by=joan)

    answers = [desk.get(reverse("scheduling:book"), {"patient": one.number}) for one in (first, second)]
    records = [desk.get(reverse("patients:detail", args=[one.number])) for one in (first, second)]
    found = desk.post(reverse("patients:find"), {"words": str(first.number)})

    assert all(f'value="{third.number}"' in answer.content.decode() for answer in answers)
    assert {answer["Location"] for answer in records} == {reverse("patients:detail", args=[third.number])}
    assert str(third) in found.content.decode()
    assert desk.get(reverse("scheduling:book"), {"patient": 77}).status_code == 404


def test_the_usual_therapist_can_come_first(desk, leo):
    maya, ana = make.therapist("Maya Ek", hours=("13:00", "15:00")), make.patient("Ana Silva")
    make.appointment(maya, at("10:00") - timedelta(days=7), patient=ana)
    asked = {"patient": ana.number, "day": "2026-11-25"}

    earliest = desk.get(reverse("scheduling:free"), asked).content.decode()
    preferred = desk.get(reverse("scheduling:free"), {**asked, "order": "preferred"}).content.decode()

    assert "<span>Maya first</span>" in earliest
    assert earliest.index("Book tomorrow 09:00 with Leo") < earliest.index('name="offer"') + 400
    assert "Book tomorrow 13:00 with Maya" in preferred
    assert "with Leo" not in preferred[: preferred.index("Book tomorrow 13:00 with Maya")]
    named = desk.get(reverse("scheduling:free"), {**asked, "order": "preferred", "therapist": leo.pk})
    assert "<span>Leo first</span>" in named.content.decode()
