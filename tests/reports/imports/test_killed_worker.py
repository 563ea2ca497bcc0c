"""A worker killed while it brings a file in is followed by one that doubles nothing and loses nothing."""

import signal

import pytest
import time_machine
from django.db import transaction

from clinic import clock
from patients.models import Patient
from reports.imports import jobs, steps
from reports.imports.steps import State
from tests import make
from tests.reports.exports.test_killed_worker import until, worker
from tests.reports.imports.files import FRESHA, table, tried

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sweep]
MANY = 6000
PEOPLE = [[f"F{n}", f"Ada{n}", "Byron", "", "", "1985-12-10", ""] for n in range(MANY)]


def test_a_worker_killed_midway_is_followed_by_another(tmp_path):
    with transaction.atomic():
        rosa = make.admin()
    batch = tried(table(FRESHA, *PEOPLE), rosa)
    steps.begin(batch, State.BRINGING, by=rosa)
    jobs.go_on.defer(batch=batch.pk)

    with worker(tmp_path) as first:
        until(batch, "begun", lambda row: row.done)
        first.send_signal(signal.SIGKILL)
        first.wait(10)
    batch.refresh_from_db()
    assert 0 < Patient.objects.count() == batch.done < MANY

    with time_machine.travel(clock.now() + 2 * steps.SILENT, tick=False):
        jobs.take_up_all()
    with worker(tmp_path):
        until(batch, "brought in", lambda row: row.state == State.DONE)
    assert (batch.counts["brought"], Patient.objects.count()) == (MANY, MANY)
