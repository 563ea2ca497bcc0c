"""Finding people: the box forgives what people mistype, and warns before someone is added twice."""

from datetime import date

import pytest
from django.db import connection

from patients import dictionary, finding, likeness
from patients.models import Patient
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def joan():
    return make.front_desk()


def found(words: str, joan) -> list[str]:
    return [str(person) for person in finding.search(words, staff=joan)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Helen Vasquez", "vaskez"),
        ("Helen Vasquez", "hellen vasques"),
        ("Seán O'Brien", "obrien"),
        ("Seán O'Brien", "o’brian sean"),
        ("Zoë D’Souza", "d'souza"),
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Anna-Lena Groß", "annalena gross"),
        ("Hoa Nguyễn Thị", "nguyen"),
        ("Ахмед Иванов", "иванов"),
        ("小龙 李", "李"),
        ("Marta Kowalski", "Kowalsky Marta"),
        ("Marta Kowalski", "  MARTA   kow "),
        ("Marta Kowalski", "m kowalski"),
        ("Marta Kowalski", "Martak owalski"),
        ("Marta Kowalski", "owals"),
        ("Jhon Smith", "john smith"),
        ("Helen Vasquez", "Gasquez"),
        ("Helen Vasquez", "Vasq"),
        ("Seán O'Brien", "o brien"),
        ("Sean O Brien", "obrien"),
        ("Fiona Mac Donald", "macdonald"),
        ("Fiona MacDonald", "mac donald"),
        ("Jan van der Berg", "vanderberg jan"),
        ("Jan Vanderberg", "van der berg"),
        ("Ann Smith-Jones", "jones ann"),
        ("Ann Smith-Jones", "smithjones"),
        ("小龙 李", "李小龙"),
        ("李小龙 X", "小龙"),
        ("محـمد أحمد", "محمد احمد"),
        ("مُحَمَّد علي", "محمد"),
        ("Γιώργος Παπαδόπουλος", "παπαδοπουλοσ"),
        ("Γιώργος Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΛΟΣ"),
        ("สมชาย ใจดี", "ใจดี"),
        ("Zoe\u0308 Hill", "zoë"),
        ("Ki\u200drsten Hill", "kirsten"),
        ("민준 김", "김민준"),
    ],
)
def test_a_name_is_found_by_typo_accent_apostrophe_and_order(joan, name, words):
    make.patient(name)
    make.patient("Priya Ramachandran")

    assert found(words, joan) == [name]


def test_the_likeliest_name_comes_first(joan):
    for name in ("Jon Smythe", "John Smithson", "John Smith"):
        make.patient(name)

    assert found("john smith", joan) == ["John Smith", "John Smithson", "Jon Smythe"]


def test_both_names_come_before_one_and_the_same_before_a_typo(joan):
    for name in ("Ann Larsen", "Ann Larson", "Ann Larsenius", "Bo Larsen", "Ann Barsen"):
        make.patient(name)

    assert found("larsen", joan) == ["Ann Larsen", "Bo Larsen", "Ann Larsenius", "Ann Larson", "Ann Barsen"]
    assert found("larsen ann", joan) == ["Ann Larsen", "Ann Larsenius", "Ann Larson", "Ann Barsen"]
    assert found("larsen zacharias", joan) == ["Ann Larsen", "Bo Larsen"]


def test_of_people_alike_who_was_seen_last_comes_first(joan):
    old, new = make.patient("Tom Smith", number=1), make.patient("Tom Smith", number=2)
    leo = make.therapist("Leo")
    make.appointment(leo, make.at("09:00", date(2026, 1, 5)), patient=old, status="fulfilled")
    make.appointment(leo, make.at("09:00", date(2026, 6, 5)), patient=new, status="fulfilled")
    make.patient("Tom Smith", number=3)

    assert [person.number for person in finding.search("tom smith", staff=joan)] == [2, 1, 3]


def test_a_preferred_name_is_found_too(joan):
    make.patient("Margaret Hill", preferred_name="Peggy")

    assert found("peggy hill", joan) == ["Peggy Hill"]


@pytest.mark.parametrize(
    "words", ["0151 555 0188", "01515550188", "+44 151 555 0188", "0188", "(0151) 555-0188"]
)
def test_a_phone_number_is_found_by_its_digits_with_or_without_the_country(joan, words):
    make.patient("Helen Vasquez", phone="0151 5550188")
    make.patient("Marta Kowalski", phone="0151 555 0199")

    assert found(words, joan) == ["Helen Vasquez"]


@pytest.mark.parametrize("words", ["1042", "No. 1042", "#1042", "number 1042"])
def test_a_patients_number_comes_before_phones_with_the_same_digits(joan, words):
    make.patient("Marta Kowalski", phone="0151 555 1042")
    make.patient("Helen Vasquez", number=1042)

    assert found(words, joan) == ["Helen Vasquez", "Marta Kowalski"]


@pytest.mark.parametrize(
    "words", ["8 Feb 1974", "08/02/1974", "8.2.1974", "1974-02-08", "vasquez 8 february 1974"]
)
def test_a_birth_date_is_found_however_it_is_written(joan, words):
    make.patient("Helen Vasquez", birth_on=date(1974, 2, 8))
    make.patient("Helen Vasquez", birth_on=date(1990, 8, 2))

    assert [person.birth_on for person in finding.search(words, staff=joan)] == [date(1974, 2, 8)]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "x",
        "***",
        "%",
        "_",
        "'; --",
        "\\",
        "30 Feb 1974",
        "31/02/1974",
        "9" * 80,
        "0",
        "+",
        "-",
        "٣٤٥",
        "12 Nov 0000",
    ],
)
def test_nonsense_finds_nobody_and_breaks_nothing(joan, words):
    make.patient("Helen Vasquez", phone="0151 555 0188")

    assert found(words, joan) == []


def test_twenty_are_shown_at_most(joan):
    for _ in range(25):
        make.patient("Tom Smith")

    assert len(found("smith", joan)) == 20


def test_the_archive_crowds_nobody_out(joan):
    for _ in range(70):
        make.patient("Tom Smith", standing="archived", archived_why="Moved away")
    make.patient("Tim Smith")

    assert found("smith", joan) == found("smit", joan) == found("tim smith", joan) == ["Tim Smith"]
    assert len(finding.search("smith", staff=joan, among=likeness.ARCHIVE)) == 20


def test_one_search_tells_of_the_archive_too(joan, django_assert_num_queries):
    make.patient("Tom Smith")
    make.patient("Tim Smith", standing="archived", archived_why="Moved away")
    make.patient("Ann Blacksmith", standing="archived", archived_why="Moved away")

    def told(words):
        listed, archived = finding.search_apart(words, staff=joan)
        return [str(person) for person in listed], archived

    with django_assert_num_queries(2):
        assert told("smiht") == (["Tom Smith"], 1)
    assert told("tim") == (["Tom Smith"], 1)
    assert told("blacksmith") == ([], 1)
    assert told("cksmit") == ([], 1)
    assert told("nobody") == ([], 0)


def test_staff_who_left_find_nobody():
    make.patient("Helen Vasquez")
    gone = make.therapist("Gone", is_active=False)

    assert found("vasquez", gone) == []


SCANS = "SELECT pg_stat_get_xact_numscans('patients_by_words_of_name'::regclass)"


@pytest.mark.parametrize("words", ["vasquez", "vasquez helen", "h vasquez"])
def test_the_index_over_the_words_of_names_answers(joan, words):
    make.patient("Helen Vasquez")
    with connection.cursor() as cursor:
        cursor.execute(SCANS)
        before = cursor.fetchone()
        likeness.like(Patient.objects.visible_to(joan), dictionary.read(words), likeness.EVERYONE)
        cursor.execute(SCANS)

        assert cursor.fetchone() > before


def test_the_phone_index_answers_a_part_of_a_number(joan):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "patients_by_part_of_phone" in finding.search("555 0188", staff=joan).explain()


HELEN = {"birth_on": date(1974, 2, 8), "phone": "0151 555 0188"}


@pytest.mark.parametrize(
    "typed",
    [
        {"first_name": "Helen", "last_name": "Vasquez"},
        {"first_name": "Hellen", "last_name": "Vasques"},
        {"first_name": "Vasquez", "last_name": "Helen"},
        {"first_name": "Nell", "last_name": "Vasquez", "birth_on": date(1974, 2, 8)},
        {"first_name": "Someone", "last_name": "Else", "phone": "+44 151 555 0188"},
    ],
)
def test_a_likely_twin_is_shown(joan, typed):
    helen = make.patient("Helen Vasquez", **HELEN)

    assert [*finding.likely_twins(**typed, staff=joan)] == [helen]


@pytest.mark.parametrize(
    "typed",
    [
        {"first_name": "", "last_name": ""},
        {"first_name": "Tim", "last_name": "Smith"},
        {"first_name": "Helen", "last_name": "Vasquez", "birth_on": date(1999, 1, 1)},
        {"first_name": "Priya", "last_name": "Ramachandran", "birth_on": date(1974, 2, 8)},
        {"first_name": "Priya", "last_name": "Ramachandran", "phone": "0151"},
    ],
)
def test_someone_else_is_not_taken_for_a_twin(joan, typed):
    make.patient("Helen Vasquez", **HELEN)
    make.patient("Tom Smith")

    assert [*finding.likely_twins(**typed, staff=joan)] == []


def test_names_are_sorted_as_read_and_not_by_their_bytes():
    for name in ("Zoe Zeller", "Éric Éluard", "adam adams"):
        make.patient(name)

    assert [str(person) for person in Patient.objects.order_by("search_name")] == [
        "adam adams", "Éric Éluard", "Zoe Zeller",
    ]  # fmt: skip
