"""What every form says when something typed cannot be used: Django's sentences are replaced once, here."""

from typing import Any

from django import forms
from django.core import validators

EMPTY = "This is still empty. Fill it in."
CHOOSE = "Choose one of those shown."
CHOOSE_SOME = "Choose from those shown."
GONE = "That one cannot be chosen any more. Choose another."
STALE = "This page has been open for too long. Load it again."
UNSEEN = "This has a character that cannot be kept. Type it again by hand."

FIELDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": EMPTY},
    forms.IntegerField: {"invalid": "Write a whole number."},
    forms.FloatField: {"invalid": "Write a number."},
    forms.DecimalField: {"invalid": "Write a number."},
    forms.DateField: {"invalid": "Write the day like 2026-03-21."},
    forms.TimeField: {"invalid": "Write the time like 14:30."},
    forms.DateTimeField: {"invalid": "Write day and time like 2026-03-21 14:30."},
    forms.UUIDField: {"invalid": STALE},
    forms.ChoiceField: {"invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {"invalid_choice": CHOOSE_SOME, "invalid_list": CHOOSE_SOME},
    forms.ModelChoiceField: {"invalid_choice": GONE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": GONE,
        "invalid_list": CHOOSE_SOME,
        "invalid_pk_value": GONE,
    },
    forms.FileField: {
        "invalid": "The file did not come through. Choose it again.",
        "missing": "Choose a file.",
        "empty": "There is nothing in this file. Choose another one.",
        "max_length": "The file's name is too long. Shorten it to %(max)d characters.",
        "contradiction": "Choose a file or tick the box, not both.",
    },
    forms.ImageField: {"invalid_image": "This is not a picture that can be read. Choose another one."},
}
VALIDATORS: dict[Any, str] = {
    validators.EmailValidator: "Write the address like name@example.com.",
    validators.MinValueValidator: "Not below %(limit_value)s.",
    validators.MaxValueValidator: "Not above %(limit_value)s.",
    validators.MinLengthValidator: "%(limit_value)d characters at least; these are %(show_value)d.",
    validators.MaxLengthValidator: "%(limit_value)d characters at most; these are %(show_value)d.",
    validators.ProhibitNullCharactersValidator: UNSEEN,
}
DECIMALS = {
    "invalid": "Write a number.",
    "max_digits": "%(max)s digits at most.",
    "max_decimal_places": "%(max)s digits after the point at most.",
    "max_whole_digits": "%(max)s digits before the point at most.",
}


def speak() -> None:
    """Put our sentences in the place of Django's; before any form is made, and a form's own still win."""
    for field, sentences in FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **DECIMALS}
