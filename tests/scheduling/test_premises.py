"""Places and rooms: added and changed by an admin, and out of use only where nobody is to come."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.models import AuditEvent
from scheduling import booking
from scheduling.models import STEP_FREE, Location, Room, Status
from scheduling.premises import keeping
from scheduling.premises.forms import RoomForm
from scheduling.refusals import BookingRefused, InTheWay
from tests import make
from tests.make import at
from tests.scheduling import ask
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return make.admin("Rosa")


@pytest.fixture
def quay(rosa):
    return keeping.add_location(said=keeping.Place("Quay", "1 Quay", ""), by=rosa)


def room(quay, rosa, *features, name="Room 7"):
    return keeping.add_room(location=quay, said=keeping.Fittings(name, [*features]), by=rosa)


def test_from_nothing_an_admin_adds_a_place_and_a_room_and_it_is_booked(rosa):
    client = signed_in(rosa)
    assert "No place yet" in client.get(reverse("scheduling:premises")).content.decode()

    form = client.post(reverse("scheduling:new_location"), {"name": "Quay"}, follow=True)
    client.post(form.redirect_chain[-1][0], {"name": "Room 7", "features": [STEP_FREE], "more": "Sink, TV"})

    added = Room.objects.get()
    assert (str(added.location), added.features) == ("Quay", ["sink", STEP_FREE, "tv"])
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    leo.working_hours.update(location=added.location)
    assert ask.book(leo, at("10:00")).room == added
    assert [*AuditEvent.objects.filter(action__endswith="added").values_list("action", flat=True)][-2:] == [
        "location added",
        "room added",
    ]


@pytest.mark.parametrize(
    ("place", "typed"), [("new_location", {"name": "quay"}), ("new_room", {"name": "ROOM 7"})]
)
def test_a_name_that_is_there_already_is_refused_and_what_was_typed_stays(rosa, quay, place, typed):
    room(quay, rosa)
    args = [quay.pk] if place == "new_room" else []

    answer = signed_in(rosa).post(reverse(f"scheduling:{place}", args=args), typed)

    assert answer.status_code == 422
    assert f"called {typed['name']}" in answer.content.decode()
    assert f'value="{typed["name"]}"' in answer.content.decode()
    assert (Location.objects.count(), Room.objects.count()) == (1, 1)


def test_a_room_in_which_somebody_is_to_come_stays_in_use_and_names_them(rosa, leo):
    held = ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"))

    answer = signed_in(rosa).post(reverse("scheduling:use_room", args=[held.room_id]))

    assert answer.status_code == 422
    assert "1 appointment stands in the way of taking Room 1 out of use" in answer.content.decode()
    assert reverse("scheduling:appointment", args=[held.pk]) in answer.content.decode()
    assert Room.objects.get().active


def test_a_room_that_was_used_before_is_taken_out_and_no_more_booked(rosa, leo, tuesday):
    gone = make.appointment(leo, at("10:00") - timedelta(days=7))
    keeping.use_room(room=gone.room, active=False, by=rosa)

    with pytest.raises(BookingRefused, match="room"):
        ask.book(leo, at("15:00"))
    keeping.use_room(room=gone.room, active=True, by=rosa)
    assert ask.book(leo, at("15:00")).room == gone.room


def test_a_feature_that_a_visit_needs_stays(rosa, leo):
    held = Room.objects.get()
    keeping.change_room(room=held, said=keeping.Fittings("Room 1", [STEP_FREE, "sink"]), by=rosa)
    ask.book(leo, at("10:00"), patient=make.patient("Ana Silva", step_free=True))

    with pytest.raises(InTheWay, match="Room 1 without step-free: today 10:00 Ana Silva"):
        keeping.change_room(room=held, said=keeping.Fittings("Room 1", ["sink"]), by=rosa)

    kept = keeping.change_room(room=held, said=keeping.Fittings("Room 1", [STEP_FREE]), by=rosa)
    assert kept.features == [STEP_FREE]


def test_a_place_with_rooms_in_use_is_not_closed(rosa, quay):
    seven = room(quay, rosa)
    with pytest.raises(keeping.PremisesRefused, match="1 room is in use at Quay"):
        keeping.use_location(location=quay, active=False, by=rosa)

    keeping.use_room(room=seven, active=False, by=rosa)
    assert not keeping.use_location(location=quay, active=False, by=rosa).active
    with pytest.raises(keeping.PremisesRefused, match="Open it again first"):
        keeping.use_room(room=seven, active=True, by=rosa)
    with pytest.raises(keeping.PremisesRefused, match="Open it again first"):
        room(quay, rosa, name="Room 8")


def test_what_a_room_has_is_told_in_few_words():
    form = RoomForm({"name": "Room 1", "more": "a" * 31})
    assert form.errors["more"] == ["At most 30 letters for each."]
    form = RoomForm({"name": "Room 1", "more": ",".join(map(str, range(21)))})
    assert form.errors["more"] == ["At most 20 things."]


def test_a_visit_that_is_booked_meanwhile_keeps_its_room_in_use(rosa, leo):
    held = ask.book(leo, at("10:00"))
    booking.cancel(appointment=held, reason="", version=held.version, by=rosa)

    assert not keeping.use_room(room=held.room, active=False, by=rosa).active


def test_a_visit_that_is_fulfilled_keeps_no_room_in_use(quay, rosa):
    used = room(quay, rosa)
    make.appointment(make.therapist("Leo"), at("10:00"), room=used, status=Status.FULFILLED)

    assert not keeping.use_room(room=used, active=False, by=rosa).active
