"""What stands on a report's page, in finished values: figures, a drawing with its table, fifty rows."""

from typing import Any

from django.http import QueryDict

from clinic.models import Clinic
from clinic.paging import page
from reports import charts, figures, queries, steps
from reports.forms import ReportFilter

CLINICAL_TEXT = ("subjective", "objective", "assessment", "plan", "snapshot")


def appointments(form: ReportFilter, asked: QueryDict) -> dict[str, Any]:
    """The figures cover every status; only the rows are of the one chosen."""
    period, question = form.period, form.question()
    everything = queries.appointments(period, question["therapist"])
    counted = queries.outcomes_by(period.step, everything)
    drawn = steps.of_appointments(period, counted)
    late_hours = Clinic.current().late_cancel_hours
    rows = queries.appointments(**question).annotate(outcome=queries.outcome_in(queries.SLUGS))
    rows = rows.select_related("patient", "therapist", "service", "room")
    totals = figures.total(counted)
    rows_shown = page(rows, "starts_at", asked)
    return {
        "period": period,
        "figures": figures.of_appointments(counted, late_hours),
        "late_hours": late_hours,
        "steps": drawn,
        "totals": totals,
        "charts": charts.both(charts.bars, drawn) if totals["all"] - totals["cancelled"] else [],
        "page": rows_shown,
        "shown": shown(rows_shown.rows, totals[question["status"] or "all"]),
    }


def sessions(form: ReportFilter, asked: QueryDict) -> dict[str, Any]:
    """The figures cover signed and unsigned; only the rows are of the one chosen."""
    period, question = form.period, form.question()
    everything = queries.sessions(period, question["therapist"])
    signing = queries.signing(everything)
    drawn = steps.of_sessions(period, queries.changes(everything, period.step))
    rows = queries.with_points(queries.sessions(**question)).defer(*CLINICAL_TEXT)
    rows = rows.select_related("patient", "therapist", "appointment__service")
    rows_shown = page(rows, "started_at", asked)
    counts = {"": signing["total"], "signed": signing["signed"], "unsigned": signing["unsigned"]}
    known = sum(step["quartiles"] is not None for step in drawn)
    return {
        "period": period,
        "figures": figures.of_sessions(signing, queries.changes(everything)),
        "steps": drawn,
        "charts": charts.both(charts.band, drawn) if known > 1 else [],
        "page": rows_shown,
        "shown": shown(rows_shown.rows, counts[question["status"]]),
    }


def shown(rows: list[Any], count: int) -> str:
    return f"{len(rows):,} of {count:,}"
