"""What is offered and what it costs: a price has its day, and a visit keeps the one it was booked at."""

import re
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from scheduling import booking, sizing
from scheduling.models import Price, Service
from scheduling.refusals import NotOffered
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from scheduling.services import offering
from scheduling.services.pricing import PriceList
from tests import make
from tests.make import at
from tests.scheduling import ask
from tests.sweeping import each

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
NEW_YEAR = date(2027, 1, 1)
SAID = {
    "name": "Needling", "category": "trigger_point", "durations": ["30", "45"], "buffer_before": "5",
    "buffer_after": "10", "needs": ["step-free"], "modality": "Dry needling", "order": "20",
}  # fmt: skip


def test_a_visit_has_the_price_of_its_day_and_keeps_it(leo):
    service, joan = make.service(), make.front_desk()
    make.price(service, "60")
    make.price(service, "66.50", NEW_YEAR)

    now, then = ask.book(leo, at("10:00")), ask.book(leo, at("10:00", NEW_YEAR))
    make.price(service, "99")
    moved = booking.move(
        appointment=now, starts_at=at("12:00", NEW_YEAR), therapist=leo, version=now.version, by=joan
    )

    then.refresh_from_db()
    assert (moved.price, then.price) == (Decimal(60), Decimal("66.50"))
    assert Price.objects.count() == 2, "the same day set again is the same row"


def test_a_length_without_a_price_has_none_and_a_new_length_has_its_own(leo):
    service, joan = make.service(), make.front_desk()
    service.durations = [60, 90]
    service.save()
    visit = ask.book(leo, at("10:00"))
    make.price(service, "88", minutes=90)

    longer = sizing.resize(appointment=visit, minutes=90, version=visit.version, by=joan)
    assert (visit.price, longer.price) == (None, Decimal(88))
    assert booking.restore(appointment=longer, version=longer.version, by=joan).price is None


def test_each_visit_of_a_series_costs_what_its_own_day_does(leo):
    service = make.service()
    make.price(service, "60")
    make.price(service, "66", NEW_YEAR)
    days = [NEW_YEAR - timedelta(days=1), NEW_YEAR]
    series = book_series(
        patient=make.patient(), service=service, minutes=60, pattern=Pattern(days[0], count=2),
        picks=[Pick(day, leo, at("10:00", day)) for day in days],
        key=uuid.uuid4(), by=make.front_desk(),
    )  # fmt: skip

    assert [one.price for one in series.appointments.order_by("starts_at")] == [60, 66]


def test_a_price_of_the_past_stays_and_a_length_that_is_not_offered_has_none():
    service, rosa = make.service(), make.admin()
    with pytest.raises(offering.ServiceRefused, match="Prices that have held stay"):
        make.price(service, "60", TODAY - timedelta(days=1))
    with pytest.raises(offering.ServiceRefused, match="is not offered for 20 minutes"):
        offering.set_prices(service=service, amounts={20: Decimal(9)}, valid_from=TODAY, by=rosa)


def test_a_retired_service_is_not_booked_and_may_come_back(leo):
    service, rosa = make.service(), make.admin()
    retired = offering.retire(service=service, by=rosa)
    with pytest.raises(NotOffered, match="is not offered any more"):
        ask.book(leo, at("10:00"), service=retired)

    assert ask.book(leo, at("10:00"), service=offering.offer_again(service=service, by=rosa))


def test_an_admin_adds_a_service_sets_what_it_costs_and_the_desk_sees_it(leo, client):
    make.room("Room 2", features=["step-free"])
    make.credential(leo, "modality", name="Dry needling")
    client.force_login(make.admin("Ruth"))

    client.post("/services/new/", SAID)
    service = Service.objects.get()
    answer = client.post(
        f"/services/{service.pk}/prices/", {"valid_from": "2026-11-24", "m30": "38", "m45": "52.5"}
    )

    assert (answer.status_code, service.durations, service.needs) == (302, [45, 30], ["step-free"])
    assert [PriceList.of(service).on(TODAY, one) for one in (30, 45)] == [Decimal(38), Decimal("52.50")]
    assert "45 min, £52.50" in client.get("/services/").content.decode()
    client.force_login(make.front_desk())
    patient = make.patient()
    assert "£38" in client.get(f"/appointments/book/?patient={patient.number}&minutes=30").content.decode()
    visit = ask.book(leo, at("10:00"), service=service, minutes=30, patient=patient)
    assert "Needling, £38" in client.get(f"/appointments/{visit.pk}/").content.decode()


def test_an_admin_types_any_length_that_the_board_can_draw(leo, client):
    client.force_login(make.admin())
    client.post("/services/new/", {**SAID, "needs": [], "modality": "", "other": "50, 105,5 , 480"})
    service = Service.objects.get()
    assert service.durations == [480, 105, 50, 45, 30, 5]

    page = client.get(f"/services/{service.pk}/").content.decode()
    assert re.findall(r'name="durations" value="(\d+)"[^>]* checked', " ".join(page.split())) == [
        "5", "30", "45", "50", "105", "480",
    ]  # fmt: skip
    assert [name for name in ("m50", "m105") if f'name="{name}"' in page] == ["m50", "m105"]
    assert "50 min" in client.get(f"/appointments/book/?service={service.pk}&minutes=50").content.decode()
    assert ask.book(leo, at("10:00"), service=service, minutes=50).minutes == 50
    client.post(f"/services/{service.pk}/", {**SAID, "needs": [], "modality": "", "durations": ["50"]})
    assert Service.objects.get().durations == [50]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("52", "A length is a multiple of 5 minutes: 50 or 55, not 52."),
        ("0", "A length is from 5 to 480 minutes; 0 is not."),
        ("50, 485", "A length is from 5 to 480 minutes; 485 is not."),
        ("an hour", "Write whole minutes with commas between: 50, 105."),
        ("50 105", "Write whole minutes with commas between: 50, 105."),
        ("-5", "Write whole minutes with commas between: 50, 105."),
        ("٥٠", "Write whole minutes with commas between: 50, 105."),
        ("9" * 30, "A length is from 5 to 480 minutes"),
    ],
)
def test_a_length_that_cannot_be_drawn_is_refused_and_stays_typed(client, typed, told):
    client.force_login(make.admin())

    answer = client.post("/services/new/", {**SAID, "needs": [], "modality": "", "other": typed})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert not Service.objects.exists()


def test_a_length_of_before_stays_and_the_rule_holds_for_new_ones(leo):
    rosa, service = make.admin(), make.service(minutes=37)
    said = {name: getattr(service, name) for name in offering.Said.__dataclass_fields__}

    kept = offering.change(service=service, said=offering.Said(**{**said, "order": 7}), by=rosa)

    assert (kept.order, kept.durations) == (7, [37])
    with pytest.raises(offering.ServiceRefused, match="multiple of 5 minutes: 40 or 45, not 41"):
        offering.change(service=service, said=offering.Said(**{**said, "durations": [37, 41]}), by=rosa)


WRONG = [
    {"durations": ["61"]}, {"durations": []}, {"name": ""}, {"name": "trigger POINT 60"}, {"name": "a\x00"},
    {"buffer_after": "-1"}, {"buffer_after": "9999"}, {"order": "x"}, {"needs": ["a sauna"]},
]  # fmt: skip
NO_PRICE = [{"m60": "-1"}, {"m60": "1e9"}, {"m60": "NaN"}, {"valid_from": "1999-01-01"}]


@pytest.mark.parametrize("wrong", each(WRONG, one_in=9))
def test_the_page_refuses_in_words_what_cannot_be(client, wrong):
    make.service()
    client.force_login(make.admin())

    assert client.post("/services/new/", {**SAID, "needs": [], "modality": "", **wrong}).status_code == 422
    assert Service.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"m60": "-1"}, {"m60": "1e9"}, {"m60": "NaN"}, {"valid_from": "1999-01-01"}]
)
def test_a_price_that_is_none_is_refused(client, wrong):
    service = make.service()
    client.force_login(make.admin())
    said = {"valid_from": "2026-11-24", "m60": "60", **wrong}

    assert client.post(f"/services/{service.pk}/prices/", said).status_code == 422
    assert not Price.objects.exists()
