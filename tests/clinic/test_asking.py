"""Lists asked for together are the lists that each question gives by itself."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, Exists, F

from clinic import clock
from clinic.asking import Standing, blank, deal, give, one_each, together
from clinic.from_text import rows
from clinic.models import Clinic, Staff
from patients.models import CautionRule, Patient, Reading
from scheduling.models import Appointment
from tests import make
from tests.test_architecture import OURS

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    leo, helen = make.therapist("Leo"), make.patient("Zoë “50 %” O'Neill, {x}\\", birth_on="1980-02-29")
    make.history(helen, leo, hernia="yes", antiplatelet="unsure")
    return make.appointment(leo, clock.now() + timedelta(days=1), patient=helen)


def test_every_table_gives_the_same_rows_either_way(visit):
    tables = [model for model in apps.get_models() if model._meta.app_label in OURS]
    first = [model._base_manager.order_by("pk")[:20] for model in tables]
    again = [queryset.all() for queryset in first]

    together(*again)

    assert [values(queryset) for queryset in again] == [values(queryset) for queryset in first]
    assert sum(bool(queryset) for queryset in again) > 15


def values(queryset) -> list[list]:
    """With the type of each, for 1 and True are equal."""
    return [
        [(value := getattr(row, field.attname), type(value)) for field in row._meta.concrete_fields]
        for row in queryset
    ]


def test_what_hangs_from_the_rows_comes_with_them(visit, django_assert_num_queries):
    visits = Appointment.objects.select_related("patient", "therapist").annotate(day_of=F("starts_at__date"))
    counted = Patient.objects.annotate(n=Count("appointments")).values_list("first_name", "n")

    with django_assert_num_queries(1):
        together(visits, counted)
        assert [(one.patient, one.therapist, one.day_of) for one in visits] == [
            (visit.patient, visit.therapist, visit.starts_at.date())
        ]
        assert [*counted] == [(visit.patient.first_name, 1)]


def test_one_of_each_is_the_row_that_each_question_gives_by_itself(visit, django_assert_num_queries):
    tables = [model for model in apps.get_models() if model._meta.app_label in OURS]
    first = [(model, row.pk) for model in tables if (row := model._base_manager.order_by("pk").first())]

    with django_assert_num_queries(1):
        *found, nobody = one_each(*first, (Patient, 0))

    assert values(found) == values([model._base_manager.get(pk=key) for model, key in first])
    assert nobody is None
    assert len(found) > 15


def test_order_and_limit_are_kept(django_assert_num_queries):
    every, last = CautionRule.objects.order_by("order"), CautionRule.objects.order_by("-order")[:3]
    slugs = [*every.values_list("slug", flat=True)]

    with django_assert_num_queries(1):
        together(every, last)
        assert [rule.slug for rule in every] == slugs
        assert [rule.slug for rule in last] == slugs[:-4:-1]


def test_nothing_found_is_an_empty_list_and_nothing_to_ask_is_no_question(django_assert_num_queries):
    nobody, no_reading = Staff.objects.filter(email="nobody"), Reading.objects.all()
    with django_assert_num_queries(1):
        together(nobody, no_reading)
        assert ([*nobody], [*no_reading]) == ([], [])
    with django_assert_num_queries(0):
        together(Staff.objects.none(), Patient.objects.filter(pk__in=[]))
        together()


def test_what_is_asked_of_it_afterwards_is_asked_anew(django_assert_num_queries):
    clinics = Clinic.objects.all()
    Clinic.current()
    together(clinics)
    with django_assert_num_queries(1):
        assert clinics.filter(name="elsewhere").count() == 0


def test_what_is_given_is_found_as_if_prefetched(visit, django_assert_num_queries):
    with django_assert_num_queries(0):
        give(visit.patient, "appointments", [visit])
        (found,) = visit.patient.appointments.all()
        assert found is visit
        assert found.patient is visit.patient


def test_what_is_dealt_hangs_from_its_own_row(visit, django_assert_num_queries):
    other = make.patient("Ada Person")
    with django_assert_num_queries(0):
        deal([visit.patient, other], "appointments", [visit], by="patient")
        assert [[*one.appointments.all()] for one in (visit.patient, other)] == [[visit], []]


def test_one_standing_question_is_answered_row_by_row(visit, django_assert_num_queries):
    make.appointment(make.therapist("Mia"), clock.now() + timedelta(days=2), patient=visit.patient)
    rows = Appointment.objects.select_related("patient", "chair_day").order_by("-starts_at")
    rows = rows.annotate(known=Exists(Patient.objects.all()))
    asked = Standing(lambda: [rows.filter(starts_at__gte=blank("since", "timestamptz"))])
    names = [field.attname for field in Appointment._meta.concrete_fields]
    for since in (visit.starts_at, visit.starts_at + timedelta(days=1)):
        plain = [*rows.filter(starts_at__gte=since)]
        with django_assert_num_queries(1):
            [found] = asked.ask(since=since)
            told = [(one.patient, one.chair_day, one.known) for one in found]
        for one, other in zip(found, plain, strict=True):
            assert all(getattr(one, name) == getattr(other, name) for name in names)
        assert told == [(visit.patient, None, True)] * len(plain)


def test_a_standing_question_answers_each_time_to_what_it_is_told(visit, django_assert_num_queries):
    later = make.appointment(make.therapist("Mia"), clock.now() + timedelta(days=2), patient=visit.patient)
    asked = Standing(
        lambda: [
            Appointment.objects.holding().select_related("patient").filter(pk=blank("visit", "bigint")),
            Patient.objects.filter(last_name__contains="%", number=blank("number", "bigint")),
        ]
    )
    for one, number in [(visit, visit.patient.number), (later, 0), (visit, None)]:
        with django_assert_num_queries(1):
            visits, people = asked.ask(visit=one.pk, number=number, other="no harm")
            assert [(row, row.patient) for row in visits] == [(one, visit.patient)]
            assert [*people] == ([visit.patient] if number else [])


def test_what_a_standing_question_left_out_is_read_when_it_is_needed(visit, django_assert_num_queries):
    people = Patient.objects.only("first_name").prefetch_related("appointments")
    asked = Standing(lambda: [people.filter(pk=blank("one", "bigint"))])
    with django_assert_num_queries(2):
        [[found]] = asked.ask(one=visit.patient.pk)
    with django_assert_num_queries(0):
        assert (found.first_name, [*found.appointments.all()]) == (visit.patient.first_name, [visit])
    with django_assert_num_queries(1):
        assert found.birth_on == date(1980, 2, 29)
    found.first_name = "Zora"
    found.save()
    kept = Patient.objects.get(pk=found.pk)
    assert (kept.first_name, kept.last_name, kept.birth_on) == (
        "Zora",
        visit.patient.last_name,
        date(1980, 2, 29),
    )


@pytest.mark.parametrize(
    "said", ["empty", "(,)", "[2027-03-01 09:00+00,)", "[2027-03-01 09:00:00.25+00,2027-03-01 10:00+00]"]
)
def test_a_span_is_read_as_the_connection_reads_it(said):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT span::text, span, pg_typeof(span)::oid::bigint FROM (SELECT %s::tstzrange) AS t(span)",
            [said],
        )
        text, span, kind = cursor.fetchone()
    assert rows([[text], [None]], [kind]) == [(span,), (None,)]
