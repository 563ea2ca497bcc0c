"""The process that reads a file: what it gives back, and that it ends with its memory or its time."""

from io import BytesIO

import pytest

from patients.files import cleaning
from patients.files.cleaning import Unreadable
from patients.files.kinds import JPEG
from tests.patients.files import hostile


def test_it_gives_back_the_file_and_its_thumbnail():
    done = cleaning.clean(BytesIO(hostile.photo(6)))
    assert (done.content_type, done.width, done.height) == (JPEG, 40, 60)
    assert done.content.startswith(b"\xff\xd8")
    assert done.thumbnail.startswith(b"\xff\xd8")


def test_its_refusals_arrive_in_words():
    with pytest.raises(Unreadable, match="program that would run"):
        cleaning.clean(BytesIO(hostile.escaped()))


def test_it_ends_when_a_file_takes_more_memory_than_it_has():
    with pytest.raises(Unreadable, match=r"too much work|damaged"):
        cleaning.clean(BytesIO(hostile.object_bomb()))


def test_it_ends_when_a_file_takes_too_long(monkeypatch):
    monkeypatch.setattr(cleaning, "SECONDS", 0.01)
    with pytest.raises(Unreadable, match="too much work"):
        cleaning.clean(BytesIO(hostile.picture()))
