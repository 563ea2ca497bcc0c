"""Lines about a patient that colleagues must not miss: who may read, add and end them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.care_models import AlertQuerySet
from patients.holding import hold
from patients.models import Alert, Patient

Audience, Level = Alert.Audience, Alert.Level


class AlertRefused(Refused):
    """Why an alert is not added or ended."""


def standing(patient: Any, *, chart_open: bool, today: Any = None) -> AlertQuerySet:
    """Those that stand now, for whoever sees the chart or does not; or of blanks for key and day."""
    alerts: AlertQuerySet = Alert.objects.filter(patient=patient).current(today).select_related("added_by")
    return alerts if chart_open else alerts.for_everyone()


def shown(patient: Patient, *, chart_open: bool) -> list[Alert]:
    """The same, read."""
    return [*standing(patient, chart_open=chart_open)]


def shown_to(patient: Patient, staff: Staff) -> list[Alert]:
    """Those that stand now, where nobody has asked yet whether the chart is open to this person."""
    return [*patient.alerts.visible_to(staff).current().select_related("added_by")]


def for_the_desk(patient: str, *, today: Any = None) -> dict[str, ArraySubquery]:
    """The texts of those for everyone, to be asked for in the query along whose path the patient is.

    today: a blank for it, where the query is put into words only once.
    """
    standing = Alert.objects.for_everyone().current(today).filter(patient=OuterRef(patient))
    return {"desk_alerts": ArraySubquery(standing.values("text"))}


def to_end(patient: Patient, staff: Staff) -> AlertQuerySet:
    """Those that this person may end, or may have ended."""
    alerts: AlertQuerySet = patient.alerts.visible_to(staff)
    return alerts if staff.has(Role.THERAPIST) else alerts.for_everyone()


def may_be_clinical(patient: Patient, staff: Staff) -> bool:
    """A therapist's to write, while the chart is open to them."""
    charts = Patient.objects.chart_open_to(staff)
    return staff.has(Role.THERAPIST) and charts.filter(pk=patient.pk).exists()


def ones_to_end(shown: Iterable[Alert], staff: Staff) -> set[int]:
    """The keys of those, among the ones shown to this person, that they may end."""
    return {alert.pk for alert in shown if staff.has(Role.THERAPIST) or not alert.is_clinical}


@verb
def add(
    patient: Patient,
    text: str,
    *,
    level: str = Level.INFO,
    audience: str = Audience.EVERYONE,
    until_on: date | None = None,
    by: Staff,
) -> Alert:
    """Put the line on every page about the patient, up to and including until_on."""
    held = hold(patient)
    if audience == Audience.CLINICAL and not may_be_clinical(patient, by):
        raise AlertRefused("A clinical alert is for therapists to write, with the chart open to them.")
    if until_on and until_on < clock.today():
        raise AlertRefused("The last day of an alert is today or later.")
    alert = Alert.objects.create(
        patient=held,
        text=text,
        level=level,
        audience=audience,
        until_on=until_on,
        added_by=by,
        added_at=clock.now(),
    )
    audit.record("alerted", alert, by=by, fields=["text", "level", "audience", "until_on"])
    return alert


@verb
def end(alert: Alert, *, by: Staff) -> Alert:
    """Take the line off; one that was ended already stays as it was."""
    held = Alert.objects.select_for_update(no_key=True, of=("self",)).get(pk=alert.pk)
    if held.ended_at:
        return held
    if held.is_clinical and not may_be_clinical(held.patient, by):
        raise AlertRefused("A clinical alert is for therapists to end, with the chart open to them.")
    held.ended_at, held.ended_by = clock.now(), by
    held.save(update_fields=["ended_at", "ended_by"])
    audit.record("alert ended", held, by=by)
    return held
