"""Who is suspected of being on the register twice, what the desk does about it, and what it does not see."""

from datetime import date

import pytest
from django.urls import reverse

from patients import duplicates, relations
from patients.merging.apply import merge
from patients.models import Merge, NotTheSame, Patient
from tests import make
from tests.patients.conftest import CANARY
from tests.patients.people import registered
from tests.patients.test_pages import signed_in

pytestmark = pytest.mark.django_db
BORN, OTHER_DAY = date(1974, 2, 8), date(1975, 2, 8)
PHONE, EMAIL = "0151 555 0188", "home@example.test"


@pytest.fixture
def joan():
    return make.front_desk()


def reasons(joan) -> list[list[str]]:
    return [pair.reasons for pair in duplicates.suspects("", staff=joan).pairs]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("Helen Vasquez", BORN, "", ""), ("Hellen Vasques", BORN, "", ""), ["born"]),
        (("Helen Vasquez", BORN, "", ""), ("Vasquez Helen", BORN, "", ""), ["born"]),
        (("Helen Vasquez", BORN, "", ""), ("Hellen Vasques", OTHER_DAY, "", ""), None),
        (("Helen Vasquez", BORN, "", ""), ("Marta Kowalski", BORN, "", ""), None),
        (("Helen Vasquez", BORN, "", ""), ("Hélen Vasquez", None, "", ""), ["name"]),
        (("Helen Vasquez", BORN, PHONE, ""), ("H V", None, "+44 151 555 0188", ""), ["phone"]),
        (("Helen Vasquez", BORN, PHONE, ""), ("Lily Vasquez", OTHER_DAY, PHONE, ""), None),
        (("Helen Vasquez", BORN, "", EMAIL), ("Lena Marsh", BORN, "", EMAIL.upper()), ["email"]),
        (("Helen Vasquez", BORN, "", EMAIL), ("Helen Vasquez", OTHER_DAY, "", EMAIL), None),
        (("Helen Vasquez", None, "", EMAIL), ("Lena Marsh", None, "", EMAIL), None),
    ],
)
def test_suspects_are_named_with_reasons(one, other, why, joan):
    for name, born, phone, email in (one, other):
        registered(joan, name, birth_on=born, phone=phone, email=email)

    assert reasons(joan) == ([[duplicates.REASONS[reason] for reason in why]] if why else [])


def test_two_people_stay_two_and_so_does_a_family(joan):
    one, other = (registered(joan, name, birth_on=BORN) for name in ("Lily Rowe", "Lilly Rowe"))
    said = duplicates.tell_apart(other, one, by=joan)
    assert (said.one, said.other, reasons(joan)) == (one, other, [])

    duplicates.take_back(said, by=joan)
    assert len(reasons(joan)) == 1
    relations.add(one, other=other, kind="sibling", by=joan)
    assert reasons(joan) == []


def test_what_was_said_of_an_absorbed_record_holds_for_the_kept_one(joan):
    one, other = (registered(joan, name, birth_on=BORN) for name in ("Lily Rowe", "Lilly Rowe"))
    third = registered(joan, "Ada Doe")
    duplicates.tell_apart(one, other, by=joan)

    merge(third, other, chosen={"name": "absorbed", "birth_on": "absorbed"}, by=joan)

    assert reasons(joan) == []


def test_the_list_goes_on_where_it_stopped(joan, monkeypatch):
    monkeypatch.setattr(duplicates, "STRETCH", 3)
    monkeypatch.setattr(duplicates, "PAIRS", 2)
    for n in range(4):
        for name in (f"Ada Person{n}", f"Ada Persson{n}"):
            registered(joan, name, birth_on=date(1980, 1, n + 1))

    found, after = [], ""
    while after is not None:
        page = duplicates.suspects(str(after), staff=joan)
        found, after = found + [str(pair.one) for pair in page.pairs], page.after

    assert found == [f"Ada Person{n}" for n in range(4)]


def test_the_desk_merges_side_by_side_and_undoes_it(joan, helen):
    twin = registered(joan, "Hellen Vasques", phone="07700 900188", email="helen@example.test")
    desk, numbers = signed_in(joan), {"one": helen.number, "other": twin.number}
    page = desk.get(reverse("patients:merge"), numbers)
    shown = page.content.decode()

    assert page.context["keep"] == helen.number
    assert "1 treatment session<" in shown
    assert CANARY not in shown
    said = {**numbers, "keep": twin.number, "versions": page.context["versions"], "take.name": helen.number}
    desk.post(reverse("patients:merge"), said)
    twin.refresh_from_db()
    assert (str(twin), twin.email, twin.phone) == ("Helen Vasquez", "helen@example.test", "07700 900188")

    old = desk.get(reverse("patients:edit", args=[helen.number]))
    assert old["Location"] == reverse("patients:edit", args=[twin.number])
    refused = desk.post(reverse("patients:edit", args=[helen.number]), {"first_name": "X"})
    assert (refused.status_code, f"merged into record {twin.number}" in refused.content.decode()) == (
        409,
        True,
    )
    found = desk.post(reverse("patients:find"), {"words": f"no. {helen.number}"}).content.decode()
    assert reverse("patients:detail", args=[twin.number]) in found

    desk.post(reverse("patients:unmerge", args=[Merge.objects.get().pk]))
    assert desk.get(reverse("patients:detail", args=[helen.number])).status_code == 200
    assert Patient.objects.get(pk=helen.pk).phone == "0151 555 0188"


def test_a_record_changed_meanwhile_is_shown_again_with_what_was_chosen(joan):
    one, other = registered(joan, "Helen Vasquez"), registered(joan, "Hellen Vasques")
    said = {"one": one.number, "other": other.number, "keep": other.number, "versions": "9-9"}

    page = signed_in(joan).post(reverse("patients:merge"), {**said, "take.name": one.number})

    assert page.status_code == 409
    assert "Somebody changed one of these records meanwhile" in page.content.decode()
    assert {line.name: taken for line, _, _, taken in page.context["lines"]}["name"] == one.number
    assert page.context["keep"] == other.number
    assert not Merge.objects.exists()


def test_who_looked_reads_both_and_two_histories_ask_to_be_asked_again(joan, maya, helen):
    twin = registered(joan, "Hellen Vasques")
    make.history(twin, maya, hernia="yes")
    signed_in(joan).get(reverse("patients:detail", args=[twin.number]))
    therapist, words = signed_in(maya), "Only the newest answers raise cautions"

    merge(helen, twin, chosen={}, by=joan)

    looked = therapist.get(reverse("patients:access", args=[helen.number]))
    assert {look.event.patient_id for look in looked.context["looks"]} == {helen.pk, twin.pk}
    assert words in looked.content.decode()
    assert words not in signed_in(joan).get(reverse("patients:detail", args=[helen.number])).content.decode()
    make.history(helen, maya, hernia="no")
    assert words not in therapist.get(reverse("patients:detail", args=[helen.number])).content.decode()


def test_apart_by_a_button_and_taken_back_by_its_undo(joan):
    one, other = registered(joan, "Helen Vasquez"), registered(joan, "Hellen Vasques")
    desk, numbers = signed_in(joan), {"one": other.number, "other": one.number}

    desk.post(reverse("patients:apart"), numbers)
    assert NotTheSame.objects.count() == 1
    desk.post(f"{reverse('patients:apart')}?do=back&one={one.number}&other={other.number}")

    assert not NotTheSame.objects.exists()
