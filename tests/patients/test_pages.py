"""People's pages: who sees what of whom, and what the audit log says about it."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Staff
from patients import looks
from patients.models import Patient
from tests import make
from tests.patients.conftest import CANARY

pytestmark = pytest.mark.django_db

PAGES = ("detail", "edit", "history", "access")
FORM = {"first_name": "Helen", "last_name": "Vasquez", "figure": "a"}


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def url(name: str, patient: Patient) -> str:
    return reverse(f"patients:{name}", args=[patient.number])


def test_the_care_team_sees_history_cautions_points_and_the_last_note(maya, helen):
    page = signed_in(maya).get(url("detail", helen)).content.decode()

    for words in ("Aspirin or similar", "Do not treat today", "levator scapulae", f"{CANARY} next", CANARY):
        assert words in page


def test_the_front_desk_sees_no_clinical_word_on_any_page(helen):
    joan = signed_in(make.front_desk())
    pages = [joan.get(url(name, helen)) for name in PAGES]
    pages += [joan.get(reverse("patients:list")), joan.get(reverse("patients:new"))]
    pages += [joan.post(reverse(f"patients:{name}"), {"words": "vasquez"}) for name in ("list", "find")]
    pages += [joan.post(reverse("patients:twins"), FORM), joan.post(reverse("patients:new"), FORM)]

    text = " ".join(page.content.decode() for page in pages).lower()
    assert [page.status_code for page in pages[:4]] == [200, 200, 403, 403]
    assert "low table" in text
    for secret in (CANARY, "aspirin", "pressure", "levator", "chest pain", "do not treat"):
        assert secret not in text


def test_a_therapist_outside_the_care_team_is_told_who_is_in_it(helen):
    page = signed_in(make.therapist("Ines")).get(url("detail", helen)).content.decode()

    assert "You are not in Helen Vasquez's care team" in page
    assert "Maya Lindqvist" in page
    assert CANARY not in page
    assert "levator" not in page


@pytest.mark.parametrize("name", ["history", "access"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_therapist_outside_the_care_team_gets_404_as_for_nobody(helen, name, method):
    ines = make.therapist("Ines")
    send = getattr(signed_in(ines), method)

    nobody = send(reverse(f"patients:{name}", args=[999_999]))
    answer = send(url(name, helen))

    if (name, method) == ("access", "post"):
        assert answer.status_code == nobody.status_code == 405
    else:
        assert answer.status_code == nobody.status_code == 404
        assert AuditEvent.objects.filter(actor=ines, patient_id=helen.pk, outcome="refused").exists()
    assert helen.histories.count() == 1


def test_an_admin_reads_who_looked_but_not_the_history(helen, maya):
    rosa = signed_in(make.admin())
    signed_in(maya).get(url("detail", helen))

    looked = rosa.get(url("access", helen)).content.decode()

    assert "Maya Lindqvist" in looked
    assert CANARY not in looked
    assert rosa.get(url("history", helen)).status_code == 404


@pytest.mark.parametrize(
    ("action", "kind", "words"),
    [
        ("opened", "patient", ("Opened", "record")),
        ("exported", "export", ("Exported", "copy of the record")),
        ("asked for an export", "export", ("Asked for an export", "")),
        ("mailed", "patient", ("Sent a mail", "")),
        ("changed", "mobilevisit", ("Changed", "mobile visit")),
    ],
)
def test_what_somebody_did_is_said_once_and_in_words(action, kind, words):
    look = looks.described(AuditEvent(action=action, object_type=kind))

    assert (look.action, look.thing) == words


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("detail", ["contact", "appointments", "history", "points", "notes"]),
        ("edit", ["contact"]),
        ("history", ["history"]),
        ("access", ["access"]),
    ],
)
def test_opening_a_page_is_written_down(maya, helen, name, fields):
    signed_in(maya).get(url(name, helen))

    event = AuditEvent.objects.filter(action="opened", patient_id=helen.pk).latest("pk")
    assert (event.actor, event.fields) == (maya, fields)


def test_lists_and_searches_are_written_down_with_whom_they_showed_and_not_what_was_typed(maya, helen):
    client = signed_in(maya)
    client.get(reverse("patients:list"))
    client.post(reverse("patients:find"), {"words": "vasquez"})

    listed, searched = AuditEvent.objects.filter(action__in=["listed", "searched"]).order_by("pk")
    assert (listed.ids, searched.ids) == ([helen.pk], [helen.pk])
    assert "vasquez" not in str(searched.__dict__).lower()


def test_no_name_stands_in_a_title_or_an_address(maya, helen):
    client = signed_in(maya)
    for name in PAGES:
        page = client.get(url(name, helen)).content.decode()
        title = page.split("<title>")[1].split("</title>")[0]
        assert "Vasquez" not in title
        assert "Vasquez" not in "".join(part.split('"')[0] for part in page.split('href="')[1:])


def test_someone_new_is_added(maya):
    answer = signed_in(maya).post(reverse("patients:new"), {**FORM, "birth_on": "1974-02-08"})

    helen = Patient.objects.get()
    assert answer["Location"] == url("detail", helen)
    assert str(helen.birth_on) == "1974-02-08"


def test_a_likely_twin_is_asked_about_once(maya, helen):
    client = signed_in(maya)

    asked = client.post(reverse("patients:new"), FORM)
    assert asked.status_code == 422
    assert "Already here?" in asked.content.decode()
    assert f'name="twin" value="{helen.pk}"' in asked.content.decode()

    client.post(reverse("patients:new"), {**FORM, "twin": helen.pk})
    assert Patient.objects.count() == 2


def test_twins_show_while_typing(maya, helen):
    page = signed_in(maya).post(reverse("patients:twins"), {"last_name": "Vasques", "first_name": "Hellen"})

    assert f'href="{url("detail", helen)}"' in page.content.decode()


def test_people_are_picked_by_buttons_for_the_quick_book_panel_and_by_links_without_script(maya, helen):
    client, words = signed_in(maya), {"words": "vasquez", "pick": "1"}

    with_script = client.post(
        reverse("patients:find"), words, headers={"HX-Request": "true"}
    ).content.decode()
    without = client.post(reverse("patients:find"), words).content.decode()

    assert f'data-patient="{helen.pk}"' in with_script
    assert f'data-name="{helen}"' in with_script
    assert f"?patient={helen.number}" in without


def test_a_record_is_changed(maya, helen):
    answer = signed_in(maya).post(url("edit", helen), {**FORM, "version": 1, "occupation": "Baker"})

    helen.refresh_from_db()
    assert answer["Location"] == url("detail", helen)
    assert (helen.occupation, helen.phone) == ("Baker", "")


def test_the_second_editor_gets_both_texts(maya, helen):
    client = signed_in(maya)
    client.post(url("edit", helen), {**FORM, "version": 1, "phone": "0151 555 0101"})

    answer = client.post(url("edit", helen), {**FORM, "version": 1, "phone": "0151 555 0202"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "0151 555 0101" in page
    assert 'value="0151 555 0202"' in page
    assert 'name="version" value="2"' in page


def test_answers_become_a_new_version(maya, helen):
    said = {"version": 1, "hernia": "yes", "hernia.since": "2020", "others.skin": "1", "cellulitis": "unsure"}

    answer = signed_in(maya).post(url("history", helen), said)

    latest = helen.histories.get(version=2)
    answers = {answer.rule_id: answer.answer for answer in latest.answers.all()}
    assert answer["Location"] == url("history", helen)
    assert (answers["hernia"], answers["cellulitis"], answers["wound_burn"]) == ("yes", "unsure", "no")
    assert "diabetes" not in answers


def test_answers_written_beside_someone_elses_are_kept_on_the_page(maya, helen):
    answer = signed_in(maya).post(
        url("history", helen), {"version": 0, "hernia": "yes", "hernia.details": "groin"}
    )

    assert answer.status_code == 409
    assert 'value="groin"' in answer.content.decode()
    assert helen.histories.count() == 1


def test_the_alphabet_goes_on_from_the_last_name(maya):
    for n in range(60):
        make.patient(f"Ada Name{n:02d}")
    client = signed_in(maya)

    first = client.get(reverse("patients:list")).context["page"]
    second = client.get(reverse("patients:list"), {"after": first.after}).context["page"]

    assert [str(person) for person in first.people + second.people] == [f"Ada Name{n:02d}" for n in range(60)]
    assert second.after is None


def test_a_letter_shows_its_names_and_other_those_of_other_scripts(maya):
    for name in ("Élodie Éluard", "Zoe Zeller", "Ахмед Иванов"):
        make.patient(name)

    def under(letter: str) -> list[str]:
        page = signed_in(maya).get(reverse("patients:list"), {"letter": letter}).context["page"]
        return [str(person) for person in page.people]

    assert (under("e"), under("other"), under("q")) == (["Élodie Éluard"], ["Ахмед Иванов"], [])


def test_those_opened_lately_are_at_hand(maya, helen):
    marta = make.patient("Marta Kowalski")
    client = signed_in(maya)
    for person in (helen, marta, helen):
        client.get(url("detail", person))

    assert client.get(reverse("patients:list")).context["recent"] == [helen, marta]
