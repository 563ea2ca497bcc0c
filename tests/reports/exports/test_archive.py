"""An archive says of itself whether it is whole."""

import shutil
import subprocess
import zipfile

import pytest
from django.core.management import CommandError, call_command

from clinic import clock
from reports.exports.archive import SUMS, Archive, Readme, problems


@pytest.fixture
def whole(tmp_path, db):
    path = tmp_path / "a.zip"
    with Archive(path, clock.now(), Readme("Title")) as archive:
        archive.add("tables/a.csv", b"Key\r\n1\r\n")
        with archive.growing("fhir/Patient.ndjson") as file:
            assert file.lines({"n": number} for number in range(3)) == 3
    return path


def changed(path, to, *, name="tables/a.csv", content=b"Key\r\n2\r\n", also=()):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for entry in old.namelist():
            if entry != name or content is not None:
                new.writestr(entry, content if entry == name else old.read(entry))
        for extra in also:
            new.writestr(extra, b"")
    return to


def test_one_that_is_whole_has_no_problems(whole, capsys):
    assert list(problems(whole)) == []
    call_command("verify_archive", str(whole))
    assert "4 files" in capsys.readouterr().out


def test_what_was_changed_taken_out_or_put_in_is_named(whole, tmp_path):
    other = tmp_path / "b.zip"
    assert list(problems(changed(whole, other))) == ["tables/a.csv is not as it was written"]
    assert list(problems(changed(whole, other, content=None))) == ["tables/a.csv is missing"]
    assert list(problems(changed(whole, other, content=b"Key\r\n1\r\n", also=["x"]))) == [
        "x is not among the checksums"
    ]
    with pytest.raises(CommandError, match="not as it was written"):
        call_command("verify_archive", str(changed(whole, other)))


def test_a_file_that_is_no_archive_is_refused_in_words(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"nothing")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_archive", str(tmp_path / "a.zip"))


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_unpacked_the_usual_program_says_the_same(whole, tmp_path):
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path / "out")
    check = ["sha256sum", "--quiet", "-c", SUMS]

    assert subprocess.run(check, cwd=tmp_path / "out").returncode == 0
    (tmp_path / "out" / "tables" / "a.csv").write_bytes(b"")
    assert subprocess.run(check, cwd=tmp_path / "out", capture_output=True).returncode == 1


def test_a_half_written_one_has_no_checksums(tmp_path, db):
    archive = Archive(tmp_path / "a.zip", clock.now(), Readme("Title"))
    archive.add("a", b"")
    archive.__exit__(RuntimeError, RuntimeError(), None)

    assert list(problems(tmp_path / "a.zip")) == [f"{SUMS} is missing"]


def test_a_folder_in_which_nothing_stands_is_not_there(tmp_path):
    with Archive(tmp_path / "a.zip", clock.now(), Readme("All")) as archive:
        archive.add("notes/7.pdf", b"")
        assert (archive.has("notes/"), archive.has("documents/")) == (True, False)
