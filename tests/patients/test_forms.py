"""What people type: kept as they write it when it makes sense, refused in words when it does not."""

import pytest
from django.urls import reverse

from patients.forms import PatientForm
from tests import make
from tests.patients.test_pages import FORM, signed_in
from tests.sweeping import each

pytestmark = pytest.mark.django_db

STRANGE = [
    "\x00", "a\x07b", "\u202eeleH", "\ufeff", "\u2060\u2060", "\U000e0041", "\xed\xa0\x80",
    "\u2028", "👩\u200d👧", "İ" * 80, "ﷺ" * 80, "Z͑ͫaͪlͪgo", "𠀀𠀁", "Null", "<b onclick=x>", "{{ 7*7 }}",
    "'; DROP TABLE x; --", "=1+1", "$(reboot)", "%s%n", "a" * 81, "a" * 100_000, "9999-12-31", "0001-01-01",
    "2026-02-30", "1e400", "NaN", "-1", "9" * 5000, "1_000", "٣٤٥", "++44", "a@b@c", "x@y.z\nBcc: q@y.z",
]  # fmt: skip


def form(**typed: str) -> PatientForm:
    return PatientForm({**FORM, **typed})


@pytest.mark.parametrize(
    "name", ["O'Brien", "D’Souza", "李", "Ní Bhriain", "Nguyễn", "محمد", "X Æ A-12", "van der Berg"]
)
def test_names_are_kept_as_their_owners_write_them(name):
    filled = form(last_name=f"  {name}  ")

    assert filled.is_valid()
    assert filled.person["last_name"] == name


@pytest.mark.parametrize(
    "name", ["", "   ", "123", "\u200b", "\u202eeleH", "a\x07b", "A\U000e0041", "-", "a" * 81]
)
def test_what_is_not_a_name_is_refused(name):
    assert "last_name" in form(last_name=name).errors


def test_a_name_longer_than_its_field_once_folded_is_kept(db):
    maya = make.therapist("Maya")

    answer = signed_in(maya).post(reverse("patients:new"), {**FORM, "last_name": "ß" * 80})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    "day", ["2026-11-25", "9999-12-31", "1879-12-31", "0001-01-01", "2026-02-30", "yesterday", "9" * 5000]
)
def test_a_birth_date_lies_between_1880_and_today(day):
    assert "birth_on" in form(birth_on=day).errors


@pytest.mark.parametrize("day", ["2026-11-24", "1880-01-01", "08/02/1974"])
def test_a_plausible_birth_date_is_taken(day):
    assert form(birth_on=day).is_valid()


@pytest.mark.parametrize(
    "phone", ["12345", "1" * 16, "call me", "++44 151 555", "ext 3", "+", "44+151555", "+999 5550188"]
)
def test_a_phone_has_six_to_fifteen_digits(phone):
    assert "phone" in form(phone=phone).errors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0151 555 0188", "0151 555 0188"),
        ("+44 (0)151 555 0188", "+44 151 555 0188"),
        ("０１５１ ５５５ ０１８８", "0151 555 0188"),
        ("٠١٥١٥٥٥٠١٨٨", "01515550188"),
        ("0151 555 0188 x 12", "0151 555 0188 ext 12"),
        ("555 0188 extension 3", "555 0188 ext 3"),
    ],
)
def test_a_phone_is_shown_as_it_is_dialled(typed, kept):
    filled = form(phone=typed)

    assert filled.is_valid()
    assert filled.person["phone"] == kept


@pytest.mark.parametrize("address", ["a@b@c", "x@y.z\nBcc: q@y.z", "nobody", "a b@example.test"])
def test_an_e_mail_address_is_one_address(address):
    assert "email" in form(email=address).errors


@pytest.mark.parametrize("value", each(STRANGE, one_in=6))
def test_strange_input_is_never_the_servers_fault(value):
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    make.in_care_of(maya, helen)
    client = signed_in(maya)
    everything = dict.fromkeys(
        [*PatientForm.base_fields, "twin", "words", "pick", "hernia", "hernia.since"], value
    )
    edit, history, detail = (
        reverse(f"patients:{name}", args=[helen.number]) for name in ("edit", "history", "detail")
    )

    answers = [
        client.post(reverse("patients:new"), everything),
        client.post(reverse("patients:new"), {**FORM, "address": value, "key": value, "twin": value}),
        client.post(reverse("patients:find"), everything),
        client.post(reverse("patients:twins"), everything),
        client.get(reverse("patients:list"), {"after": value, "letter": value}),
        client.get(detail, {"page": value}),
        client.post(edit, {**FORM, "version": value, "occupation": value}),
        client.post(history, {**everything, "reason_for_visit": value}),
        client.post(history, {"version": 0, "reason_for_visit": value}),
    ]

    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []


@pytest.mark.parametrize(
    "path", ["9" * 400, "9" * 5000, "0", "2147483648", "1%00", "1;2", "1.pdf", "-1", "%D9%A3"]
)
def test_an_impossible_number_is_nobodys(path):
    assert signed_in(make.therapist("Maya")).get(f"/patients/{path}/").status_code == 404


@pytest.mark.parametrize("name", ["detail", "edit", "history", "access"])
def test_reading_changes_nothing_but_the_audit_log(name):
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    make.in_care_of(maya, helen)

    signed_in(maya).get(reverse(f"patients:{name}", args=[helen.number]), {"version": "1", **FORM})

    before = helen.version
    helen.refresh_from_db()
    assert (helen.version, helen.events.count(), helen.histories.count()) == (before, 1, 0)
