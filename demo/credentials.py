"""What the demo's people hold: all in order, but for an insurance and a first-aid course that end soon."""

from datetime import timedelta

from clinic.models import Credential
from demo.furnishings import INES, JOAN, MAYA, OWEN, REGISTER, TOMAS, House

KIND = Credential.Kind
NEEDLING = "Dry needling"
# Whose, what, its name, its number, and in how many days it ends.
HELD = (
    (MAYA, KIND.LICENCE, "", "20417", 310),
    (MAYA, KIND.INSURANCE, "", "TP 88-2041", 128),
    (MAYA, KIND.FIRST_AID, "", "", 23),
    (MAYA, KIND.MODALITY, NEEDLING, "DN-417", 640),
    (TOMAS, KIND.LICENCE, "", "S1188", 220),
    (TOMAS, KIND.INSURANCE, "", "TP 88-2042", 128),
    (TOMAS, KIND.FIRST_AID, "", "", 6),
    (INES, KIND.LICENCE, "", "18650", 95),
    (INES, KIND.INSURANCE, "", "TP 91-0307", 52),
    (OWEN, KIND.LICENCE, "", "09532", 310),
    (OWEN, KIND.INSURANCE, "", "TP 88-2040", 128),
    (OWEN, KIND.MODALITY, NEEDLING, "DN-098", 275),
    (JOAN, KIND.FIRST_AID, "", "", 180),
)
YEAR = timedelta(days=365)


def hand_over(house: House) -> int:
    """Each was issued a year before it ends, or two for what lasts longer; how many."""
    rows = []
    for who, kind, name, number, days in HELD:
        ends = house.day + timedelta(days=days)
        issuer = REGISTER if kind == KIND.LICENCE else ""
        rows.append(
            Credential(
                staff=house.staff[who],
                kind=kind,
                name=name,
                number=number,
                jurisdiction=issuer,
                issued_on=ends - YEAR * (1 if days < YEAR.days else 2),
                expires_on=ends,
            )
        )
    return len(Credential.objects.bulk_create(rows))
