"""What the charting page is told about its session, as plain data."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from clinic import clock
from clinic.models import Clinic
from patients import screening
from patients.effects import combine
from patients.settling.forms import TodayForm
from sessions import allowed, body_map, habits, last_look, off_limits, point_sheet, point_words, snapshot
from sessions.carrying import chart_of
from sessions.forms import SignForm
from sessions.models import PointFinding, TreatmentSession
from sessions.off_limits import on_the_map
from sessions.writing import gathering
from sessions.writing import page as writing

# In addresses, where the page puts a finding's own number.
ANY_FINDING = 0


def context(treatment_session: TreatmentSession, *, readonly: bool) -> dict[str, Any]:
    """All that chart.html and its parts use; the number of queries does not grow with the points."""
    findings, known = snapshot.gathered(treatment_session)
    cautions = screening.of(treatment_session.patient)
    found = combine(cautions)
    limits = on_the_map(found)
    _say(findings, limits)
    return {
        "treatment_session": treatment_session,
        "patient": treatment_session.patient,
        "findings": findings,
        "note_rows": known,
        "data": {
            **page_data(treatment_session, findings, readonly=readonly),
            "limits": {**off_limits.page_data(limits), **allowed.page_data(limits)},
            "min_signs": Clinic.current().min_signs,
            "habits": habits.of(treatment_session.therapist),
        },
        "told": limits.told,
        "too_wide": limits.too_wide,
        "whole_body": limits.whole.words,
        "readonly": readonly,
        **_forms(treatment_session),
        **_note(treatment_session, findings, known, readonly=readonly),
        **_history(cautions),
        "cautions": cautions,
        "effects": found,
        "pain_scale": range(11),
    }


def _forms(treatment_session: TreatmentSession) -> dict[str, Any]:
    return {
        "today_form": TodayForm(auto_id="today-%s"),
        "sign_form": SignForm(treatment_session=treatment_session),
    }


def _history(cautions: screening.Cautions) -> dict[str, Any]:
    history = cautions.history
    answers = [answer for answer in history.answers.all() if answer.answer != "no"] if history else []
    return {"history": history, "answers": answers}


def _say(findings: list[PointFinding], limits: off_limits.OffLimits) -> None:
    for finding in findings:
        finding.limits = limits.own_to(finding.point.muscle_id, finding.point.side)  # type: ignore[attr-defined]
        finding.said = point_words.summary(finding)  # type: ignore[attr-defined]


def _note(
    treatment_session: TreatmentSession,
    findings: list[PointFinding],
    known: gathering.Rows,
    *,
    readonly: bool,
) -> dict[str, Any]:
    note = writing.context(treatment_session, findings, known, tools=not readonly)
    missing = last_look.missing(treatment_session, findings, note["texts"])
    waiting = [one for one in findings if one.previous and one.previous.status != one.Status.RESOLVED]
    return {"note": note, "missing": missing, "last_session": known.before, "open_points": waiting}


def page_data(
    treatment_session: TreatmentSession, findings: list[PointFinding], *, readonly: bool
) -> dict[str, Any]:
    """The JSON that static/js/session.js starts from."""
    chart, version = _drawing(treatment_session, findings, readonly=readonly)
    return {
        "id": treatment_session.pk,
        "version": treatment_session.version,
        "readonly": readonly,
        "chart": chart,
        "chart_version": version,
        "findings": [_told(on_drawing(each, chart, version), readonly=readonly) for each in findings],
        "urls": _urls(treatment_session),
        "static": {
            "chart": {name: static(f"chart/{name}") for name in body_map.files(chart, version)},
            "extras": static("dist/extras.js"),
        },
    }


def _told(point: dict[str, Any], *, readonly: bool) -> dict[str, Any]:
    """What an open point says of itself, its page writes anew with every tap."""
    return point_sheet.news(point if readonly else {**point, "said": []})


def _drawing(
    treatment_session: TreatmentSession, findings: list[PointFinding], *, readonly: bool
) -> tuple[str, int]:
    """A session that is over is shown on the drawing it was charted on, while that is still here."""
    for finding in findings if readonly else ():
        if body_map.is_shipped(finding.chart, finding.chart_version):
            return finding.chart, finding.chart_version
    return chart_of(treatment_session.patient), body_map.VERSION


def on_drawing(finding: PointFinding, chart: str, version: int) -> dict[str, Any]:
    """The point as the page knows it; charted on another drawing, it lies at its teaching place on this one.

    moved: its place is not where it was felt. Where this drawing has no place for it, it has no view.
    """
    data = {**finding_data(finding), "moved": was_moved(finding)}
    if (finding.chart, finding.chart_version) == (chart, version):
        return data
    point = finding.point
    try:
        there = body_map.canonical(chart, point.muscle_id, point.code or None, point.side)
    except body_map.Unplaced:
        return {**data, "view": "", "moved": True}
    return {**data, **there._asdict(), "moved": True}


def was_moved(finding: PointFinding) -> bool:
    """Carried over to another drawing, and still where the carrying laid it."""
    earlier, point = finding.previous, finding.point
    if earlier is None or (earlier.chart, earlier.chart_version) == (finding.chart, finding.chart_version):
        return False
    try:
        there = body_map.canonical(finding.chart, point.muscle_id, point.code or None, point.side)
    except body_map.Unplaced:
        return False
    return (finding.view, float(finding.x), float(finding.y)) == tuple(there)


def finding_data(finding: PointFinding) -> dict[str, Any]:
    """One point as the page knows it; last: the tenderness it left the earlier visit with."""
    earlier = finding.previous
    return {
        "id": finding.pk,
        "point": finding.point_id,
        "number": finding.number,
        "muscle": finding.point.muscle_id,
        "side": finding.point.side,
        "code": finding.point.code or None,
        "view": finding.view,
        "x": float(finding.x),
        "y": float(finding.y),
        "status": finding.status,
        "before": finding.tenderness_before,
        "after": finding.tenderness_after,
        "carried": earlier is not None,
        "last": finding.last_score,
        "last_on": earlier and f"{clock.local(earlier.treatment_session.started_at):%-d %b}",
        "placed_by": finding.placed_by,
        "despite": finding.despite,
        "todo": finding.todo,
        "was": earlier and earlier.status,
        **point_sheet.page_data(finding),
    }


def _urls(treatment_session: TreatmentSession) -> dict[str, str]:
    pk = treatment_session.pk
    return {
        "place": reverse("sessions:place", args=[pk]),
        "score": reverse("sessions:score", args=[pk, ANY_FINDING]),
        "remove": reverse("sessions:remove", args=[pk, ANY_FINDING]),
        "treat": reverse("sessions:treat", args=[pk, ANY_FINDING]),
        "change": reverse("sessions:change", args=[pk, ANY_FINDING]),
        "untreat": reverse("sessions:untreat", args=[pk, ANY_FINDING]),
        "habits": reverse("sessions:habits"),
        "write": reverse("sessions:write", args=[pk]),
        "text": reverse("sessions:note_text", args=[pk]),
        "line": reverse("sessions:line", args=[pk]),
        "sign": reverse("sessions:sign", args=[pk]),
        "catalogue": reverse("sessions:catalogue"),
        "suggest": reverse("sessions:suggest", args=[pk]),
        "past": reverse("sessions:past_data", args=[treatment_session.patient.number]),
    }
