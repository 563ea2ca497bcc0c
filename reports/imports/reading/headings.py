"""Where a table's headings stand, which program they are of, and which field each of them means.

Headings are known by whole words, from the files in data/: one for each program, plain.csv for all of them.
A field named - is a column that is known and left out.
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
PLAIN, LEFT_OUT = "plain", "-"
SYSTEMS = {
    PLAIN: "Another program, or a list of your own",
    "softhold": "Softhold",
    "acuity": "Acuity Scheduling",
    "clinicsense": "ClinicSense",
    "cliniko": "Cliniko",
    "fresha": "Fresha",
    "jane": "Jane",
    "massagebook": "MassageBook",
    "mindbody": "Mindbody",
    "noterro": "Noterro",
    "simplepractice": "SimplePractice",
    "square": "Square",
    "vagaro": "Vagaro",
}
HEADING = 80  # letters of one that are kept
LOOKED_AT = 40  # lines, among which the headings stand
MANY = 8  # headings of one program beside each other, although each could be anybody's
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
WORD = re.compile(r"[^\W_]+")
# How a kind of rows is called in a heading: of two columns with ids theirs is the one that says so.
CALLED = {
    "patients": {"patient", "client", "customer"},
    "appointments": {"appointment", "appt", "booking", "visit"},
    "notes": {"note", "chart"},
}
# Words that tell nothing: Client First Name is the first name, Email Address the e-mail.
FILLERS = {"client", "clients", "patient", "patients", "customer", "customers", "the", "s", "of"}
FILLERS_AT_THE_END = {"address", "number", "no", "text"}
COUNTING = {("no",), ("number",)}  # what is left of Client no, and could be the number of anything

Words = tuple[str, ...]


def folded(heading: str) -> Words:
    """Its words in small letters, without accents, signs or underscores."""
    plain = unicodedata.normalize("NFKD", CAMEL.sub(" ", heading).replace("#", " no "))
    return tuple(WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()))


@cache
def known(kind: str, system: str) -> dict[Words, str]:
    """The fields of a kind by the words of their headings in this program."""
    with (DATA / f"{system}.csv").open(encoding="utf-8", newline="") as file:
        return {folded(row["heading"]): row["field"] for row in csv.DictReader(file) if row["kind"] == kind}


def match(kind: str, system: str, headings: Sequence[str]) -> dict[int, str]:
    """The field of each column that is understood; a field stands in one column, the first that means it."""
    found: dict[int, str] = {}
    meant = {place: field_of(kind, system, heading) for place, heading in enumerate(headings)}
    ids = [place for place, field in meant.items() if field == "id"]
    own = next((place for place in ids if CALLED[kind] & {*folded(headings[place])}), min(ids, default=None))
    for place, field in meant.items():
        if field and field not in found.values() and (field != "id" or place == own):
            found[place] = field
    return {place: field for place, field in found.items() if field != LEFT_OUT}


def field_of(kind: str, system: str, heading: str) -> str:
    """As the program itself writes it, then as anybody might, then without the words that tell nothing."""
    words = folded(heading)
    for names in (known(kind, system), known(kind, PLAIN)):
        if words in names:
            return names[words]
    bare = _bare(words)
    return next((field for names, field in known(kind, PLAIN).items() if bare and bare == _bare(names)), "")


def _bare(words: Words) -> Words:
    rest = tuple(word for word in words if word not in FILLERS)
    while len(rest) > 1 and rest[-1] in FILLERS_AT_THE_END:
        rest = rest[:-1]
    return () if rest in COUNTING else rest


def system_of(kind: str, headings: Sequence[str]) -> str:
    """The program that writes most of these headings; plain where they could be anybody's.

    A name, a birthday and a phone number are anybody's: it takes a heading that the program writes alone,
    or many of its others. An id is looked up among those of its program, so none is better than a wrong one.
    """
    words = {folded(heading) for heading in headings if heading.strip()}
    theirs = {system: words & known(kind, system).keys() for system in SYSTEMS if system != PLAIN}
    best = max(theirs, key=lambda system: len(theirs[system]))
    score = len(theirs[best])
    alone = [system for system, found in theirs.items() if len(found) == score] == [best]
    others = set().union(*(known(kind, system) for system in SYSTEMS if system != best))
    telling = score >= MANY or bool(theirs[best] - others)
    return best if alone and telling and score * 2 > len(words) else PLAIN


def find(kind: str, lines: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """The line of the headings, past a title above them: the first with the most that are understood."""
    return max(lines[:LOOKED_AT], key=lambda line: (_understood(kind, line[1]), -line[0]), default=(0, []))


def _understood(kind: str, cells: Sequence[str]) -> int:
    systems = {system: len(match(kind, system, cells)) for system in (PLAIN, system_of(kind, cells))}
    return max(systems.values())
