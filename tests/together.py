"""Which files stay whole when several processes share the tests.

By file: xdist's own mark goes unread since pytest 9.2, which keeps a test's id where xdist does not write.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

WHOLE = {
    "tests/demo/test_demo_clinic.py": "one clinic furnished for all",
    "tests/scheduling/test_desks_at_once.py": "races",
    "tests/scheduling/test_many_hands.py": "races",
    "tests/scheduling/test_race.py": "races",
}


class Together(LoadScopeScheduling):
    """Test by test to whoever is free, but what is WHOLE to one."""

    def _split_scope(self, nodeid: str) -> str:
        return WHOLE.get(nodeid.partition("::")[0], nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    return Together(config, log)
