"""The screens through the client: every saving, two windows, nonsense in every field, colleagues' tablets."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from patients.intake import drafts, submitting
from patients.models import Draft, DraftStep, MedicalHistory
from tests import make
from tests.patients.intake import walk
from tests.security.test_matrix import sign_in
from tests.sweeping import parts

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
NONSENSE = (
    "\x00", "a\ud800", "\u202egnirts", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "x" * 5000, "1_000",
    "٣", "NaN", "1e999", "-1", "9" * 400, "2026-02-30", "0001-01-01", "9999-12-31", "İ" * 400, "\u200b",
    "yes\x00", "{\"a\":1}", "ﷺ" * 200,
)  # fmt: skip


@pytest.fixture
def helen():
    return make.patient("Helen Vasquez")


@pytest.fixture
def phone(helen):
    return walk.phone(helen)


def told(slug):
    return DraftStep.objects.get(section=slug).told


@pytest.mark.sweep
def test_every_screen_is_walked_to_the_signature_without_scripts(phone, helen):
    where = phone.get("/intake/")["Location"]
    seen = []
    while not where.endswith("/done/"):
        slug = where.rstrip("/").rpartition("/")[2]
        seen.append(slug)
        assert phone.get(where).status_code == 200
        where = walk.says(phone, slug)["Location"]
        assert seen.count(slug) == 1

    assert len(seen) == 28
    assert helen.histories.get().signature.name == "Helen Vasquez"
    assert phone.get(where).status_code == 200
    assert phone.get("/intake/step/reason/").status_code == 410


def test_an_answer_is_saved_as_it_is_given_and_the_time_is_told(phone):
    fields = {"go": "save", "tab": "a", "seq": 3, "base": 0, "reason-for-visit": "Stiff"}
    answer = phone.post("/intake/step/reason/", fields, headers=JSON)

    assert answer.json() == {"saved_at": "08:00", "version": 1}
    assert told("reason")["reason-for-visit"]["values"] == ["Stiff"]


def test_an_older_saving_that_arrives_late_changes_nothing(phone):
    walk.says(phone, "reason", {"reason-for-visit": "newer"}, go="save", seq=5)
    walk.says(phone, "reason", {"reason-for-visit": "older"}, go="save", seq=4)

    assert told("reason")["reason-for-visit"]["values"] == ["newer"]


def test_two_windows_do_not_write_over_each_other_unseen(phone):
    walk.says(phone, "reason", {"reason-for-visit": "first"}, go="save", tab="one")

    answer = walk.says(phone, "reason", {"reason-for-visit": "second"}, go="save", tab="two", base=0)
    assert answer.status_code == 409
    assert "second" in answer.content.decode()
    assert told("reason")["reason-for-visit"]["values"] == ["first"]

    walk.says(phone, "reason", {"reason-for-visit": "second"}, go="save", tab="two", base=1)
    assert told("reason")["reason-for-visit"]["values"] == ["second"]


def test_a_red_flag_is_saved_says_whom_to_call_and_shows_at_the_desk(phone, helen):
    answer = walk.says(phone, "now-chest", {"ask-rf-heart": "yes"})

    page = phone.get(answer["Location"]).content.decode()
    assert "Please call us first" in page
    assert "heart" not in page.lower().replace("healthy", "")
    assert Draft.objects.get().call_first_at
    desk = Client()
    sign_in(desk, make.front_desk())
    shown = desk.get(reverse("patients:intake_of", args=[helen.number])).content.decode()
    assert "Asked to call first" in shown
    assert "chest" not in shown
    walk.says(phone, "now-chest", {"ask-rf-heart": "no"}, seq=2)
    assert Draft.objects.get().call_first_at is None


def test_a_screen_that_is_not_asked_any_more_leads_on_to_one_that_is(helen):
    submitting.submit(walk.draft_of(helen), by=None)
    phone = walk.phone(helen)
    walk.says(phone, "changed", {"changed": "no"})

    back = phone.get("/intake/step/heart-clots/")
    late = phone.post("/intake/step/heart-clots/", {"go": "save"}, headers=JSON)

    assert (back.status_code, back["Location"]) == (302, "/intake/step/reason/")
    assert (late.status_code, late.json()["error"][:31]) == (404, "This page is not asked any more")


def test_a_wrong_answer_is_said_in_words_and_the_right_ones_beside_it_are_kept(phone):
    answer = walk.says(phone, "you", {"you-email": "no address", "you-pronouns": "she/her"})

    assert answer.status_code == 422
    assert "no address" in answer.content.decode()
    assert told("you") == {"you-pronouns": {"values": ["she/her"]}}
    assert walk.says(phone, "reason", {"reason-for-visit": ""}).status_code == 422


@pytest.mark.parametrize("nonsense", parts(NONSENSE, one_in=6))
def test_nonsense_in_any_field_of_any_kind_is_refused_or_kept_clean(helen, nonsense):
    client = walk.phone(helen)
    walk.says(client, "pain", {"pain-map": ["back_neck:left"]}, go="save")
    screens = [
        one for one in drafts.walk(Draft.objects.get(), by_staff=False).all_screens if one.slug in KINDS
    ]
    assert len(screens) == len(KINDS)
    for number, typed in enumerate(nonsense, 10):
        for screen in screens:
            answer = send(client, screen, number, typed)
            assert answer.status_code in {200, 302, 422}, (screen.slug, typed)
    kept = str(list(DraftStep.objects.values_list("told", flat=True)))
    assert not [bad for bad in ("x00", "ud800", "u202e", "u200b") if bad in kept]
    assert not MedicalHistory.objects.exists()


def send(client, screen, seq, typed):
    """Every name a form of that screen could have, as a browser with a broken keyboard would send it."""
    fields = {name: typed for question in screen.questions for name in names(question)}
    body = urlencode({"go": "save", "tab": "one", "seq": seq, **fields}, errors="surrogatepass")
    form = "application/x-www-form-urlencoded"
    # Every sixth comes back as a page, the others as a few words.
    headers = JSON if seq % 6 else {}
    return client.post(f"/intake/step/{screen.slug}/", body, content_type=form, headers=headers)


KINDS = {"you", "reason", "pain-levels", "now-chest", "heart-clots", "medicines", "work", "consents", "sign"}


def names(question):
    slug = question.slug
    more = ["", ".since", ".details", ".0.name", ".0.dose", ".text", ".name", ".guardian_of", ".drawn"]
    return [slug + end for end in [*more, ".back_neck:left.now", ".bad:zone.now"]]


@pytest.mark.parametrize("fields", [{"seq": "9" * 400}, {"base": "x"}, {"tab": "x" * 999}, {"go": "nowhere"}])
def test_a_forged_mark_is_no_error(phone, fields):
    sent = {"go": "save", "tab": "one", "seq": 1, "base": 0, "reason-for-visit": "x", **fields}

    assert phone.post("/intake/step/reason/", sent).status_code in {302, 409}


def test_the_desk_asks_but_cannot_read_back_what_was_said(helen):
    joan, jo, maya = make.front_desk("Joan"), make.front_desk("Jo"), make.therapist("Maya")
    make.in_care_of(maya, helen)
    desk, other, therapist = Client(), Client(), Client()
    for client, person in ((desk, joan), (other, jo), (therapist, maya)):
        sign_in(client, person)
    where = desk.post(reverse("patients:intake_begin", args=[helen.number]))["Location"]
    page = reverse("patients:intake_ask", args=[helen.number, "reason"])

    assert where.endswith("/ask/you/")
    desk.post(page, {"go": "next", "tab": "t", "seq": 1, "base": 0, "reason-for-visit": "canaryword"})

    assert "canaryword" in desk.get(page).content.decode()
    assert "canaryword" not in other.get(page).content.decode()
    assert "canaryword" in therapist.get(page).content.decode()


def test_only_who_may_ask_here_is_offered_to(helen):
    offered = []
    for person in (make.front_desk(), make.therapist("Maya"), make.admin()):
        client = Client()
        sign_in(client, person)
        page = client.get(reverse("patients:intake_of", args=[helen.number])).content.decode()
        offered.append(reverse("patients:intake_begin", args=[helen.number]) in page)

    assert offered == [True, True, False]
