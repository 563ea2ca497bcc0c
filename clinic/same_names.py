"""What people of the staff are called where two of them go by one name."""

from collections import Counter
from collections.abc import Iterable

from clinic.models import Staff


def told_apart(staff: Iterable[Staff]) -> dict[int, str]:
    """What to call each, by their key: the name, and where others have it too, what sets them apart.

    That is the legal name, or the e-mail, which nobody shares, where it says no more.
    """
    people = list(staff)
    called = Counter(one.display_name for one in people)
    legally = Counter((one.display_name, one.legal_name) for one in people)

    def words(one: Staff) -> str:
        if called[one.display_name] == 1:
            return one.display_name
        says_more = one.legal_name != one.display_name and legally[one.display_name, one.legal_name] == 1
        return f"{one.display_name} ({one.legal_name if says_more else one.email})"

    return {one.pk: words(one) for one in people}


def by_first_name(staff: Iterable[Staff]) -> dict[int, str]:
    """The same where a first name will do: who shares theirs is called by the whole name, told apart."""
    people = list(staff)
    called, whole = Counter(one.first_name for one in people), told_apart(people)
    return {one.pk: one.first_name if called[one.first_name] == 1 else whole[one.pk] for one in people}


def called(therapist: Staff) -> str:
    """The same of one of those who treat: every one of them is asked for."""
    return by_first_name({*Staff.objects.therapists(), therapist})[therapist.pk]
