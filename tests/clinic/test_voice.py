"""What forms say is said in the clinic's words, whichever form it is."""

from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

STOCK = (
    "This field",
    "Enter a",
    "Select a",
    "Ensure",
    "“",
    "No file was",
    "The submitted",
    "Upload a",
    "Please",
)
TYPED = ("", "x" * 99_999, "9" * 400, "-1e400", "nonsense", "\x00", "2026-13-40", "a@b")


def our_forms() -> list[type[forms.BaseForm]]:
    for app in ("clinic", "patients", "scheduling", "sessions", "reports"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*form*.py"):
            import_module(".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts))
    found, waiting = [], [forms.BaseForm]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        waiting += kinds
        found += [
            kind for kind in kinds if kind.__module__.split(".")[0] not in {"django", "allauth", "tests"}
        ]
    return found


@pytest.mark.django_db
def test_no_field_of_any_form_speaks_in_djangos_words():
    said = set()
    for form in our_forms():
        for field in form.base_fields.values():
            said |= {str(message) for message in field.error_messages.values()}
            for typed in TYPED:
                try:
                    field.clean(typed)
                except ValidationError as error:
                    said |= set(error.messages)
                except (AttributeError, TypeError):
                    continue  # fields of files and of several values are told apart below
    assert len(said) > 30
    assert not {sentence for sentence in said if sentence.startswith(STOCK)}


@pytest.mark.parametrize("field", [forms.FileField, forms.MultipleChoiceField, forms.DecimalField])
def test_kinds_that_take_no_line_of_text_speak_so_too(field):
    with pytest.raises(ValidationError, match="still empty"):
        field().clean(None)
