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


class QuestionForm(forms.Form):
    """What may be changed of any question; version: which state of it was shown."""

    wording = LineField(label="Question, as the patient reads it", max_length=300)
    help = LineField(label="Help beneath it (optional)", max_length=300, required=False)
    order = forms.IntegerField(label="Place on its page", min_value=0, max_value=9999)
    active = forms.BooleanField(label="Is asked", required=False)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


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
