"""The cautions page: which decisions each caution is open to, and the one that somebody just tried."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import Form

from clinic.models import Role, Staff
from patients.cautions import BLOCKING, Caution, Cautions, Severity
from patients.models import Patient, Settlement
from patients.settling import deciding
from patients.settling.forms import ClosingForm, HandledForm, LetterForm, OverrideForm
from patients.settling.settle import Kind, may_close, may_override

FORMS: dict[str, type[Form]] = {
    "handled": HandledForm,
    "letter": LetterForm,
    "override": OverrideForm,
    "closing": ClosingForm,
}
ACTS: dict[str, tuple[Callable[..., Settlement], str]] = {
    "handled": (deciding.note_handled, "It is written down. The stop stays."),
    "letter": (deciding.file_letter, "The letter is kept and holds until its last day."),
    "override": (deciding.override, "The override is kept with your name and reason."),
    "closing": (deciding.close, "The caution is closed with your name and reason."),
}
TITLES = {
    "handled": "Referral or rebooking done",
    "letter": "File a letter",
    "override": "Override",
    "closing": "Close",
}


@dataclass
class Tried:
    """What was sent about one caution."""

    kind: str
    rule: str
    form: Form

    @property
    def done(self) -> str:
        return ACTS[self.kind][1]

    def act(self, patient: Patient, *, by: Staff) -> Settlement:
        return ACTS[self.kind][0](patient, self.rule, **self.form.cleaned_data, by=by)


@dataclass
class Choice:
    """One thing that may be decided, with its form; open: somebody tried it just now."""

    kind: str
    form: Form
    open: bool

    @property
    def title(self) -> str:
        return TITLES[self.kind]


@dataclass
class Decision:
    caution: Caution
    choices: list[Choice]


def tried(sent: Mapping[str, Any], cautions: Cautions) -> Tried | None:
    """What was sent, if it is about a caution that stands."""
    kind, slug = str(sent.get("kind", "")), str(sent.get("rule", ""))
    caution = next((one for one in cautions if one.rule.slug == slug), None)
    if caution is None or kind not in FORMS:
        return None
    return Tried(kind, slug, _form(kind, caution, sent))


def decisions(cautions: Cautions, patient: Patient, staff: Staff, tried: Tried | None) -> list[Decision]:
    """Each caution with what this person may decide about it."""
    return [Decision(caution, _choices(caution, staff, tried)) for caution in cautions]


def refused(tried: Tried, cautions: Cautions, staff: Staff) -> str:
    """Why nothing was done, where the page offers no form any more that could say it."""
    offered = (choice for caution in cautions for choice in _choices(caution, staff, tried))
    if any(choice.open for choice in offered):
        return ""
    return " ".join(str(error) for error in tried.form.non_field_errors())


def earlier(patient: Patient) -> QuerySet[Settlement]:
    """Every decision about this patient, the newest first."""
    rows: QuerySet[Settlement] = patient.settlements.exclude(kind=Kind.WITHDRAWAL)
    return rows.select_related("rule", "by", "history", "withdrawn_by__by")


def _choices(caution: Caution, staff: Staff, tried: Tried | None) -> list[Choice]:
    if not staff.has(Role.THERAPIST):
        return []
    mine = tried if tried and tried.rule == caution.rule.slug else None
    return [
        Choice(
            kind,
            mine.form if mine and mine.kind == kind else _form(kind, caution),
            bool(mine and mine.kind == kind),
        )
        for kind in FORMS
        if _may(kind, caution, staff)
    ]


def _may(kind: str, caution: Caution, staff: Staff) -> bool:
    lead, severity = staff.clinical_lead, caution.severity
    return {
        "handled": severity in BLOCKING or (severity == Severity.CLEARANCE and not caution.lifted_by),
        "letter": severity == Severity.CLEARANCE,
        "override": may_override(severity, is_lead=lead) and not caution.lifted_by,
        "closing": may_close(severity, is_lead=lead) and not caution.measured,
    }[kind]


def _form(kind: str, caution: Caution, sent: Mapping[str, Any] | None = None) -> Form:
    options: dict[str, Any] = {"auto_id": f"{kind}-{caution.rule.order}-%s"}
    if kind == "closing":
        options["is_stop"] = caution.blocks
    return FORMS[kind](sent, **options)
