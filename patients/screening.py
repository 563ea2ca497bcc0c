"""From answers to cautions: what stops, limits or changes a treatment, strictest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from patients.models import Answer, CautionRule, MedicalHistory, Patient

Severity = CautionRule.Severity
STRICTEST_FIRST = {severity: place for place, severity in enumerate(Severity.values)}
BLOCKING = {Severity.EMERGENCY, Severity.URGENT, Severity.ABSOLUTE}
KINDS = {Severity.CLEARANCE: "clear", Severity.LOCAL: "local", Severity.MODIFY: "modify"}
ICONS = {"stop": "octagon-alert", "clear": "file-lock", "local": "ban"}
# Degrees of one thing, the strictest first: only one of a family is shown.
FAMILIES = (
    ("bp_severe", "bp_uncontrolled", "bp_controlled"),
    ("dvt_current", "dvt_history"),
    ("cancer_active", "cancer_history"),
    ("osteoporosis_fracture", "osteoporosis"),
    ("stroke_recent", "stroke_history"),
    ("seizure_recent", "epilepsy"),
    ("pregnancy_high_risk", "pregnancy_later", "pregnancy_early"),
)
FAMILY_OF = {slug: family for family in FAMILIES for slug in family}
CHIPS_AT_MOST = 4


@dataclass(frozen=True)
class Caution:
    """One rule that an answer raised; words fit on a chip, confirmed is False for "unsure"."""

    rule: CautionRule
    severity: str
    words: str
    confirmed: bool
    since: str = ""
    details: str = ""

    @property
    def blocks(self) -> bool:
        """No treatment while it stands."""
        return self.severity in BLOCKING

    @property
    def kind(self) -> str:
        """How it is drawn: stop, clear, local or modify."""
        return KINDS.get(Severity(self.severity), "stop")

    @property
    def icon(self) -> str:
        limit = "gauge" if "cap " in self.rule.affects else "sliders-horizontal"
        return ICONS.get(self.kind, limit)

    @property
    def kind_label(self) -> str:
        """Stop, Letter needed, Keep off or Adjust."""
        return Severity(self.severity).label

    @property
    def label(self) -> str:
        """The same, and whether that is certain."""
        return self.kind_label + ("" if self.confirmed else ", not confirmed")


class Cautions(list[Caution]):
    """Cautions strictest first, with the history that raised them; asked is False where there is none."""

    asked = True
    history: MedicalHistory | None = None

    @property
    def blocks(self) -> list[Caution]:
        return [caution for caution in self if caution.blocks]

    @property
    def shown(self) -> list[Caution]:
        """Four at most, but what stops or needs a letter is never folded away."""
        return [
            caution
            for place, caution in enumerate(self)
            if place < CHIPS_AT_MOST or caution.kind in {"stop", "clear"}
        ]

    @property
    def folded(self) -> list[Caution]:
        return self[len(self.shown) :]


def cautions(history: MedicalHistory | None) -> Cautions:
    """What the answers of one history raise; none and asked=False without a history."""
    raised = Cautions()
    raised.asked, raised.history = history is not None, history
    if history is not None:
        raised += raise_from(history.answers.all())
    return raised


def raise_from(answers: Iterable[Answer]) -> list[Caution]:
    """Yes raises a rule's caution, unsure the same one unconfirmed, and each family speaks once; pure."""
    found = [_caution(answer) for answer in answers if answer.answer != Answer.Choice.NO]
    firm = {caution.rule.slug for caution in found if caution.confirmed}
    every = {caution.rule.slug for caution in found}
    kept = [caution for caution in found if not _outranked(caution, firm, every)]
    return sorted(kept, key=lambda one: (STRICTEST_FIRST[one.severity], not one.confirmed, one.rule.order))


def _outranked(caution: Caution, firm: set[str], every: set[str]) -> bool:
    """A stricter degree of the same thing is there; an unsure answer never hides a sure one."""
    slug = caution.rule.slug
    family = FAMILY_OF.get(slug, (slug,))
    stricter = set(family[: family.index(slug)])
    return bool(stricter & (firm if caution.confirmed else every))


def _caution(answer: Answer) -> Caution:
    sure = answer.answer == Answer.Choice.YES
    words = answer.rule.chip if sure else f"{answer.rule.chip}?"
    return Caution(answer.rule, answer.rule.severity, words, sure, answer.since, answer.details)


def latest_history(patient: Patient) -> MedicalHistory | None:
    """With answers and their rules, ready for cautions()."""
    return _with_answers().filter(patient=patient).order_by("-version").first()


def cautions_of(patients: Iterable[Patient]) -> dict[int, Cautions]:
    """By patient's key, of each one's latest history, in two queries however many there are."""
    people = list(patients)
    latest = (
        _with_answers().filter(patient__in=people).order_by("patient_id", "-version").distinct("patient_id")
    )
    histories = {history.patient_id: history for history in latest}
    return {patient.pk: cautions(histories.get(patient.pk)) for patient in people}


def _with_answers():
    answers = Answer.objects.select_related("rule").order_by("rule__order")
    return MedicalHistory.objects.select_related("recorded_by").prefetch_related(Prefetch("answers", answers))
