"""The clinic's own hand on the questionnaire: rewording, hiding, adding."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from clinic.fields import CleanText
from patients.forms import LineField
from patients.intake.question_models import Question, Section

OWN_KINDS = ("yes_no", "text", "long_text", "number", "choice", "choices", "scale", "date")
CHOOSING = {"choice", "choices"}
MOST_OPTIONS = 12
YES_NO_ANSWERS = [("yes|unsure", "Yes, or unsure"), ("yes", "Yes"), ("no", "No"), ("unsure", "Unsure")]


def conditions(question: Question | None = None) -> list[Any]:
    """What a question may depend on: an answer, or several, to one that is asked; in groups, by question.

    A choice is the question's key and the answers; question: the one that depends, whose own is kept.
    """
    asked = Question.objects.filter(active=True, kind__in=["yes_no", *CHOOSING]).exclude(slug="changed")
    asked = asked.exclude(pk=question.pk) if question else asked
    groups: list[Any] = [("", "Always")]
    for one in asked.select_related("section").prefetch_related("options"):
        answers = [(option.value, option.label) for option in one.options.all()] or YES_NO_ANSWERS
        pairs = [(f"{one.pk}={value}", f"{label}") for value, label in answers]
        groups.append((one.wording, [*pairs, (f"{one.pk}=", "any answer")]))
    kept = condition_of(question) if question else ""
    known = {value for _, inside in groups[1:] for value, _ in inside}
    return groups if not kept or kept in known else [*groups, (kept, "As it is now")]


def condition_of(question: Question) -> str:
    """The question's own, as conditions() writes it."""
    return f"{question.shown_if_id}={'|'.join(question.shown_values)}" if question.shown_if_id else ""


class ConditionField(forms.ChoiceField):
    """The question it depends on, and the answers to that; both empty for one that is always asked."""

    def clean(self, value: Any) -> dict[str, Any]:
        slug, _, values = super().clean(value).partition("=")
        return {"shown_if_id": slug or None, "shown_values": values.split("|") if values else []}


class QuestionForm(forms.Form):
    """What may be changed of any question; version: which state of it was shown.

    Only the clinic's own are asked under a condition of its choice: the others guard cautions.
    """

    wording = LineField(label="Question, as the patient reads it", max_length=300)
    help = LineField(label="Help beneath it (optional)", max_length=300, required=False)
    order = forms.IntegerField(label="Place on its page", min_value=0, max_value=9999)
    active = forms.BooleanField(label="Is asked", required=False)
    condition = ConditionField(label="Only asked if this was answered", required=False)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **options: Any) -> None:
        super().__init__(*args, **options)
        if question.own:
            self.fields["condition"].choices = conditions(question)  # type: ignore[attr-defined]
        else:
            del self.fields["condition"]


class NewQuestionForm(forms.Form):
    """A question of the clinic's own; it raises no caution, but its answers stand in the record."""

    section = forms.ModelChoiceField(
        Section.objects.exclude(slug__in=["changed", "consents", "sign", "pain", "pain-levels"]),
        label="On the page",
        empty_label=None,
    )
    wording = LineField(label="Question, as the patient reads it", max_length=300)
    help = LineField(label="Help beneath it (optional)", max_length=300, required=False)
    kind = forms.ChoiceField(
        label="Kind of answer", choices=[(kind, Question.Kind(kind).label) for kind in OWN_KINDS]
    )
    options = CleanText(
        label="Answers to choose from, one on each line (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    audience = forms.ChoiceField(label="Who sees it", choices=Question.Audience)
    condition = ConditionField(label="Only asked if this was answered", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["condition"].choices = conditions()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        lines = [" ".join(line.split())[:200] for line in (said.get("options") or "").split("\n")]
        said["labels"] = [line for line in lines if line]
        chooses = said.get("kind") in CHOOSING
        if chooses and not 2 <= len(said["labels"]) <= MOST_OPTIONS:
            self.add_error(
                "options", ValidationError("Give 2 to 12 answers to choose from, one on each line.")
            )
        if not chooses:
            said["labels"] = []
        return said


class ConsentTextForm(forms.Form):
    """The words of one consent; version: which of them were shown."""

    text = CleanText(label="What the patient reads and agrees to", max_length=4000, widget=forms.Textarea)
    scope = LineField(label="For what, in a few words", max_length=200)
    areas = LineField(label="Areas of the body (optional)", max_length=200, required=False)
    months = forms.IntegerField(
        label="Holds for so many months (leave empty: until it is taken back)",
        min_value=1,
        max_value=120,
        required=False,
    )
    version = forms.IntegerField(min_value=1, max_value=32767, widget=forms.HiddenInput)


class ClinicForm(forms.Form):
    intake_required = forms.BooleanField(
        label="Nobody is treated for the first time before the questionnaire is answered", required=False
    )
    intake_link_days = forms.IntegerField(label="A link works for so many days", min_value=1, max_value=90)


def slug_for(wording: str) -> str:
    """A name of its own, readable where the wording has Latin letters in it."""
    base = f"own-{slugify(wording)[:30].strip('-')}".rstrip("-")
    taken = set(Question.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, 10_000) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
