"""A cell that cannot be read leaves out that cell: the person comes in, and a human finds its words."""

import pytest

from patients.models import Patient
from reports.imports import given_back, pages
from reports.imports.models import ImportRow
from reports.imports.steps import State
from tests.reports.imports.files import FRESHA, PEOPLE, brought, table, taken, tried, uploaded
from tests.reports.imports.test_imports import checksums, rosa  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
BO = ["F3", "Bo", "Ng", "ask her mum", "none yet", "03-14"]
CY = ["F4", "Cy", "Oh", "0151 / 2", "cy@example.test", ""]
FILE = table(FRESHA, *PEOPLE, BO, CY)
PHONE, MAIL = "Mobile Number left out: no number that can be dialled", "Email left out: no e-mail address"
BORN = "Date of Birth left out: no year"


def test_a_bad_phone_or_e_mail_keeps_nobody_out_and_stands_in_the_note(rosa):  # noqa: F811
    batch = brought(FILE, rosa)

    bo, cy = Patient.objects.filter(number__gt=0, last_name__in=["Ng", "Oh"]).order_by("number")
    assert (batch.counts["brought"], batch.counts.get("skip", 0)) == (4, 0)
    assert (bo.phone, bo.email, bo.contacts.exists()) == ("", "", False)
    assert bo.desk_note == "Not readable in the file: Email “none yet”, Mobile Number “ask her mum”"
    assert (cy.phone, cy.email) == ("", "cy@example.test")
    assert Patient.objects.get(last_name="Byron").desk_note == ""


def test_the_dry_run_and_the_preview_say_what_is_left_out(rosa):  # noqa: F811
    told = pages.matching(uploaded(FILE, rosa))
    assert [row.reason for row, _ in told["rows"]] == ["", "", f"{BORN}; {MAIL}; {PHONE}", PHONE]
    assert (told["in_part"], told["refused"]) == (2, 0)

    batch = tried(FILE, rosa)
    assert batch.counts["in_part"] == 2
    assert pages.checked(batch)["partly"] == [(PHONE, 2), (BORN, 1), (MAIL, 1)]


def test_such_lines_are_given_back_with_the_number_of_whom_they_became(rosa):  # noqa: F811
    batch = tried(FILE, rosa)
    head, bo, cy = given_back.in_part(batch)
    assert head == [*FRESHA, given_back.WHAT, given_back.NUMBER]
    assert bo == [*BO, "", f"{BORN}; {MAIL}; {PHONE}", ""]

    taken(batch, State.BRINGING, rosa)
    _, bo, cy = given_back.in_part(batch)
    numbers = dict(Patient.objects.values_list("first_name", "number"))
    assert (bo[:6], bo[-1], cy[-1]) == (BO, str(numbers["Bo"]), str(numbers["Cy"]))
    assert [row.cells for row in ImportRow.objects.filter(reason="")] == [[], []]


def test_of_somebody_who_is_here_nothing_is_left_out(rosa):  # noqa: F811
    brought(FILE, rosa)
    again = tried(FILE, rosa)
    assert (again.counts["here"], again.counts["in_part"]) == (4, 0)


def test_of_somebody_whose_number_is_given_nothing_is_left_out_either(rosa):  # noqa: F811
    brought(table(FRESHA, PEOPLE[0]), rosa)
    head, ada = ["ID", "Softhold number", "First name", "Last name", "Phone"], Patient.objects.get()
    batch = brought(table(head, ["a", str(ada.number), "Ada", "Byron", "mum's"]), rosa)
    assert (batch.counts["brought"], batch.counts["in_part"]) == (1, 0)


def test_two_whose_phones_cannot_be_read_are_two_people(rosa):  # noqa: F811
    head = ["First name", "Last name", "Phone"]
    batch = brought(table(head, ["Bo", "Ng", "mum's"], ["Bo", "Ng", "dad's"]), rosa)
    assert batch.counts["brought"] == 2


def test_taken_back_it_leaves_no_trace(rosa):  # noqa: F811
    before = checksums()
    taken(brought(FILE, rosa), State.UNDOING, rosa)
    assert checksums() == before


def test_words_that_nothing_can_show_are_kept_as_far_as_they_can_be(rosa):  # noqa: F811
    brought(table(FRESHA, ["F3", "Bo", "Ng", f"a\x07b\u202e{'c' * 300}", "x\x0by@"]), rosa)
    note = Patient.objects.get().desk_note
    assert note.startswith("Not readable in the file: Email “x y@”, Mobile Number “a b ccc")
    assert len(note) <= 200
