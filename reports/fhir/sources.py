"""Which rows become which FHIR resources, for the whole clinic or for one patient."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from clinic.models import Staff
from patients.models import (
    Alert,
    Allergy,
    Answer,
    Consent,
    Document,
    MedicalHistory,
    Medication,
    Patient,
    PostureFinding,
    PosturePhoto,
    Reading,
)
from reports.fhir import care, findings, history, papers, people, visits
from reports.fhir.parts import Resource
from scheduling.models import Appointment
from sessions.courses.models import Complaint, Goal, Outcome, Plan
from sessions.models import Addendum, PointFinding, Treatment, TreatmentSession
from sessions.visit.models import Cosignature

AT_ONCE = 500
PRACTITIONER = re.compile(r'"Practitioner/(\d+)"')


class Source(NamedTuple):
    """kind: the resource. path: from a row to its patient. tell: one resource of a row, or several.

    by_many: it tells of a list of rows, for it asks the database once more for each time it is called.
    """

    kind: str
    rows: Callable[[], "QuerySet[Any]"]
    path: str
    tell: Callable[[Any], Any]
    by_many: bool = False

    def of(self, patient: Patient | None) -> "QuerySet[Any]":
        rows = self.rows().order_by("pk")
        return rows if patient is None else rows.filter(**{self.path: patient.pk})


def _with(model: Any, *related: str) -> "Callable[[], QuerySet[Any]]":
    """All rows, each with these relations read along."""
    return lambda: model.objects.select_related(*related)


def _signed() -> "QuerySet[TreatmentSession]":
    return TreatmentSession.objects.signed().select_related("patient")


def _points() -> "QuerySet[PointFinding]":
    return PointFinding.objects.select_related("treatment_session", "point__muscle")


def _photos() -> "QuerySet[PosturePhoto]":
    return PosturePhoto.objects.standing().select_related("note__patient")


def _histories() -> "QuerySet[MedicalHistory]":
    answers = Prefetch("answers", Answer.objects.select_related("rule"))
    return MedicalHistory.objects.prefetch_related("intake_answers", answers)


def _yes() -> "QuerySet[Answer]":
    return Answer.objects.filter(~Q(answer="no")).select_related("rule", "history")


def _plans() -> "QuerySet[Plan]":
    return Plan.objects.select_related("complaint", "kind").prefetch_related("goals", "complaint__home_care")


SESSION, COMPLAINT = "treatment_session__patient", "complaint__patient"
SOURCES = (
    Source("Patient", Patient.objects.all, "pk", people.patient),
    Source(
        "Appointment",
        _with(Appointment, "room__location", "service", "mobile_visit"),
        "patient",
        visits.appointment,
    ),
    Source(
        "Encounter",
        _with(TreatmentSession, "appointment__room__location", "appointment__mobile_visit"),
        "patient",
        visits.encounter,
    ),
    Source(
        "Procedure",
        _with(Treatment, "treatment_session", "finding__point__muscle"),
        SESSION,
        visits.procedure,
    ),
    Source("Observation", TreatmentSession.objects.all, "patient", findings.pain),
    Source("Observation", _points, SESSION, findings.point),
    Source(
        "Observation", _with(PostureFinding, "note", "sign", "measure"), "note__patient", findings.posture
    ),
    Source("Observation", _with(Reading, "corrected_by"), "patient", findings.reading),
    Source("Observation", _with(Outcome, "complaint", "measure"), COMPLAINT, findings.outcome),
    Source("QuestionnaireResponse", _histories, "patient", history.questionnaire_response),
    Source("Condition", _yes, "history__patient", history.condition),
    Source("Condition", lambda: Complaint.objects.prefetch_related("zones__zone"), "patient", care.complaint),
    Source("AllergyIntolerance", _with(Allergy, "history"), "history__patient", history.allergy),
    Source("MedicationStatement", _with(Medication, "history"), "history__patient", history.medication),
    Source("Consent", _with(Consent, "text"), "patient", care.consent),
    Source("CarePlan", _plans, COMPLAINT, care.care_plan),
    Source("Goal", _with(Goal, "plan__complaint", "measure"), "plan__complaint__patient", care.goal),
    Source("Flag", Alert.objects.all, "patient", care.alert),
    Source(
        "Flag", lambda: Patient.objects.filter(merged_into__isnull=True), "pk", care.cautions, by_many=True
    ),
    Source("DocumentReference", _with(Document, "patient"), "patient", papers.document),
    Source("DocumentReference", _signed, "patient", papers.note),
    Source("DocumentReference", _photos, "note__patient", papers.photo),
    Source("Provenance", _signed, "patient", visits.signature),
    Source("Provenance", Cosignature.objects.all, SESSION, visits.cosignature),
    Source("Provenance", Addendum.objects.all, SESSION, visits.addendum),
)
KINDS = ("Practitioner", *dict.fromkeys(source.kind for source in SOURCES))


def resources(
    kind: str, patient: Patient | None = None, *, step: Callable[[], None] = lambda: None
) -> Iterator[Resource]:
    """All of a kind, of everyone or of one patient; step is called for each row read."""
    if kind == "Practitioner":
        yield from map(people.practitioner, Staff.objects.order_by("pk").iterator())
        return
    for source in SOURCES:
        if source.kind == kind:
            rows = source.of(patient).iterator(chunk_size=AT_ONCE)
            while some := list(islice(rows, AT_ONCE)):
                yield from _told(source, some, step)


def _told(source: Source, rows: list[Any], step: Callable[[], None]) -> Iterator[Resource]:
    if source.by_many:
        yield from source.tell(rows)
    for row in rows:
        if not source.by_many:
            told = source.tell(row)
            yield from [told] if isinstance(told, dict) else told
        step()


def count(patient: Patient | None = None) -> int:
    """Rows to be read for all kinds, the staff aside."""
    return sum(source.of(patient).count() for source in SOURCES)


def of_one(patient: Patient) -> dict[str, list[Resource]]:
    """One patient's resources by kind, with no more of the staff than they name."""
    told = {kind: list(resources(kind, patient)) for kind in KINDS if kind != "Practitioner"}
    named = {int(key) for key in PRACTITIONER.findall(json.dumps(told))}
    staff = Staff.objects.filter(pk__in=named).order_by("pk")
    return {"Practitioner": list(map(people.practitioner, staff)), **told}
