"""From a finished draft to one new version of the history, or nothing at all."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from clinic import clock
from clinic.models import AuditEvent
from patients import histories, screening
from patients.histories import Said
from patients.intake import consents, links, proposals, submitting, telling
from patients.models import Consent, Draft, IntakeLink, MedicalHistory, Signature
from tests import make
from tests.patients.intake import walk
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def helen():
    return make.patient("Helen Vasquez", birth_on=date(1974, 3, 21), phone="0151 555 0188")


def sent(patient, **answers):
    return submitting.submit(walk.draft_of(patient, **answers), by=None)


def answers_of(history):
    return {answer.rule_id: answer.answer for answer in history.answers.all()}


def test_it_becomes_one_version_with_everything_that_belongs_to_it(helen):
    history = sent(
        helen,
        pain={"pain-map": ["back_neck:left", "lumbar:midline"]},
        pain_levels={"pain-level.back_neck:left.worst": "7", "pain-level.back_neck:left.now": "0"},
        medicines={
            "medicine-list.0.name": "Apixaban",
            "medicine-list.0.dose": "5 mg",
            "allergy-list.1.name": "Nuts",
        },
        operations={"operation-list.0.name": "Knee", "operation-list.0.happened": "2019"},
        heart_blood={"ask-anticoagulant": "unsure", "ask-anticoagulant.since": "May 2024"},
        sign={"signature.drawn": "M10 10L20 30"},
    )

    assert (history.version, history.source, history.recorded_by) == (1, "patient", None)
    assert history.reason_for_visit == "My neck is stiff."
    assert list(history.pain_places.values_list("zone", "side", "now", "worst", "best")) == [
        ("back_neck", "left", 0, 7, None), ("lumbar", "midline", None, None, None),
    ]  # fmt: skip
    assert history.medications.get().dose == "5 mg"
    assert history.allergies.get().name == "Nuts"
    assert history.surgeries.get().happened == "2019"
    assert history.signature.drawn == "M10 10L20 30"
    assert history.answers.get(rule="anticoagulant").since == "May 2024"
    assert [str(caution.words)[-1] for caution in screening.of(helen)] == ["?"]
    assert set(helen.consents.current().values_list("text__kind", flat=True)) == {
        "treatment", "privacy", "contact", "photos", "sensitive",
    }  # fmt: skip
    assert AuditEvent.objects.filter(action="intake sent", patient_id=helen.pk, actor=None).count() == 1


def test_sent_twice_it_is_there_once_and_nothing_of_it_stays_outside_the_record(helen):
    draft = walk.draft_of(helen)

    first = submitting.submit(draft, by=None)
    again = submitting.submit(draft, by=None)

    assert first == again
    assert helen.histories.count() == 1
    assert not Draft.objects.get().steps.exists()
    assert IntakeLink.objects.get().state == "done"
    with pytest.raises(links.LinkRefused):
        links.begin(IntakeLink.objects.get())


def test_one_answer_of_a_graded_family_raises_one_rule_and_denies_the_others(helen):
    history = sent(
        helen, heart_clots={"clot": "past", "clot.since": "2020"}, organs_cancer={"cancer": "unsure"}
    )

    said = answers_of(history)
    assert (said["dvt_history"], said["dvt_current"]) == ("yes", "no")
    assert said["cancer_history"] == "unsure"
    assert "cancer_active" not in said
    assert {caution.rule.slug for caution in screening.of(helen)} == {"dvt_history", "cancer_history"}


def test_a_declined_pregnancy_is_not_a_no(helen):
    history = sent(helen, pregnancy={"pregnant": "declined"})

    assert not {"pregnancy_early", "pregnancy_later", "pregnancy_high_risk"} & set(answers_of(history))
    assert history.intake_answers.get(question="pregnant").words == "I would rather not say"
    told = {row["asked"]: row["words"] for row in telling.of(history).answers}
    assert told == {"Are you pregnant?": "I would rather not say"}


def test_what_was_left_open_keeps_its_earlier_answer_with_its_date(helen):
    maya = make.therapist("Maya")
    histories.answer(helen, {"surgery_recent": Said("yes", "two weeks ago"), "hernia": Said("no")}, by=maya)

    history = sent(helen, bones_injury={"ask-hernia": "yes"})

    kept = history.answers.get(rule="surgery_recent")
    assert (kept.answer, kept.since) == ("yes", "about 10 November 2026")
    assert answers_of(history)["hernia"] == "yes"


def test_a_therapists_new_version_keeps_medicines_and_pain(helen):
    sent(helen, medicines={"medicine-list.0.name": "Apixaban"}, pain={"pain-map": ["back_neck:left"]})

    newer = histories.answer(helen, {"hernia": Said("no")}, by=make.therapist("Maya"))

    assert newer.medications.get().name == "Apixaban"
    assert newer.pain_places.get().zone == "back_neck"


def test_a_minor_needs_a_guardian(helen):
    ben = make.patient("Ben Young", birth_on=clock.today() - timedelta(days=15 * 365))

    with pytest.raises(submitting.NotFinished, match="guardian") as refused:
        sent(ben)
    assert refused.value.screen == "sign"
    assert not ben.histories.exists()

    history = sent(ben, sign={"signature.guardian_of": "Mother"})
    assert history.signature.guardian_of == "Mother"


def test_nothing_is_kept_when_a_page_was_not_finished(helen):
    draft = walk.draft_of(helen)
    draft.steps.filter(section="heart-clots").update(done=False)

    with pytest.raises(submitting.NotFinished) as refused:
        submitting.submit(draft, by=None)

    assert refused.value.screen == "heart-clots"
    assert not MedicalHistory.objects.exists()
    assert not Consent.objects.exists()


def test_contacts_wait_for_the_desk_and_are_then_taken_or_left(helen):
    sent(helen, you={"you-phone": "0151 555 0199", "you-pronouns": "she/her"})
    phone, pronouns = helen.contact_proposals.order_by("field")
    joan = make.front_desk()

    helen.refresh_from_db()
    assert helen.phone == "0151 555 0188"
    proposals.decide(phone, take=True, by=joan)
    proposals.decide(pronouns, take=False, by=joan)

    helen.refresh_from_db()
    assert (helen.phone, helen.pronouns) == ("0151 555 0199", "")
    assert not proposals.waiting(helen)


def test_a_returning_patient_says_what_has_changed_and_signs_anew_after_a_year(helen, tuesday):
    sent(helen, medicines={"medicine-list.0.name": "Apixaban"}, heart_heart={"ask-pacemaker": "yes"})

    second = sent(helen, changed={"changed": "no"}, medicines={"medicine-list.0.name": "Apixaban"})
    tuesday.shift(timedelta(days=366))
    third = walk.draft_of(helen)

    assert answers_of(second)["pacemaker"] == "yes"
    assert second.version == 2
    passed = set(third.steps.values_list("section", flat=True))
    assert "changed" not in passed
    assert "heart-heart" in passed


def test_a_consent_is_withdrawn_once_by_somebody_and_expires_by_itself(helen, tuesday):
    sent(helen)
    photos = helen.consents.get(text__kind="photos")
    assert photos.expires_on == date(2027, 11, 24)

    consents.withdraw(photos, why="Rather not", by=make.front_desk())
    consents.withdraw(photos, why="Again", by=make.front_desk("Other"))

    photos.refresh_from_db()
    assert (photos.withdrawn_why, photos.is_current) == ("Rather not", False)
    tuesday.shift(timedelta(days=366))
    assert "treatment" not in helen.consents.current().values_list("text__kind", flat=True)


def test_why_a_consent_is_withdrawn_stays_on_the_page_that_refuses_it(helen):
    sent(helen)
    photos = helen.consents.get(text__kind="photos")
    client, address = signed_in(make.front_desk()), f"/patients/{helen.number}/consents/{photos.pk}/withdraw/"

    long = client.post(address, {"why": "Rather not. " * 20})
    consents.withdraw(photos, why="Changed her mind", by=make.therapist("Maya"))
    second = client.post(address, {"why": "Rather not"})

    assert long.status_code == second.status_code == 422
    assert 'value="' + "Rather not. " * 20 in long.content.decode()
    assert "Maya wrote it down first" in second.content.decode()
    assert "You wrote: <q>Rather not</q>" in second.content.decode()
    assert client.post(address, {"why": "Changed her mind"}).status_code == 302


def test_a_card_of_nothing_but_a_typed_name_says_that_there_is_nothing():
    nothing = {"pains": [], "medications": [], "allergies": [], "surgeries": [], "answers": []}
    signed = Signature(name="Karin Holm", signed_at=clock.now())

    page = render_to_string("intake/_told.html", {"told": telling.Story(**nothing, signature=signed)})
    told = {**nothing, "allergies": [{"name": "Latex"}]}
    other = render_to_string("intake/_told.html", {"told": telling.Story(**told, signature=signed)})

    assert "Nothing besides the answers above." in page
    assert "<dl" not in page
    assert "Latex" in other
    assert "Nothing besides" not in other
