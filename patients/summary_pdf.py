"""The record's summary as a PDF: a constant template, and what stands in it as plain data."""

from pathlib import Path
from typing import Any

from django.utils.text import capfirst

from clinic import clock
from clinic.models import Clinic, Staff
from clinic.paper import compiled
from patients import summary
from patients.cautions import Caution
from patients.models import MedicalHistory, Patient
from patients.summary import OpenPoint

TEMPLATE = Path(__file__).with_name("summary.typ").read_bytes()
CHANGES = {"better": "{} less", "worse": "{} more", "steady": "steady"}
NOT_TAKEN = "–"


def drawn(patient: Patient, *, staff: Staff) -> bytes:
    """The PDF, for somebody to whom the chart is open; names and notes are printed as they are written.

    Latin, Greek, Cyrillic and Hebrew come with typst. A script that no font on this machine has is drawn as
    boxes, and the sheet says so at its top; it is then not tagged, for a tagged one must be readable.
    """
    return compiled(TEMPLATE, told(patient, staff=staff))


def told(patient: Patient, *, staff: Staff) -> dict[str, Any]:
    """All that the sheet says, in words."""
    record = summary.of(patient, staff=staff, chart_open=True)
    now = clock.local(clock.now())
    history: MedicalHistory | None = record["history"]
    return {
        "clinic": Clinic.current().name,
        "name": str(patient),
        "legal": f"{patient.first_name} {patient.last_name}",
        "about": _about(patient),
        "cautions": [_caution(caution) for caution in record["cautions"]],
        "asked": record["cautions"].asked,
        "points": [_point(point) for point in record["points"]],
        "visits": [_visit(visit) for visit in record["visits"].rows],
        "coming": [_coming(visit) for visit in record["coming"]],
        "note": _note(record["note"]),
        "history": _history(history),
        "answers": _answers(history),
        "printed": f"Printed by {staff} on {now:%-d %B %Y at %H:%M}",
    }


def _about(patient: Patient) -> str:
    born = f"born {patient.birth_on:%-d %B %Y}, {patient.age} years" if patient.birth_on else "age not known"
    return ", ".join(filter(None, [f"No. {patient.number}", born, patient.pronouns]))


def _caution(caution: Caution) -> dict[str, str]:
    since = f"Since {caution.since}" if caution.since else ""
    moved = capfirst(", ".join(caution.remarks))
    said = ". ".join(filter(None, [since, caution.details, moved]))
    return {
        "label": caution.label,
        "kind": caution.kind,
        "trigger": caution.rule.trigger,
        "message": caution.rule.message,
        "said": said,
    }


def _point(one: OpenPoint) -> list[str]:
    status = one.status.replace("_", " ").capitalize()
    change = CHANGES.get(one.change, "one score so far").format(one.by)
    return [one.point.words, status, _score(one.first), _score(one.last), change]


def _visit(visit: Any) -> list[str]:
    when = clock.local(visit.starts_at)
    kind = f"{visit.service}, {visit.minutes} min"
    state = visit.get_status_display()
    return [
        f"{when:%-d %b %Y, %H:%M}",
        kind,
        str(visit.therapist),
        state,
        _score(visit.pain_before),
        _score(visit.pain_after),
    ]


def _coming(visit: Any) -> str:
    return f"{clock.local(visit.starts_at):%a %-d %b %Y, %H:%M}, {visit.service} with {visit.therapist}"


def _note(note: Any) -> dict[str, str] | None:
    if note is None:
        return None
    about = f"{clock.local(note.started_at):%-d %B %Y}, signed by {note.therapist}"
    return {"about": about, "subjective": note.subjective, "objective": note.objective, "plan": note.plan}


def _history(history: MedicalHistory | None) -> str:
    if history is None:
        return ""
    when = clock.local(history.answered_at)
    source = history.get_source_display()
    return f"Version {history.version} of {when:%-d %B %Y}, from {source}{history.kept_by}"


def _answers(history: MedicalHistory | None) -> dict[str, Any]:
    """What was not simply answered with no, and how many were."""
    answers = list(history.answers.all()) if history else []
    said = [answer for answer in answers if answer.answer != "no"]
    rows = [
        [
            answer.rule.trigger,
            answer.get_answer_display(),
            answer.since,
            answer.details,
        ]
        for answer in said
    ]
    return {
        "reason": history.reason_for_visit if history else "",
        "rows": rows,
        "no": len(answers) - len(said),
    }


def _score(score: int | None) -> str:
    return NOT_TAKEN if score is None else str(score)
