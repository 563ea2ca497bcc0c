"""From a finished draft to the record: one new version of the history, or nothing at all."""

from collections.abc import Iterable
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients import histories
from patients.holding import hold_patient_of
from patients.intake import consents, wording
from patients.intake.carrying import ROWS, answers_left, carry_over, intake_answers_left
from patients.intake.drafts import told as told_in
from patients.intake.kinds import CONTACT_FIELDS
from patients.intake.question_models import Question
from patients.intake.screens import Questionnaire
from patients.models import (
    Allergy,
    Answer,
    CautionRule,
    ContactProposal,
    Draft,
    IntakeAnswer,
    IntakeLink,
    MedicalHistory,
    Medication,
    PainPlace,
    Patient,
    Signature,
    Surgery,
)
from patients.thresholds import Thresholds

Kind = Question.Kind
REASON = "reason-for-visit"
LISTS = {Kind.MEDICINES: Medication, Kind.ALLERGIES: Allergy, Kind.OPERATIONS: Surgery}
OWN_ROWS = {Kind.PAIN_MAP, Kind.PAIN_LEVELS, Kind.CONSENT, Kind.SIGNATURE, *LISTS}
LIST_NAMES = {Kind.MEDICINES: "medications", Kind.ALLERGIES: "allergies", Kind.OPERATIONS: "surgeries"}


class NotFinished(Refused):
    """Something that has to be said is not; screen: where."""

    def __init__(self, screen: str, words: str) -> None:
        super().__init__(words)
        self.screen = screen


@verb
def submit(draft: Draft, *, by: Staff | None) -> MedicalHistory:
    """Write the version with all that belongs to it, and end draft and link; sent twice, it is there once.

    by: the colleague who asked, None where the patient sends it. Raises NotFinished with the screen to go to.
    """
    patient = hold_patient_of(draft)
    held = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if held.history:
        return held.history
    if held.dropped_at or patient.is_deceased or (by is None and not (held.link and held.link.is_live)):
        raise Refused("This link has ended. Call us, and we send a new one.")
    latest = MedicalHistory.objects.prefetch_related("answers", "intake_answers").latest_of(patient)
    walk = Questionnaire(told_in(held), by_staff=by is not None, latest=latest)
    _see_finished(held, walk, patient)
    history = histories.begun(patient, (latest.version if latest else 0) + 1, _reason(walk, latest), by)
    _write(history, walk, latest)
    _propose(history, walk, patient)
    _close(held, history)
    audit.record("intake sent", history, by=by, fields=["history", "consents", "pain", "signature"])
    return history


def _see_finished(draft: Draft, walk: Questionnaire, patient: Patient) -> None:
    done = set(draft.steps.filter(done=True).values_list("section", flat=True))
    for screen in walk.screens:
        for question in screen.questions:
            if question.required and walk.is_asked(question) and question.slug not in walk.told:
                raise NotFinished(screen.slug, "One answer is missing before you can send this.")
        if screen.slug not in done:
            raise NotFinished(screen.slug, "This page was not finished yet.")
    of_age = int(Thresholds.of(CautionRule.objects.filter(pk="minor")).number("minor"))
    age = patient.age_on(clock.today())
    minor = walk.told.get("ask-minor", {}).get("values") == ["yes"] or (age is not None and age < of_age)
    if minor and not walk.told.get("signature", {}).get("guardian_of"):
        raise NotFinished("sign", f"Under {of_age}, a parent or guardian signs and says who they are.")


def _reason(walk: Questionnaire, latest: MedicalHistory | None) -> str:
    said = walk.told.get(REASON, {}).get("values", [])
    return said[0] if said else (latest.reason_for_visit if latest else "")


def _write(history: MedicalHistory, walk: Questionnaire, latest: MedicalHistory | None) -> None:
    answers = rule_answers(walk)
    left = answers_left(latest, {answer.rule_id for answer in answers})
    rows = [
        *answers,
        *(Answer(rule_id=a.rule_id, answer=a.answer, since=a.since, details=a.details) for a in left),
    ]
    for row in rows:
        row.history = history
    Answer.objects.bulk_create(rows)
    _write_intake_answers(history, walk, latest)
    _write_lists(history, walk, latest)
    _write_pain(history, walk)
    consents.give_all(history, walk)
    _sign(history, walk)


def rule_answers(walk: Questionnaire) -> list[Answer]:
    """What was said, in the language of the rules: yes or unsure to those it raises, no to their siblings.

    Two questions may speak of one rule; the strictest word counts.
    """
    strength = {"no": 0, "unsure": 1, "yes": 2}
    found: dict[str, Answer] = {}
    for question in walk.asked():
        said = walk.told.get(question.slug, {})
        if not said.get("values") or said["values"] == ["declined"]:
            continue
        for rule, answer in _judged(question, said["values"]).items():
            if rule not in found or strength[answer] > strength[found[rule].answer]:
                more = {} if answer == "no" else {name: said.get(name, "") for name in ("since", "details")}
                found[rule] = Answer(rule_id=rule, answer=answer, **more)
    return list(found.values())


def _judged(question: Question, values: Iterable[str]) -> dict[str, str]:
    links, chosen = list(question.raises.all()), set(values)
    judged = {link.rule_id: "no" for link in links}
    for link in links:
        if link.value in chosen and judged[link.rule_id] != "yes":
            judged[link.rule_id] = link.answer
    # Who is unsure of the whole question has denied none of it.
    if "unsure" in chosen:
        return {rule: answer for rule, answer in judged.items() if answer != "no"}
    return judged


def _write_intake_answers(
    history: MedicalHistory, walk: Questionnaire, latest: MedicalHistory | None
) -> None:
    said = [
        _intake_answer(question, walk.told[question.slug])
        for question in walk.asked()
        if question.slug in walk.told
        and question.kind not in OWN_ROWS
        and question.fills not in CONTACT_FIELDS
    ]
    left = intake_answers_left(latest, {row.question_id for row in said})
    for row in left:
        row.pk = None
    for row in (*said, *left):
        row.history = history
    IntakeAnswer.objects.bulk_create([*said, *left])


def _intake_answer(question: Question, said: dict[str, Any]) -> IntakeAnswer:
    return IntakeAnswer(
        question=question,
        asked=question.wording,
        question_version=question.version,
        values=said["values"],
        words=wording.of(question, said),
        since=said.get("since", ""),
        details=said.get("details", ""),
    )


def _write_lists(history: MedicalHistory, walk: Questionnaire, latest: MedicalHistory | None) -> None:
    """A list that was not asked this time stays as it was."""
    asked = {question.kind: question for question in walk.asked()}
    for kind, model in LISTS.items():
        if kind in asked:
            rows = walk.told.get(asked[kind].slug, {}).get("rows", [])
            model.objects.bulk_create(model(history=history, **row) for row in rows)  # type: ignore[attr-defined]
        elif latest and LIST_NAMES[kind] in ROWS:
            carry_over(latest, history, [LIST_NAMES[kind]])


def _write_pain(history: MedicalHistory, walk: Questionnaire) -> None:
    said = {question.kind: walk.told.get(question.slug, {}) for question in walk.asked()}
    scores = said.get(Kind.PAIN_LEVELS, {}).get("scores", {})
    places = (place.split(":") for place in said.get(Kind.PAIN_MAP, {}).get("values", []))
    PainPlace.objects.bulk_create(
        PainPlace(history=history, zone=zone, side=side, **scores.get(f"{zone}:{side}", {}))
        for zone, side in places
    )


def _sign(history: MedicalHistory, walk: Questionnaire) -> None:
    for question in walk.asked():
        if question.kind == Kind.SIGNATURE and (said := walk.told.get(question.slug)):
            Signature.objects.create(
                history=history, **said, declaration=question.help or question.wording, signed_at=clock.now()
            )


def _propose(history: MedicalHistory, walk: Questionnaire, patient: Patient) -> None:
    """What differs from the record is for the desk to look at; the newest wish replaces an open older one."""
    for question in walk.asked():
        wished = walk.told.get(question.slug, {}).get("values", [""])[0]
        if question.fills not in CONTACT_FIELDS or not wished:
            continue
        was = str(getattr(patient, question.fills) or "")
        patient.contact_proposals.filter(field=question.fills, decided_at__isnull=True).delete()
        if wished != was:
            ContactProposal.objects.create(
                patient=patient, history=history, field=question.fills, was=was, wished=wished[:300]
            )


def _close(draft: Draft, history: MedicalHistory) -> None:
    """Nothing that was said stays outside the record, and the link opens nothing any more."""
    now = clock.now()
    draft.steps.all().delete()
    draft.submitted_at, draft.history = now, history
    draft.save(update_fields=["submitted_at", "history"])
    if draft.link_id:
        IntakeLink.objects.filter(pk=draft.link_id, used_at__isnull=True).update(used_at=now)
