"""A file of any length leaves at once, in little memory, whole, and with nothing left behind."""

import csv
import io
import tracemalloc
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.db.models import F, Func, IntegerField

from clinic.models import Clinic
from reports.cells import Cell
from reports.downloads import MINUTES, Download
from scheduling.models import Appointment
from tests import make

MANY = 20_000


class Series(Func):
    """As many rows as asked for, out of one."""

    function = "generate_series"
    arity = 2
    set_returning = True
    output_field = IntegerField()


def numbered(rows: int) -> Download:
    """A download of so many rows, without so many rows in a table."""
    with transaction.atomic():
        Clinic.objects.get_or_create(pk=1)
    series = Clinic.objects.annotate(row=Series(1, rows))
    return Download(series, {"Row": F("row"), "Clinic": Cell(F("name"))})


@pytest.fixture
def many():
    download = numbered(MANY)
    yield download
    download.close()


def read(download: Download) -> list[list[str]]:
    with_bytes = b"".join(download)
    download.close()
    return list(csv.reader(io.StringIO(with_bytes.decode(), newline="")))


@pytest.mark.django_db(transaction=True)
def test_every_row_arrives_once_and_in_order(many):
    heading, *rows = read(many)

    assert heading == ["Row", "Clinic"]
    assert [int(row) for row, _ in rows] == list(range(1, MANY + 1))


@pytest.mark.django_db(transaction=True)
def test_the_first_bytes_leave_before_the_last_row_is_read(many):
    blocks = iter(many)

    heading, first = next(blocks), next(blocks)

    assert heading == b"Row,Clinic\r\n"
    assert first.startswith(b"1,")
    assert first.count(b"\r\n") < MANY / 10


@pytest.mark.django_db(transaction=True)
def test_ten_times_the_rows_take_no_more_memory():
    peaks = []
    for rows in (MANY // 10, MANY):
        download = numbered(rows)
        tracemalloc.start()
        assert sum(block.count(b"\n") for block in download) == rows + 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        download.close()

    assert peaks[1] < 1.2 * peaks[0]
    assert peaks[1] < 1_000_000


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_goes_away_ends_the_statement(many):
    next(iter(many))
    many.close()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY (SELECT%%'"
            " AND state <> 'idle' AND datname = current_database()"
        )
        assert many.snapshot.closed
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_an_export_may_run_longer_than_a_page_and_may_write_nothing(many):
    seconds = many.snapshot.execute("SELECT current_setting('statement_timeout')").fetchone()
    assert seconds == (f"{MINUTES}min",)

    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        many.snapshot.execute("UPDATE clinic_clinic SET name = 'x'")


@pytest.mark.django_db(transaction=True)
def test_rows_and_their_count_come_from_the_same_instant():
    with transaction.atomic():
        leo = make.therapist("Leo")
        make.appointment(leo, make.at("09:00"))
    download = Download(Appointment.objects.all(), {"Start": F("starts_at")})

    with transaction.atomic():
        make.appointment(leo, make.at("11:00") + timedelta(days=1))

    assert download.rows == 1
    assert len(read(download)) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["Two\nlines", 'A "quoted", name', "Zoë; 田中"])
def test_a_cell_may_hold_anything_that_rfc_4180_can_quote(name):
    with transaction.atomic():
        Clinic.objects.update_or_create(pk=1, defaults={"name": name})
    whole = b"".join(Download(Clinic.objects.all(), {"Clinic": Cell(F("name")), "Step": F("grid_minutes")}))

    assert whole.endswith(b'",15\r\n')
    assert list(csv.reader(io.StringIO(whole.decode(), newline=""))) == [["Clinic", "Step"], [name, "15"]]


@pytest.mark.django_db(transaction=True)
def test_a_mark_for_excel_stands_first_when_asked_for():
    with transaction.atomic():
        Clinic.objects.get_or_create(pk=1)
    marked = Download(Clinic.objects.all(), {"Number": F("pk")}, mark=True)

    assert b"".join(marked) == b"\xef\xbb\xbfNumber\r\n1\r\n"
