"""Every form of a patient's pages, found on the pages themselves, against every kind of nonsense."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from patients import relations
from patients.intake import links
from patients.models import Patient
from tests import make
from tests.patients.bad_inputs import INPUTS, request
from tests.patients.intake import walk
from tests.patients.page_forms import forms_on
from tests.patients.people import checksums, registered
from tests.security.test_matrix import sign_in

pytestmark = pytest.mark.django_db
PAGES = {
    "desk": (
        "new", "list", "edit", "alerts", "standing", "intake_of", "consents", "duplicates", "merge", "detail",
        "ask",
    ),
    "therapist": ("history", "team", "alerts", "intake_of", "versions", "timeline"),
    "stranger": ("open",),
    "admin": ("questions", "new_question", "question", "consent_texts", "consent_text"),
    "patient": (
        "intake_birthday", "you", "people", "reason", "pain", "now-chest", "heart-clots", "medicines",
        "pregnancy", "work", "consents", "sign",
    ),
}  # fmt: skip
# What makes a form the form it is; all the rest may be nonsense.
KEPT = {"csrfmiddlewaretoken", "do", "go", "tab"}
QUESTIONNAIRE = re.compile("^/intake/|/intake/ask/")
EVERY = [(kind, value) for kind, values in INPUTS.items() for value in values]
WORST = [
    EVERY[0],
    EVERY[1],
    ("name", "\u202eeleH".encode()),
    ("date", b"9999-12-31"),
    ("minutes", b"9" * 5000),
]
Form = tuple[str, dict[str, str]]


@pytest.fixture
def world() -> tuple[dict[str, Client], Patient]:
    maya, joan, rosa = make.therapist("Maya"), make.front_desk(), make.admin()
    helen = registered(joan, "Helen Vasquez", phone="0151 555 0188", birth_on="1974-03-03")
    registered(joan, "Helen Vasques", phone="0151 555 0188")
    make.in_care_of(maya, helen)
    make.history(helen, maya, hernia="yes")
    relations.add(helen, name="Ben", kind="friend", knows="times", by=joan)
    links.make(helen, by=joan)
    who = {"patient": walk.phone(helen)}
    ines = make.therapist("Ines")
    for role, staff in {"desk": joan, "therapist": maya, "stranger": ines, "admin": rosa}.items():
        who[role] = Client()
        sign_in(who[role], staff)
    return who, helen


def address_of(role: str, name: str, person: Patient) -> str:
    if role == "patient":
        return "/intake/birth-date/" if name == "intake_birthday" else f"/intake/step/{name}/"
    if name == "ask":
        return reverse("patients:intake_ask", args=[person.number, "reason"])
    if name == "merge":
        twin = Patient.objects.get(last_name="Vasques")
        return f"{reverse('patients:merge')}?one={person.number}&other={twin.number}"
    keys = {"question": ["sport"], "consent_text": ["photos"]}.get(name, [])
    about_all = {
        "new",
        "list",
        "duplicates",
        "questions",
        "new_question",
        "consent_texts",
        *([name] if keys else []),
    }
    return reverse(f"patients:{name}", args=keys if name in about_all else [person.number])


def forms_of(who: dict[str, Client], person: Patient, role: str) -> Iterator[Form]:
    """Each form once, however many pages show it."""
    seen = set()
    for name in PAGES[role]:
        address = address_of(role, name, person)
        answer = who[role].get(address)
        assert answer.status_code == 200, address
        for action, fields in forms_on(answer.content.decode()):
            ours = not action.startswith(("/sign-", "/me/", "/confirm/"))
            if ours and (shape := (action or address, *sorted(fields))) not in seen:
                seen.add(shape)
                yield action or address, fields | ({"go": "next"} if "go" in fields else {})


@pytest.mark.parametrize("role", PAGES)
def test_no_form_breaks_and_none_saves_half(world, role):
    """Some of the kinds for each form, so that each kind meets some form."""
    who, helen = world
    forms, turn, before = [*forms_of(who, helen, role)], count(), checksums()

    for address, fields in forms:
        for _ in range(2):
            kind, value = EVERY[next(turn) * 11 % len(EVERY)]
            assert not breaks(who[role], address, fields, kind, value), (address, kind, value[:20])

    assert checksums() == before, f"something was saved that was refused, of {[where for where, _ in forms]}"
    assert 2 * len(forms) > len(PAGES[role])


@pytest.mark.sweep
@pytest.mark.parametrize("kind", INPUTS)
@pytest.mark.parametrize("role", PAGES)
def test_no_form_breaks_for_any_of_its_kind(world, role, kind):
    who, helen = world
    before = checksums()
    for address, fields in [*forms_of(who, helen, role)]:
        for value in INPUTS[kind]:
            assert not breaks(who[role], address, fields, kind, value), (address, value[:20])
        assert checksums() == before, f"{address} saved something that it refused"


@pytest.mark.sweep
@pytest.mark.parametrize(("kind", "value"), WORST)
@pytest.mark.parametrize("role", PAGES)
def test_no_field_breaks_alone(world, role, kind, value):
    """The others as the page fills them in, so that nothing before it is refused instead."""
    who, helen = world
    for address, fields in [*forms_of(who, helen, role)]:
        for name in fields.keys() - KEPT:
            assert not breaks(who[role], address, fields, kind, value, {name}), (address, name, value[:20])


def breaks(
    client: Client,
    address: str,
    fields: dict[str, str],
    kind: str,
    value: bytes,
    at: set[str] | None = None,
) -> bool:
    """Whether it is the server's fault; what was accepted is taken back, and of a questionnaire everything.

    For there, on purpose, the right answers beside a wrong one are kept, and wrong birth dates are counted.
    """
    sent: dict[str, Any] = request(kind, value, fields, at or {*fields} - KEPT)
    with transaction.atomic():
        answer = client.post(address, **sent, headers={"HX-Request": "true"})
        transaction.set_rollback(answer.status_code < 400 or bool(QUESTIONNAIRE.search(address)))
    return answer.status_code >= 500


ODD = ["9223372036854775808", "9" * 400, "%00", "%2f", "1;2", "1.pdf", "%2531", "-1", "%ff", "1%0d%0aX: y"]
ASKED = [
    "?after={}",
    "?page={}",
    "?tag={}&archived={}",
    "?one={}&other={}",
    "?patient={}",
    "?{}={}",
    "?letter={}",
]


@pytest.mark.parametrize("odd", [*ODD[:2], *(pytest.param(odd, marks=pytest.mark.sweep) for odd in ODD[2:])])
def test_no_address_breaks(world, odd):
    who, _ = world
    rooms = (
        "",
        "edit/",
        "standing/",
        "alerts/",
        "intake/",
        "intake/ask/reason/",
        "consents/",
        "history/compare/",
    )
    wanted = [f"/patients/{odd}/{room}" for room in rooms]
    wanted += [f"/patients/{asked.replace('{}', odd)}" for asked in ASKED]
    wanted += [f"/patients/merge/?one={odd}", f"/patients/duplicates/?after={odd}", f"/p/{odd}/"]
    wanted += [f"/settings/questionnaire/{odd}/", f"/settings/consents/{odd}/", f"/intake/step/{odd}/"]

    answers = {where: who["admin"].get(where).status_code for where in wanted}

    assert not [where for where, status in answers.items() if status >= 500]
