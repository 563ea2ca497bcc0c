"""A file is written whole or not at all, whatever happens meanwhile."""

import errno
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from reports.exports import asking, kinds, writing
from reports.exports.made import Made
from reports.exports.models import Export
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
Kind, State = Export.Kind, Export.State


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.UNFINISHED_ROOT = tmp_path / "unfinished"


@pytest.fixture
def export():
    with transaction.atomic():
        rosa = make.admin()
    return asking.ask(Kind.RESEARCH, {}, by=rosa)


def by(writer, monkeypatch):
    monkeypatch.setitem(kinds.WRITERS, Kind.RESEARCH, writer)


def left_over() -> list[Path]:
    from django.conf import settings

    return list(settings.UNFINISHED_ROOT.glob("*"))


def test_it_is_offered_only_once_it_is_whole(export, monkeypatch):
    seen = []

    def writer(asked, path, progress):
        progress.begin(4)
        for _part in range(4):
            with path.open("ab") as file:
                file.write(b"x" * 10)
            progress.told = 0
            progress.step()
            row = Export.objects.get(pk=asked.pk)
            seen.append((row.state, row.percent, row.stored))
        return Made("research.zip", 4, 2)

    by(writer, monkeypatch)
    writing.write(export.pk)
    export.refresh_from_db()

    assert seen == [(State.RUNNING, percent, "") for percent in (25, 50, 75, 100)]
    assert (export.state, export.size, export.rows, export.people) == (State.READY, 40, 4, 2)
    assert default_storage.open(export.stored).read() == b"x" * 40
    assert left_over() == []


def test_a_full_disk_is_told_and_leaves_nothing(export, monkeypatch):
    def writer(asked, path, progress):
        path.write_bytes(b"half")
        path.with_name("rows").write_bytes(b"put aside, as XlsxWriter does")
        with Path("/dev/full").open("wb") as disk:  # a disk that is always full
            disk.write(b"x")
        raise AssertionError("never written")

    by(writer, monkeypatch)
    writing.write(export.pk)
    export.refresh_from_db()

    assert (export.state, export.failed_why, export.stored) == (State.FAILED, writing.FULL, "")
    assert left_over() == []


def test_a_store_that_fills_up_at_the_last_step_offers_nothing(export, monkeypatch):
    def no_room(*args):
        raise OSError(errno.ENOSPC, "full")

    by(lambda asked, path, progress: path.write_bytes(b"whole") and Made("a.zip", 1, 1), monkeypatch)
    monkeypatch.setattr(default_storage, "save", no_room)
    writing.write(export.pk)

    assert Export.objects.get(pk=export.pk).failed_why == writing.FULL


def test_a_cancelled_one_stops_at_the_next_step(export, monkeypatch):
    def writer(asked, path, progress):
        path.write_bytes(b"half")
        progress.begin(2)
        asking.cancel(asked, by=asked.asked_by)
        progress.told = 0
        progress.step()
        raise AssertionError("went on")

    by(writer, monkeypatch)
    writing.write(export.pk)

    assert Export.objects.get(pk=export.pk).state == State.CANCELLED
    assert left_over() == []


def test_what_nobody_thought_of_is_told_too(export, monkeypatch):
    def writer(asked, path, progress):
        raise ZeroDivisionError

    by(writer, monkeypatch)
    with pytest.raises(ZeroDivisionError):
        writing.write(export.pk)

    assert Export.objects.get(pk=export.pk).failed_why == writing.BROKEN


def test_what_somebody_is_writing_is_left_to_them(export, monkeypatch):
    def writer(asked, path, progress):
        writing.write(asked.pk)  # another worker is given the same job
        path.write_bytes(b"whole")
        return Made("a.zip", 1, 1)

    by(writer, monkeypatch)
    writing.write(export.pk)

    assert Export.objects.get(pk=export.pk).tries == 1


def test_one_that_was_dropped_twice_is_told_as_failed(export, monkeypatch):
    """As two killed workers leave it: running, and nobody holds its lock."""
    for _ in range(writing.MOST_TRIES):
        writing._take_up(export.pk)

    writing.write(export.pk)

    assert Export.objects.get(pk=export.pk).failed_why == writing.DROPPED


def test_one_that_nobody_writes_any_more_is_found(export, tuesday):
    writing._take_up(export.pk)
    assert writing.abandoned() == []

    tuesday.shift(2 * writing.LONG_SILENCE)

    assert writing.abandoned() == [export.pk]
    with writing._alone_at(export.pk):
        assert writing.abandoned() == []


def test_files_are_deleted_when_their_time_is_over(export, monkeypatch, tuesday):
    by(lambda asked, path, progress: path.write_bytes(b"whole") and Made("a.zip", 1, 1), monkeypatch)
    writing.write(export.pk)
    stored = Export.objects.get(pk=export.pk).stored
    assert writing.expire() == 0

    tuesday.shift(writing.KEPT)

    assert writing.expire() == 1
    assert not default_storage.exists(stored)
    assert Export.objects.get(pk=export.pk).state == State.EXPIRED
