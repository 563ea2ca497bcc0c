"""The medical history as one form: every question with yes, no, unsure, since when and details."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from clinic.fields import CleanText
from patients.fields import LineField
from patients.histories import Said
from patients.models import Answer, CautionRule, MedicalHistory

CHOICES = Answer.Choice.choices
NONE_OF_THE_OTHERS = "others"


@dataclass
class Question:
    """One question with what was answered so far."""

    rule: CautionRule
    answer: str
    since: str
    details: str
    errors: list[str]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(value, label, value == self.answer) for value, label in CHOICES]


@dataclass
class Section:
    name: str
    label: str
    questions: list[Question]

    @property
    def open(self) -> int:
        """How many are not answered."""
        return sum(not question.answer for question in self.questions)


class HistoryForm(forms.Form):
    """Fields by rule: slug, slug.since, slug.details; others.SECTION says no to what is open in a section."""

    reason_for_visit = CleanText(
        label="What brings you here (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, latest: MedicalHistory | None) -> None:
        self.latest = latest
        self.rules = list(CautionRule.objects.all())
        known = {answer.rule_id: answer for answer in latest.answers.all()} if latest else {}
        super().__init__(data, initial=_initial(latest, known))  # type: ignore[arg-type]
        for rule in self.rules:
            self.fields[rule.slug] = forms.ChoiceField(choices=CHOICES, required=False)
            self.fields[f"{rule.slug}.since"] = LineField(max_length=60, required=False)
            self.fields[f"{rule.slug}.details"] = LineField(max_length=300, required=False)
        for section in CautionRule.Section.values:
            self.fields[f"{NONE_OF_THE_OTHERS}.{section}"] = forms.BooleanField(required=False)

    @property
    def answers(self) -> dict[str, Said]:
        """By rule, what was said; needs a valid form."""
        return {rule.slug: said for rule in self.rules if (said := self._said(rule)).answer}

    def _said(self, rule: CautionRule) -> Said:
        typed = self.cleaned_data
        rest = "no" if typed[f"{NONE_OF_THE_OTHERS}.{rule.section}"] else ""
        answer = typed[rule.slug] or rest
        if answer == Answer.Choice.NO:
            return Said(answer)
        return Said(answer, typed[f"{rule.slug}.since"], typed[f"{rule.slug}.details"])

    def sections(self) -> Iterator[Section]:
        for name, label in CautionRule.Section.choices:
            yield Section(name, label, [self._question(rule) for rule in self.rules if rule.section == name])

    def _question(self, rule: CautionRule) -> Question:
        names = (rule.slug, f"{rule.slug}.since", f"{rule.slug}.details")
        errors = (
            [str(error) for name in names for error in self.errors.get(name, ())] if self.is_bound else []
        )
        answer, since, details = (self._value(name) for name in names)
        return Question(rule, answer, since, details, errors)

    def _value(self, name: str) -> str:
        # Three hundred bound fields take a second to render; this is all of them that the page needs.
        return (self.data.get(name, "") if self.is_bound else self.initial.get(name, "")) or ""


def _initial(latest: MedicalHistory | None, known: dict[str, Answer]) -> dict[str, object]:
    initial: dict[str, object] = {
        "version": latest.version if latest else 0,
        "reason_for_visit": latest.reason_for_visit if latest else "",
    }
    for slug, answer in known.items():
        initial |= {slug: answer.answer, f"{slug}.since": answer.since, f"{slug}.details": answer.details}
    return initial
