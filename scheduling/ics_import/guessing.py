"""Who and what a line of another calendar may mean; somebody looks at each guess before it counts."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clinic.models import Staff
from patients import finding
from patients.models import Patient
from scheduling.ics_import.reading import Entry
from scheduling.models import Service

CANDIDATES = 5
LENGTH = re.compile(r"\b\d{1,3}\s*(?:minutes|mins|min|m|')?(?!\w)", re.IGNORECASE)
BETWEEN = re.compile(r"[-–—:;|/()\[\],.+&]+")


@dataclass(frozen=True)
class Guess:
    """people: who the name may be, likeliest first; patient: the one that it says in full, if only one is."""

    people: Sequence[Patient]
    patient: Patient | None
    service: Service | None


def of(entries: Iterable[Entry], services: Sequence[Service], *, staff: Staff) -> list[Guess]:
    """One search for each name that differs."""
    known: dict[str, list[Patient]] = {}
    return [_guess(entry, services, known, staff) for entry in entries]


def _guess(entry: Entry, services: Sequence[Service], known: dict[str, list[Patient]], staff: Staff) -> Guess:
    named = named_service(entry.summary, services)
    name = name_in(entry.summary, named)
    if name not in known:
        known[name] = list(finding.search(name, staff=staff)[:CANDIDATES]) if name else []
    certain = [one for one in known[name] if _words(name) in _names(one)]
    patient = certain[0] if len(certain) == 1 else None
    return Guess(known[name], patient, named or of_length(entry.minutes, services))


def named_service(summary: str, services: Sequence[Service]) -> Service | None:
    """The longest name that stands in it, so that Deep tissue long is not taken for Deep tissue."""
    plain = _plain(summary)
    here = [one for one in services if re.search(rf"\b{re.escape(_plain(one.name))}\b", plain)]
    return max(here, key=lambda one: len(one.name), default=None)


def of_length(minutes: int, services: Sequence[Service]) -> Service | None:
    """The first that is offered in that length, in the order the desk knows; nobody's first visit."""
    usual = (one for one in services if minutes in one.durations and not one.first_visit_only)
    return next(usual, None)


def name_in(summary: str, service: Service | None) -> str:
    """What is left once service, length and signs are taken out of it."""
    rest = re.sub(re.escape(service.name), " ", summary, flags=re.IGNORECASE) if service else summary
    return " ".join(BETWEEN.sub(" ", LENGTH.sub(" ", rest)).split())


def _names(patient: Patient) -> list[frozenset[str]]:
    firsts = {patient.first_name, patient.preferred_name or patient.first_name}
    return [_words(f"{first} {patient.last_name}") for first in firsts]


def _words(name: str) -> frozenset[str]:
    return frozenset(BETWEEN.sub(" ", _plain(name)).split())


def _plain(text: str) -> str:
    """Lower case, without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
