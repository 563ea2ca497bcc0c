"""The pages of today and of cautions: what is typed is kept whole or refused in words."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic import clock
from patients.models import Reading, Settlement
from tests import make
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db
WHY = "Talked it through twice"


@pytest.fixture
def maya():
    return make.therapist("Maya")


@pytest.fixture
def helen(maya):
    helen = make.patient("Helen Vasquez")
    make.appointment(maya, make.at("09:00"), patient=helen)
    make.history(helen, maya, hernia="yes", surgery_recent="yes", rf_heart="unsure", diabetes="no")
    return helen


def send(maya, helen, page, *, client=None, **fields):
    return (client or signed_in(maya)).post(reverse(f"patients:{page}", args=[helen.number]), fields)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_zero_empty_and_a_number_are_three_things(maya, helen):
    assert send(maya, helen, "today", systolic="0", diastolic="80").status_code == 422
    assert send(maya, helen, "today", weeks_pregnant="0", intoxicated="no").status_code == 302

    row = Reading.objects.get()
    assert (row.systolic, row.weeks_pregnant, row.intoxicated, row.changed) == (None, 0, False, None)


NOT_LIVING = [
    {},
    {"systolic": "39", "diastolic": "30"},
    {"systolic": "301", "diastolic": "90"},
    {"systolic": "128"},
    {"systolic": "80", "diastolic": "120"},
    {"systolic": "12８", "diastolic": "80"},
    {"systolic": "1e2", "diastolic": "80"},
    {"systolic": "9" * 5000, "diastolic": "80"},
    {"systolic": "\x00128", "diastolic": "80"},
    {"systolic": "128.5", "diastolic": "80"},
    {"celsius": "nan"},
    {"celsius": "36.66"},
    {"celsius": "-37"},
    {"painkiller": "25:00"},
    {"weeks_pregnant": "46"},
    {"due_on": "2031-01-01"},
    {"changed": "perhaps"},
    {"intoxicated": "\ufeffyes"},
]


def test_what_cannot_be_is_refused_and_nothing_is_kept(maya, helen):
    client = signed_in(maya)
    for fields in NOT_LIVING:
        assert send(maya, helen, "today", client=client, **fields).status_code == 422, fields
    assert not Reading.objects.exists()


def test_a_reading_that_stops_the_visit_says_so_everywhere(maya, helen):
    send(maya, helen, "today", systolic="184", diastolic="112")
    page = text(signed_in(maya).get(reverse("patients:detail", args=[helen.number])))
    day = text(signed_in(maya).get(reverse("sessions:my_day")))

    assert "Blood pressure today: 184/112" in page
    assert "Do not treat today" in day
    assert "Start the session" not in page + day


def test_a_correction_needs_a_reason_and_leaves_the_mistake_to_be_read(maya, helen):
    send(maya, helen, "today", systolic="184", diastolic="112")
    url = reverse("patients:correct", args=[helen.number, Reading.objects.get().pk])

    assert signed_in(maya).post(url, {"reason": "oops"}).status_code == 422
    assert signed_in(maya).post(url, {"reason": "Wrong person's cuff"}).status_code == 302
    assert "184/112 mmHg" in text(signed_in(maya).get(reverse("patients:today", args=[helen.number])))
    assert Reading.objects.count() == 2


def test_something_changed_leads_to_the_questions(maya, helen):
    response = send(maya, helen, "today", changed="yes")

    assert response["Location"] == reverse("patients:history", args=[helen.number])


def test_what_was_not_asked_is_never_a_clean_bill(maya):
    never, asked = make.patient(), make.patient()
    make.history(asked, maya, diabetes="no")
    for person in (never, asked):
        make.in_care_of(maya, person)
        page = text(signed_in(maya).get(reverse("patients:cautions", args=[person.number])))
        assert "Not asked yet" in page
        assert "No cautions" not in page
        assert reverse("patients:history", args=[person.number]) in page


def test_a_decision_that_is_not_on_offer_is_refused_in_words(maya, helen):
    make.history(helen, maya, dvt_current="yes")
    said = {"rule": "dvt_current", "kind": "override", "reason": "It looks quite fine", "how_long": "visit"}
    refused = send(maya, helen, "cautions", **said)

    assert refused.status_code == 422
    assert "Nobody overrides a stop" in text(refused)


def test_a_letter_is_filed_and_a_refused_one_stays_on_the_page(maya, helen):
    letter = {
        "rule": "surgery_recent", "kind": "letter", "from_whom": "Dr Farah", "dated_on": "2026-11-20",
        "until_on": "2026-11-23",
    }  # fmt: skip
    refused = send(maya, helen, "cautions", **letter)
    assert refused.status_code == 422
    assert "over already" in text(refused)
    assert "Dr Farah" in text(refused)

    kept = send(maya, helen, "cautions", **{**letter, "until_on": "2026-12-20"})

    assert kept.status_code == 302
    page = text(signed_in(maya).get(reverse("patients:cautions", args=[helen.number])))
    assert "Letter from Dr Farah of 20 Nov 2026, holds until 20 Dec 2026" in page
    assert "It ends within 30 days" in page


SENSELESS = [
    {},
    {"rule": "no_such", "kind": "override"},
    {"rule": "hernia", "kind": "pardon"},
    {"rule": "diabetes", "kind": "override", "reason": WHY, "how_long": "visit"},
    {"rule": "hernia", "kind": "override", "reason": "no", "how_long": "visit"},
    {"rule": "hernia", "kind": "override", "reason": WHY, "how_long": "until"},
    {"rule": "hernia", "kind": "override", "reason": WHY, "how_long": "until", "until_on": "2028-12-31"},
    {"rule": "hernia", "kind": "override", "reason": f"{WHY}\u202e", "how_long": "visit"},
    {"rule": "hernia", "kind": "closing", "reason": "x " * 400},
    {"rule": "surgery_recent", "kind": "override", "reason": WHY, "how_long": "visit"},
    {"rule": "rf_heart", "kind": "override", "reason": WHY, "how_long": "visit"},
    {"rule": "rf_heart", "kind": "closing", "reason": WHY},
    {"rule": "hernia", "kind": "letter", "from_whom": "Dr", "dated_on": "no", "until_on": "\x00"},
]


def test_a_decision_that_makes_no_sense_is_refused_in_words(maya, helen):
    client = signed_in(maya)
    for fields in SENSELESS:
        assert send(maya, helen, "cautions", client=client, **fields).status_code == 422, fields
    assert not Settlement.objects.exists()


def test_the_desk_reads_that_the_therapist_is_asked_first_and_nothing_else(maya, helen):
    appointment = helen.appointments.get()
    page = text(signed_in(make.front_desk()).get(reverse("scheduling:appointment", args=[appointment.pk])))

    assert "Ask Maya before this visit" in page
    for word in ("surgery", "hernia", "Heart", "letter", "Do not treat"):
        assert word.lower() not in page.lower()


def test_decisions_are_listed_with_who_and_taken_back(maya, helen):
    send(maya, helen, "cautions", rule="hernia", kind="override", reason=WHY, how_long="visit")
    row = Settlement.objects.get()
    assert row.until_on == clock.today() < clock.today() + timedelta(days=1)
    url = reverse("patients:withdraw", args=[helen.number, row.pk])
    refused = signed_in(maya).post(url, {"reason": "no"})
    assert refused.status_code == 422
    assert ">no</textarea>" in text(refused)
    assert "Write why, in a few words." in text(refused)
    assert not Settlement.objects.filter(kind="withdrawal").exists()

    signed_in(maya).post(url, {"reason": "The wrong person's page"})

    page = text(signed_in(maya).get(reverse("patients:cautions", args=[helen.number])))
    assert "Taken back by Maya" in page
