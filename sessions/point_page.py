"""What the page of one point uses, where no script draws the editor."""

from typing import Any, NamedTuple, TypeVar

from django.forms import Form
from django.http import QueryDict

from clinic.asking import give, together
from sessions import allowed, point_words
from sessions.criteria import CLUSTER_WORDS, SIGNS
from sessions.forms import ScoreForm
from sessions.models import PointFinding, Treatment, TreatmentSession, Zone
from sessions.point_forms import FindingForm, TreatForm
from sessions.treatment_models import Technique
from sessions.visit import consenting

AForm = TypeVar("AForm", bound=Form)
SCORED = ("tenderness_before", "tenderness_after", "status")
SHOWN = (
    *SIGNS, "recognition", "quality", "site_type", "ppt_before", "ppt_after", "relation", "parent",
    "referrals", "rechecks",
)  # fmt: skip


class Tried(NamedTuple):
    """A form of the page that was refused: which, as it was typed, and why.

    name: scores, found, new, or the key of the treatment that was to be changed.
    """

    name: str
    typed: QueryDict
    wrong: str


def context(
    treatment_session: TreatmentSession,
    finding: PointFinding,
    habits: dict[str, Any],
    tried: Tried | None = None,
) -> dict[str, Any]:
    """tried: shown as it was typed, the others as they are stored."""
    by_name = {tried.name: tried} if tried else {}
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
        "scores": _scores(finding, by_name.get("scores")),
        "form": _form(treatment_session, finding, by_name.get("found")),
        "treatments": [
            (row, point_words.given(row), _treatment_form(row, habits, by_name.get(str(row.pk))))
            for row in rows
        ],
        "new": _new_form(habits, by_name.get("new")),
        "despite": tried.typed.get("despite", "") if tried else "",
    }


def _said(form: AForm, tried: Tried | None) -> AForm:
    """With the reason on top where no field says its own."""
    if tried and form.is_valid():
        form.add_error(None, tried.wrong)
    return form


def _scores(finding: PointFinding, tried: Tried | None) -> ScoreForm:
    stored = {name: getattr(finding, name) for name in SCORED}
    shown = {name: "" if value is None else value for name, value in stored.items()}
    if tried:
        shown |= {name: tried.typed[name] for name in SCORED if name in tried.typed}
    form = ScoreForm(shown)
    form.fields["tenderness_before"].label = "Tenderness before treatment"
    form.fields["tenderness_after"].label = "Tenderness after treatment"
    return _said(form, tried)


def _form(treatment_session: TreatmentSession, finding: PointFinding, tried: Tried | None) -> FindingForm:
    """Bound to what is stored or was typed, so that every field shows its value."""
    form = FindingForm(_typed(tried) if tried else _stored(finding), treatment_session=treatment_session)
    form.fields["referrals"].choices = _zones(finding)  # type: ignore[attr-defined]
    others = treatment_session.findings.exclude(pk=finding.pk).select_related("point__muscle")
    form.fields["parent"].queryset = others.order_by("number")  # type: ignore[attr-defined]
    form.fields["parent"].label_from_instance = lambda one: f"{one.number}, {one.point.words}"  # type: ignore[attr-defined]
    return _said(form, tried)


def _typed(tried: Tried) -> QueryDict:
    """Without the reason against a no, which the page asks for by itself."""
    typed = tried.typed.copy()
    typed.pop("despite", None)
    return typed


def _stored(finding: PointFinding) -> dict[str, Any]:
    stored = {
        name: getattr(finding, name) for name in SHOWN if name not in {"parent", "referrals", "rechecks"}
    }
    stored["parent"] = finding.parent_id
    stored["rechecks"] = "\n".join(_recheck_line(one) for one in finding.rechecks)
    stored["referrals"] = [f"{one.zone_id}|{one.side}" for one in finding.found_referrals.all()]
    return stored


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


def _new_form(habits: dict[str, Any], tried: Tried | None) -> TreatForm:
    form = TreatForm(tried.typed if tried else None, auto_id="new-%s")
    return _said(_ordered(form, habits), tried)


def _treatment_form(row: Treatment, habits: dict[str, Any], tried: Tried | None) -> TreatForm:
    stored = {name: getattr(row, name) for name in TreatForm.base_fields if name not in {"key", "steps"}}
    stored["steps"] = "\n".join(_step_line(step) for step in row.steps)
    form = TreatForm(tried.typed if tried else None, initial=stored, auto_id=f"treatment-{row.pk}-%s")
    return _said(_ordered(form, habits), tried)


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
