"""Who works here: added and changed by an admin, and gone only where nobody is let down."""

import pytest
from django.urls import reverse

from clinic.models import AuditEvent, Role, Staff
from clinic.refusals import Refused
from scheduling.models import Status
from scheduling.refusals import InTheWay
from scheduling.staffing import keeping
from sessions.visit import cosigning
from tests import make
from tests.make import at
from tests.scheduling import outings
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
TESS = {
    "display_name": "Tess",
    "legal_name": "Tess Moor",
    "email": "tess@example.test",
    "roles": ["therapist"],
}


@pytest.fixture
def rosa():
    return make.admin("Rosa")


def said(person: Staff, **other) -> keeping.Said:
    """As they are, but for this."""
    now = {name: getattr(person, name) for name in keeping.Said.__dataclass_fields__}
    return keeping.Said(**{**now, **other})


def answer(client, name, person=None, **typed):
    return client.post(reverse(f"scheduling:{name}", args=[person.pk] if person else []), typed)


def test_an_admin_adds_a_colleague_and_is_shown_their_way_in_once(rosa):
    client = signed_in(rosa)

    sent = client.post(reverse("scheduling:new_colleague"), {**TESS, "phone": "07700 900999"}, follow=True)
    page = sent.content.decode()

    tess = Staff.objects.get(email=TESS["email"])
    assert (tess.roles, tess.phone, tess.has_usable_password()) == (["therapist"], "07700 900999", False)
    assert "/join/" in page
    assert "/join/" not in client.get(sent.request["PATH_INFO"], follow=True).content.decode()
    assert AuditEvent.objects.filter(action="added to the staff", actor=rosa, fields=["therapist"]).exists()
    assert "Invited until 1 Dec" in client.get(reverse("scheduling:colleagues")).content.decode()


def test_columns_of_the_board_get_the_colour_that_fewest_have(rosa):
    for colour in (1, 2, 2, 4):
        make.therapist(f"Number {Staff.objects.count()}", colour=colour)

    assert keeping.add(said=keeping.Said(**TESS, phone=""), by=rosa).colour == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": "ROSA@example.test"}, "belongs to Rosa"),
        ({"email": "tess"}, "Write the address like"),
        ({"email": ""}, "nobody can sign in"),
        ({"display_name": " "}, "Say what they are called"),
        ({"roles": []}, "Tick one at least"),
        ({"roles": ["owner"]}, "Choose from those shown"),
        ({"phone": "seven"}, "A number has digits only"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(rosa, wrong, words):
    response = answer(signed_in(rosa), "new_colleague", **{**TESS, **wrong})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Tess Moor" in response.content.decode()
    assert Staff.objects.get() == rosa


def test_somebody_who_left_is_named_where_their_address_is_used_again(rosa):
    make.therapist("Tess", is_active=False)

    with pytest.raises(Refused, match="belongs to Tess, who has left: take them back"):
        keeping.add(said=keeping.Said(**TESS, phone=""), by=rosa)


def test_what_is_changed_is_written_down_by_its_name(rosa, leo):
    answer(signed_in(rosa), "colleague", leo, **{**vars(said(leo)), "phone": "07700 900111"})

    leo.refresh_from_db()
    assert leo.phone == "07700 900111"
    assert AuditEvent.objects.get(action="changed", object_type="staff").fields == ["phone"]


def is_out(client):
    return client.get(reverse("scheduling:team")).headers.get("Location", "").startswith("/sign-in/")


def test_another_role_counts_at_once_and_asks_for_the_password(rosa):
    joan = make.front_desk("Joan")
    client = signed_in(joan)

    joan = keeping.change(person=joan, said=said(joan, roles=["front_desk", "admin"]), by=rosa)

    assert is_out(client)
    assert signed_in(joan).get(reverse("scheduling:colleagues")).status_code == 200


def test_an_admin_who_takes_another_role_stays_signed_in_here(rosa):
    here, elsewhere = signed_in(rosa), signed_in(rosa)

    answer(here, "colleague", rosa, **vars(said(rosa, roles=["admin", "front_desk"])))

    assert Staff.objects.get().has(Role.FRONT_DESK)
    assert (is_out(here), is_out(elsewhere)) == (False, True)


def test_one_admin_at_least_stays(rosa):
    with pytest.raises(Refused, match="by their own hand"):
        keeping.change(person=rosa, said=said(rosa, roles=["front_desk"]), by=rosa)
    with pytest.raises(Refused, match="Another admin can"):
        keeping.let_go(person=rosa, by=rosa)

    # As if both had asked at the same moment: whoever comes second is no admin any more.
    owen = make.admin("Owen")
    keeping.let_go(person=owen, by=rosa)
    with pytest.raises(Refused, match="the only admin"):
        keeping.let_go(person=rosa, by=owen)


@pytest.mark.parametrize(
    "ends",
    [
        lambda leo, rosa: keeping.let_go(person=leo, by=rosa),
        lambda leo, rosa: keeping.change(person=leo, said=said(leo, roles=["front_desk"]), by=rosa),
    ],
    ids=["leaves", "treats no more"],
)
class TestWhoTreats:
    def test_stays_while_a_patient_is_to_come(self, leo, rosa, ends):
        make.appointment(leo, at("10:00"), patient=make.patient("Helen Vasquez"))

        with pytest.raises(InTheWay, match="Helen Vasquez"):
            ends(leo, rosa)

        leo.refresh_from_db()
        assert leo.is_active
        assert leo.has(Role.THERAPIST)

    def test_stays_while_a_student_learns_under_them(self, leo, rosa, ends):
        cosigning.place_under(make.therapist("Tomas"), leo, by=rosa)

        with pytest.raises(Refused, match="Tomas learns under Leo"):
            ends(leo, rosa)

    def test_stays_while_an_event_counts_on_them(self, leo, rosa, ends):
        outings.event(leo)

        with pytest.raises(Refused, match="Leo goes to Harbour Bank"):
            ends(leo, rosa)

    def test_stays_while_they_lead(self, leo, rosa, ends):
        Staff.objects.filter(pk=leo.pk).update(clinical_lead=True)

        with pytest.raises(Refused, match="clinical lead"):
            ends(leo, rosa)


def test_a_student_goes_on_treating(leo, rosa):
    cosigning.place_under(leo, make.therapist("Maya"), by=rosa)

    with pytest.raises(Refused, match="learns under somebody"):
        keeping.change(person=leo, said=said(leo, roles=["front_desk"]), by=rosa)


def test_who_leaves_is_signed_out_and_can_be_booked_no_more(leo, rosa):
    theirs, client = signed_in(leo), signed_in(rosa)

    assert answer(client, "let_go", leo).status_code == 302

    assert is_out(theirs)
    assert leo not in Staff.objects.therapists()
    assert AuditEvent.objects.filter(action="left the staff", actor=rosa).exists()
    answer(client, "take_back_colleague", leo)
    assert leo in Staff.objects.therapists()
    assert AuditEvent.objects.filter(action="came back to the staff", actor=rosa).exists()
    assert is_out(theirs)


def test_a_visit_that_is_fulfilled_keeps_nobody(leo, rosa):
    make.appointment(leo, at("10:00"), status=Status.FULFILLED)

    assert not keeping.let_go(person=leo, by=rosa).is_active


def test_notes_that_only_they_can_sign_are_read_of_first(leo, rosa):
    session = make.treatment_session(leo, at("06:00"))
    assert not session.signed_at
    client = signed_in(rosa)

    asked = answer(client, "let_go", leo)
    leo.refresh_from_db()
    assert asked.status_code == 422
    assert "1 note is not signed" in asked.content.decode()
    assert leo.is_active

    answer(client, "let_go", leo, knowing="yes")
    leo.refresh_from_db()
    assert not leo.is_active
