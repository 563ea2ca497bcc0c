"""The dictionary of names: in step with the register whatever is done to it, and nobody waits for it."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from clinic import audit
from patients import dictionary, finding
from patients.bench import names
from patients.models import NameToken, Patient
from tests import make

BORNE = "SELECT DISTINCT unnest(name_tokens) FROM patients_patient"
NAMES = some.sampled_from(
    ["Smith", "Smyth", "O'Brien", "Mac Donald", "Anna-Lena", "李", "小龙", "محـمد", "Zoë", "van der Berg"]
)
KINDS = ["add", "add many", "rename", "rename all", "delete", "delete all"]
DEEDS = some.lists(
    some.tuples(some.sampled_from(KINDS), NAMES, NAMES), min_size=1, max_size=8,
)  # fmt: skip


def known() -> set[str]:
    return set(NameToken.objects.values_list("token", flat=True))


def borne() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(BORNE)
        return {word for (word,) in cursor.fetchall()}


def invented(number: int, last: str, first: str) -> Patient:
    return Patient(number=number, first_name=first, last_name=last)


def do(deed: str, last: str, first: str, number: int) -> None:
    everyone, oldest = Patient.objects.all(), Patient.objects.order_by("pk")[:1].values("pk")
    match deed:
        case "add":
            invented(number, last, first).save()
        case "add many":
            Patient.objects.bulk_create([invented(number + n, last, first) for n in range(5)])
        case "rename":
            everyone.filter(pk__in=oldest).update(last_name=last, preferred_name=first)
        case "rename all":
            everyone.update(last_name=last)
        case "delete":
            everyone.filter(pk__in=oldest).delete()
        case "delete all":
            everyone.delete()


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=DEEDS)
def test_whatever_is_done_the_dictionary_is_what_the_register_says(db, deeds):
    with transaction.atomic():
        for number, (deed, last, first) in enumerate(deeds, 1):
            do(deed, last, first, number * 10)
            assert known() == borne()
        audit.record("changed", by=None)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_people_of_one_new_name_are_added_at_once_and_neither_waits():
    first_is_in, second_is_done = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            make.patient("Ada Zzyzx")
            first_is_in.set()
            assert second_is_done.wait(5), "the second waited for the first"
        connection.close()

    adding = threading.Thread(target=first)
    adding.start()
    assert first_is_in.wait(5)
    make.patient("Bea Zzyzx")
    second_is_done.set()
    adding.join()

    assert known() == borne() == {"ada", "bea", "zzyzx"}
    with transaction.atomic():
        Patient.objects.all().delete()
        audit.record("changed", by=None)
    assert known() == set()


@pytest.mark.django_db(transaction=True)
def test_a_name_is_not_forgotten_while_somebody_is_added_with_it():
    old = make.patient("Ada Zzyzx")

    def marries() -> None:
        try:
            with transaction.atomic():
                connection.cursor().execute("SET LOCAL lock_timeout = '60s'")
                Patient.objects.filter(pk=old.pk).update(last_name="Doe")
                audit.record("changed", old, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            make.patient("Bea Zzyzx")
            # Begun only when Bea is in, however busy the machine; what it raises is raised here.
            wedding = elsewhere.submit(marries)
            wait([wedding], timeout=0.3)
        wedding.result(timeout=60)

    assert known() == borne() == {"ada", "bea", "doe", "zzyzx"}


@pytest.mark.django_db
def test_nobody_writes_the_dictionary_by_hand():
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        NameToken.objects.create(token="smith")


@pytest.mark.django_db
def test_of_names_with_one_slip_nearly_all_are_found(monkeypatch):
    small = [replace(place, surnames=300, given=60) for place in names.places()]
    monkeypatch.setattr(names, "places", lambda: small)
    dice = Random(3)  # noqa: S311
    joan = make.front_desk()
    invented_people = [names.person(dice) for _ in range(300)]
    Patient.objects.bulk_create(
        invented(n, last, first) for n, (last, first, *_) in enumerate(invented_people)
    )
    audit.record("registered", by=None)
    meant = [(last, letters) for last, _, _, letters in invented_people if len(last) > 3 and last.isalpha()][
        :40
    ]

    found = [
        any(
            person.last_name == last
            for person in finding.search(names.slip(last, letters, dice), staff=joan)[:10]
        )
        for last, letters in meant
    ]

    assert len(found) == 40
    assert sum(found) / len(found) >= 0.97


@pytest.mark.django_db
def test_the_words_alike_come_from_the_index_over_slips():
    # In a dictionary of a few words every plan costs the same; bench search shows the plan of a large one.
    assert "name_slips(token) && name_slips(asked.word)" in dictionary.READ
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'words_by_slips'")
        (made,) = cursor.fetchone()
    assert "USING gin (name_slips((token)::text))" in made


@pytest.mark.parametrize(
    ("one", "other", "so"),
    [
        ("jhon", "john", True),
        ("john", "johm", False),
        ("ab", "abc", False),
        ("abcd", "badc", False),
        ("a", "a", False),
    ],
)
def test_two_letters_in_the_wrong_order_are_one_slip(one, other, so):
    assert dictionary.swapped(one, other) is so
