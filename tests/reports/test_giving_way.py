"""What takes long leaves the processor to pages."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from reports import giving_way
from reports.exports.jobs import write_export
from reports.imports.jobs import go_on

JOBS = {"reports.exports.jobs.writing.write": write_export, "reports.imports.jobs.run": go_on}


@pytest.mark.parametrize("work", JOBS)
def test_a_long_file_gives_way_in_its_own_thread_and_keeps_what_it_gave(work, monkeypatch):
    found = []
    monkeypatch.setattr(work, lambda key: found.append(os.getpriority(os.PRIO_PROCESS, 0)))
    before = os.getpriority(os.PRIO_PROCESS, 0)

    with ThreadPoolExecutor(1) as worker:
        for _ in range(2):
            worker.submit(JOBS[work].func, 1).result()

    assert found == [max(before, giving_way.NICE)] * 2
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
