"""What the clinic types about the questionnaire."""

from django import forms

from patients.forms import LineField


class WithdrawForm(forms.Form):
    why = LineField(label="In the patient's words (optional)", max_length=200, required=False)
