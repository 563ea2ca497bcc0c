"""Who is not in use in the program they come from comes in archived; notes go where every colleague reads."""

import pytest

from patients.models import Patient
from reports.imports import pages
from reports.imports.kinds import for_the_desk
from reports.imports.reading import headings
from reports.imports.steps import State
from tests.reports.imports.files import brought, table, taken, tried
from tests.reports.imports.test_imports import rosa  # noqa: F401  a fixture

HEAD = ["Client no", "First name", "Last name"]
A, Z, D = "active", "archived", "deceased"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heading", "word", "standing"),
    [
        ("Status", "Active", A), ("Status", "INACTIVE", Z), ("Client Status", "Archived", Z),
        ("Status", "", A),
        ("Active", "Yes", A), ("Active?", "no", Z), ("Is active", "FALSE", Z), ("Active", "0", Z),
        ("Archived", "true", Z), ("Inactive", "No", A), ("Archived at", "2024-03-01T09:00:00Z", Z),
        ("Archived", "12/31/2024", Z), ("Archived at", "", A), ("Status", "Deceased", D),
    ],
)  # fmt: skip
def test_a_column_says_whether_somebody_is_in_use(rosa, heading, word, standing):  # noqa: F811
    batch = brought(table([*HEAD, heading], ["C1", "Ada", "Byron", word]), rosa)

    ada = Patient.objects.get()
    assert (ada.standing, bool(ada.archived_why)) == (standing, standing == Z)
    assert batch.counts["in_part"] == 0


@pytest.mark.django_db
def test_the_record_says_by_which_word_it_is_archived(rosa):  # noqa: F811
    brought(table([*HEAD, "Client Status"], ["C1", "Ada", "Byron", "Inactive"]), rosa, system="jane")
    assert Patient.objects.get().archived_why == "Client Status “Inactive” in Jane"


@pytest.mark.django_db
def test_a_word_that_nobody_knows_is_told_and_taken_as_active(rosa):  # noqa: F811
    batch = tried(
        table([*HEAD, "Status"], ["C1", "Ada", "Byron", "Lapsed"], ["C2", "Bo", "Ng", "Active"]), rosa
    )

    assert pages.checked(batch)["partly"] == [("Status “Lapsed” is not known: taken as active", 1)]
    assert taken(batch, State.BRINGING, rosa).counts["standing"] == {"active": 2}


@pytest.mark.django_db
def test_the_dry_run_counts_who_comes_in_archived_and_so_does_the_end(rosa):  # noqa: F811
    batch = tried(table([*HEAD, "Active"], ["C1", "Ada", "Byron", "no"], ["C2", "Bo", "Ng", "yes"]), rosa)
    assert batch.counts["standing"] == {"archived": 1, "active": 1}
    assert taken(batch, State.BRINGING, rosa).counts["standing"] == {"archived": 1, "active": 1}


@pytest.mark.django_db
def test_notes_and_alerts_stand_in_the_note_for_every_colleague(rosa):  # noqa: F811
    head = [*HEAD, "Phone", "Client notes", "Alerts"]
    brought(table(head, ["C1", "Ada", "Byron", "mum's", "Pays\nby card", "Hearing aid"]), rosa)

    note = Patient.objects.get().desk_note
    assert note == "Hearing aid; Pays by card; Not readable in the file: Phone “mum's”"


@pytest.mark.django_db
def test_a_long_note_is_cut_and_said_to_be_and_leaves_room_for_what_is_unread(rosa):  # noqa: F811
    head = [*HEAD, "Phone", "Notes"]
    batch = brought(table(head, ["C1", "Ada", "Byron", "mum's", "n" * 500]), rosa)

    note = Patient.objects.get().desk_note
    assert len(note) == for_the_desk.LONGEST
    assert note.endswith("nn…; Not readable in the file: Phone “mum's”")
    assert batch.counts["partly"][for_the_desk.CUT] == 1


@pytest.mark.parametrize(
    ("said", "own"),
    [
        (["ID", "Patient ID"], 1), (["Client number", "ID"], 0), (["Reference", "UUID"], 0),
        (["File no", "First name"], 0), (["Client #", "Client"], 0), (["MRN", "Customer no"], 1),
    ],
)  # fmt: skip
def test_of_two_ids_theirs_is_the_one_whose_heading_says_so(said, own):
    found = headings.match("patients", headings.PLAIN, said)
    assert [place for place, field in found.items() if field == "id"] == [own]


def test_the_id_of_a_visit_is_the_one_that_says_visit():
    found = headings.match("appointments", headings.PLAIN, ["ID", "Patient ID", "Appointment ID"])
    assert found == {1: "patient_id", 2: "id"}


@pytest.mark.parametrize("heading", ["No", "Number", "#", "Nr"])
def test_a_number_of_nothing_in_particular_is_no_id(heading):
    """A list that counts its lines would have every second list take them for the same people."""
    assert headings.match("patients", headings.PLAIN, [heading]) == {}
