"""How people are reached, who is around them, their tags, and whether their record is in use."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent, Clinic
from patients import contacts, relations, standing, tags
from patients.models import Patient, PatientContact, Tag
from patients.register import ChangedMeanwhile, change
from scheduling import booking
from scheduling.refusals import NotBookable
from tests import make
from tests.patients.page_forms import forms_on
from tests.patients.people import registered
from tests.patients.test_forms import STRANGE
from tests.patients.test_pages import FORM, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def joan():
    return make.front_desk()


@pytest.fixture
def helen(joan):
    return registered(joan, "Helen Vasquez", phone="0151 555 0188")


def url(name: str, *keys: int) -> str:
    return reverse(f"patients:{name}", args=keys)


def reached_at(patient: Patient) -> list[tuple[str, bool]]:
    patient.refresh_from_db()
    return [(row.value, row.preferred) for row in contacts.of(patient)]


def test_the_number_on_the_row_is_the_preferred_contact_whoever_changes_it(helen, joan):
    mobile = contacts.add(helen, "phone", "07400 123456", by=joan)
    assert (mobile.kind, str(mobile.number)) == ("mobile", "+447400123456")

    contacts.prefer(mobile, by=joan)
    helen.refresh_from_db()
    assert (helen.phone, helen.version) == ("07400 123456", 2)
    change(helen, 2, phone="0151 555 0199", by=joan)
    assert reached_at(helen) == [("0151 555 0199", True), ("0151 555 0188", False)]
    change(Patient.objects.get(pk=helen.pk), 3, phone="", by=joan)
    assert reached_at(helen) == [("0151 555 0188", False)]


def test_taken_away_the_next_number_is_first_and_undo_puts_it_back(helen, joan):
    contacts.add(helen, "phone", "0151 555 0199 ext 12", by=joan)
    first = helen.contacts.get(preferred=True)

    contacts.remove(first, by=joan)
    helen.refresh_from_db()
    assert helen.phone == "0151 555 0199 ext 12"
    assert contacts.of(helen)[0].dial == "+441515550199;ext=12"

    contacts.restore(first, by=joan)
    assert reached_at(helen) == [("0151 555 0199 ext 12", True), ("0151 555 0188", False)]


def test_a_number_that_no_plan_knows_is_kept_as_typed():
    helen = make.patient("Helen Vasquez", phone="1234")

    assert [(row.value, row.dial) for row in contacts.of(helen)] == [("1234", "1234")]


def test_a_number_without_a_prefix_is_of_the_clinics_country(joan, helen):
    clinic = Clinic.current()
    clinic.country = "US"
    clinic.save()

    assert str(contacts.add(helen, "phone", "(202) 555-0102", by=joan).number) == "+12025550102"


def test_a_link_between_two_patients_shows_on_both_records(joan):
    emma = registered(joan, "Emma Rowe", birth_on=date(1985, 3, 1))
    lily = registered(joan, "Lily Rowe", birth_on=date(2014, 3, 1))
    assert relations.nobody_signs(lily, relations.of(lily))

    relations.add(lily, other=emma, kind="parent", knows="all", signs=True, by=joan)

    (of_lily,), (of_emma,) = relations.of(lily), relations.of(emma)
    assert not relations.nobody_signs(lily, [of_lily])
    assert (of_lily.who, of_lily.words, of_lily.may_be_told) == (
        "Emma Rowe",
        "Parent",
        "Appointments and treatment",
    )
    assert (of_emma.who, of_emma.words, of_emma.may_be_told) == ("Lily Rowe", "Parent of", "")
    told = AuditEvent.objects.filter(fields=["people around"])
    assert {event.patient_id for event in told} == {lily.pk, emma.pk}
    for refused, words in (
        ({"other": emma}, "named here already"),
        ({"other": lily}, "record's own number"),
    ):
        with pytest.raises(relations.RelationRefused, match=words):
            relations.add(lily, **refused, kind="other", by=joan)
    with pytest.raises(relations.RelationRefused, match="Lily Rowe is 12 and cannot sign"):
        relations.add(emma, other=lily, kind="child", signs=True, by=joan)


def test_what_is_said_of_somebody_around_is_changed_and_the_second_sees_both(joan, helen):
    desk = signed_in(joan)
    ben = relations.add(helen, name="Ben", kind="friend", knows="all", by=joan)
    address, shown = url("relation", helen.number, ben.pk), relations.mark(ben)
    typed = {"do": "change", "name": "Ben Roe", "kind": "carer", "knows": "times", "phone": "", "seen": shown}

    first = desk.post(address, typed)
    second = desk.post(address, {**typed, "name": "Benjamin", "emergency": "on"})
    page = second.content.decode()

    assert first.status_code == 302
    assert second.status_code == 422
    assert "Ben Roe, carer, may be told: appointment times" in page
    assert 'value="Benjamin"' in page
    ben.refresh_from_db()
    assert (ben.name, ben.kind, ben.knows, ben.emergency) == ("Ben Roe", "carer", "times", False)
    again = {**typed, "name": "Benjamin", "seen": relations.mark(ben)}
    assert desk.post(address, again).status_code == 302
    assert AuditEvent.objects.filter(fields=["people around"], patient_id=helen.pk).count() == 3


def test_of_a_patient_here_everything_is_changed_but_who_it_is(joan, helen):
    desk, ada = signed_in(joan), registered(joan, "Ada Doe", birth_on=clock.today())
    line = relations.add(helen, other=ada, kind="child", by=joan)
    typed = {"do": "change", "kind": "sibling", "knows": "nothing", "seen": relations.mark(line)}

    desk.post(url("relation", helen.number, line.pk), {**typed, "name": "Somebody else"})
    line.refresh_from_db()
    typed["seen"] = relations.mark(line)
    refused = desk.post(url("relation", helen.number, line.pk), {**typed, "signs": "on"})
    others = desk.post(url("relation", ada.number, line.pk), {**typed, "kind": "friend"})

    line.refresh_from_db()
    assert (line.other, line.name, line.kind, line.signs) == (ada, "", "sibling", False)
    assert "cannot sign for somebody else" in refused.content.decode()
    assert others.status_code == 302


def test_a_tag_is_one_word_whatever_its_capitals_and_filters_the_list(joan, helen):
    ada = registered(joan, "Ada Doe")
    for person, word in ((helen, "Choir"), (ada, "choir"), (ada, "Runners")):
        tags.tag(person, word, by=joan)
    assert [(tag.name, tag.people) for tag in tags.in_use()] == [("Choir", 2), ("Runners", 1)]

    listed = signed_in(joan).get(url("list"), {"tag": Tag.objects.get(name="Runners").pk}).context["page"]

    assert [str(person) for person in listed.people] == ["Ada Doe"]
    tags.untag(ada, Tag.objects.get(name="Runners"), by=joan)
    assert [tag.name for tag in tags.in_use()] == ["Choir"]


def test_an_archived_record_is_hidden_until_asked_for_and_comes_back(joan, helen):
    desk = signed_in(joan)
    desk.post(url("standing", helen.number), {"do": "archive", "why": "Moved away"})

    def names(**asked: str) -> str:
        return desk.post(url("list"), {"words": "vasquez", **asked}).content.decode()

    assert "Helen Vasquez" not in desk.get(url("list")).content.decode().split("Lately open")[0]
    assert "1 more in the archive" in names()
    where, asks = next(form for form in forms_on(names())[::-1] if form[1].get("words") == "vasquez")
    assert "Helen Vasquez" in desk.post(where, asks).content.decode()
    assert "Helen Vasquez" in names(archived="1")
    assert "Vasquez, Helen" in desk.get(url("list"), {"archived": "1"}).content.decode()
    desk.post(f"{url('standing', helen.number)}?do=back")
    assert "Helen Vasquez" in names()


def test_nobody_is_archived_while_appointments_stand(joan, helen):
    maya = make.therapist("Maya")
    make.appointment(maya, make.at("10:00"), patient=helen)

    page = signed_in(joan).post(url("standing", helen.number), {"do": "archive", "why": "Moved away"})

    assert page.status_code == 422
    assert "has an appointment to come: 24 November 10:00 with Maya" in page.content.decode()
    helen.refresh_from_db()
    assert not helen.is_archived


def test_nobody_books_for_the_deceased_and_nothing_is_cancelled_silently(joan, helen):
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("10:00"), patient=helen)
    standing.record_death(helen, clock.today() - timedelta(days=2), by=joan)
    wish = {"therapist": maya, "service": make.service(), "minutes": 60, "starts_at": make.at("12:00")}

    with pytest.raises(NotBookable, match=r"Helen Vasquez died on 22 November 2026\. No new appointments"):
        booking.book(patient=helen, **wish, key="7f1c5e8e-5a4b-4d38-9e0c-1f2a3b4c5d6e", by=joan)

    held.refresh_from_db()
    page = signed_in(joan).get(url("standing", helen.number)).content.decode()
    assert held.status == "booked"
    assert "Died 22 Nov 2026" in page
    assert "Tue 24 Nov 2026, 10:00" in page


def test_two_editors_of_new_fields_lose_nothing(joan, helen):
    change(helen, 1, language="Polish", interpreter=True, by=joan)

    with pytest.raises(ChangedMeanwhile) as refused:
        change(helen, 1, language="Urdu", interpreter=False, physician="Dr Gill", by=joan)

    assert [clash.name for clash in refused.value.clashes] == ["language"]
    assert refused.value.merged == {"language": "Urdu", "interpreter": True, "physician": "Dr Gill"}


def test_a_phone_call_needs_a_name_and_a_number_and_the_form_takes_all_the_rest(joan):
    desk = signed_in(joan)
    desk.post(url("new"), {**FORM, "phone": "０１５１ 555 0188 x3"})
    helen = Patient.objects.get()
    more = {
        "gender": "woman", "sex": "declined", "language": "Polish", "interpreter": "on",
        "referral": "friend", "referral_words": "Marta", "physician": "Dr Gill", "practice": "Surgery",
        "physician_phone": "0151 555 0100", "address": "Lark Lane 1\r\n\r\n  Port Ellery ",
    }  # fmt: skip

    desk.post(url("edit", helen.number), {**FORM, **more, "phone": "0151 555 0188 ext 3", "version": 1})

    helen.refresh_from_db()
    assert (helen.phone, helen.address) == ("0151 555 0188 ext 3", "Lark Lane 1\nPort Ellery")
    assert (helen.sex, helen.interpreter, helen.referral_id, helen.physician) == (
        "declined",
        True,
        "friend",
        "Dr Gill",
    )
    page = desk.get(url("detail", helen.number)).content.decode()
    for words in (
        "Polish, needs an interpreter",
        "Prefers not to say",
        "Friend or family: Marta",
        "Lark Lane 1<br>",
    ):
        assert words in page


def test_cards_answer_alone_by_htmx_and_with_the_page_without_it(joan, helen):
    desk, address = signed_in(joan), url("contacts", helen.number)

    card = desk.post(address, {"value": "++44 1"}, headers={"HX-Request": "true"})
    page = desk.post(address, {"value": "++44 1"})

    for answer in (card, page):
        assert answer.status_code == 422
        assert "A number begins with one + at most" in answer.content.decode()
        assert 'value="++44 1"' in answer.content.decode()
    assert 'name="first_name"' not in card.content.decode()
    assert 'name="first_name"' in page.content.decode()
    assert desk.post(address, {"value": "helen@example.test"})["Location"] == url("edit", helen.number)


def test_somebody_elses_rows_are_not_reached_through_this_record(joan, helen):
    other = registered(joan, "Ada Doe", phone="0151 555 0111")
    theirs = PatientContact.objects.get(patient=other)
    ben = relations.add(other, name="Ben", kind="friend", by=joan)
    desk = signed_in(joan)

    for address in (url("contact", helen.number, theirs.pk), url("relation", helen.number, ben.pk)):
        assert desk.post(address, {"do": "remove"}).status_code == 404


@pytest.mark.parametrize("value", STRANGE[::2])
def test_strange_input_is_never_the_servers_fault(value, joan, helen):
    desk = signed_in(joan)
    contact, ben = helen.contacts.get(), relations.add(helen, name="Ben", kind="friend", by=joan)
    names = "value kind preferred name number phone knows emergency signs word tag do why died_on one other"
    everything = dict.fromkeys([*names.split(), "keep", "versions", "take.name"], value)
    pages = [("contacts", helen.number), ("contact", helen.number, contact.pk), ("relations", helen.number)]
    pages += [("tags", helen.number), ("standing", helen.number), ("merge",), ("apart",)]
    sent = [
        *((address, everything) for address in pages),
        (("relations", helen.number), {"name": value, "kind": "friend", "knows": "all", "number": value}),
        (("relation", helen.number, ben.pk), {**everything, "do": "change"}),
        (("relation", helen.number, ben.pk), {"do": "change", "name": value, "phone": value}),
        (("tags", helen.number), {"word": value}),
        (("standing", helen.number), {"do": "archive", "why": value}),
        (("standing", helen.number), {"do": "died", "died_on": value}),
        (("merge",), {"one": helen.number, "other": value, "keep": value}),
    ]
    # As the cards ask, so that not every answer is a whole page.
    answers = [desk.post(url(*address), data, headers={"HX-Request": "true"}) for address, data in sent]
    answers += [
        desk.get(url("merge"), {"one": value, "other": value}),
        desk.get(url("duplicates"), {"after": value}),
        desk.get(url("list"), {"tag": value, "archived": value}),
    ]

    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
