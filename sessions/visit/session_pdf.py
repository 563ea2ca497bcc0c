"""A signed session as a PDF, from its snapshot alone; what followed the signature stands after it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from clinic import clock
from clinic.models import Clinic, Staff
from clinic.paper import compiled
from sessions import reading
from sessions.models import TreatmentSession
from sessions.visit import hanging, paper_figures
from sessions.visit.letters import contact
from sessions.visit.models import Incident
from sessions.writing.words import paragraph, sentence

TEMPLATE = Path(__file__).with_name("session.typ").read_bytes()
NOT_TAKEN = "–"
LEGEND = (
    "Filled: active. Hollow: latent. Diamond: satellite. Square: attachment. Triangle: tender spot. "
    "Dashed ring with a cross: resolved. "
    "The number is the point's own in the table. L and R are the patient's left and right."
)
CHANGED = {
    True: "Something had changed",
    False: "Nothing had changed",
    None: "Answered that day",
}


def drawn(treatment_session: TreatmentSession, *, by: Staff) -> bytes:
    """Tagged and readable by a screen reader where the fonts allow it."""
    return compiled(TEMPLATE, told(treatment_session, by=by))


def told(treatment_session: TreatmentSession, *, by: Staff) -> dict[str, Any]:
    """All that the paper says. Sheets of every age are read: what an old one does not know is left out."""
    sheet = reading.readable(reading.sheet(treatment_session))
    patient, printed = sheet["patient"], clock.local(clock.now())
    called = f"called {patient['name']}, " if patient["name"] != patient["legal_name"] else ""
    born = f"born {patient['birth_on']:%-d %B %Y}, " if patient["birth_on"] else ""
    return {
        "clinic": sheet["clinic"],
        "contact": contact(Clinic.current()),
        "name": patient["legal_name"],
        "about": f"{called}{born}no. {patient['number']}",
        "head": f"{patient['legal_name']}, {born}no. {patient['number']}",
        "day": f"{clock.local(sheet['started_at']):%-d %B %Y}",
        "visit": _visit(sheet),
        "late": sheet["late"],
        "cosign_missing": _unsigned_by(treatment_session),
        **_written(sheet),
        "points": [_point(point) for point in sheet["points"]],
        "legend": LEGEND,
        "figures": [figure._asdict() for figure in paper_figures.of_sheet(sheet["points"])],
        "signature": f"Signed by {_person(sheet['signed_by'])}, {_at(sheet['signed_at'])}.",
        "digest": treatment_session.digest,
        "cosignature": _second(treatment_session),
        "incidents": [_later(one) for one in _written_since(treatment_session)],
        "addenda": [_addendum(one) for one in treatment_session.addenda.select_related("added_by")],
        "printed": f"Printed by {by} on {printed:%-d %B %Y at %H:%M}",
    }


def _without_cautions(sheet: dict[str, Any]) -> str:
    """Nothing to beware of is something else than nothing asked; the oldest sheets do not say which."""
    asked = sheet.get("history", True)
    return "No cautions." if asked else "Not known: no medical history was on record."


def _written(sheet: dict[str, Any]) -> dict[str, Any]:
    """What was known, said, measured and done, besides the points."""
    before, after = _taken(sheet["pain_before"]), _taken(sheet["pain_after"])
    return {
        "no_cautions": _without_cautions(sheet),
        "cautions": [_caution(one) for one in sheet["cautions"]],
        "frame": list(_frame(sheet)),
        "pain": f"Pain, 0 to 10: {before} on arrival, {after} on leaving.",
        "note": [{"label": part["label"], "text": part["text"]} for part in sheet["note"]],
        "conduct": [*_conduct(sheet.get("conduct") or {}), *map(_at_home, sheet.get("home_care", ()))],
        "motions": [_motion(row) for row in sheet.get("motions", ())],
        "tests": [[row["words"]["name"], row["words"]["result"]] for row in sheet.get("tests", ())],
    }


def _caution(one: dict[str, Any]) -> str:
    return paragraph(f"{one['label']}: {one['words']}", one["message"])


def _person(person: dict[str, Any]) -> str:
    """Maya Lindqvist (Soft tissue therapist, Register of Soft Tissue Therapists, no. 20417)."""
    known = person.get("credentials")
    return f"{person['legal_name']} ({known})" if known else str(person["legal_name"])


def _visit(sheet: dict[str, Any]) -> str:
    started, ended = clock.local(sheet["started_at"]), clock.local(sheet["ended_at"])
    held = sheet["appointment"]
    times = f"{started:%A %-d %B %Y, %H:%M} to {ended:%H:%M}"
    return f"{times}. {held['service']}, {held['room']}. Therapist: {_person(sheet['therapist'])}."


def _frame(sheet: dict[str, Any]) -> Iterator[str]:
    """What it was about, was asked and agreed to; what stopped it or went wrong until it was signed."""
    visit = sheet.get("visit") or {}
    yield from (sentence(f"About: {one['words']}") for one in sheet.get("complaints", ()))
    yield _history(visit.get("start"), sheet.get("history"))
    if "consent" in visit:
        yield _consent(visit["consent"])
    for area in visit.get("areas", ()):
        yield f"{area['label']}: {area['said_label'].lower()}, {area['at']:%H:%M}."
    if stop := visit.get("stop"):
        yield f"Stopped at {stop['at']:%H:%M} for a red flag. {paragraph(*_stop_words(stop))}"
    for one in visit.get("incidents", ()):
        told = f"Told: {one['told']}" if one["told"] else ""
        words = paragraph(one["happened"], f"Done: {one['done']}", told)
        yield f"Incident at {one['happened_at']:%H:%M}, {one['kind_label'].lower()}: {words}"


def _stop_words(stop: dict[str, Any]) -> Iterator[str]:
    """The sign, what was seen or heard, and why it was none after all."""
    if stop["rule_label"]:
        yield stop["rule_label"]
    yield stop["reason"]
    if stop["lifted_why"]:
        yield f"Taken back: {stop['lifted_why']}"


def _history(start: dict[str, Any] | None, signed: int | None) -> str:
    """What was read at the door; signed: the version that stood when the note was signed."""
    if not start or not start["history"]:
        return f"Medical history version {signed}." if signed else "No medical history on record."
    words = f": {start['words']}" if start["words"] else ""
    read = f"Medical history version {start['history']} read at {start['at']:%H:%M}"
    return paragraph(read, CHANGED[start["changed"]] + words)


def _consent(consent: dict[str, Any] | None) -> str:
    if not consent:
        return "No signed consent to treatment on record."
    return f"Consent to treatment given {consent['given_at']:%-d %B %Y}, {consent['how'].lower()}."


def _conduct(conduct: dict[str, Any]) -> Iterator[dict[str, str]]:
    """As the session was done; also where the therapist's own plan says it otherwise, or not at all."""
    said = conduct.get("words") or {}
    told = {
        "Minutes": ", ".join(f"{work['kind']} {work['minutes']}" for work in said.get("minutes", ())),
        "Position": ", ".join(said.get("positions", ())),
        "Draping": said.get("draping"),
        "Products": conduct.get("products"),
        "Tolerance": said.get("tolerance"),
        "Home care": conduct.get("home_care"),
        "Next visit": conduct.get("next_visit"),
    }
    return ({"label": label, "words": words} for label, words in told.items() if words)


def _at_home(given: dict[str, Any]) -> dict[str, str]:
    """What was given from the library to do at home."""
    pressure = f"Pressure {given['pressure']} of 5 at most" if given["pressure"] else ""
    shown = "Shown in the room" if given["demonstrated"] else ""
    return {"label": "Home care given", "words": paragraph(given["name"], given["dose"], pressure, shown)}


def _motion(row: dict[str, Any]) -> list[str]:
    said = row["words"]
    return [said["name"], _score(row["before"]), _score(row["after"]), said["pain"] or "not asked"]


def _point(point: dict[str, Any]) -> dict[str, Any]:
    done = [f"Treatment {one['order']}: {one['words']}" for one in point.get("treatments", ())]
    despite = [f"Charted although off limits: {point['despite']}"] if point.get("despite") else []
    return {
        "number": str(point["number"]),
        "words": point["words"],
        "lines": list(filter(None, [*despite, " ".join(point.get("found", ())), *done])),
        "view": point["view_label"],
        "status": point["status_label"],
        "last": _score(point["last"]),
        "before": _score(point["before"]),
        "after": _score(point["after"]),
    }


def _taken(score: int | None) -> str:
    return "not taken" if score is None else str(score)


def _unsigned_by(treatment_session: TreatmentSession) -> str:
    supervision = getattr(treatment_session, "supervision", None)
    if supervision is None or getattr(treatment_session, "cosignature", None):
        return ""
    return f"Not yet signed by the supervisor, {supervision.supervisor.legal_name}."


def _second(treatment_session: TreatmentSession) -> dict[str, str] | None:
    row = getattr(treatment_session, "cosignature", None)
    if row is None:
        return None
    words = f"Signed as supervisor by {_person(json.loads(row.text)['by'])}, {_at(row.at)}."
    return {"words": words, "remark": row.remark, "digest": row.digest}


def _written_since(treatment_session: TreatmentSession) -> Iterator[Incident]:
    """Incidents of this session that the signed text could not know of."""
    rows = hanging.rows(treatment_session, "incidents")
    return (row for row in rows if treatment_session.signed_at and row.at > treatment_session.signed_at)


def _later(one: Incident) -> dict[str, str]:
    told = f"Told: {one.told}" if one.told else ""
    return {
        "who": one.by.legal_name,
        "at": _at(one.at),
        "what": f"{one.get_kind_display()}, {_at(one.happened_at)}",
        "text": paragraph(one.happened, f"Done: {one.done}", told),
    }


def _addendum(one: Any) -> dict[str, str]:
    return {"who": one.added_by.legal_name, "at": _at(one.added_at), "why": one.why, "text": one.text}


def _at(moment: datetime) -> str:
    return f"{clock.local(moment):%-d %B %Y at %H:%M}"


def _score(score: int | None) -> str:
    return NOT_TAKEN if score is None else str(score)
