"""Every hour of a period counts in the step that its day is in, wherever the clinic is."""

from datetime import date, timedelta

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import DateTimeField, Func, Value

from clinic import clock
from clinic.models import Clinic
from reports import steps
from reports.periods import Period, begins

pytestmark = pytest.mark.django_db
DAYS = Period(date(2026, 3, 20), date(2026, 4, 20))
WEEKS = Period(date(2026, 9, 3), date(2026, 11, 11))
MONTHS = Period(date(2026, 1, 17), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def only_of_this_test():
    yield
    Clinic.remember(None)


# By half an hour, by two, at midnight, so that midnight comes twice, around Ramadan.
@pytest.mark.parametrize(
    "zone",
    ["Australia/Lord_Howe", "Antarctica/Troll", "America/Santiago", "America/Havana", "Africa/Casablanca"],
)
@pytest.mark.parametrize("period", [DAYS, WEEKS, MONTHS], ids=["days", "weeks", "months"])
def test_an_hour_is_in_the_step_that_its_day_is_in(zone, period):
    Clinic.remember(Clinic(time_zone=zone))
    Clinic.objects.update_or_create(pk=1)
    hours = (period.ends_at - period.starts_at) // timedelta(hours=1)
    moments = [period.starts_at + timedelta(hours=hour) for hour in range(hours)]

    # A row for each, though no table has them.
    moment = Func(
        Value(moments, ArrayField(DateTimeField())), function="unnest", output_field=DateTimeField()
    )
    found = Clinic.objects.annotate(at=moment).annotate(begun=steps.begun("at", period))

    assert dict(found.values_list("at", "begun")) == {
        at: begins(clock.local(at).date(), period.step) for at in moments
    }
