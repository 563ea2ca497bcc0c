"""A session as it is read and printed: signed ones in the words they were signed in."""

import json
from datetime import date, datetime
from typing import Any

from clinic import clock
from sessions import charting, snapshot
from sessions.figure import figures
from sessions.models import TreatmentSession
from sessions.writing.authorship import settle
from sessions.writing.generating import generate


def context(treatment_session: TreatmentSession) -> dict[str, Any]:
    """What detail.html uses: the chart's own context, read-only, and the sheet."""
    chart = charting.context(treatment_session, readonly=True)
    return {
        **chart,
        "figures": figures((finding, finding.latest_score) for finding in chart["findings"]),
        "sheet": readable(sheet(treatment_session)),
        "addenda": treatment_session.addenda.select_related("added_by"),
        "printed_at": clock.now(),
    }


def sheet(treatment_session: TreatmentSession) -> dict[str, Any]:
    """The snapshot that was signed; of an open session, what would be signed now."""
    if treatment_session.is_signed:
        signed: dict[str, Any] = json.loads(treatment_session.snapshot)
        return signed
    settle(treatment_session, generate(treatment_session))
    return snapshot.sheet(treatment_session)


def readable(content: dict[str, Any]) -> dict[str, Any]:
    """The same with its dates and instants as such, for a page to print them in the clinic's way."""
    for name in ("started_at", "ended_at", "signed_at"):
        content[name] = content[name] and datetime.fromisoformat(content[name])
    born = content["patient"]["birth_on"]
    content["patient"]["birth_on"] = born and date.fromisoformat(born)
    for point in content["points"]:
        point["last_on"] = point["last_on"] and date.fromisoformat(point["last_on"])
    return content
