"""Text as people type it, without what no person types."""

import pytest
from django.core.exceptions import ValidationError

from clinic.fields import CleanCharField, clean_text


@pytest.mark.parametrize("text", ["O’Brien", "Łódź", "د. نور", "李小龍", "👩‍👩‍👧", "می‌خواهم", "a\nb\tc"])
def test_names_and_notes_of_every_script_are_kept(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x1bb", "a\ud800b", "evil\u202etxt", "\u200b\u200b", "a\u2066b"]
)
def test_characters_that_deceive_or_break_are_refused(text):
    with pytest.raises(ValidationError, match="cannot be kept"):
        clean_text(text)


def test_one_name_typed_in_two_ways_is_one_name():
    assert clean_text("Müller") == clean_text("Mu\u0308ller")


def test_length_counts_after_cleaning():
    assert CleanCharField(max_length=6).clean("Mu\u0308ller") == "Müller"
