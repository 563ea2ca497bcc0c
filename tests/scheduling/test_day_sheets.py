"""The day on paper: true, desk-safe, in the log, and there when nothing else works."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.models import AuditEvent
from patients import alerts
from scheduling.models import TimeOff
from scheduling.sheets.writing import write
from scheduling.time_off import take_time_off
from tests import make
from tests.make import at
from tests.scheduling.test_team_pages import signed_in

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
CLINIC = f"/schedule/{TODAY}/sheet/"


@pytest.fixture
def leo():
    return make.therapist("Leo", hours=("09:00", "17:00"))


@pytest.fixture
def desk():
    return signed_in(make.front_desk())


def page(client, address=CLINIC):
    return client.get(address).content.decode()


def test_the_sheet_says_what_the_desk_needs_and_not_why(leo, desk):
    ada = make.patient("Ada Byron", preferred_name="Addie", phone="020 7946 0000", step_free=True)
    make.history(ada, leo, dvt_current="yes")
    alerts.add(ada, "Brings her dog", by=leo)
    held = make.appointment(leo, at("10:00"), patient=ada, note="Parks outside")

    shown = page(desk)

    for words in ("Addie Byron", f"No. {ada.number}", "020 7946 0000", "10:00–11:00", str(held.room)):
        assert words in shown
    for words in ("Needs a step-free room", "Brings her dog", "Parks outside", "To confirm"):
        assert words in shown
    assert "Ask Leo before this visit" in shown
    assert "thrombosis" not in shown.lower()


def test_a_therapists_sheet_shows_gaps_breaks_and_time_away(leo, desk):
    make.appointment(leo, at("10:00"), minutes=60)
    take_time_off(therapist=leo, starts_at=at("15:00"), ends_at=at("17:00"), reason="Dentist", by=leo)

    shown = page(desk, f"{CLINIC}{leo.pk}/")

    assert "09:00–10:00" in shown
    assert "11:00–15:00" in shown
    assert "Free, 4 h" in shown
    assert "Away, 2 h" in shown
    assert "Dentist" not in shown


def test_what_is_cancelled_gives_its_time_back(leo, desk):
    make.appointment(leo, at("10:00"), status="cancelled", patient=make.patient("Bo Gone"))

    assert "Bo Gone" not in page(desk)
    assert "09:00–17:00" in page(desk)


def test_nobody_has_no_sheet(desk):
    assert desk.get(f"{CLINIC}2000000000/").status_code == 404


def test_a_closed_clinic_says_why(leo, desk):
    TimeOff.objects.create(
        starts_at=at("00:00"), ends_at=at("00:00", date(2026, 11, 25)), reason="Training day"
    )

    assert "Closed: Training day" in page(desk)


def test_the_log_names_whose_contacts_were_shown(leo, desk):
    held = make.appointment(leo, at("10:00"))
    other = make.appointment(make.therapist("Maya"), at("12:00"))
    page(desk)
    page(desk, f"{CLINIC}{leo.pk}/")
    desk.get(f"/schedule/{TODAY}/sheets.pdf")

    listed, leos, printed = AuditEvent.objects.filter(fields__contains=["contact"]).order_by("pk")
    assert (listed.action, printed.action) == ("listed", "printed")
    assert listed.ids == printed.ids == [held.patient_id, other.patient_id]
    assert leos.ids == [held.patient_id]


def test_a_full_day_asks_no_more_than_an_empty_one(leo, desk):
    make.appointment(leo, at("09:00"))
    with CaptureQueriesContext(connection) as few:
        page(desk)
    for hour in range(10, 17):
        make.appointment(leo, at(f"{hour}:00"))
    with CaptureQueriesContext(connection) as many:
        page(desk)

    assert len(many) == len(few)


def test_the_sheets_are_one_tagged_pdf_with_a_page_each(leo, desk):
    make.appointment(leo, at("10:00"))
    answer = desk.get(f"/schedule/{TODAY}/sheets.pdf")

    assert answer["Content-Disposition"] == f'attachment; filename="day-sheets-{TODAY}.pdf"'
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.Root.MarkInfo.Marked


def test_the_command_writes_tomorrows_sheets_for_one_pair_of_eyes(leo, tmp_path, capsys):
    held = make.appointment(leo, at("10:00", date(2026, 11, 25)))
    folder = tmp_path / "sheets"

    call_command("day_sheets", str(folder))

    names = {file.name for file in folder.iterdir()}
    assert names == {f"2026-11-25-{name}.pdf" for name in ("clinic", "all", f"leo-{leo.pk}")}
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert AuditEvent.objects.get(action="printed").ids == [held.patient_id]
    assert "3 sheets of Wednesday 25 November 2026" in capsys.readouterr().out


def test_sheets_written_again_take_the_place_of_the_earlier_ones(leo, tmp_path):
    first = write(TODAY, tmp_path)
    make.appointment(leo, at("10:00"))
    second = write(TODAY, tmp_path)

    assert first == second
    assert sorted(tmp_path.iterdir()) == sorted(second)


def test_a_folder_that_cannot_be_written_is_an_error_in_words(leo, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Exception, match="Not a directory"):
        call_command("day_sheets", str(tmp_path / "file" / "sheets"))


def test_a_day_that_is_none_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match=r"“soon” is no day such as 2026-11-25\."):
        call_command("day_sheets", str(tmp_path), "--day", "soon")
