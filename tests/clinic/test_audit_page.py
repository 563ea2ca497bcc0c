"""The audit log's page: who did what to whose record, found again, fifty at a time."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import audit, audit_log
from tests import make
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def rosa():
    return make.admin()


def lines(client, **asked):
    return client.get(reverse("clinic:audit"), asked).context["page"].lines


def test_a_line_says_who_did_what_to_which_record(rosa):
    leo, ada = make.therapist(), make.patient()
    audit.record("opened", ada, by=leo, fields=["contact"], reason="covering")

    page = signed_in(rosa).get(reverse("clinic:audit"), {"who": leo.pk})

    (line,) = page.context["page"].lines
    assert (line.action, line.record, line.about, line.roles) == (
        "Opened",
        ada.number,
        "patient",
        "therapist",
    )
    assert reverse("patients:access", args=[ada.number]) in page.content.decode()
    assert "covering" in page.content.decode()


def test_the_filters_take_what_they_say(rosa):
    leo, ada, bea = make.therapist(), make.patient(), make.patient()
    audit.record("opened", ada, by=leo)
    audit.record("opened", bea, by=rosa)
    client = signed_in(rosa)

    assert len(lines(client, what="opened")) == 2
    assert len(lines(client, what="opened", who=leo.pk)) == 1
    assert [line.record for line in lines(client, what="opened", record=bea.number)] == [bea.number]
    assert lines(client, what="opened", to="2020-01-01") == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"record": "77777"}, "There is no record 77777."),
        ({"record": "x"}, "A record has a number"),
        ({"record": "99999999999999999999"}, "A record has a number, such as 1042."),
        ({"who": "-1"}, "Nobody here by that number."),
        ({"what": "stolen"}, "Nothing of that name is kept."),
        ({"from": "9999-12-31"}, "Choose a day between"),
        ({"from": "2026-11-02", "to": "2026-11-01"}, "This is before 2 November 2026."),
    ],
)
@pytest.mark.parametrize("name", ["clinic:audit", "reports:audit_log_csv"])
def test_what_makes_no_sense_is_answered_with_a_sentence(rosa, name, asked, sentence):
    answer = signed_in(rosa).get(reverse(name), asked)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_the_last_page_asks_no_more_than_the_first(rosa):
    ada, client = make.patient(), signed_in(rosa)
    for _ in range(120):
        audit.record("opened", ada, by=rosa)
    client.get(reverse("clinic:audit"))
    asked, counts, seen = {"what": "opened"}, [], []
    while True:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("clinic:audit"), asked).context["page"]
        counts.append(len(queries))
        seen += [line.event.pk for line in page.lines]
        if not page.older:
            break
        asked["before"] = page.older

    assert len(seen) == len(set(seen)) == 120
    assert max(counts) <= 12
    # Finding the place costs one question, the same on every page.
    assert counts[1:] == [counts[0] + 1] * 2


def test_looking_at_the_log_is_in_the_log(rosa):
    client = signed_in(rosa)
    client.get(reverse("clinic:audit"), {"what": "opened"})

    assert lines(client)[0].event.fields == ["access log", "what opened"]


def test_the_page_says_how_the_chain_is_checked(rosa):
    assert "manage.py audit_verify" in signed_in(rosa).get(reverse("clinic:audit")).content.decode()


def test_everything_that_is_recorded_can_be_asked_for():
    apps = ("clinic", "patients", "scheduling", "sessions", "reports", "demo")
    recorded = {
        word
        for app in apps
        for path in (ROOT / app).rglob("*.py")
        for word in re.findall(r'\brecord\(\s*"([a-z -]+)"', path.read_text(encoding="utf-8"))
    }

    assert recorded <= audit_log.ACTIONS.keys()
