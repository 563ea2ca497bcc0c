"""The small pieces that FHIR R4 resources are made of; what is not known is left out, never sent empty."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

Resource = dict[str, Any]

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
HL7 = "http://terminology.hl7.org/CodeSystem/"
# Left and right are the patient's own; SNOMED CT: left, right.
SIDES = {"left": ("7771000", "Left"), "right": ("24028007", "Right")}
EMPTY: tuple[Any, ...] = (None, "", [], {})


def ours(name: str) -> str:
    """The clinic's own code systems, by name: muscle, zone, technique."""
    return f"urn:softhold:{name}"


def resource(kind: str, key: object, **fields: Any) -> Resource:
    """A resource with its id; a field that Python has a word for ends in an underscore, which is dropped."""
    told = {name.removesuffix("_"): value for name, value in fields.items()}
    return {"resourceType": kind, "id": identity(key), **without_empty(told)}


def identity(key: object) -> str:
    """FHIR's ids know letters, digits, hyphen and full stop, at most 64."""
    return str(key).replace("_", "-")[:64]


def reference(kind: str, key: object, display: str = "") -> Resource | None:
    return None if key is None else {"reference": f"{kind}/{identity(key)}", "display": display}


def patient(key: int) -> Resource | None:
    return reference("Patient", key)


def practitioner(key: int | None) -> Resource | None:
    return reference("Practitioner", key)


def coded(system: str, code: object, display: str = "") -> Resource:
    return {"system": system, "code": str(code), "display": display}


def concept(text: str, *codings: Resource) -> Resource | None:
    return {"text": text, "coding": list(codings)} if text or codings else None


def body_site(words: str, muscle: str, side: str) -> Resource | None:
    laterality = [coded(SNOMED, *SIDES[side])] if side in SIDES else []
    return concept(words, coded(ours("muscle"), muscle), *laterality)


def quantity(value: Decimal | float | None, unit: str, code: str = "") -> Resource | None:
    if value is None:
        return None
    known = {"system": UCUM, "code": code} if code else {}
    return {"value": float(value), "unit": unit, **known}


def instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def period(start: datetime | date | None, end: datetime | date | None) -> Resource:
    return {"start": _when(start), "end": _when(end)}


def note(text: str) -> list[Resource]:
    return [{"text": text}] if text.strip() else []


def without_empty(value: Any) -> Any:
    """The same without what is empty, all the way down."""
    if isinstance(value, dict):
        told = {name: without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in told.items() if inner not in EMPTY}
    if isinstance(value, list | tuple):
        return [inner for inner in map(without_empty, value) if inner not in EMPTY]
    return value.strip() if isinstance(value, str) else value


def _when(moment: datetime | date | None) -> str | None:
    return instant(moment) if isinstance(moment, datetime) else day(moment)
