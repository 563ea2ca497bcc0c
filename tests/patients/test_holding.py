"""No rule adds anything to a record that is read as another one now, nor tells news of the dead."""

import ast
import uuid
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from clinic import clock
from clinic.models import Role
from clinic.refusals import Refused
from patients.files.cleaning import JPEG, Cleaned
from patients.intake import links
from patients.merging.apply import merge
from patients.models import Patient, Tag
from patients.standing import record_death
from scheduling import booking
from scheduling.ics_import import bringing
from scheduling.ics_import.reading import Entry
from scheduling.series.booking import Pick
from scheduling.series.pattern import Pattern
from scheduling.waiting import listing
from tests import make
from tests.patients.people import checksums, registered
from tests.patients.test_pages import signed_in
from tests.patients.test_people import url

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def verbs_about(kind: str) -> set[str]:
    """The rules that write and are given a row of this kind, as module:name."""
    found = set()
    for app in ("patients", "scheduling", "sessions"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.FunctionDef) or not any(
                    isinstance(mark, ast.Name) and mark.id == "verb" for mark in node.decorator_list
                ):
                    continue
                given = [*node.args.args, *node.args.kwonlyargs]
                if any(one.annotation and kind in ast.unparse(one.annotation).split(" | ") for one in given):
                    module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
                    found.add(f"{module}:{node.name}")
    return found


def said_at_the_table(maya):
    at, about = clock.today(), {"reason": "Looked at it", "by": maya}
    return {
        "patients.settling.deciding:close": {"slug": "hernia", **about},
        "patients.settling.deciding:file_letter": {
            "slug": "bleeding_disorder",
            "from_whom": "Dr Lund",
            "dated_on": at,
            "until_on": at + DAY,
            "by": maya,
        },
        "patients.settling.deciding:note_handled": {"slug": "bleeding_disorder", **about},
        "patients.settling.deciding:override": {"slug": "hernia", "until_on": at + DAY, **about},
        "patients.settling.taking:take": {"celsius": Decimal("36.6"), "by": maya},
        "sessions.courses.complaints:open_one": {"words": "Headache", "key": uuid.uuid4(), "by": maya},
        "sessions.courses.complaints:take_over": {"key": uuid.uuid4(), "by": maya},
    }


def said_at_the_desk(joan):
    """What they hold of the schedule is given back, or nobody could archive the record."""
    make.room()
    leo, service = make.therapist("Leo", hours=("09:00", "17:00")), make.service()
    at = make.at("10:00")
    batch, _ = bringing.bring_in(key=uuid.uuid4(), therapist=leo, asked=[], by=joan)
    line = bringing.Asked(Entry("1@example.test", "Helen", at, at + 60 * MINUTE), None, service)
    series = {
        "service": service,
        "minutes": 60,
        "pattern": Pattern(clock.today(), count=1),
        "picks": [Pick(clock.today(), leo, make.at("12:00"))],
        "key": uuid.uuid4(),
        "by": joan,
    }
    wish = {"wanted": listing.Wanted(service, 60), "by": joan}

    def given_back(*visits):
        for visit in visits:
            booking.cancel(appointment=visit, reason="The patient asked", by=joan)

    return {
        "scheduling.ics_import.bringing:_booked": lambda rule, one: given_back(
            rule(batch, line, one, service, joan)
        ),
        "scheduling.series.booking:book_series": lambda rule, one: given_back(
            *rule(patient=one, **series).appointments.all()
        ),
        "scheduling.waiting.listing:add": lambda rule, one: rule(patient=one, **wish),
    }


def said_of_the_record(joan):
    return {
        "patients.standing:archive": {"why": "Moved away", "by": joan},
        "patients.standing:bring_back": {"by": joan},
        "patients.standing:record_death": {"died_on": clock.today(), "by": joan},
        "patients.tags:tag": {"word": "Choir", "by": joan},
        "patients.tags:untag": lambda rule, one: rule(one, Tag.objects.get(name="Choir"), by=joan),
    }


def said(maya, joan, other):
    """What each rule needs besides the patient; a function where it is not given as keywords."""
    file = Cleaned(b"x", JPEG, 8, 8)
    described = {"title": "Letter", "kind": "letter", "audience": "everyone", "taken_on": None}
    return (
        said_at_the_table(maya)
        | said_at_the_desk(joan)
        | said_of_the_record(joan)
        | {
            "patients.alerts:add": {"text": "Rings twice", "by": joan},
            "patients.care:break_glass": {"reason": "A reason in words", "by": make.therapist("Ines")},
            "patients.care:join": {"therapist": make.therapist("Tom"), "why": "Helps", "by": maya},
            "patients.contacts:add": {"way": "phone", "value": "0151 555 0188", "by": joan},
            "patients.duplicates:tell_apart": lambda rule, one: rule(one, other, by=joan),
            "patients.files.documents:_listed": lambda rule, one: rule(
                one, file, "a", "", key=uuid.uuid4(), by=maya, **described
            ),
            "patients.histories:answer": {
                "answers": {"hernia": ("yes",), "bleeding_disorder": ("yes",)},
                "by": maya,
            },
            "patients.intake.links:begin_with": {"by": joan},
            "patients.intake.links:make": {"by": joan},
            "patients.merging.apply:merge": lambda rule, one: rule(other, one, chosen={}, by=joan),
            "patients.posture.assessing:begin": {"key": uuid.uuid4(), "by": maya},
            "patients.register:change": lambda rule, one: rule(one, one.version, first_name="Ann", by=joan),
            "patients.relations:add": {"name": "Ben", "kind": "partner", "knows": "times", "by": joan},
        }
    )


# What the living say or have done to them; for the rest the dead have a record like anybody.
FOR_THE_LIVING = {
    "patients.histories:answer",
    "patients.intake.links:begin_with",
    "patients.intake.links:make",
    "patients.posture.assessing:begin",
    "patients.settling.taking:take",
}


@pytest.fixture
def known():
    """Two records of one therapist's, the first with all that the rules work on, and what they are told."""
    maya, joan = make.therapist("Maya"), make.front_desk()
    one, other = registered(joan, "Helen Vasquez"), registered(joan, "Ada Doe")
    for patient in (one, other):
        make.in_care_of(maya, patient)
    make.history(one, maya, "Stiff neck", hernia="yes", bleeding_disorder="yes")
    rules = said(maya, joan, other)
    run("patients.tags:tag", other, {**rules["patients.tags:tag"]})
    return one, other, rules, joan


def run(name: str, patient: Patient, how) -> None:
    module, _, function = name.partition(":")
    rule = getattr(import_module(module), function)
    how(rule, patient) if callable(how) else rule(patient, **how)


def test_every_rule_about_a_patient_is_walked(known):
    _, _, rules, _ = known
    assert set(rules) == verbs_about("Patient")


def test_every_one_of_them_works_on_a_record_that_is_in_use(known):
    """Else their refusals below would say nothing."""
    one, _, rules, _ = known
    last = ("patients.standing:record_death", "patients.standing:archive", "patients.merging.apply:merge")
    for name in sorted(rules, key=lambda name: (name in last, last.index(name) if name in last else 0)):
        one.refresh_from_db()
        if name == "patients.settling.deciding:close":
            continue  # after it nothing is left to override
        run(name, one, rules[name])


def test_none_of_them_adds_to_a_record_that_was_merged_away(known):
    one, other, rules, joan = known
    stale = Patient.objects.get(pk=one.pk)
    merge(other, one, chosen={}, by=joan)
    before = checksums()

    for name, how in rules.items():
        with pytest.raises(Refused, match=r"was merged into record|was merged into"):
            run(name, stale, how)

    assert checksums() == before


def test_of_the_dead_nothing_new_is_told(known):
    one, _, rules, joan = known
    record_death(one, clock.today(), by=joan)
    before = checksums()

    for name in sorted(FOR_THE_LIVING):
        with pytest.raises(Refused, match="died on 24 November 2026"):
            run(name, one, rules[name])

    assert checksums() == before


def test_no_page_of_somebody_who_died_offers_what_only_the_living_are_asked(known):
    one, _, _, joan = known
    owner = make.staff("Owen", Role.THERAPIST, Role.FRONT_DESK)
    make.in_care_of(owner, one)
    client, forms = signed_in(owner), ["intake_begin", "intake_of", "history", "today", "posture_new"]
    wanted = {f'action="{url(form, one.number)}"' for form in forms} | {"Ask now", "</svg>Ask</a>"}

    def offered():
        pages = ("detail", "intake_of", "history", "today", "posture", "cautions")
        read = "".join(client.get(url(page, one.number)).content.decode() for page in pages)
        return {words for words in wanted if words in read}

    assert offered() == wanted
    record_death(one, clock.today(), by=joan)
    assert not offered()


def test_a_link_that_was_made_before_ends_with_the_patient(known):
    one, _, _, joan = known
    link = links.make(one, by=joan).link
    record_death(one, clock.today(), by=joan)

    with pytest.raises(Refused, match="This link has ended"):
        links.begin(link)


def test_a_link_read_before_a_merge_opens_the_record_it_belongs_to_now(known):
    one, other, _, joan = known
    link = links.make(one, by=joan).link
    merge(other, one, chosen={}, by=joan)

    assert links.begin(link).patient == other
