"""Nobody is booked with a therapist whose licence or insurance has ended, and people learn of it in time."""

from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from clinic import clock, credentials
from clinic.models import Credential
from scheduling import booking
from scheduling.availability import days_from, free_times
from scheduling.away.stand_ins import stand_ins
from scheduling.credentials import keeping, warning
from scheduling.credentials.places import set_jurisdiction
from scheduling.credentials.standing import uncovered
from scheduling.models import Status
from scheduling.refusals import Lapsed, LicensedElsewhere, Untrained
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from tests import make
from tests.make import at
from tests.scheduling import ask
from tests.sweeping import each

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def maya():
    make.room()
    return make.therapist("Maya", hours=("09:00", "17:00"))


@pytest.mark.parametrize("kind", each(["licence", "insurance"], one_in=2))
def test_the_last_day_can_be_booked_and_the_next_cannot(maya, kind):
    make.credential(maya, kind, expires_on=TODAY)
    make.therapist("Ines", hours=("09:00", "17:00"))

    ask.book(maya, at("10:00"))
    with pytest.raises(Lapsed) as refused:
        ask.book(maya, at("10:00", TOMORROW))

    assert str(refused.value) == (
        f"Maya's {kind} ends on 24 November 2026, so nobody is booked after it. "
        "Free tomorrow: 09:00 with Ines, 10:00 with Ines, 11:00 with Ines."
    )


@pytest.fixture
def two_states(maya):
    """Maya is in Ohio in the morning and in Kentucky in the afternoon, with an Ohio licence."""
    river = make.location("River Road")
    for place, state in ((river, "Kentucky"), (make.location(), "Ohio")):
        set_jurisdiction(location=place, jurisdiction=state, by=maya)
    make.room("Room 9", river)
    maya.working_hours.all().delete()
    make.working_hours(maya, 2, "09:00", "12:00")
    make.working_hours(maya, 2, "13:00", "17:00", river)
    return make.credential(maya, jurisdiction="ohio", expires_on=TODAY + timedelta(days=60))


def mornings_and_afternoons(maya):
    found = free_times(service=make.service(), minutes=60, therapists=[maya], days=[TOMORROW])
    return {clock.local(one.starts_at).hour < 12 for one in found}


def test_a_licence_of_one_state_does_not_cover_the_other(maya, two_states):
    assert mornings_and_afternoons(maya) == {True}
    assert ask.book(maya, at("10:00", TOMORROW)).room.name == "Room 1"
    with pytest.raises(LicensedElsewhere, match="Maya's licence is for ohio, and this would be in Kentucky"):
        ask.book(maya, at("14:00", TOMORROW))

    make.credential(maya, jurisdiction="Kentucky")

    assert mornings_and_afternoons(maya) == {True, False}
    assert ask.book(maya, at("14:00", TOMORROW)).room.name == "Room 9"


@pytest.mark.sweep
def test_each_state_has_its_own_end_and_a_licence_without_one_is_for_all(maya, two_states):
    other = make.credential(maya, jurisdiction="Kentucky", expires_on=TODAY)
    with pytest.raises(Lapsed, match="Maya's licence ends on 24 November 2026"):
        ask.book(maya, at("14:00", TOMORROW))
    assert mornings_and_afternoons(maya) == {True}
    assert [one.credential for one in credentials.ending(maya)] == [other, two_states]

    make.credential(maya, expires_on=TODAY + timedelta(days=90))

    assert mornings_and_afternoons(maya) == {True, False}


@pytest.mark.sweep
def test_visits_where_no_licence_holds_are_named(maya, two_states):
    river = two_states.staff.working_hours.get(location__name="River Road").location
    held = make.appointment(maya, at("14:00", TOMORROW), room=make.room("Room 9", river))
    make.appointment(maya, at("10:00", TOMORROW))

    assert uncovered(maya) == [held]


def test_a_renewed_paper_holds_from_its_own_day_on(maya):
    make.credential(maya, expires_on=TODAY)
    make.credential(maya, issued_on=TODAY + timedelta(days=3), expires_on=TODAY + timedelta(days=365))

    free = free_times(service=make.service(), minutes=60, therapists=[maya], days=days_from(TODAY, 5))

    with pytest.raises(Lapsed, match="ends on 24 November 2026"):
        ask.book(maya, at("10:00", TOMORROW))
    assert {one.day for one in free} == {TODAY, TODAY + timedelta(days=3), TODAY + timedelta(days=4)}


@pytest.mark.sweep
def test_first_aid_stops_nobody_and_a_withdrawn_paper_counts_no_more(maya):
    make.credential(maya, "first_aid", expires_on=TODAY - timedelta(days=9))
    ended = make.credential(maya, expires_on=TODAY - timedelta(days=9))
    keeping.withdraw(credential=ended, by=make.staff("Ada", "admin"))

    assert ask.book(maya, at("10:00"))


def test_a_service_may_need_a_modality(maya):
    needling = make.service("Needling", modality="Dry needling")
    with pytest.raises(Untrained, match="Needling 60 needs a credential for Dry needling, and Maya has none"):
        ask.book(maya, at("10:00"), service=needling)
    make.credential(maya, "modality", name="dry needling", expires_on=TODAY)

    assert ask.book(maya, at("10:00"), service=needling)
    assert {one.day for one in free_times(
        service=needling, minutes=60, therapists=[maya], days=days_from(TODAY, 3)
    )} == {TODAY}  # fmt: skip


def test_no_way_round_it_leads_past_the_end(maya):
    """Moved, restored, repeated or handed over, a visit never gets onto a day after it."""
    make.credential(maya, expires_on=TODAY)
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    joan, patient = make.front_desk(), make.patient()
    here, later = ask.book(maya, at("10:00"), patient=patient), ask.book(leo, at("10:00", TOMORROW))

    with pytest.raises(Lapsed):
        booking.move(appointment=here, starts_at=at("10:00", TOMORROW), therapist=maya, version=1, by=joan)
    with pytest.raises(Lapsed):
        booking.move(appointment=later, starts_at=later.starts_at, therapist=maya, version=1, by=joan)
    series = book_series(
        patient=patient, service=make.service(), minutes=60, pattern=Pattern(TODAY, count=2),
        picks=[Pick(TODAY, maya, at("14:00")), Pick(TOMORROW, maya, at("14:00", TOMORROW))],
        key=here.key, by=joan,
    )  # fmt: skip

    assert stand_ins([later], [maya], TOMORROW) == {later.pk: []}
    assert [one.day for one in series.appointments.all()] == [TODAY]
    assert "licence ends on 24 November" in series.settled.get().why


def test_what_was_booked_before_is_named(maya):
    visit = make.appointment(maya, at("10:00", TOMORROW))
    make.appointment(maya, at("14:00", TOMORROW), status=Status.CANCELLED)
    make.credential(maya, expires_on=TODAY)

    assert uncovered(maya) == [visit]


@pytest.mark.sweep
def test_a_crooked_paper_is_refused_and_one_sent_twice_is_kept_once(maya):
    with pytest.raises(keeping.CredentialRefused, match="must end after it begins"):
        make.credential(maya, issued_on=TOMORROW, expires_on=TODAY)
    with pytest.raises(keeping.CredentialRefused, match="A modality has a name"):
        make.credential(maya, "modality")

    assert make.credential(maya, number="7") == make.credential(maya, number="7")


@pytest.mark.sweep
def test_warnings_go_out_once_at_each_stage(maya, tuesday):
    rosa = make.admin()
    make.credential(maya, "insurance", expires_on=TODAY + timedelta(days=61))
    sent = []
    for day in range(62):
        tuesday.move_to(at("08:00", TODAY + timedelta(days=day)))
        warning.warn()
        sent += [(day, one.to[0], one.subject) for one in mail.outbox]
        mail.outbox.clear()

    assert [(day, to) for day, to, _ in sent] == [
        (day, who) for day in (1, 31, 54) for who in sorted([maya.email, rosa.email])
    ]
    assert [words for _, _, words in sent[:2]] == [
        "Insurance ends in 60 days",
        "Insurance of Maya ends in 60 days",
    ]


def test_a_warning_that_was_late_is_sent_once_and_a_renewal_ends_them(maya):
    make.credential(maya, expires_on=TODAY + timedelta(days=5))
    make.credential(maya, "insurance", expires_on=TODAY + timedelta(days=5))
    make.credential(maya, "insurance", number="2", issued_on=TODAY + timedelta(days=2))

    assert [warning.warn(), warning.warn()] == [1, 0]
    assert [one.words for one in credentials.ending(maya)] == ["Licence of Maya ends in 5 days."]
    assert "patient" not in mail.outbox[0].body


def test_my_day_and_the_admins_first_page_tell_of_it(maya, client):
    make.credential(maya, expires_on=TODAY + timedelta(days=5))
    client.force_login(maya)
    assert "Licence of Maya ends in 5 days." in client.get("/my-day/").content.decode()
    client.force_login(make.therapist("Leo"))
    assert "Licence of Maya" not in client.get("/my-day/").content.decode()
    client.force_login(make.admin("Ruth"))
    assert "Licence of Maya ends in 5 days." in client.get("/", follow=True).content.decode()


def test_an_admin_adds_one_with_its_scan_and_its_owner_reads_it(maya, client):
    client.force_login(make.admin())
    out = BytesIO()
    Image.new("RGB", (8, 8), "peru").save(out, "PNG")
    said = {"kind": "licence", "number": "20417", "expires_on": "2027-03-31"}
    scan = SimpleUploadedFile("scan.png", out.getvalue())

    answer = client.post(f"/team/{maya.pk}/credentials/", {**said, "file": scan})

    row = Credential.objects.get()
    assert (answer.status_code, row.number, row.expires_on) == (302, "20417", date(2027, 3, 31))
    owner = Client()
    owner.force_login(maya)
    page = owner.get(f"/team/{maya.pk}/credentials/").content.decode()
    assert "Until 31 Mar 2027" in page
    assert "Add one" not in page
    file = owner.get(f"/team/credentials/{row.pk}/file/")
    assert file["Content-Disposition"].startswith("attachment")
    assert file.content.startswith(b"\x89PNG")


@pytest.mark.sweep
def test_the_page_refuses_in_words_what_cannot_be(maya, client):
    client.force_login(make.admin())
    where = f"/team/{maya.pk}/credentials/"
    bad = [
        {"kind": "licence", "issued_on": "2027-01-01", "expires_on": "2026-01-01"},
        {"kind": "modality"},
        {"kind": "passport"},
        {"kind": "licence", "expires_on": "31.31.2027"},
        {"kind": "licence", "expires_on": "9999-01-01"},
        {"kind": "licence", "number": "a\x00b"},
        {"kind": "licence", "file": SimpleUploadedFile("scan.pdf", b"no pdf at all")},
    ]

    assert {client.post(where, said).status_code for said in bad} == {422}
    assert not Credential.objects.exists()
    assert clock.today() == TODAY


def test_where_nobody_is_booked_with_them_any_more_the_panels_say_why(maya, client):
    held = ask.book(maya, at("10:00", TOMORROW))
    client.force_login(held.booked_by)
    ended = {"therapist": maya.pk, "day": TODAY + timedelta(days=9)}
    panels = reverse("scheduling:book"), reverse("scheduling:move", args=[held.pk])

    def said():
        return [unescape(client.get(panel, ended).content.decode()) for panel in panels]

    assert not any("insurance" in panel for panel in said())
    make.credential(maya, "insurance", expires_on=TODAY + timedelta(days=8))
    for panel in said():
        assert "Maya's insurance ends on 2 December 2026, so nobody is booked after it." in panel
