"""A letter to whoever referred the patient: drafted from the record, edited, then one page and a document."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf

from clinic import audit, clock
from clinic.models import Clinic, Staff
from clinic.paper import compiled
from clinic.transactions import verb
from patients.files import documents, first_pages
from patients.files.kinds import PDF, Cleaned
from patients.models import Document, Patient
from sessions.courses import claims
from sessions.courses.models import Complaint
from sessions.courses.refusals import CourseRefused
from sessions.courses.summary import Course
from sessions.models import PointFinding
from sessions.visit.letters import contact

TEMPLATE = Path(__file__).with_name("letter.typ").read_bytes()
PARTS = ("opening", "function", "points", "plan", "closing")
POINTS_MOST = 8
A4 = (595, 842)


def draft(course: Course, since: date, until: date, *, by: Staff) -> dict[str, str]:
    """The letter's parts as the record of that time has them, in words to edit."""
    patient, complaint = course.complaint.patient, course.complaint
    first, last = clock.clinic_day(since)[0], clock.clinic_day(until)[1]
    visits = [visit for visit in course.visits if first <= visit.at < last]
    born = f", born {patient.birth_on:%-d %B %Y}" if patient.birth_on else ""
    count = f"{len(visits)} visit{'' if len(visits) == 1 else 's'}"
    return {
        "to_whom": "\n".join(filter(None, [patient.physician, patient.practice])) or "To whom it may concern",
        "subject": f"{patient.first_name} {patient.last_name}{born}",
        "opening": (
            f"{_thanks(patient)} {count} took place between {since:%-d %B %Y} and "
            f"{until:%-d %B %Y} for: {complaint.words.rstrip('.')}."
        ),
        "function": "\n".join(_function(course, visits, since, until))
        or "No outcome was measured in this time.",
        "points": "\n".join(_points(visits)) or "No trigger points were charted in this time.",
        "plan": "\n".join(_plan(course)) or "No plan is in force.",
        "closing": "Please call us if you have a question.\n\n"
        + "\n".join(filter(None, [by.legal_name or str(by), by.credentials])),
    }


def _thanks(patient: Patient) -> str:
    """Nobody is thanked for a patient whom nobody sent."""
    sent = patient.physician or patient.practice
    return f"Thank you for sending us {patient}." if sent else f"This is a report on the care of {patient}."


def _function(course: Course, visits: list[Any], since: date, until: date) -> Iterator[str]:
    pains = [visit.pain for visit in visits if visit.pain is not None]
    if pains:
        yield f"Pain before the visit (0 to 10): {pains[0]} at the first, {pains[-1]} at the last."
    for line in course.lines:
        scored = [one for one in line.scored if since <= one.taken_on <= until]
        if not scored:
            continue
        unit, last = line.measure.unit, scored[-1]
        change = line.change_to(last)
        told = f"{line.measure}: {line.plain(scored[0])}{unit}"
        yield (
            f"{told}, then {line.plain(last)}{unit} ({change.words})."
            if change and last is not scored[0]
            else f"{told}."
        )


def _points(visits: list[Any]) -> Iterator[str]:
    """Of the last visit, with the first and the newest tenderness of each in that time."""
    if not visits:
        return
    rows = PointFinding.objects.filter(treatment_session__in=[visit.session for visit in visits])
    first: dict[int, int] = {}
    last: list[PointFinding] = []
    for finding in rows.select_related("point__muscle").order_by("treatment_session__started_at", "number"):
        if finding.tenderness_before is not None:
            first.setdefault(finding.point_id, finding.tenderness_before)
        if finding.treatment_session_id == visits[-1].session:
            last.append(finding)
    for finding in last[:POINTS_MOST]:
        was, now = first.get(finding.point_id), finding.latest_score
        scores = f", tenderness {was} at first, {now} now" if was is not None and now is not None else ""
        yield f"{finding.point.words}: {finding.get_status_display().lower()}{scores}."
    if len(last) > POINTS_MOST:
        yield f"{len(last) - POINTS_MOST} more."


def _plan(course: Course) -> Iterator[str]:
    plan = course.plan
    if plan is None:
        return
    yield f"{plan.frequency}, {plan.visits} visits of {plan.minutes} minutes; {course.done} so far."
    for goal in course.goals:
        number = f": {goal.standing}" if goal.standing else ""
        yield f"Goal: {goal.words}{number} ({goal.get_state_display().lower()})."
    yield f"Re-assessment by {plan.reassess_on:%-d %B %Y}."


@verb
def make(complaint: Complaint, said: dict[str, str], *, key: UUID, by: Staff) -> Document:
    """The letter as a document of the record; the same form sent twice makes one.

    Raises CourseRefused for more than one page, and for what nobody may promise.
    """
    if promised := claims.found_in(" ".join(said.values())):
        raise CourseRefused(claims.sentence(promised))
    content = drawn(said)
    with pikepdf.open(BytesIO(content)) as paper:
        if len(paper.pages) > 1:
            raise CourseRefused("The letter runs over one page. Shorten it a little.")
    file = Cleaned(content, PDF, *A4, pages=1, thumbnail=first_pages.drawn(content))
    document = documents.add(
        complaint.patient, file, key=key, by=by, kind=Document.Kind.LETTER, title="Letter to the referrer",
        audience=Document.Audience.CLINICAL, taken_on=clock.today(),
    )  # fmt: skip
    audit.record("wrote a letter", document, by=by)
    return document


def drawn(said: dict[str, str]) -> bytes:
    """As PDF, tagged; one with letters that no font here has is drawn untagged instead."""
    clinic = Clinic.current()
    about = {"clinic": clinic.name, "contact": contact(clinic), "day": f"{clock.today():%-d %B %Y}"}
    return compiled(TEMPLATE, {**said, **about})
