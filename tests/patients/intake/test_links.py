"""Links: one patient, one purpose, an end; what a stranger may learn from them (PL1 to PL5)."""

import hashlib
import json
import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from clinic import clock
from patients.intake import links, mails
from patients.models import Draft, IntakeLink, Knock
from tests import make
from tests.patients.intake import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def joan():
    return make.front_desk()


@pytest.fixture
def helen():
    return make.patient("Helen Vasquez", email="helen@example.test", birth_on="1974-03-21", phone="0151 1")


def test_only_the_hash_of_256_bits_is_kept_and_a_new_link_ends_the_old(joan, helen):
    first = links.make(helen, by=joan)
    second = links.make(helen, by=joan)

    assert len(second.token) == 43
    assert second.link.token_hash == hashlib.sha256(second.token.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT l::text, e::text FROM patients_intakelink l, patients_intakelinkevent e")
        assert second.token not in str(cursor.fetchall())
    assert not IntakeLink.objects.get(pk=first.link.pk).is_live
    assert links.find(second.token) == second.link


def test_opening_it_shows_a_first_name_and_changes_nothing(joan, helen):
    made = links.make(helen, by=joan)

    answer = Client().get(f"/p/{made.token}/")

    page = answer.content.decode()
    assert "Hello Helen" in page
    assert not [secret for secret in ("Vasquez", "1974", "0151", "example.test") if secret in page]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert not Draft.objects.exists()
    assert IntakeLink.objects.get().opened_at is None


def test_begin_swaps_the_secret_for_a_scoped_cookie_and_a_clean_address(joan, helen):
    made = links.make(helen, by=joan)

    answer = Client().post(f"/p/{made.token}/")

    (cookie,) = answer.cookies.values()
    assert answer["Location"] == "/intake/"
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/intake/", True, "Strict")
    assert made.token not in cookie.value
    assert Client(headers={"Sec-Fetch-Site": "cross-site"}).post(f"/p/{made.token}/").status_code == 403


def test_bad_used_revoked_and_foreign_look_the_same_and_an_expired_one_says_whom_to_call(
    joan, helen, tuesday
):
    revoked = links.make(helen, by=joan)
    links.end(revoked.link, by=joan)
    used = links.make(helen, by=joan)
    IntakeLink.objects.filter(pk=used.link.pk).update(used_at=clock.now())
    expired = links.make(helen, by=joan)

    pages = {Client().get(f"/p/{token}/").content for token in (revoked.token, used.token, "x" * 43)}
    tuesday.shift(timedelta(days=14, seconds=1))
    late = Client().post(f"/p/{expired.token}/")

    assert len(pages) == 1
    assert "you need do nothing more" in pages.pop().decode()
    assert late.status_code == 410
    assert "This link has ended" in late.content.decode()
    assert "Helen" not in late.content.decode()


@pytest.mark.parametrize(
    "token", ["..", "%00", "é" * 43, "a" * 5000, "null", "1;2", "%ud800", "x" * 42 + "."]
)
def test_nonsense_for_a_token_is_answered_like_any_other(token):
    assert Client().get(f"/p/{token}/").status_code == 404


def test_after_thirty_bad_tokens_from_one_address_it_waits(joan, helen, tuesday):
    made = links.make(helen, by=joan)
    for number in range(30):
        assert Client().get(f"/p/{number:043}/").status_code == 404

    assert Client().get(f"/p/{made.token}/").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.9").get(f"/p/{made.token}/").status_code == 200
    tuesday.shift(timedelta(minutes=10, seconds=1))
    assert Client().get(f"/p/{made.token}/").status_code == 200


def test_after_three_hundred_bad_tokens_in_all_everyone_waits(joan, helen):
    made = links.make(helen, by=joan)
    Knock.objects.bulk_create(Knock(address=f"192.0.2.{n % 250}", at=clock.now()) for n in range(300))

    assert Client(REMOTE_ADDR="198.51.100.7").get(f"/p/{made.token}/").status_code == 429


def test_the_mail_holds_a_first_name_a_time_and_a_link_of_its_own(joan, helen):
    make.appointment(make.therapist("Maya"), clock.now() + timedelta(days=1), patient=helen)
    made = links.make(helen, by=joan)

    mails.send(made.link)

    (sent,) = mail.outbox
    token = sent.body.split("/p/")[1].split("/")[0]
    assert sent.to == ["helen@example.test"]
    assert "Hello Helen" in sent.body
    assert "Wednesday 25 November at 08:00" in sent.body
    assert "Vasquez" not in sent.body + sent.subject
    assert links.find(token) == made.link
    mails.send(links.end(made.link, by=joan))
    assert len(mail.outbox) == 1


def test_a_token_never_stands_in_a_log(joan, helen, capfd):
    from clinic.logs import without_message_values

    said = without_message_values(None, "", {"event": "Not Found: /p/secret-token_1/?x=1"})
    logging.getLogger("django.request").warning("Not Found: %s", "/p/other-token/")

    assert said["event"] == "Not Found: /p/***/"
    assert "other-token" not in capfd.readouterr().err


def test_what_was_answered_on_one_phone_is_shut_on_another_until_the_birth_date_is_given(joan, helen):
    made = links.make(helen, by=joan)
    mine = walk.open_link(made.token)
    walk.says(mine, "reason", {"reason-for-visit": "canaryword"})

    theirs = walk.open_link(made.token)

    assert theirs.get("/intake/")["Location"] == "/intake/birth-date/"
    shut = theirs.get("/intake/step/reason/").content.decode()
    assert "answered on another device" in shut
    assert "canaryword" not in shut + theirs.get("/intake/step/sign/").content.decode()
    assert "canaryword" in mine.get("/intake/step/reason/").content.decode()
    assert theirs.post("/intake/birth-date/", {"birth_on": "1974-03-22"}).status_code == 422
    theirs.post("/intake/birth-date/", {"birth_on": "1974-03-21"})
    assert "canaryword" in theirs.get("/intake/step/reason/").content.decode()


def test_five_wrong_birth_dates_and_no_more_are_looked_at(joan, helen):
    client = walk.open_link(links.make(helen, by=joan).token)
    for _ in range(5):
        client.post("/intake/birth-date/", {"birth_on": "2000-01-01"})

    assert client.post("/intake/birth-date/", {"birth_on": "1974-03-21"}).status_code == 422


def test_the_same_browser_goes_on_with_its_own_answers_after_opening_the_link_again(joan, helen):
    made = links.make(helen, by=joan)
    client = walk.open_link(made.token)
    client.get("/intake/step/reason/")
    walk.says(client, "reason", {"reason-for-visit": "canaryword"})

    client.post(f"/p/{made.token}/")

    assert "canaryword" in client.get("/intake/step/reason/").content.decode()


def test_a_cookie_opens_nothing_once_its_link_has_ended_or_was_forged(joan, helen):
    made = links.make(helen, by=joan)
    client = walk.open_link(made.token)
    links.end(made.link, by=joan)
    forged = Client()
    forged.cookies["intake"] = json.dumps({"draft": 1, "link": made.link.pk, "key": "x", "proven": True})

    for visitor in (client, forged, Client()):
        assert visitor.get("/intake/step/reason/").status_code == 410
        assert visitor.post("/intake/step/reason/", {"go": "next"}).status_code == 410
