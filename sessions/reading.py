"""A session as it is read and printed: signed ones in the words they were signed in."""

import json
from datetime import date, datetime
from typing import Any

from clinic import clock
from sessions import charting, snapshot
from sessions.figure import figures
from sessions.models import PointFinding, TreatmentSession
from sessions.visit import hanging, incidents, looked_over
from sessions.visit import sheet as visit_sheet
from sessions.writing.authorship import settle
from sessions.writing.generating import generate


def context(treatment_session: TreatmentSession) -> dict[str, Any]:
    """What detail.html uses: the chart's own context, read-only, and the sheet."""
    chart = charting.context(treatment_session, readonly=True)
    told = sheet(treatment_session, chart)
    return {
        **chart,
        "state": looked_over.state_of(told),
        "figures": figures((finding, finding.latest_score) for finding in chart["findings"]),
        "sheet": readable(told),
        "addenda": treatment_session.addenda.select_related("added_by"),
        "printed_at": clock.now(),
        **events(treatment_session, chart["findings"]),
    }


def events(treatment_session: TreatmentSession, findings: list[PointFinding]) -> dict[str, Any]:
    """What stands beside the sheet: the second signature, incidents, letters, words never saved."""
    return {
        "cosignature": getattr(treatment_session, "cosignature", None),
        "supervision": getattr(treatment_session, "supervision", None),
        "incidents": hanging.rows(treatment_session, "incidents"),
        "untold": incidents.untold(treatment_session, findings),
        "letters": hanging.rows(treatment_session, "letters"),
        "left": hanging.left_open(treatment_session),
    }


def sheet(treatment_session: TreatmentSession, chart: dict[str, Any] | None = None) -> dict[str, Any]:
    """The snapshot that was signed; of an open session, what would be signed now.

    chart: the context of its page, where that was read already.
    """
    if treatment_session.is_signed:
        signed: dict[str, Any] = json.loads(treatment_session.snapshot)
        return signed
    if chart is None:
        settle(treatment_session, generate(treatment_session))
        return snapshot.sheet(treatment_session)
    settle(treatment_session, {part.name: part.fresh for part in chart["note"]["texts"]})
    return snapshot.sheet(treatment_session, chart["findings"], chart["note_rows"])


def readable(content: dict[str, Any]) -> dict[str, Any]:
    """The same with its dates and instants as such, for a page to print them in the clinic's way."""
    for name in ("started_at", "ended_at", "signed_at"):
        content[name] = content[name] and datetime.fromisoformat(content[name])
    born = content["patient"]["birth_on"]
    content["patient"]["birth_on"] = born and date.fromisoformat(born)
    if "visit" in content:
        content["visit"] = visit_sheet.readable(content["visit"])
    content["late"] = content.get("visit", {}).get("late") or visit_sheet.late_words(
        content["ended_at"], content["signed_at"]
    )
    for point in content["points"]:
        point["last_on"] = point["last_on"] and date.fromisoformat(point["last_on"])
    return content
