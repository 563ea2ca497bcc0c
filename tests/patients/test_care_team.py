"""The care team: who adds whom by name, and who is let in for it."""

import pytest
from django.urls import reverse

from clinic.models import AuditEvent
from patients import care
from patients.models import CareTeam
from tests import make
from tests.patients.test_pages import url
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
REASON = "Covering for Maya, patient in pain on the phone"


@pytest.fixture
def ines():
    return make.therapist("Ines Duarte")


@pytest.fixture
def rosa():
    return make.admin()


def test_a_colleague_is_added_by_name_with_a_reason(maya, ines, helen):
    client = signed_in(maya)

    client.post(url("team", helen), {"therapist": ines.pk, "why": "Holiday cover"})

    event = AuditEvent.objects.get(action="joined the care team")
    assert (event.actor, event.patient_id, event.reason) == (maya, helen.pk, "Holiday cover")
    assert signed_in(ines).get(url("history", helen)).status_code == 200
    assert "Holiday cover" in client.get(url("team", helen)).content.decode()


def test_ending_a_membership_shuts_the_record_at_once(maya, ines, helen):
    member = care.join(helen, ines, why="Holiday cover", by=maya)

    signed_in(maya).post(reverse("patients:leave", args=[helen.number, member.pk]))
    care.leave(member, by=maya)

    assert signed_in(ines).get(url("history", helen)).status_code == 404
    assert AuditEvent.objects.filter(action="left the care team").count() == 1
    assert [event.pgh_label for event in member.events.order_by("pk")] == ["insert", "update"]


def test_a_membership_ends_only_under_its_own_record(maya, ines, helen):
    member = care.join(helen, ines, why="Holiday cover", by=maya)
    marta = make.patient("Marta Kowalski")
    make.in_care_of(maya, marta)

    answer = signed_in(maya).post(reverse("patients:leave", args=[marta.number, member.pk]))

    assert answer.status_code == 404
    assert CareTeam.objects.filter(therapist=ines).current().exists()


@pytest.mark.parametrize(
    "said", [{}, {"why": "Cover"}, {"therapist": "0", "why": "Cover"}, {"therapist": "me", "why": "x"}]
)
def test_nonsense_adds_nobody(maya, helen, said):
    said = {name: maya.pk if value == "me" else value for name, value in said.items()}

    assert signed_in(maya).post(url("team", helen), said).status_code == 422
    assert not CareTeam.objects.exists()


def test_a_broken_glass_makes_nobody_a_member(ines, helen):
    tomas = make.therapist("Tomas")
    care.break_glass(helen, reason=REASON, by=ines)

    assert (
        signed_in(ines).post(url("team", helen), {"therapist": tomas.pk, "why": "Cover"}).status_code == 404
    )
    with pytest.raises(care.CareRefused):
        care.join(helen, tomas, why="Cover", by=ines)


def test_nobody_adds_themselves_or_somebody_twice(maya, ines, rosa, helen):
    care.join(helen, ines, why="Cover", by=rosa)

    with pytest.raises(care.CareRefused, match="in the care team already"):
        care.join(helen, ines, why="Cover", by=maya)
    with pytest.raises(care.CareRefused, match="Nobody adds themselves"):
        care.join(helen, maya, why="Cover", by=maya)


def test_the_front_desk_does_not_see_or_change_the_team(helen):
    client = signed_in(make.front_desk())

    assert client.get(url("team", helen)).status_code == 403
    assert url("team", helen) not in client.get(url("detail", helen)).content.decode()
