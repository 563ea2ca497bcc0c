"""Which program a file is from, where its headings could be anybody's; and the way back to its columns."""

import pytest
from django.urls import reverse

from patients.models import Patient
from reports.imports import steps, unnamed
from reports.imports.reading import headings
from reports.imports.steps import State
from tests import make
from tests.reports.imports.files import brought, table, taken, tried, uploaded
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
ANYBODYS = ["ID", "First name", "Last name", "Date of birth", "E-mail", "Mobile phone"]
PEOPLE = table(ANYBODYS, ["12", "Ada", "Byron", "1985-12-10", "", ""])
NOTES = table(["Patient ID", "Date", "Author", "Note"], ["12", "01.02.2026", "Pat Moss", "Neck, left."])


@pytest.fixture
def rosa():
    return make.admin("Rosa")


@pytest.mark.parametrize(
    "heads",
    [
        ANYBODYS,
        ["Client ID", "First Name", "Last Name", "Email", "Mobile Number", "Date of Birth"],
        ["First Name", "Last Name", "Email Address", "Phone Number", "Birthday"],
        ["Client ID", "First Name", "Last Name", "Email", "Mobile Phone", "Last Visit"],
    ],
)
def test_headings_that_could_be_anybodys_are_taken_for_no_program(heads):
    assert headings.system_of("patients", heads) == headings.PLAIN


def test_one_heading_that_a_program_writes_alone_tells_it():
    assert headings.system_of("patients", [*ANYBODYS, "DVA card number"]) == "cliniko"


@pytest.mark.parametrize("system", ["square", ""])
def test_notes_are_looked_up_among_those_of_the_program_the_patients_came_from(rosa, system):
    brought(PEOPLE, rosa, system=system)

    notes = tried(NOTES, rosa, kind="notes")

    assert (notes.system, notes.counts["new"]) == (system or headings.PLAIN, 1)


def test_an_id_of_another_program_is_nobodys_and_the_reason_says_what_to_do(rosa):
    brought(PEOPLE, rosa, system="square")

    notes = tried(NOTES, rosa, kind="notes", system="cliniko")

    assert notes.counts["skip"] == 1
    ((reason, _),) = notes.reasons.items()
    assert reason.startswith("Nobody came here from Cliniko with that id.")
    assert "go back to the columns" in reason


def test_where_patients_came_from_two_programs_none_is_guessed(rosa):
    brought(PEOPLE, rosa, system="square")
    brought(table(ANYBODYS, ["7", "Zoë", "Hill", "1990-02-28", "", ""]), rosa, system="jane")

    assert uploaded(NOTES, rosa, kind="notes").system == headings.PLAIN


def test_the_same_list_again_is_of_the_program_that_was_said_the_first_time(rosa):
    brought(PEOPLE, rosa, system="square")

    again = tried(PEOPLE, rosa)

    assert (again.system, again.counts["here"]) == ("square", 1)


def test_a_line_whose_id_fits_one_person_and_whose_name_another_is_asked_about(rosa):
    brought(PEOPLE, rosa)
    heads = ["Patient ID", "Patient", "Date", "Author", "Note"]

    notes = tried(
        table(
            heads,
            ["12", "Tom Reed", "01.02.2026", "Pat Moss", "Neck."],
            ["12", "Byron, Ada", "02.02.2026", "", "Hip."],
        ),
        rosa,
        kind="notes",
    )

    assert (notes.counts["whose"], notes.counts["new"]) == (1, 1)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (["12", "Tom", "Reed", "1970-01-01", "", ""], "skip"),
        (["12", "Tom", "Reed", "", "", ""], "skip"),
        (["12", "Ada", "King", "1985-12-10", "", ""], "here"),
        (["12", "Ada", "Byron", "", "", ""], "here"),
    ],
)
def test_a_known_id_is_here_already_unless_name_and_birth_speak_against_it(rosa, line, verdict):
    brought(PEOPLE, rosa)

    assert tried(table(ANYBODYS, line), rosa).counts[verdict] == 1


def test_who_somebody_said_a_name_is_stays_said_when_the_columns_are_chosen_again(rosa):
    brought(PEOPLE, rosa)
    heads = ["Patient", "Date", "Author", "Note"]
    batch = tried(table(heads, ["Ada B.", "01.02.2026", "Pat Moss", "Neck."]), rosa, kind="notes")
    (asked,) = unnamed.of(batch)
    unnamed.say(batch, {asked.key: str(Patient.objects.get().number)}, by=rosa)

    steps.choose(
        batch, by=rosa, system="plain", shape=batch.shape, columns=batch.columns, choices={"order": "day"}
    )

    assert taken(batch, State.CHECKING, rosa).counts["new"] == 1


def test_after_a_try_the_columns_can_be_chosen_again(rosa):
    batch = tried(PEOPLE, rosa, system="square")
    client = signed_in(rosa)
    address = reverse("reports:import_file", args=[batch.pk])

    assert f"{address}?columns=1" in client.get(address).content.decode()
    assert "What the columns mean" in client.get(address, {"columns": "1"}).content.decode()


def test_what_is_brought_in_has_no_columns_to_choose(rosa):
    batch = brought(PEOPLE, rosa)
    client = signed_in(rosa)

    page = client.get(reverse("reports:import_file", args=[batch.pk]), {"columns": "1"})

    assert "What the columns mean" not in page.content.decode()


def test_a_try_that_failed_can_be_chosen_anew(rosa):
    batch = tried(PEOPLE, rosa)
    batch.state, batch.counts = State.FAILED, {}
    batch.save()
    page = signed_in(rosa).get(reverse("reports:import_file", args=[batch.pk]))
    assert "Back to the columns" in page.content.decode()

    steps.choose(
        batch, by=rosa, system="jane", shape=batch.shape, columns=batch.columns, choices=batch.choices
    )

    assert taken(batch, State.CHECKING, rosa).state == State.CHECKED


def test_an_answer_stays_in_sight_and_can_be_given_otherwise(rosa):
    brought(PEOPLE, rosa)
    heads = ["Patient", "Date", "Author", "Note"]
    batch = tried(table(heads, ["Ada B.", "01.02.2026", "Pat Moss", "Neck."]), rosa, kind="notes")
    (asked,) = unnamed.of(batch)
    number = str(Patient.objects.get().number)
    address, client = reverse("reports:import_file", args=[batch.pk]), signed_in(rosa)
    unnamed.say(batch, {asked.key: number}, by=rosa)
    taken(batch, State.CHECKING, rosa)

    page = client.get(address).content.decode()
    unnamed.say(batch, {asked.key: ""}, by=rosa)

    assert f'<option value="{number}" selected>' in page
    assert "Ada B." in page
    assert taken(batch, State.CHECKING, rosa).counts["whose"] == 1
    with pytest.raises(steps.ImportRefused, match="Say of one at least"):
        unnamed.say(batch, {asked.key: ""}, by=rosa)


def test_a_bringing_in_that_was_stopped_says_how_many_wait(rosa):
    batch = tried(PEOPLE, rosa)
    batch.state, batch.counts = State.STOPPED, {"brought": 7, "new": 5}
    batch.save()

    page = signed_in(rosa).get(reverse("reports:import_file", args=[batch.pk])).content.decode()

    assert "<b>5</b> not yet" in page


def test_of_dates_of_both_kinds_it_is_said_before_one_is_chosen(rosa):
    both = table(ANYBODYS, ["1", "A", "B", "25/11/1980", "", ""], ["2", "C", "D", "11/25/1980", "", ""])
    batch = uploaded(both, rosa)

    page = signed_in(rosa).get(reverse("reports:import_file", args=[batch.pk])).content.decode()

    assert "dates of both kinds" in page
