"""What is asked about a person besides name, birth and contact; all of it may be left out."""

from django import forms

from patients.fields import LineField, PhoneField
from patients.models import Patient, ReferralSource

SEXES = [("", "Not asked"), *Patient.Sex.choices]
# Offered while typing; any other can be written.
LANGUAGES = (
    "Arabic", "Bengali", "British Sign Language", "Bulgarian", "Cantonese", "Czech", "English", "Farsi",
    "French", "German", "Greek", "Gujarati", "Hindi", "Hungarian", "Italian", "Japanese", "Korean", "Kurdish",
    "Latvian", "Lithuanian",
    "Mandarin", "Nepali", "Pashto", "Polish", "Portuguese", "Punjabi", "Romanian", "Russian",
    "Slovak", "Somali", "Spanish", "Swahili", "Tamil", "Turkish", "Ukrainian", "Urdu", "Vietnamese", "Welsh",
)  # fmt: skip


class AboutForm(forms.Form):
    """Sections who, health team and for the desk."""

    gender = LineField(label="Gender, in their words (optional)", max_length=60, required=False)
    sex = forms.ChoiceField(
        label="Sex recorded (optional)",
        choices=SEXES,
        required=False,
        help_text="Ask, never guess; nobody has to say.",
    )
    language = LineField(
        label="Language (optional)",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "languages"}),
    )
    interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    occupation = LineField(label="Occupation (optional)", max_length=120, required=False)
    referral = forms.ModelChoiceField(
        ReferralSource.objects.all(),
        label="Heard of us through (optional)",
        required=False,
        empty_label="Not asked",
        error_messages={"invalid_choice": "Choose from the list, or write it beside."},
    )
    referral_words = LineField(label="Who or where (optional)", max_length=120, required=False)
    physician = LineField(label="Doctor (optional)", max_length=120, required=False)
    practice = LineField(label="Practice (optional)", max_length=160, required=False)
    physician_phone = PhoneField(label="Phone of the practice (optional)", max_length=40, required=False)
    figure = forms.ChoiceField(
        label="Body drawing", choices=Patient.Figure, initial=Patient.Figure.A, widget=forms.RadioSelect
    )
    step_free = forms.BooleanField(label="Needs a step-free room", required=False)
    desk_note = LineField(
        label="Note for every colleague (optional)",
        max_length=200,
        required=False,
        help_text="What to prepare, never why: the front desk reads this.",
    )
    languages = LANGUAGES
