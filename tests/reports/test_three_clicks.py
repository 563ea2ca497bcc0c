"""What an owner, a bookkeeper and a regulator ask for is three clicks from where an admin's day begins."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from clinic import clock
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


class Ways(HTMLParser):
    """Where a page can be left to, by link and by form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.forms: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "a":
            self.links.add(said.get("href") or "")
        if tag == "form":
            self.forms.add(said.get("action") or "")


@pytest.fixture
def client():
    return signed_in(make.admin())


def opened(client: Client, address: str) -> Ways:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Ways(answer.content.decode())


def the_one(addresses: set[str], *parts: str) -> str:
    [found] = [one for one in addresses if all(part in one for part in parts)]
    return found


def assert_both_files(client: Client, page: Ways) -> None:
    plain = {link for link in page.links if "bom=1" not in link}
    lines, book = client.get(the_one(plain, ".csv?")), client.post(the_one(page.forms, "/as/xlsx/"))
    assert b"".join(lines.streaming_content).count(b"\r\n") > 0
    assert b"".join(book.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("slug", ["appointments", "muscles"])
def test_last_months_figures_as_page_csv_and_workbook(client, slug):
    first_click = reverse("reports:index")
    assert first_click in opened(client, reverse("reports:overview")).links
    second_click = the_one(opened(client, first_click).links, f"/{slug}/?from=")

    page = opened(client, second_click)

    ended = clock.today().replace(day=1) - timedelta(days=1)
    assert f"to={ended}" in second_click
    assert {f"to={ended}" in link for link in page.links if ".csv?" in link} == {True}
    assert_both_files(client, page)


def test_who_looked_at_one_record_as_page_csv_and_workbook(client):
    """The first click is on the name that the search on every page has found."""
    record = opened(client, reverse("patients:detail", args=[make.patient("Helen Vasquez").number]))

    assert_both_files(client, opened(client, the_one(record.links, "/access/")))
