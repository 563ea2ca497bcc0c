"""What the page of one point uses, where no script draws the editor."""

from typing import Any

from clinic.asking import give, together
from sessions import allowed, point_words
from sessions.criteria import CLUSTER_WORDS, SIGNS
from sessions.forms import ScoreForm
from sessions.models import PointFinding, Treatment, TreatmentSession, Zone
from sessions.point_forms import FindingForm, TreatForm
from sessions.treatment_models import Technique
from sessions.visit import consenting

SCORED = ("tenderness_before", "tenderness_after", "status")
SHOWN = (
    *SIGNS, "recognition", "quality", "site_type", "ppt_before", "ppt_after", "relation", "parent",
    "referrals", "rechecks",
)  # fmt: skip


def context(
    treatment_session: TreatmentSession, finding: PointFinding, habits: dict[str, Any]
) -> dict[str, Any]:
    limits = allowed.at(finding, allowed.of_session(treatment_session)).limits
    rows, referrals = finding.treatments.all(), finding.found_referrals.all()
    together(rows, referrals)
    give(finding, "found_referrals", referrals)
    return {
        "treatment_session": treatment_session,
        "finding": finding,
        "limits": limits,
        "said_no": consenting.refusal(treatment_session, finding),
        "cluster": CLUSTER_WORDS,
        "scores": _scores(finding),
        "form": _form(treatment_session, finding),
        "treatments": [(row, point_words.given(row), _treatment_form(row, habits)) for row in rows],
        "new": _ordered(TreatForm(auto_id="new-%s"), habits),
    }


def _scores(finding: PointFinding) -> ScoreForm:
    stored = {name: getattr(finding, name) for name in SCORED}
    form = ScoreForm({name: "" if value is None else value for name, value in stored.items()})
    form.fields["tenderness_before"].label = "Tenderness before treatment"
    form.fields["tenderness_after"].label = "Tenderness after treatment"
    return form


def _form(treatment_session: TreatmentSession, finding: PointFinding) -> FindingForm:
    """Bound to what is stored, so that every field shows its value."""
    stored = {
        name: getattr(finding, name) for name in SHOWN if name not in {"parent", "referrals", "rechecks"}
    }
    stored["parent"] = finding.parent_id
    stored["rechecks"] = "\n".join(_recheck_line(one) for one in finding.rechecks)
    stored["referrals"] = [f"{one.zone_id}|{one.side}" for one in finding.found_referrals.all()]
    form = FindingForm(stored, treatment_session=treatment_session)
    form.fields["referrals"].choices = _zones(finding)  # type: ignore[attr-defined]
    others = treatment_session.findings.exclude(pk=finding.pk).select_related("point__muscle")
    form.fields["parent"].queryset = others.order_by("number")  # type: ignore[attr-defined]
    form.fields["parent"].label_from_instance = lambda one: f"{one.number}, {one.point.words}"  # type: ignore[attr-defined]
    return form


def _zones(finding: PointFinding) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those that the muscle is known to refer to first, on the point's own side."""
    known, zones = finding.point.muscle.referrals.all(), Zone.objects.all()
    together(known, zones)
    usual = {referral.zone_id for referral in known}
    named = [
        (
            zone.slug,
            f"{zone.slug}|{side}",
            zone.label if side == "midline" else f"{side.capitalize()}: {zone.label}",
        )
        for zone in zones
        for side in zone.possible_sides
    ]
    return [
        (
            "Where this muscle is known to refer",
            [(key, words) for slug, key, words in named if slug in usual],
        ),
        ("Elsewhere", [(key, words) for slug, key, words in named if slug not in usual]),
    ]


def _treatment_form(row: Treatment, habits: dict[str, Any]) -> TreatForm:
    stored = {name: getattr(row, name) for name in TreatForm.base_fields if name not in {"key", "steps"}}
    stored["steps"] = "\n".join(_step_line(step) for step in row.steps)
    return _ordered(TreatForm(initial=stored, auto_id=f"treatment-{row.pk}-%s"), habits)


def _ordered(form: TreatForm, habits: dict[str, Any]) -> TreatForm:
    labels = dict(Technique.choices)
    form.fields["technique"].choices = [(name, labels[name]) for name in habits["techniques"]]  # type: ignore[attr-defined]
    return form


def _step_line(step: dict[str, Any]) -> str:
    felt = "" if step["discomfort"] is None else f", discomfort {step['discomfort']}"
    return f"{step['pressure']} for {step['seconds']} s{felt}"


def _recheck_line(one: dict[str, Any]) -> str:
    other = "" if one["same_pressure"] else ", other pressure"
    return f"after {one['minutes']} min: {one['tenderness']}{other}"
