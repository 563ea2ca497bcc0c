"""What the charting page is told about its session, as plain data."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from clinic import clock
from patients import screening
from patients.effects import combine
from patients.settling.forms import TodayForm
from sessions import body_map, off_limits, snapshot
from sessions.carrying import chart_of
from sessions.forms import PointForm, SignForm
from sessions.models import NOTE_FIELDS, PointFinding, TreatmentSession
from sessions.off_limits import on_the_map
from sessions.writing import page as writing
from sessions.writing.authorship import Part
from sessions.writing.gathering import last_signed

# In addresses, where the page puts a finding's own number.
ANY_FINDING = 0
NOTE = (*NOTE_FIELDS, "pain_before", "pain_after")


def context(treatment_session: TreatmentSession, *, readonly: bool) -> dict[str, Any]:
    """All that chart.html and its parts use; the number of queries does not grow with the points."""
    findings = snapshot.in_order(treatment_session)
    cautions = screening.of(treatment_session.patient)
    history, found = cautions.history, combine(cautions)
    limits = on_the_map(found)
    for finding in findings:
        finding.limits = limits.limits_for(finding.point.muscle_id, finding.point.side)  # type: ignore[attr-defined]
    return {
        "treatment_session": treatment_session,
        "patient": treatment_session.patient,
        "findings": findings,
        "data": {
            **page_data(treatment_session, findings, readonly=readonly),
            "limits": off_limits.page_data(limits),
        },
        "told": limits.told,
        "readonly": readonly,
        "point_form": PointForm(),
        "today_form": TodayForm(auto_id="today-%s"),
        "sign_form": SignForm(treatment_session=treatment_session),
        **_note(treatment_session, findings, readonly=readonly),
        "history": history,
        "answers": [answer for answer in history.answers.all() if answer.answer != "no"] if history else [],
        "cautions": cautions,
        "effects": found,
        "pain_scale": range(11),
    }


def _note(
    treatment_session: TreatmentSession, findings: list[PointFinding], *, readonly: bool
) -> dict[str, Any]:
    before = last_signed(treatment_session)
    note = writing.context(treatment_session, findings, before, tools=not readonly)
    unwritten = missing(treatment_session, findings, note["texts"])
    return {"note": note, "missing": unwritten, "last_session": before}


def page_data(
    treatment_session: TreatmentSession, findings: list[PointFinding], *, readonly: bool
) -> dict[str, Any]:
    """The JSON that static/js/session.js starts from."""
    chart = findings[0].chart if readonly and findings else chart_of(treatment_session.patient)
    return {
        "id": treatment_session.pk,
        "version": treatment_session.version,
        "readonly": readonly,
        "chart": chart,
        "chart_version": body_map.VERSION,
        "findings": [finding_data(finding) for finding in findings],
        "note": {name: getattr(treatment_session, name) for name in NOTE},
        "saved_at": _saved_at(treatment_session),
        "urls": _urls(treatment_session),
        "static": {"chart": {name: static(f"chart/{name}") for name in body_map.files(chart)}},
    }


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
    }


def missing(
    treatment_session: TreatmentSession, findings: list[PointFinding], texts: list[Part]
) -> list[str]:
    """What a reader of the note would miss; none of it forbids to sign."""
    open_points = [finding for finding in findings if finding.status != PointFinding.Status.RESOLVED]
    empty = [part.label for part in texts if not part.text]
    sentences = [
        _unscored([finding.tenderness_before for finding in open_points], "before"),
        _unscored([finding.tenderness_after for finding in open_points], "after"),
        empty and f"Nothing is written under {', '.join(empty)}.",
        treatment_session.pain_before is None and "Pain on arrival is not recorded.",
        treatment_session.pain_after is None and "Pain on leaving is not recorded.",
    ]
    return [sentence for sentence in sentences if sentence]


def _unscored(scores: list[int | None], when: str) -> str:
    count = scores.count(None)
    points = "1 point has" if count == 1 else f"{count} points have"
    return f"{points} no score {when} treatment." if count else ""


def _saved_at(treatment_session: TreatmentSession) -> str | None:
    """When the note was last saved; nothing before its first save."""
    written = treatment_session.version > 1
    return f"{clock.local(treatment_session.saved_at):%H:%M}" if written else None


def _urls(treatment_session: TreatmentSession) -> dict[str, str]:
    pk = treatment_session.pk
    return {
        "place": reverse("sessions:place", args=[pk]),
        "score": reverse("sessions:score", args=[pk, ANY_FINDING]),
        "remove": reverse("sessions:remove", args=[pk, ANY_FINDING]),
        "write": reverse("sessions:write", args=[pk]),
        "text": reverse("sessions:note_text", args=[pk]),
        "line": reverse("sessions:line", args=[pk]),
        "sign": reverse("sessions:sign", args=[pk]),
        "catalogue": reverse("sessions:catalogue"),
    }
