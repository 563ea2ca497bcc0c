"""Movement, tests, minutes, and words kept ready: what is recorded, who may see it, what is refused."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from clinic.models import AuditEvent
from sessions.models import TreatmentSession
from sessions.refusals import AlreadySigned, SessionRefused
from sessions.writing import kept, recording
from sessions.writing.models import Conduct, Motion, NoteTemplate, Phrase, PhysicalTest
from tests import make
from tests.sessions.browse import send, signed_in

pytestmark = pytest.mark.django_db
NECK = {"movement": "neck_rotation", "side": "right"}


@pytest.fixture
def session():
    return make.treatment_session(make.therapist("Maya"))


@pytest.fixture
def client(session):
    return signed_in(session.therapist)


def url(name, session):
    return reverse(f"sessions:{name}", args=[session.pk])


def keep(by, name="soreness", *, kind="phrase", section="", shared=False, text="Sore for a day."):
    return kept.keep(kind=kind, section=section, name=name, text=text, shared=shared, by=by)


def test_a_movement_is_measured_before_and_after_in_two_steps(client, session):
    for fields in ({"before": "0"}, {"after": "15", "pain": "end"}):
        assert send(client, url("motion", session), **NECK, **fields).status_code == 200

    row = session.motions.get()
    assert (row.before, row.after, row.pain) == (0, 15, "end")
    assert AuditEvent.objects.filter(action="charted", fields=["range of motion"]).count() == 2


def test_a_movement_that_says_nothing_any_more_is_off_the_list(client, session):
    send(client, url("motion", session), **NECK, before="50")
    send(client, url("motion", session), **NECK, before="")

    assert not Motion.objects.exists()


def test_a_test_is_known_by_its_other_names(client, session):
    for result in ("positive", "unclear"):
        send(client, url("physical_test", session), name="lasègue", side="left", result=result)
    send(client, url("physical_test", session), name="Our own test", result="negative")

    assert {(row.name, row.side, row.result) for row in session.physical_tests.all()} == {
        ("Straight leg raise test", "left", "unclear"),
        ("Our own test", "", "negative"),
    }


def test_how_it_was_done_is_saved_field_by_field(client, session):
    send(client, url("conduct", session), trigger_point="35")
    send(client, url("conduct", session), positions=["", "prone", "supine"])
    send(client, url("conduct", session), positions="", products="unscented oil")

    row = session.conduct
    assert (row.trigger_point, row.swedish, row.positions, row.products) == (35, None, [], "unscented oil")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("motion", {**NECK, "before": "201"}),
        ("motion", {**NECK, "before": "1e2"}),
        ("motion", {"movement": "neck_rotation", "before": "10"}),
        ("motion", {"movement": "no_such", "before": "10"}),
        ("motion", NECK),
        ("motion", {**NECK, "pain": "much"}),
        ("physical_test", {"name": "", "result": "negative"}),
        ("physical_test", {"name": "Ober test", "result": "maybe"}),
        ("physical_test", {"name": "x" * 81, "result": "negative"}),
        ("physical_test", {"name": "\u202etset", "result": "negative"}),
        ("conduct", {"swedish": "-1"}),
        ("conduct", {"swedish": "241"}),
        ("conduct", {"positions": ["upside down"]}),
        ("conduct", {"home_care": "x" * 601}),
        ("line", {"section": "plan", "phrase": "0"}),
        ("line", {"section": "feet", "phrase": "1"}),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_half_saved(client, session, name, fields):
    answer = send(client, url(name, session), **fields)

    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")
    assert not any(kind.objects.exists() for kind in (Motion, PhysicalTest, Conduct))


def test_a_row_is_removed_only_through_its_own_session(client, session):
    recording.measure(treatment_session=session, **NECK, before=50, by=session.therapist)
    other = make.treatment_session(session.therapist, make.at("06:00"))
    key = session.motions.get().pk

    assert send(client, url("motion", other), remove=key).status_code == 404
    assert send(client, url("motion", session), remove=key).status_code == 200
    assert not session.motions.exists()


def test_the_script_gets_the_table_back(client, session):
    page = client.post(url("motion", session), {**NECK, "before": "50"}, headers={"hx-request": "true"})

    assert "Neck rotation, right" in page.content.decode()


def test_the_script_that_adds_a_row_is_told_why_not(client, session):
    """A page instead of an answer looked like an ended sign-in, and it asked again every four seconds."""
    asked = {"hx-request": "true", "accept": "text/html"}

    answer = client.post(url("motion", session), {"movement": "neck_rotation", "before": "50"}, headers=asked)

    assert answer.status_code == 422
    assert answer.json() == {"error": "Neck rotation is measured on each side. Say left or right."}


def test_a_quick_line_is_switched_on_and_off_beside_the_maps_words(client, session):
    line = keep(session.therapist, kind="line", section="plan", text="soreness was explained")
    text = url("note_text", session)

    send(client, url("line", session), section="plan", phrase=line.pk)
    on = client.get(text).json()["sections"]["plan"]
    send(client, url("line", session), section="plan", phrase=line.pk)

    assert (on["text"], on["own"]) == ("Soreness was explained.", False)
    assert client.get(text).json()["sections"]["plan"]["text"] == ""


def test_without_a_script_a_phrase_and_a_line_go_into_own_words(client, session):
    phrase = keep(session.therapist)
    line = keep(session.therapist, kind="line", section="plan", text="Walk today.")
    write = url("write", session)

    client.post(write, {"version": 1, "plan": "Rest.", "insert": f"plan:phrase-{phrase.pk}"})
    client.post(write, {"version": 2, "plan": "Rest.\nSore for a day.", "line": f"plan:{line.pk}"})

    session.refresh_from_db()
    assert session.plan == "Rest.\nSore for a day. Walk today."


def test_signed_rows_are_stone(session):
    maya = session.therapist
    recording.measure(treatment_session=session, **NECK, before=50, by=maya)
    recording.record_test(
        treatment_session=session, name="Ober test", side="left", result="negative", by=maya
    )
    recording.conduct(treatment_session=session, swedish=10, by=maya)
    make.signed(session)
    rows = (session.motions.get(), session.physical_tests.get(), Conduct.objects.get())

    for row in rows:
        for change in (row.save, lambda row=row: type(row).objects.filter(pk=row.pk)._raw_delete("default")):
            with pytest.raises(DatabaseError, match="is signed"), transaction.atomic():
                change()
    for new in (Motion(movement="neck_flexion", before=1), PhysicalTest(name="x", result="unclear")):
        new.treatment_session = session
        with pytest.raises(DatabaseError, match="is signed"), transaction.atomic():
            new.save()
    for refused in (
        lambda: recording.measure(treatment_session=session, **NECK, before=1, by=maya),
        lambda: recording.take_off(row=rows[0], by=maya),
        lambda: recording.conduct(treatment_session=session, swedish=1, by=maya),
    ):
        with pytest.raises(AlreadySigned):
            refused()


def test_rows_are_open_to_whom_the_chart_is(session):
    recording.measure(treatment_session=session, **NECK, before=50, by=session.therapist)

    assert Motion.objects.visible_to(session.therapist).exists()
    assert not Motion.objects.visible_to(make.therapist("Tomas")).exists()
    assert not Motion.objects.visible_to(make.front_desk()).exists()


def test_phrases_are_everybodys_or_ones_own(session):
    ines = make.therapist("Ines")
    keep(session.therapist, "hers")
    keep(session.therapist, "ours", shared=True)
    keep(session.therapist, "skeleton", kind="template", section="plan")

    assert {words.name for words in kept.visible(ines)} == {"ours"}
    page = signed_in(ines).get(reverse("sessions:phrases")).content.decode()
    assert "ours" in page
    assert "hers" not in page
    mine = Phrase.objects.get(name="hers").pk
    assert signed_in(ines).get(reverse("sessions:phrase", args=["phrase", mine])).status_code == 404


def test_a_phrase_is_added_changed_removed_and_put_back(client, session):
    page = reverse("sessions:phrases")
    said = {"kind": "line", "section": "plan", "name": "Walk", "text": "walk today", "shared": "on"}
    client.post(page, said)
    phrase = Phrase.objects.get()
    assert (phrase.text, phrase.quick, phrase.owner) == ("Walk today.", True, None)

    client.post(reverse("sessions:phrase", args=["phrase", phrase.pk]), {**said, "name": "Walk a little"})
    client.post(reverse("sessions:remove_phrase", args=["phrase", phrase.pk]))
    gone = client.get(page).content.decode()
    client.post(reverse("sessions:restore_phrase", args=["phrase", phrase.pk]))

    assert "Walk a little is removed." in gone
    assert f"/phrases/phrase/{phrase.pk}/restore/" in gone
    assert "Walk a little" in client.get(page).content.decode()
    actions = {"words kept", "words changed", "words removed", "words restored"}
    assert actions <= {*AuditEvent.objects.values_list("action", flat=True)}


def test_an_admin_keeps_words_ready_for_everybody_and_reads_nobodys_own(session):
    keep(session.therapist, "hers")
    rosa, page = signed_in(make.admin("Rosa")), reverse("sessions:phrases")
    shown = rosa.get(page).content.decode()
    rosa.post(page, {"kind": "phrase", "section": "", "name": "Pressure", "text": "Pressure agreed."})

    assert "hers" not in shown
    assert 'name="shared"' not in shown
    assert Phrase.objects.get(name="Pressure").owner is None
    assert {words.name for words in kept.visible(session.therapist)} == {"hers", "Pressure"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 41},
        {"text": " "},
        {"text": "a\u202eb"},
        {"kind": "poem"},
        {"kind": "template", "section": ""},
        {"section": "feet"},
    ],
)
def test_words_that_make_no_sense_are_asked_for_again(client, session, wrong):
    said = {"kind": "phrase", "section": "", "name": "Walk", "text": "Walk today.", **wrong}

    answer = client.post(reverse("sessions:phrases"), said)

    assert answer.status_code == 422
    assert not Phrase.objects.exists()
    assert not NoteTemplate.objects.exists()


def test_a_template_does_not_become_a_phrase(session):
    template = keep(session.therapist, kind="template", section="plan")

    with pytest.raises(SessionRefused, match="stays a template"):
        kept.change(
            template, kind="phrase", section="", name="x", text="y", shared=False, by=session.therapist
        )


def test_the_rows_of_a_note_cost_the_page_nothing_more(client, session, django_assert_max_num_queries):
    for slug in ("neck_rotation", "neck_side_bending", "shoulder_flexion"):
        for side in ("left", "right"):
            recording.measure(
                treatment_session=session, movement=slug, side=side, before=1, by=session.therapist
            )
            keep(session.therapist, f"{slug} {side}")
    TreatmentSession.objects.get(pk=session.pk)
    client.get(url("chart", session))

    with django_assert_max_num_queries(12):
        assert client.get(url("chart", session)).status_code == 200
