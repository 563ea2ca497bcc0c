"""What stayed when a file was taken back can be tried again: what has nothing in its way by now goes."""

import pytest

from patients import contacts
from patients.models import Patient
from reports.imports import pages, steps
from reports.imports.models import Brought
from reports.imports.steps import ImportRefused, State
from tests.reports.imports.files import FRESHA, PEOPLE, brought, table, taken
from tests.reports.imports.test_imports import checksums, rosa  # noqa: F401  a fixture
from tests.reports.imports.test_other_kinds import HEAD, leo, row  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
PAST = table(HEAD, row("a1", "2024-03-05 10:00", "Completed"))


def test_people_go_once_their_visits_of_another_file_are_gone(rosa, leo):  # noqa: F811
    before = checksums()
    people = brought(table(FRESHA, *PEOPLE), rosa)
    visits = brought(PAST, rosa, "appointments", "fresha")
    taken(people, State.UNDOING, rosa)
    assert ([str(one) for one in Patient.objects.all()], people.can_be_undone) == (["Ada Byron"], True)

    told = pages.staying(people)
    assert (told["go"], told["stay"], told["others"]) == (0, 1, [visits])
    taken(visits, State.UNDOING, rosa)
    told = pages.staying(people)
    assert (told["go"], told["stay"], told["others"]) == (1, 0, [])
    taken(people, State.UNDOING, rosa)

    assert checksums() == before
    assert not Brought.objects.exists()
    assert (people.counts, people.can_be_undone) == ({"kept": 0}, False)


def test_what_is_still_in_the_way_stays_again_and_is_still_known(rosa):  # noqa: F811
    people = brought(table(FRESHA, *PEOPLE), rosa)
    contacts.add(Patient.objects.get(first_name="Ada"), "email", "a@example.test", by=rosa)
    for _ in range(2):
        taken(people, State.UNDOING, rosa)
        assert people.counts == {"kept": 1}
        assert Patient.objects.get().first_name == "Ada"

    assert brought(table(FRESHA, *PEOPLE), rosa).counts["here"] == 1


def test_what_went_whole_is_not_taken_back_twice_nor_brought_in_again(rosa):  # noqa: F811
    people = taken(brought(table(FRESHA, *PEOPLE), rosa), State.UNDOING, rosa)

    with pytest.raises(ImportRefused, match="taken back"):
        steps.begin(people, State.UNDOING, by=rosa)
    steps.fail(people, "The worker was stopped.")
    with pytest.raises(ImportRefused, match="was taken back"):
        steps.begin(people, State.BRINGING, by=rosa)
