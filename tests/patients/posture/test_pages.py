"""The pages of posture through a browser without scripts, through the page's script, and through nonsense."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.models import AuditEvent, Clinic
from patients.models import PostureFinding, PostureNote
from tests import make
from tests.patients.test_pages import signed_in
from tests.patients.test_query_counts import queries

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}
SAID = {"sign": "forward_head", "side": "midline", "view": "left", "tab": "left", "version": "0"}
CVA = {"measure": "forward_head-cva", "value": "45,5"}
BAD = ["\x00", "\u202eleft", "9" * 5000, "1_000", "٤٥"]


def at(note, page, *more):
    return reverse(f"patients:posture_{page}", args=[note.patient.number, note.pk, *more])


def test_an_assessment_is_begun_answered_read_and_compared_without_a_script(client, helen, tuesday):
    record = reverse("patients:posture", args=[helen.number])
    begun = client.post(reverse("patients:posture_new", args=[helen.number]), {}, follow=True)
    note = PostureNote.objects.get()
    assert at(note, "answer") in begun.content.decode()
    answered = client.post(at(note, "answer"), {**SAID, **CVA, "grade": "2", "words": "By the window"})
    assert answered["Location"].endswith("/assess/?view=left#at-head")
    client.post(at(note, "plumb"), {"tab": "left", "ear": "-3,5", "shoulder": "", "hip": "0", "knee": ""})
    client.post(at(note, "words"), {"words": "Stands well.", "version": "1"})
    read = client.get(at(note, "note")).content.decode()
    for words in (
        "moderate, 45.5°",
        "By the window",
        "3.5 cm behind",
        "on the line",
        "Stands well.",
        "noted under 50°",
    ):
        assert words in read

    tuesday.shift(timedelta(days=40))
    is_assessed_again(signed_in(note.by), helen, record)
    assert signed_in(note.by).get(at(note, "assess")).status_code == 302


def is_assessed_again(client, helen, record):
    client.post(reverse("patients:posture_new", args=[helen.number]), {"same": "1"})
    again = PostureNote.objects.latest("pk")
    assert "last time moderate, 45.5°" in client.get(at(again, "assess"), {"view": "left"}).content.decode()
    client.post(at(again, "answer"), {**SAID, **CVA, "value": "51", "version": "1"})
    compared = client.get(reverse("patients:posture_compare", args=[helen.number])).content.decode()
    assert "less marked" in compared
    assert "less marked" in client.get(record).content.decode()
    client.post(at(again, "answer"), {**SAID, **CVA, "version": "2", "clear": "1"})
    assert not again.findings.exists()


def test_the_pages_script_gets_what_it_shows(client, note):
    first = client.post(at(note, "answer"), {**SAID, "grade": "2"}, **JSON).json()
    second = client.post(
        at(note, "answer"),
        {**SAID, "sign": "rounded_shoulders", "side": "left", "grade": "1"}, **JSON,
    ).json()  # fmt: skip
    refused = client.post(at(note, "answer"), {**SAID, **CVA, "value": "90", "version": "1"}, **JSON)

    assert first == {"version": 1, "present": True, "saved_at": "08:00", "patterns": [], "carried": 0}
    assert second["patterns"] == ["upper_crossed"]
    assert (refused.status_code, refused.json()) == (
        422, {"error": "Head forward: measured so, it lies between 20° and 80°."}
    )  # fmt: skip


def test_two_windows_both_see_both(client, note):
    client.post(at(note, "answer"), {**SAID, "grade": "3", "words": "Mine"})
    late = {**SAID, "grade": "1", "words": "Other words"}
    told = client.post(at(note, "answer"), late, **JSON)
    shown = client.post(at(note, "answer"), late)
    client.post(at(note, "words"), {"words": "First text", "version": "1"})
    words = client.post(at(note, "words"), {"words": "Second text", "version": "1", "tab": "left"})
    words_told = client.post(at(note, "words"), {"words": "Second text", "version": "1"}, **JSON)

    assert (told.status_code, told.json()["theirs"]["grade"], told.json()["version"]) == (409, "3", 1)
    assert shown.status_code == words.status_code == 409
    assert "Stored now: marked" in shown.content.decode()
    assert "Other words" in shown.content.decode()
    assert {"First text", "Second text"} <= set(
        words.content.decode().replace(">", "\n").replace("<", "\n").split("\n")
    )
    assert words_told.json()["theirs"]["words"] == "First text"
    assert PostureFinding.objects.get().grade == 3


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: ascii(bad)[:12])
def test_nonsense_is_refused_in_words_and_changes_nothing(client, note, bad):
    make.posture_finding(note, "forward_head", grade=1)
    for name in ("sign", "side", "view", "value", "grade", "version"):
        answer = client.post(at(note, "answer"), {**SAID, **CVA, "version": "1", name: bad}, **JSON)
        assert answer.status_code in {409, 422}, name
    for fields in ({"ear": bad, "tab": "left"}, {"tab": bad}):
        assert client.post(at(note, "plumb"), fields).status_code in {302, 422}
    assert client.post(at(note, "words"), {"words": "x", "version": bad}, **JSON).status_code in {409, 422}
    stored = note.findings.get()
    assert (stored.sign_id, stored.grade, stored.value, stored.version) == ("forward_head", 1, None, 1)
    assert not note.distances.exists()
    note.refresh_from_db()
    assert note.words == ""


def test_nonsense_in_an_address_is_as_if_nothing_had_been_asked(client, note):
    compare = reverse("patients:posture_compare", args=[note.patient.number])
    for bad in ("\x00", "9" * 400, "٤"):
        assert client.get(compare, {"from": bad, "to": bad}).status_code == 200
    assert 'aria-current="page">Front' in client.get(at(note, "assess"), {"view": "\x00"}).content.decode()


def test_what_cannot_be_kept_stays_in_its_row(client, note):
    page = client.post(at(note, "answer"), {**SAID, **CVA, "value": "145", "words": "Typed with care"})
    words = client.post(at(note, "words"), {"words": "Long " * 2000, "version": "1"})

    assert page.status_code == words.status_code == 422
    assert 'value="145"' in page.content.decode()
    assert "Typed with care" in page.content.decode()
    assert "Long Long" in words.content.decode()


def test_what_is_sent_after_the_note_was_closed_is_on_the_page_with_why(note, tuesday):
    tuesday.shift(timedelta(days=1))
    client = signed_in(note.by)
    words = client.post(at(note, "words"), {"words": "Typed with care", "version": "1", "tab": "left"})
    plumb = client.post(at(note, "plumb"), {"tab": "left", "ear": "-3,5", "hip": "0"})
    told = client.post(at(note, "words"), {"words": "Typed with care", "version": "1"}, **JSON)

    assert words.status_code == plumb.status_code == told.status_code == 409
    assert "Typed with care</textarea>" in words.content.decode()
    assert 'value="-3,5"' in plumb.content.decode()
    for page in (words, plumb):
        assert "closed at the end of its day" in page.content.decode()
    assert "closed at the end of its day" in told.json()["error"]


def test_the_same_form_twice_begins_one_note_and_other_peoples_notes_are_not_there(client, helen, maya):
    new = reverse("patients:posture_new", args=[helen.number])
    key = "6f6e7c1e-0d4e-4a57-9f0e-7a0d6d2f8f11"
    for _ in range(2):
        client.post(new, {"key": key})
    client.post(new, {"key": "no key"})
    note = PostureNote.objects.first()
    other = make.patient("Other Person")
    make.in_care_of(maya, other)

    assert PostureNote.objects.count() == 2
    for page in ("note", "assess"):
        wrong_pair = reverse(f"patients:posture_{page}", args=[other.number, note.pk])
        assert client.get(wrong_pair).status_code == 404


def test_nobody_outside_the_care_team_sees_a_word_of_it_and_every_look_is_kept(client, note):
    make.posture_finding(note, "flat_cervical", grade=1, words="canaryword")
    for person in (make.therapist("Tomas"), make.front_desk(), make.admin()):
        stranger = signed_in(person)
        for page in ("note", "assess"):
            answer = stranger.get(at(note, page))
            assert answer.status_code in {403, 404}
            assert "canaryword" not in answer.content.decode()
    assert "canaryword" in client.get(at(note, "note")).content.decode()

    looked = AuditEvent.objects.filter(action="opened", object_type="posturenote", object_id=note.pk).get()
    assert (looked.patient_id, looked.actor_id) == (note.patient_id, note.by_id)


def test_every_finding_leads_to_its_muscles_on_the_open_map(client, note, maya, helen):
    make.posture_finding(note, "phone_cradling", view="history", grade=2)
    before = client.get(at(note, "note")).content.decode()
    session = make.treatment_session(maya, patient=helen)
    after = client.get(at(note, "note")).content.decode()

    assert "Levator scapulae" in before
    assert "#muscle=" not in before
    assert f'href="/sessions/{session.pk}/chart/#muscle=levator_scapulae"' in after


def test_the_pages_ask_the_same_for_few_and_for_many_notes(client, note, maya, helen, tuesday):
    Clinic.current()
    make.posture_finding(note, "forward_head", measure="cva", value=40)
    record = reverse("patients:posture", args=[helen.number])
    compare = reverse("patients:posture_compare", args=[helen.number])
    few = [queries(client, "get", page) for page in (record, compare, at(note, "note"), at(note, "assess"))]
    for _ in range(5):
        tuesday.shift(timedelta(minutes=1))
        again = make.posture_note(helen, maya)
        for sign in ("forward_head", "flat_cervical", "sway_back"):
            make.posture_finding(again, sign, grade=1)
    many = [queries(client, "get", page) for page in (record, compare, at(note, "note"), at(note, "assess"))]

    assert few[0] == many[0]
    assert many[1] - few[1] <= 3  # two photos' questions more, once there are two notes
    assert few[2:] == many[2:]
    assert max(many[:2]) <= 12, many
    assert max(many) <= 12, many
