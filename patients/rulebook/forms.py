"""What a clinical lead changes of a rule, and how the list of rules is narrowed."""

from typing import Any

from django import forms

from clinic.forms import AddressForm, DayField
from patients.forms import LineField
from patients.models import CautionRule
from patients.rulebook import approving
from patients.rulebook.models import TEXTS
from patients.rulebook.reading import LABELS
from patients.settling.forms import ReasonField


class RuleForm(forms.Form):
    """approve()'s arguments; version: the one that was shown."""

    trigger = LineField(label=LABELS["trigger"], max_length=300)
    severity = forms.ChoiceField(label=LABELS["severity"], choices=CautionRule.Severity)
    affects = LineField(label=LABELS["affects"], max_length=300)
    thresholds = LineField(label=f"{LABELS['thresholds']} (optional)", max_length=80, required=False)
    chip = LineField(label=LABELS["chip"], max_length=60)
    message = LineField(label=LABELS["message"], max_length=300)
    why = ReasonField("Why it changes")
    version = forms.IntegerField(min_value=1, max_value=2**15 - 1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rule: CautionRule) -> None:
        texts = {name: getattr(rule, name) for name in TEXTS}
        super().__init__(data, initial={**texts, "version": rule.version})
        self.rule = rule
        if not rule.thresholds:
            self.fields["thresholds"].widget = forms.HiddenInput()
        for name in ("trigger", "affects", "message"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in TEXTS}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                approving.refuse_nonsense(self.rule, self.texts)
            except approving.RuleRefused as refusal:
                self.add_error(refusal.field, str(refusal))
        return said


class RulesFilter(AddressForm):
    """By section, severity, changed here or not, and on which day they were in force."""

    section = forms.ChoiceField(
        label="Section", required=False, choices=[("", "All"), *CautionRule.Section.choices]
    )
    severity = forms.ChoiceField(
        label="Severity", required=False, choices=[("", "All"), *CautionRule.Severity.choices]
    )
    on = DayField(label="In force on", required=False)
    changed = forms.BooleanField(label="Changed here", required=False)
