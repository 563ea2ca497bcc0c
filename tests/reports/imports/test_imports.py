"""A file is tried, brought in once however often it comes, and taken back without a trace."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from clinic import audit, clock
from clinic.models import AuditEvent, Clinic
from patients import contacts, duplicates
from patients.models import NameToken, Patient, PatientContact
from reports.imports import bringing, given_back, in_the_way, jobs, pages, steps
from reports.imports.forms import FileForm
from reports.imports.kinds.patients import Patients
from reports.imports.models import PATIENTS, Brought, Import, ImportRow
from reports.imports.steps import ImportRefused, State
from tests import make
from tests.patients import people
from tests.patients.people import registered
from tests.reports.imports.files import FRESHA, PEOPLE, brought, table, taken, tried

pytestmark = pytest.mark.django_db
FILE = table(["Our clients"], FRESHA, *PEOPLE, ["Total", "2"])


@pytest.fixture
def rosa():
    Clinic.current()  # so that its row is there before anything is compared
    return make.admin()


def checksums():
    """Of everything but what tells of the import itself; kept versions and the words of names included."""
    own = ("reports_", "procrastinate_")
    sums = {name: found for name, found in people.checksums().items() if not name.startswith(own)}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name in people.DERIVED or (name.endswith("event") and name != "clinic_auditevent"):
                cursor.execute(f"SELECT md5(string_agg(r::text, '|' ORDER BY r::text)) FROM {name} r")
                sums[name] = cursor.fetchone()[0]
    return sums


def test_the_dry_run_counts_and_writes_nothing(rosa):
    before = checksums()
    odd = (
        ["F3", "", "Nobody"],
        ["F1", "Twice", "Over"],
        ["F4", "Bo", "Ng", "", "", "31/02/1980"],
        ["20 clients"],
    )
    batch = tried(FILE + table(*odd), rosa)

    assert (batch.state, batch.counts["new"], batch.counts["skip"]) == (State.CHECKED, 2, 5)
    assert batch.reasons["A line of totals."] == 2
    assert set(batch.reasons) == {
        "A line of totals.",
        "There is no first name.",
        "A line above has the same id, or says the same.",
        "Date of Birth: “31/02/1980” is no day of the calendar.",
    }
    assert checksums() == before


def test_people_come_in_whole_and_nobody_is_written_to(rosa):
    batch = brought(FILE, rosa)

    ada = Patient.objects.get(first_name="Ada")
    assert (ada.last_name, ada.birth_on) == ("Byron", date(1985, 12, 10))
    assert (ada.phone, ada.email) == ("07700 900101", "ada@example.test")
    assert [(one.way, str(one.number), one.preferred) for one in ada.contacts.order_by("way")] == [
        ("email", "", True),
        ("phone", "+447700900101", True),
    ]
    assert ada.events.count() == 1
    assert mail.outbox == []
    assert not ProcrastinateJob.objects.exists()
    assert batch.counts["brought"] == 2
    told = AuditEvent.objects.get(action="brought in")
    assert (told.actor, sorted(told.ids)) == (rosa, sorted(Patient.objects.values_list("pk", flat=True)))


def test_the_same_file_again_and_our_own_list_of_it_change_no_row(rosa):
    brought(FILE, rosa)
    before = checksums()

    again = brought(FILE, rosa)
    on_file = Patient.objects.values_list("number", "first_name", "last_name", "birth_on")
    ours = table(["Number", "First name", "Last name", "Born"], *([*map(str, one)] for one in on_file))
    own = brought(ours, rosa, system="softhold")

    assert (again.counts["here"], own.counts["here"]) == (2, 2)
    assert checksums() == before


def test_a_file_taken_back_leaves_no_trace(rosa):
    make.patient("Helen Vasquez")
    before = checksums()
    batch = brought(FILE, rosa)
    assert checksums() != before

    taken(batch, State.UNDOING, rosa)

    assert batch.state == State.UNDONE
    assert checksums() == before
    assert not NameToken.objects.filter(token="byron").exists()
    assert not ImportRow.objects.exists()
    assert not Brought.objects.exists()
    assert AuditEvent.objects.filter(action="took back what a file brought").get().ids


@pytest.mark.django_db(transaction=True)
def test_nobody_who_was_here_before_is_written_down_as_brought(rosa):
    helen, batch = make.patient("Helen Vasquez"), brought(FILE, rosa)

    with pytest.raises(DatabaseError, match="not made with this import"):
        Brought.objects.create(batch=batch, place=PATIENTS, object_id=helen.pk, system="fresha")
    with pytest.raises(DatabaseError, match="stays as it was written down"):
        batch.brought.filter(place=PATIENTS).update(object_id=helen.pk)


def test_whoever_was_written_on_since_is_named_and_stays(rosa):
    batch = brought(table(FRESHA, *PEOPLE, ["F3", "Bo", "Ng"], ["F4", "Cy", "Oh"]), rosa)
    ada, zoe, bo, _cy = Patient.objects.order_by("number")
    make.appointment(make.therapist("Leo"), make.at("10:00"), patient=ada)
    contacts.add(zoe, "email", "zoe@example.test", by=rosa)
    make.history(bo, make.therapist("Maya"), hernia="yes")

    told = pages.staying(batch)
    assert (told["go"], told["stay"]) == (1, 3)
    assert {one.patient: one.why for one in told["staying"]} == {
        ada: "appointment",
        zoe: "changed, phone or e-mail",
        bo: "medical history",
    }
    taken(batch, State.UNDOING, rosa)

    assert batch.counts["kept"] == 3
    assert {*Patient.objects.all()} == {ada, zoe, bo}
    assert PatientContact.objects.filter(patient=ada).count() == 2
    again = tried(table(FRESHA, *PEOPLE, ["F4", "Cy", "Oh"]), rosa)
    assert (again.counts["here"], again.counts["new"]) == (2, 1)


def test_a_change_of_a_name_or_a_phone_counts_as_written(rosa):
    batch = brought(FILE, rosa)
    ada, zoe = Patient.objects.order_by("number")
    contacts.remove(ada.contacts.get(way="phone"), by=rosa)
    with transaction.atomic():
        Patient.objects.filter(pk=zoe.pk).update(occupation="Cook")
        audit.record("changed", zoe, by=rosa)

    assert in_the_way.found(batch, PATIENTS).keys() == {ada.pk, zoe.pk}


def test_who_looks_like_somebody_on_file_comes_in_as_new_and_under_suspicion(rosa):
    helen = registered(rosa, "Ada Byrom", birth_on=date(1985, 12, 10))
    batch = tried(FILE, rosa)
    assert [one.like for one in batch.rows.filter(like__isnull=False)] == [helen.number]

    taken(batch, State.BRINGING, rosa)

    pair = duplicates.suspects("", staff=rosa).pairs[0]
    assert {pair.one, pair.other} == {helen, Patient.objects.get(last_name="Byron")}


def test_nobody_is_suspected_for_an_e_mail_alone(rosa):
    registered(rosa, "Ben Byron", email="ada@example.test", birth_on=date(1950, 1, 1))
    assert not tried(FILE, rosa).rows.filter(like__isnull=False).exists()


def test_a_number_joins_the_record_and_changes_nothing_there(rosa):
    ada, other = registered(rosa, "Ada Byron"), registered(rosa, "Ida Moss")
    head = ["ID", "Softhold number", "First name", "Last name", "Phone"]
    before = checksums()
    hers = ["a", str(ada.number), "Ada", "Byron", "0151 555 0100"]
    not_hers, nobodys = ["b", str(other.number), "Ada", "Byron"], ["c", "999999", "Bo", "Ng"]
    batch = brought(table(head, hers, not_hers, nobodys), rosa)

    assert checksums() == before
    assert Brought.objects.get().object_id == ada.pk
    assert set(batch.reasons) == {
        f"Number {other.number} is somebody else here. Look at both.",
        "Number 999999 is nobody's here.",
    }
    taken(batch, State.UNDOING, rosa)
    assert not Brought.objects.exists()
    assert checksums() == before


def test_a_worker_killed_midway_is_followed_by_one_that_doubles_nothing(rosa, monkeypatch):
    monkeypatch.setattr(Patients, "chunk", 1)
    batch = tried(table(FRESHA, *PEOPLE, ["F3", "Bo", "Ng"]), rosa)
    steps.begin(batch, State.BRINGING, by=rosa)
    monkeypatch.setattr(Patients, "bring", killed_after(1, Patients.bring))
    with pytest.raises(KeyboardInterrupt):
        jobs.run(batch.pk)
    assert Patient.objects.count() == 1
    assert steps.left_alone() == []

    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        jobs.take_up_all()
    assert ProcrastinateJob.objects.get().args == {"batch": batch.pk}
    jobs.run(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.counts["brought"], Patient.objects.count()) == (State.DONE, 3, 3)


def killed_after(stretches, bring):
    """As bring, but for the end of its worker in a later stretch: rows written, and not yet committed."""
    calls = []

    def kill(self, *args, **kwargs):
        made = bring(self, *args, **kwargs)
        calls.append(1)
        if len(calls) == stretches + 1:
            raise KeyboardInterrupt
        return made

    return kill


def test_an_import_that_ends_its_worker_again_and_again_is_told_as_failed(rosa):
    batch = tried(FILE, rosa)
    steps.begin(batch, State.BRINGING, by=rosa)
    for again in range(1, steps.TRIES + 2):
        with time_machine.travel(f"2026-11-24 {8 + again:02}:00:00+00:00"):
            jobs.take_up_all()

    batch.refresh_from_db()
    assert batch.state == State.FAILED
    assert "stopped several times" in batch.trouble
    assert taken(batch, State.BRINGING, rosa).counts["brought"] == 2


def test_a_stopped_import_goes_on_where_it_was(rosa, monkeypatch):
    monkeypatch.setattr(Patients, "chunk", 1)
    batch = tried(FILE, rosa)
    steps.begin(batch, State.BRINGING, by=rosa)
    bringing._stretch(batch, Patients())
    steps.stop(batch, by=rosa)
    jobs.run(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, Patient.objects.count()) == (State.STOPPED, 1)

    taken(batch, State.BRINGING, rosa)
    assert Patient.objects.count() == 2


@pytest.mark.parametrize("cell", ["Ada\0", "Ada\u202e", "Ad\ufffd", "=cmd|' /C calc'!A0", "A" * 200])
def test_a_cell_that_cannot_be_kept_leaves_its_line_out_and_is_given_back(rosa, cell):
    batch = tried(table(FRESHA, ["F1", cell, "Byron"], ["F2", "Bo", "Ng"]), rosa)

    formula = cell.startswith("=")  # a name like any other, and a guarded cell in every file of ours
    assert batch.counts["new"] == 1 + formula
    lines = [*given_back.left_out(batch)]
    assert len(lines) == 2 - formula
    assert formula or (lines[1][0] == "F1" and lines[1][-1].startswith("First Name: "))


def test_a_step_out_of_turn_is_refused(rosa):
    batch = brought(FILE, rosa)
    with pytest.raises(ImportRefused):
        steps.begin(batch, State.CHECKING, by=rosa)
    with pytest.raises(ImportRefused):
        steps.forget(batch, by=rosa)
    assert Import.objects.filter(pk=batch.pk, state=State.DONE).exists()


@pytest.mark.parametrize("state", [State.DONE, State.UNDOING])
def test_the_door_by_which_rows_leave_opens_for_an_import_taken_back_alone(rosa, state):
    helen, batch = make.patient("Helen Vasquez"), brought(FILE, rosa)
    ada = Patient.objects.get(first_name="Ada")
    Import.objects.filter(pk=batch.pk).update(state=state)
    asked = {State.DONE: ada, State.UNDOING: helen}[state]

    with pytest.raises(DatabaseError, match="not come"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT reports_take_back(%s, %s, %s)", [batch.pk, PATIENTS, [asked.pk]])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM patients_patientevent WHERE pgh_obj_id = %s", [helen.pk])


def test_what_was_not_chosen_is_asked_for_by_its_name():
    errors = FileForm({}, {}).errors

    assert [*errors["kind"], *errors["file"]] == [
        "Say whether they are patients, appointments or notes.", "Choose a file first.",
    ]  # fmt: skip
