"""The schedule's pages: what they show and write down, and that a full day asks no more than an empty one."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent
from scheduling.models import Appointment, Status, TimeOff
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


def day_url(**query):
    return reverse("scheduling:day", args=[clock.today()], query=query)


def form(leo, patient, wall_time="10:00", **said):
    service = make.service()
    offer = f"{leo.pk} {at(wall_time).isoformat()}"
    plain = {"patient": patient.number, "service": service.pk, "minutes": 60, "offer": offer}
    return {**plain, "key": str(uuid.uuid4()), "note": "", **said}


def test_today_leads_to_the_board_of_today(desk):
    assert desk.get(reverse("scheduling:today")).url == "/schedule/2026-11-24/"


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "1999-01-01", "2026-1-1", "today"])
def test_a_day_that_is_none_is_not_found(desk, day):
    assert desk.get(f"/schedule/{day}/").status_code == 404


def test_the_board_shows_who_comes_when_and_what_is_free(desk, leo):
    ask.book(leo, at("10:00"), patient=make.patient("Ana Silva", step_free=False))
    TimeOff.objects.create(therapist=leo, starts_at=at("12:00"), ends_at=at("13:00"), reason="Lunch")

    page = desk.get(day_url()).content.decode()

    for words in (
        "Leo Brand",
        "Ana Silva",
        "Booked. Trigger point 60 60",
        "10:00 to 11:00",
        "Lunch",
        "1 visit<",
    ):
        assert words in page
    assert f"therapist={leo.pk}&amp;at=2026-11-24T11:00" in page
    assert "at=2026-11-24T10:15" not in page
    assert "1 h of 7 h" in page


def test_the_board_writes_down_whom_it_showed(desk, leo):
    held = ask.book(leo, at("10:00"))

    desk.get(day_url())

    assert AuditEvent.objects.get(action="listed").ids == [held.patient_id]


def test_the_list_says_the_same_as_a_table(desk, leo):
    ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"), note="Comes by bicycle")

    page = desk.get(day_url(view="list")).content.decode()

    assert "<table" in page
    assert "Ana Silva" in page
    assert "Comes by bicycle" in page


def test_what_was_cancelled_folds_away_once_the_day_is_over(desk, leo, tuesday):
    gone = make.appointment(leo, at("10:00"), patient=make.patient("Ana Silva"), status=Status.CANCELLED)
    url = reverse("scheduling:day", args=[gone.day])

    assert "Ana Silva" in desk.get(url).content.decode()
    tuesday.shift(timedelta(days=1))
    assert "Ana Silva" not in desk.get(url).content.decode()


def test_that_a_note_is_unsigned_is_told_to_therapists_only(client, leo):
    from sessions.models import TreatmentSession

    visit = make.appointment(leo, at("10:00"), status=Status.FULFILLED)
    TreatmentSession.objects.create(
        patient=visit.patient, therapist=leo, appointment=visit, started_at=at("10:00")
    )
    seen = {}
    for staff in (leo, make.front_desk()):
        client.force_login(staff)
        seen[staff.first_name] = client.get(day_url()).content.decode()

    assert "Note not signed. " in seen["Leo"]
    assert "Note not signed" not in seen["Joan"]


@pytest.mark.parametrize("view", [{}, {"view": "list"}])
def test_three_hundred_appointments_ask_no_more_than_ten(desk, leo, view):
    def fill(count):
        for n in range(Appointment.objects.count(), count):
            make.appointment(leo, at("06:00") + timedelta(minutes=3 * n), minutes=3)

    fill(10)
    desk.get(day_url(**view))
    with CaptureQueriesContext(
        connection,
    ) as ten:
        desk.get(day_url(**view))
    fill(300)
    with CaptureQueriesContext(connection) as many:
        desk.get(day_url(**view))

    assert len(many) == len(ten) <= 12


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


def test_an_empty_place_of_the_board_is_offered_first_or_excused(desk, leo):
    make.service()
    place = {"therapist": leo.pk, "at": "2026-11-24T11:15"}
    url = reverse("scheduling:book")

    assert "Book 11:15 with Leo" in desk.get(url, place, headers=HTMX).content.decode()
    ask.book(leo, at("11:30"))
    assert (
        "Today 11:15 with Leo is not free for 60 minutes"
        in desk.get(url, place, headers=HTMX).content.decode()
    )


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

    assert answer.headers["HX-Redirect"] == "/schedule/2026-11-24/"
    assert Appointment.objects.get().starts_at == at("10:00")


def test_booking_works_without_javascript(desk, leo):
    answer = desk.post(reverse("scheduling:book"), form(leo, make.patient("Ana Silva")), follow=True)

    assert answer.redirect_chain == [("/schedule/2026-11-24/", 302)]
    assert "Booked: Ana Silva, today 10:00 with Leo." in answer.content.decode()


def test_a_refusal_keeps_what_was_typed_and_offers_fresh_times(desk, leo):
    ask.book(leo, at("10:00"))
    said = form(leo, make.patient(), "10:30", note="Comes by bicycle")

    answer = desk.post(reverse("scheduling:book"), said, headers=HTMX)

    assert answer.status_code == 422
    for words in ("Leo already has an appointment from 10:00 to 11:00", "Comes by bicycle", said["key"]):
        assert words in answer.content.decode()


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


def test_the_appointments_panel_puts_the_sensible_step_first(desk, leo, tuesday):
    held = ask.book(leo, at("10:00", clock.today() + timedelta(days=1)))
    url = reverse("scheduling:appointment", args=[held.pk])

    tomorrow = desk.get(url, headers=HTMX).content.decode()
    tuesday.shift(timedelta(days=1))
    desk.force_login(held.booked_by)
    today = desk.get(url, headers=HTMX).content.decode()

    assert "Arrived" not in tomorrow
    assert primary(tomorrow) == "Confirm"
    assert primary(today) == "Arrived"
    assert AuditEvent.objects.filter(action="opened", object_id=held.pk).count() == 2


def test_opening_the_visit_is_offered_to_its_own_therapist(client, leo):
    held = ask.book(leo, at("10:00"))
    url = reverse("scheduling:appointment", args=[held.pk])
    seen = []
    for staff in (leo, make.therapist("Mia"), make.admin()):
        client.force_login(staff)
        seen.append("Open the visit" in client.get(url).content.decode())

    assert seen == [True, False, False]


def primary(panel):
    """What the one primary button says."""
    (button,) = (part for part in panel.split("<button")[1:] if "btn-primary" in part.split(">")[0])
    return button.split("</button>")[0].split("</svg>")[-1].strip()


def test_a_step_is_done_and_undone_by_its_toast(desk, leo):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))

    done = desk.post(
        reverse("scheduling:arrive", args=[held.pk]), {"version": 1}, follow=True
    ).content.decode()
    undo = f"/appointments/{held.pk}/restore/?version=2"
    back = desk.post(undo, follow=True).content.decode()

    assert "Ana Silva has arrived." in done
    assert undo in done
    assert "Taken back: Ana Silva, today 10:00 with Leo, booked." in back


def test_cancelling_asks_why(desk, leo):
    held = ask.book(leo, at("10:00"))
    url = reverse("scheduling:cancel", args=[held.pk])

    assert "Say why." in desk.post(url, {"version": 1}, headers=HTMX).content.decode()
    desk.post(url, {"version": 1, "reason": "The patient asked"}, headers=HTMX)

    assert Appointment.objects.get().cancel_reason == "The patient asked"


def test_a_stale_page_is_refused_with_both_states(desk, leo):
    held = ask.book(leo, at("10:00"))
    move = reverse("scheduling:move", args=[held.pk])
    desk.post(move, {"version": 1, "offer": f"{leo.pk} {at('12:00').isoformat()}"})

    answer = desk.post(reverse("scheduling:arrive", args=[held.pk]), {"version": 1}, headers=HTMX)

    assert answer.status_code == 422
    assert "Your page showed: today 10:00 with Leo, booked. It is now: today 12:00" in answer.content.decode()


def test_moving_offers_free_places_and_takes_one_by_hand(desk, leo):
    held = ask.book(leo, at("10:00"))
    url = reverse("scheduling:move", args=[held.pk])

    panel = desk.get(url, headers=HTMX).content.decode()
    desk.post(url, {"version": 1, "therapist": leo.pk, "day": "2026-11-25", "time": "14:30"})

    assert "Move to 14:30 with Leo" in panel
    assert Appointment.objects.get().starts_at == at("14:30", clock.today() + timedelta(days=1))


def test_moving_to_a_time_that_comes_twice_asks_which(desk, leo):
    held = ask.book(leo, at("10:00"))
    said = {"version": 1, "therapist": leo.pk, "day": "2027-10-31", "time": "01:30"}

    answer = desk.post(reverse("scheduling:move", args=[held.pk]), said, headers=HTMX)

    assert "01:30 comes twice on 31 October 2027" in answer.content.decode()
    assert "Which of the two" in answer.content.decode()


def test_a_fulfilled_visit_has_nowhere_to_move(desk, leo):
    held = make.appointment(leo, at("10:00"), status=Status.FULFILLED)

    answer = desk.get(reverse("scheduling:move", args=[held.pk]), headers=HTMX)

    assert "cannot be moved any more" in answer.content.decode()


@pytest.mark.parametrize("name", ["cancel", "confirm", "arrive", "miss", "restore"])
def test_steps_are_taken_by_post_only(desk, leo, name):
    held = ask.book(leo, at("10:00"))

    assert desk.get(reverse(f"scheduling:{name}", args=[held.pk])).status_code == 405


def test_what_does_not_exist_is_not_found(desk):
    for name in ("appointment", "move"):
        assert desk.get(reverse(f"scheduling:{name}", args=[404])).status_code == 404


def test_no_health_word_of_the_record_reaches_the_schedule(desk, leo):
    from sessions.models import TreatmentSession

    visit = make.appointment(leo, at("10:00"), status=Status.ARRIVED)
    TreatmentSession.objects.create(
        patient=visit.patient, therapist=leo, appointment=visit, started_at=at("10:00"), subjective="Headache"
    )
    with CaptureQueriesContext(connection) as queries:
        pages = [
            desk.get(url).content.decode()
            for url in (day_url(), day_url(view="list"), reverse("scheduling:appointment", args=[visit.pk]))
        ]

    assert "In session" in pages[0]
    assert not any("Headache" in page for page in pages)
    assert not any("subjective" in query["sql"] for query in queries)
