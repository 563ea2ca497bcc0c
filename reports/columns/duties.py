"""The columns of reports about safety and duties: who, when and what kind; never what was written."""

from django.db import models
from django.db.models import Case, F, Func, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf, Replace

from clinic.audit_log import ACTIONS, object_types
from clinic.mailing import KINDS
from clinic.models import Credential, Role, Staff
from patients.models import Answer, CautionRule, ConsentText, Patient, Settlement
from reports.cells import Cell, Moment
from reports.columns.parts import day, joined, name, time, worded
from reports.downloads import Columns
from reports.expressions import written
from sessions.visit.models import Incident


def of_access_log() -> Columns:
    """When by the clinic's clock, and in UTC to the digit that the hash was made of: it checks a row.

    What was done is said in the words of the page's table; the log itself is in the archive, as it is kept.
    """
    number = Patient.objects.filter(pk=OuterRef("patient_id")).values("number")
    return {
        "Time": Moment(F("at")),
        "Who": Cell(F("actor__display_name")),
        "Acting as": Cell(_roles()),
        "Action": Cell(worded("action", ACTIONS, F("action"))),
        "Record": Subquery(number),
        "Object": Cell(worded("object_type", object_types(), F("object_type"))),
        "Object number": F("object_id"),
        "Records shown": Func(F("ids"), function="cardinality", output_field=models.IntegerField()),
        "Fields": Cell(joined("fields")),
        "Reason": Cell(F("reason")),
        "Address": Cell(Cast("address", models.TextField())),
        "Request": Cell(F("request")),
        "Outcome": Cell(F("outcome")),
        "Exact time (UTC)": written(F("at"), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        "Chain": F("chain"),
        "Link": F("number"),
        "Hash": F("hash"),
    }


def _roles() -> models.Expression:
    """Therapist, Front desk; the log keeps their keys."""
    said: models.Expression = Replace(F("acting_as"), Value(","), Value(", "))
    for role in Role:
        said = Replace(said, Value(role.value), Value(role.label))
    return said


def of_messages() -> Columns:
    """When, what kind and to whom; never what was written."""
    number = Patient.objects.filter(pk=OuterRef("patient_id")).values("number")
    mine = Staff.objects.filter(pk=OuterRef("object_id")).values("display_name")
    return {
        "Sent": Moment(F("at")),
        "What": worded("kind", KINDS),
        "Patient number": Subquery(number),
        "Staff": Cell(Case(When(object_type="staff", then=Subquery(mine)), default=Value(""))),
        "Outcome": worded("outcome", {"done": "Sent", "failed": "Failed"}),
    }


def of_incidents() -> Columns:
    session = "treatment_session__"
    return {
        "Happened on": day("happened_at"),
        "Kind": worded("kind", dict(Incident.Kind.choices)),
        "Patient number": F(f"{session}patient__number"),
        "Patient": Cell(name(f"{session}patient__")),
        "Therapist": Cell(F(f"{session}therapist__display_name")),
        "Written down": Moment(F("at")),
    }


def of_cautions() -> Columns:
    """How grave it is, and not what it is."""
    return {
        "Answered on": day("history__answered_at"),
        "Patient number": F("history__patient__number"),
        "Patient": Cell(name("history__patient__")),
        "Answer": worded("answer", dict(Answer.Choice.choices)),
        "Caution": worded("rule__severity", dict(CautionRule.Severity.choices)),
    }


def of_decisions() -> Columns:
    return {
        "Decided on": day("at"),
        "Decision": worded("kind", dict(Settlement.Kind.choices)),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Caution": worded("severity", dict(CautionRule.Severity.choices)),
        "Decided by": Cell(F("by__display_name")),
        "Until": F("until_on"),
    }


def of_duties() -> Columns:
    return {
        "Date": day("started_at"),
        "Start": time("started_at"),
        "Therapist": Cell(F("therapist__display_name")),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Service": Cell(F("appointment__service__name")),
        "Signed at": Moment(F("signed_at")),
    }


def of_unsigned() -> Columns:
    shown = of_duties()
    kept = ("Date", "Start", "Therapist", "Patient number", "Patient", "Service")
    return {head: shown[head] for head in kept} | {"Hours since": F("hours")}


def of_consents() -> Columns:
    return {
        "Ends on": F("expires_on"),
        "Consent": worded("text__kind", dict(ConsentText.Kind.choices)),
        "Patient number": F("patient__number"),
        "Patient": Cell(name()),
        "Phone": Cell(F("patient__phone")),
        "Given on": day("given_at"),
    }


def of_credentials() -> Columns:
    called = Coalesce(NullIf(F("name"), Value("")), worded("kind", dict(Credential.Kind.choices)))
    return {
        "Ends on": F("expires_on"),
        "Credential": Cell(called),
        "Whose": Cell(F("staff__display_name")),
        "Number": Cell(F("number")),
        "Held in": Cell(F("jurisdiction")),
        "Issued on": F("issued_on"),
    }


def of_past_their_time() -> Columns:
    return {
        "Kept until": F("kept_until"),
        "Patient number": F("number"),
        "Patient": Cell(name("")),
        "Born on": F("birth_on"),
        "Last entry": F("last_on"),
        "Standing": worded("standing", dict(Patient.Standing.choices)),
    }
