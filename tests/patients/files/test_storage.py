"""Where files are kept: on a private disk or in a bucket, one row for each, and nothing left over."""

import os
import stat
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from moto.server import ThreadedMotoServer

from clinic import environment
from patients.files import documents, storage
from patients.files.storage import StoreAway
from tests import make

FOLDER = Path("/nowhere")


@pytest.fixture
def disk(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": environment.files("FILES_NONE", tmp_path)}
    return tmp_path


@pytest.fixture(scope="module")
def address():
    """A store on this machine, at a port that the system gives."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(settings, monkeypatch, address):
    said = {"BUCKET": "records", "ENDPOINT": address, "KEY": "who", "SECRET": "we are"}
    for name, value in said.items():
        monkeypatch.setenv(f"FILES_TEST_{name}", value)
    settings.STORAGES = {**settings.STORAGES, "default": environment.files("FILES_TEST", FOLDER)}
    store = storages["default"]
    store.connection.create_bucket(Bucket="records")
    return store


def test_a_file_on_disk_is_for_the_clinics_own_account_and_has_no_address(disk):
    with storage.kept(b"content") as (name,):
        path = disk / name
    assert storage.read(name) == path.read_bytes() == b"content"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with pytest.raises(ValueError, match="no address"):
        default_storage.url(name)


def test_a_bucket_keeps_reads_and_drops_like_a_disk(bucket):
    with storage.kept(b"content", b"", b"small") as (name, nothing, small):
        assert storage.read(name) == b"content"
    assert nothing == ""
    assert set(bucket.names()) >= {name, small}
    storage.drop(name)
    assert name not in set(bucket.names())
    with pytest.raises(StoreAway):
        storage.read(name)
    with pytest.raises(ValueError, match="no address"):
        default_storage.url(small)


def test_nothing_in_a_bucket_is_public(bucket):
    with storage.kept(b"content") as (name,):
        grants = bucket.connection.meta.client.get_object_acl(Bucket="records", Key=name)["Grants"]
    assert all("URI" not in grant["Grantee"] for grant in grants)


@pytest.mark.django_db
def test_a_document_lives_in_a_bucket_and_leaves_it_when_its_row_fails(bucket, maya, helen):
    held = make.document(helen, maya)
    assert documents.content(held)[:2] == b"\xff\xd8"
    before = set(bucket.names())
    with pytest.raises(documents.DocumentRefused):
        make.document(helen, make.front_desk())
    assert set(bucket.names()) == before


@pytest.mark.parametrize("kind", ["disk", "bucket"])
def test_what_fails_within_the_block_leaves_no_file(request, kind):
    store = request.getfixturevalue(kind) and storages["default"]
    before = set(store.names())
    during = []

    def fails():
        with storage.kept(b"one", b"two") as names:
            during.append(set(store.names()) - before == set(names))
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert during == [True]
    assert set(store.names()) == before


def test_a_full_disk_leaves_no_half_file_and_is_told_in_words(disk, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreAway, match="Nothing was changed"), storage.kept(b"content"):
        pytest.fail("nothing was kept")
    assert list(default_storage.names()) == []


def test_a_store_that_is_away_is_told_in_words(settings, monkeypatch):
    for name, value in {"BUCKET": "b", "ENDPOINT": "http://127.0.0.1:9", "KEY": "k", "SECRET": "s"}.items():
        monkeypatch.setenv(f"FILES_TEST_{name}", value)
    settings.STORAGES = {**settings.STORAGES, "default": environment.files("FILES_TEST", FOLDER)}
    with pytest.raises(StoreAway):
        storage.read("aa/bb")


def test_a_bucket_without_a_key_or_over_plain_http_is_refused(monkeypatch):
    monkeypatch.setenv("FILES_TEST_BUCKET", "b")
    with pytest.raises(ImproperlyConfigured, match="FILES_TEST_KEY"):
        environment.files("FILES_TEST", FOLDER)
    monkeypatch.setenv("FILES_TEST_ENDPOINT", "http://store.example.test")
    with pytest.raises(ImproperlyConfigured, match="https"):
        environment.files("FILES_TEST", FOLDER)


@pytest.mark.django_db
def test_the_sweep_removes_what_a_crash_left_and_tells_what_is_missing(disk, maya, helen, capsys):
    held = make.document(helen, maya)
    with storage.kept(b"old", b"new") as (old, new):
        for name, age in ((old, 90_000), (new, 0)):
            os.utime(disk / name, (time.time() - age,) * 2)
    call_command("sweep_files")
    assert set(default_storage.names()) == {held.stored, held.thumbnail, new}
    assert "4 files, 1 without a row removed." in capsys.readouterr().out

    storage.drop(held.stored)
    with pytest.raises(CommandError, match=held.stored):
        call_command("sweep_files")
