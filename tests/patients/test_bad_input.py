"""Every form of a patient's pages, found on the pages themselves, against every kind of nonsense."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.urls import reverse

from patients import relations
from patients.intake import links
from tests import make
from tests.patients.people import checksums, registered
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db
# One of each kind that has broken forms: bytes that no text has, invisible, turned round, far too much.
KINDS = (
    b"%00",
    b"%ED%A0%80",
    b"%E2%80%8B",
    b"%E2%80%AEgpj",
    b"9" * 5000,
    b"-1e400",
    b"x" * 70_000,
    b"%3Cscript%3E%27%22--",
    b"9999-12-31",
    b"",
)
PAGES = {
    "desk": ("new", "list", "edit", "alerts", "standing", "intake_of", "consents", "duplicates"),
    "therapist": ("history", "team", "alerts", "intake_of"),
    "admin": ("open", "questions", "new_question", "question", "consent_text"),
}
KEPT = {"csrfmiddlewaretoken", "do"}


class Forms(HTMLParser):
    """The forms of a page that are sent by POST: their address, and the names in them with their values."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("method", "get").lower() == "post"
            if self.inside:
                self.found.append((told.get("action", ""), {}))
        elif tag in {"input", "select", "textarea", "button"} and self.inside and told.get("name"):
            self.found[-1][1].setdefault(told["name"], told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


@pytest.fixture
def world():
    maya, joan, rosa = make.therapist("Maya"), make.front_desk(), make.admin()
    helen, ada = registered(joan, "Helen Vasquez", phone="0151 555 0188"), registered(joan, "Ada Doe")
    registered(joan, "Helen Vasques", phone="0151 555 0188")
    make.in_care_of(maya, helen)
    make.history(helen, maya, hernia="yes")
    relations.add(helen, name="Ben", kind="friend", knows="times", by=joan)
    links.make(helen, by=joan)
    who = {"desk": signed_in(joan), "therapist": signed_in(maya), "admin": signed_in(rosa)}
    return who, helen, ada


def forms_of(client, name, person) -> Iterator[tuple[str, dict[str, str]]]:
    keys = {"question": ["sport"], "consent_text": ["photos"]}.get(name, [])
    about_all = {"new", "list", "duplicates", "questions", "new_question", *([name] if keys else [])}
    address = reverse(f"patients:{name}", args=keys if name in about_all else [person.number])
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = Forms()
    page.feed(answer.content.decode())
    for action, fields in page.found:
        if not action.startswith(("/sign-", "/me/", "/confirm/")):
            yield action or address, fields


def test_no_form_breaks_and_none_saves_half(world):
    who, helen, ada = world
    tried, seen = 0, set()
    for role, names in PAGES.items():
        for name in names:
            for address, fields in [*forms_of(who[role], name, ada if name == "open" else helen)]:
                if (role, address, *sorted(fields)) in seen:
                    continue
                seen.add((role, address, *sorted(fields)))
                for kind in KINDS:
                    send(who[role], address, fields, kind)
                    tried += 1
    assert len(seen) >= 25
    assert tried == len(seen) * len(KINDS)


def send(client, address: str, fields: dict[str, str], kind: bytes) -> None:
    pairs = [
        name.encode() + b"=" + (value.encode() if name in KEPT else kind) for name, value in fields.items()
    ]
    before = checksums()
    with transaction.atomic():
        answer = client.post(
            address,
            b"&".join(pairs),
            content_type="application/x-www-form-urlencoded",
            headers={"HX-Request": "true"},
        )
        assert answer.status_code < 500, (address, kind[:20])
        if answer.status_code >= 400:
            assert checksums() == before, (address, kind[:20])
        transaction.set_rollback(True)
