"""The door: who gets in, what it leaves in the log, and what every answer carries."""

import re

import pytest
from django.urls import reverse

from clinic.models import AuditEvent
from tests import make

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("account_login")


def sign_in(client, email: str, password: str = make.PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_staff_sign_in_by_email_and_land_on_their_day(client):
    make.therapist("Maya")

    response = sign_in(client, "Maya@example.test")

    assert response.status_code == 302
    assert client.get(response["Location"])["Location"] == reverse("sessions:my_day")
    assert AuditEvent.objects.filter(action="signed in", actor__display_name="Maya").exists()


def test_a_wrong_password_and_an_unknown_address_read_alike_and_are_logged(client):
    make.therapist("Maya")

    wrong = sign_in(client, "maya@example.test", "not the password").content.decode()
    unknown = sign_in(client, "nobody@example.test", "not the password").content.decode()

    def spoken(page: str) -> str:
        return page.replace("maya@example.test", "").replace("nobody@example.test", "")

    def without_token(page: str) -> str:
        return "\n".join(line for line in spoken(page).splitlines() if "csrf" not in line.lower())

    assert without_token(wrong) == without_token(unknown)
    assert AuditEvent.objects.filter(action="sign-in failed").count() == 2


def test_someone_who_left_cannot_come_in_and_their_login_ends_at_once(client):
    maya = make.therapist("Maya")
    sign_in(client, maya.email)
    maya.is_active = False
    maya.save()

    assert client.get(reverse("scheduling:today"))["Location"].startswith(SIGN_IN)
    assert sign_in(client, maya.email).wsgi_request.user.is_anonymous


def test_the_demos_buttons_do_nothing_in_a_real_clinic(client, settings):
    settings.DEMO = False
    make.staff("Maya", "therapist", email="maya@softhold.example.test")

    response = client.post(reverse("demo_sign_in"), {"email": "maya@softhold.example.test"})

    assert response["Location"] == SIGN_IN
    assert response.wsgi_request.user.is_anonymous


def test_the_demos_buttons_lead_on_to_the_page_that_was_asked_for(client, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr("clinic.sign_in.demo_password", lambda: make.PASSWORD)
    monkeypatch.setattr("clinic.views.DEMO_PEOPLE", [("maya@softhold.example.test", "Maya", "Therapist")])
    make.staff("Maya", "therapist", email="maya@softhold.example.test")

    page = client.get(SIGN_IN, {"next": "/patients/"})
    button = page.content.decode().partition('action="/sign-in/demo/"')[2]
    assert '<input type="hidden" name="next" value="/patients/"' in button

    response = client.post(
        reverse("demo_sign_in"), {"email": "maya@softhold.example.test", "next": "/patients/"}
    )
    assert response["Location"] == "/patients/"


def test_ten_wrong_passwords_close_the_account_for_a_while(client):
    make.therapist("Maya")
    for _ in range(10):
        sign_in(client, "maya@example.test", "not the password")

    assert sign_in(client, "maya@example.test").wsgi_request.user.is_anonymous


def test_nobody_can_sign_up(client):
    assert client.get("/sign-up/").status_code in {302, 404}
    assert client.get("/accounts/signup/").status_code in {302, 404}


@pytest.mark.parametrize("path", ["/sign-in/", "/nowhere/", "/healthz", "/"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_strange_host_is_refused_on_every_path(client):
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400


def test_readyz_names_the_part_that_is_missing(client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == response.json()["migrations"] == "ok"
    assert response.json()["worker"] == "not seen for a minute"


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        (
            "http://testserver/reports/appointments/?from=2026-11-01",
            "http://testserver/reports/appointments/",
        ),
        ("https://elsewhere.example/", 'href="/"'),
        ("javascript:alert(1)", 'href="/"'),
    ],
)
def test_confirming_leads_back_to_the_page_that_asked_and_nowhere_else(client, came_from, back):
    sign_in(client, make.admin().email)

    first = client.get(reverse("account_reauthenticate"), headers={"referer": came_from})
    kept = re.search(r'name="back"\s+value="([^"]*)"', first.content.decode())[1]
    again = client.post(reverse("account_reauthenticate"), {"password": "wrong", "back": kept})

    for page in (first, again):
        assert back in page.content.decode()
        assert "elsewhere" not in page.content.decode()
        assert "javascript:" not in page.content.decode()
