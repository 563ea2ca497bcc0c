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
# Of the kinds that have broken forms: bytes that no text has, what turns text round, and far too much.
KINDS = (b"%00", b"%ED%A0%80", b"%E2%80%AEgpj", b"9" * 5000)
PAGES = {
    "desk": ("new", "list", "edit", "alerts", "standing", "intake_of", "consents", "duplicates"),
    "therapist": ("history", "team", "alerts", "intake_of"),
    "admin": ("questions", "new_question", "question", "consent_text"),
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
    helen = registered(joan, "Helen Vasquez", phone="0151 555 0188")
    registered(joan, "Helen Vasques", phone="0151 555 0188")
    make.in_care_of(maya, helen)
    make.history(helen, maya, hernia="yes")
    relations.add(helen, name="Ben", kind="friend", knows="times", by=joan)
    links.make(helen, by=joan)
    who = {"desk": signed_in(joan), "therapist": signed_in(maya), "admin": signed_in(rosa)}
    return who, helen


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
    who, helen = world
    before, seen = checksums(), set()
    for role, names in PAGES.items():
        for name in names:
            for address, fields in [*forms_of(who[role], name, helen)]:
                if (address, *sorted(fields)) not in seen:
                    seen.add((address, *sorted(fields)))
                    assert not [kind[:20] for kind in KINDS if breaks(who[role], address, fields, kind)], (
                        address
                    )
                    assert checksums() == before, f"{address} saved something that it refused"
    assert len(seen) >= 20


def breaks(client, address: str, fields: dict[str, str], kind: bytes) -> bool:
    """Whether it is the server's fault; what was accepted is taken back."""
    told = [
        name.encode() + b"=" + (value.encode() if name in KEPT else kind) for name, value in fields.items()
    ]
    with transaction.atomic():
        answer = client.post(
            address,
            b"&".join(told),
            content_type="application/x-www-form-urlencoded",
            headers={"HX-Request": "true"},
        )
        transaction.set_rollback(answer.status_code < 400)
    return answer.status_code >= 500
