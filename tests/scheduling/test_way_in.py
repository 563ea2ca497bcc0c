"""A colleague's way in: one address, one password, once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from clinic import clock
from clinic.models import AuditEvent, Staff, StaffLink
from patients.intake import links as patients_links
from scheduling.staffing import jobs, keeping, links
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
TOKEN = re.compile("[QXZ]{64}")
PASSWORD = "three herons on a quay"


@pytest.fixture
def rosa():
    return make.admin("Rosa")


@pytest.fixture
def tess(rosa):
    said = keeping.Said("Tess", "Tess Moor", "tess@example.test", "", ["therapist"])
    return keeping.add(said=said, by=rosa)


@pytest.fixture
def token(tess, rosa):
    return links.make(person=tess, by=rosa).token


@pytest.fixture(autouse=True)
def stay_connected(monkeypatch):
    """A worker drops its old connections before each job; a test's is the one its data are in."""
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)


def knock(token, client=None, *, password=PASSWORD, again=None):
    typed = {"password": password, "again": again or password}
    return (client or Client()).post(reverse("scheduling:way_in", args=[token]), typed)


def signs_in(person, password=PASSWORD):
    answer = Client().post(reverse("account_login"), {"login": person.email, "password": password})
    return answer.status_code == 302


def worked_off():
    """Run what the worker would, and give what it mailed."""
    for job in ProcrastinateJob.objects.order_by("id"):
        getattr(jobs, job.task_name.rpartition(".")[2]).func(**job.args)
    ProcrastinateJob.objects.all().delete()
    return mail.outbox


def address_in(letter):
    return next(line for line in letter.body.splitlines() if "/join/" in line).rstrip("/").rpartition("/")[2]


def test_the_link_lets_its_colleague_choose_a_password_once(tess, token):
    page = Client().get(reverse("scheduling:way_in", args=[token]))
    assert "Welcome, Tess" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"

    assert knock(token)["Location"] == reverse("account_login")

    assert signs_in(tess)
    assert AuditEvent.objects.filter(action="chose a password", actor=tess).exists()
    assert knock(token, password="another good long phrase").status_code == 410
    assert signs_in(tess)


def test_looking_at_the_link_changes_nothing(tess, token):
    for _ in range(3):
        Client().get(reverse("scheduling:way_in", args=[token]))

    assert StaffLink.objects.get().is_live
    assert not Staff.objects.get(pk=tess.pk).has_usable_password()


def test_each_step_of_a_way_in_is_in_the_log(tess, rosa, token):
    links.end_open(tess, by=rosa)

    told = AuditEvent.objects.filter(object_type="staff", object_id=tess.pk, actor=rosa)
    assert [*told.order_by("pk").values_list("action", flat=True)] == [
        "added to the staff", "gave a way in", "ended a way in",
    ]  # fmt: skip


def test_another_password_ends_a_link_that_is_open(rosa):
    token = links.make(person=rosa, by=None).token

    links.change_password(rosa, PASSWORD)

    assert knock(token).status_code == 410


def test_of_two_who_open_it_at_once_one_chooses(tess, rosa):
    link = links.make(person=tess, by=rosa).link
    links.choose_password(link, PASSWORD)

    with pytest.raises(links.LinkEnded):
        links.choose_password(link, "another good long phrase")


@pytest.mark.parametrize("name", ["give_way_in", "let_go", "take_back_colleague", "colleague"])
def test_an_admin_who_signed_in_long_ago_gives_the_password_again(tess, rosa, name):
    client = Client()
    client.force_login(rosa)

    answer = client.post(reverse(f"scheduling:{name}", args=[tess.pk]))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "tess@example.test"}, "too similar"),
        ({"password": "counterstrike"}, "too common"),
        ({"password": "314159265358"}, "entirely numeric"),
        ({"password": " " * 12}, "same few signs"),
        ({"password": "abababababab"}, "same few signs"),
        ({"password": "abcdefghijklm"}, "row of the alphabet"),
        ({"password": "TessMoor12345"}, "little more than a name"),
        ({"password": "ourclinic2026"}, "little more than a name"),
        ({"password": "softhold12345"}, "little more than a name"),
        ({"again": "three herons on a quai"}, "The two are not the same"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_and_the_link_lives_on(tess, token, typed, words):
    refused = knock(token, **typed)

    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert knock(token).status_code == 302


def test_a_new_link_ends_the_one_before_and_an_admin_can_end_it(tess, rosa, token):
    newer = links.make(person=tess, by=rosa).token
    assert knock(token).status_code == 410

    signed_in(rosa).post(reverse("scheduling:end_way_in", args=[tess.pk]))

    assert knock(newer).status_code == 410


def test_it_ends_with_its_week(tess, token, tuesday):
    tuesday.move_to(clock.now() + timedelta(days=7))

    assert knock(token).status_code == 410


def test_it_ends_when_they_leave_or_get_another_address(tess, rosa, token):
    other = keeping.Said("Tess", "Tess Moor", "moor@example.test", "", ["therapist"])
    keeping.change(person=tess, said=other, by=rosa)
    assert knock(token).status_code == 410

    latest = links.make(person=tess, by=rosa).token
    keeping.let_go(person=tess, by=rosa)
    assert knock(latest).status_code == 410
    keeping.take_back(person=tess, by=rosa)
    assert knock(latest).status_code == 410


def test_a_new_password_ends_every_login_elsewhere(rosa):
    joan = make.front_desk("Joan")
    elsewhere = signed_in(joan)
    made = links.make(person=joan, by=rosa)
    assert made.link.expires_at - made.link.made_at == timedelta(hours=1)

    knock(made.token)

    assert elsewhere.get(reverse("scheduling:team"))["Location"].startswith(reverse("account_login"))


def test_whoever_changes_their_password_stays_in_here_and_nowhere_else(rosa):
    here, elsewhere = signed_in(rosa), signed_in(rosa)
    place, typed = reverse("scheduling:own_password"), {"password": PASSWORD, "again": PASSWORD}
    assert here.post(place, {"password": "short", "again": "short"}).status_code == 422

    assert here.post(place, typed).status_code == 302

    assert here.get(reverse("scheduling:team")).status_code == 200
    assert elsewhere.get(reverse("scheduling:team"))["Location"].startswith(reverse("account_login"))
    assert signs_in(rosa)


def test_a_form_from_elsewhere_is_refused(token):
    place = reverse("scheduling:way_in", args=[token])
    typed = {"password": PASSWORD, "again": PASSWORD}

    assert Client().post(place, typed, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_guessing_is_slow(token):
    for _ in range(patients_links.BAD_PER_ADDRESS):
        assert knock("guess").status_code == 410

    assert knock("guess").status_code == 429
    assert knock(token).status_code == 429


def test_the_mail_has_a_secret_of_its_own_and_no_log_keeps_it(tess, rosa, token):
    signed_in(rosa).post(reverse("scheduling:mail_way_in", args=[tess.pk]))
    assert ProcrastinateJob.objects.get().args == {"link": StaffLink.objects.get().pk}

    (letter,) = worked_off()

    assert letter.to == [tess.email]
    mailed = address_in(letter)
    assert mailed != token
    assert knock(mailed).status_code == 302


def test_who_forgot_a_password_is_mailed_a_link_and_nobody_else_learns_of_it():
    joan = make.front_desk("Joan")
    client, place = Client(), reverse("scheduling:forgotten")
    answers = [
        client.post(place, {"email": email}).content.decode().replace(email, "")
        for email in ("JOAN@example.test", "nobody@example.test")
    ]
    assert [TOKEN.sub("", page) for page in answers] == [TOKEN.sub("", answers[0])] * 2

    (letter,) = worked_off()

    assert letter.to == [joan.email]
    knock(address_in(letter))
    assert signs_in(joan)


def test_an_invitation_is_nobodys_to_end_from_outside(tess, token):
    Client().post(reverse("scheduling:forgotten"), {"email": tess.email})

    assert not worked_off()
    assert knock(token).status_code == 302


def test_asking_again_and_again_waits():
    make.front_desk("Joan")
    place, typed = reverse("scheduling:forgotten"), {"email": "joan@example.test"}

    answers = [Client().post(place, typed).status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]
