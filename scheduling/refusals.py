"""What the schedule does not allow, in sentences that the desk can read out."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property

from clinic import clock
from clinic.models import Credential, Staff
from clinic.naming import Naming, joined
from clinic.refusals import Refused
from clinic.same_names import by_first_name
from scheduling import availability, wording
from scheduling.availability import Offer
from scheduling.margins import why_kept
from scheduling.models import Appointment, Service, Status, TimeOff
from scheduling.wish import Wish, room_with


class BookingRefused(Refused):
    """The schedule said no; nothing was changed."""


class TimeRefused(BookingRefused):
    """That time cannot be had; wish, once it is known, is what else is looked for.

    anyone: it is the therapist who cannot be had, so that a colleague's times are of use.
    """

    anyone = False
    wish: Wish | None = None
    none_free = "Nothing is free in the two weeks from then on either."

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    @cached_property
    def offers(self) -> Sequence[Offer] | None:
        """The nearest that are free when they are first asked for; None where nobody can say.

        A colleague's where the therapist has none.
        """
        if self.wish is None:
            return None
        own = [] if self.anyone else availability.near(self.wish)
        if own:
            return own
        everyone = [*Staff.objects.therapists()]
        self._called = by_first_name(everyone)
        return availability.near(self.wish, therapists=everyone)

    def __str__(self) -> str:
        return joined(self.sentence, self._alternatives())

    def _alternatives(self) -> str:
        """Free today: 16:00, 17:00. Of the first day that has any, for that is what people ask next."""
        if self.offers is None:
            return ""
        if not self.offers:
            return self.none_free
        first = self.offers[0].day
        times = [self._offered(one) for one in self.offers if one.day == first]
        return f"Free{self._as_long_as_asked()} {self._on(first)}: {', '.join(times)}."

    def _on(self, day: date) -> str:
        named = wording.on_day(day)
        same = self.wish is not None and day == clock.local(self.wish.starts_at).date()
        return "that day" if same and named.startswith("on ") else named

    def _as_long_as_asked(self) -> str:
        """Said where it is the length that changes."""
        wish = self.wish
        other = wish is not None and wish.moving is not None and wish.moving.minutes != wish.minutes
        return f" for {wording.length(wish.minutes)}" if wish and other else ""

    def _offered(self, offer: Offer) -> str:
        at = f"{wording.at(offer.starts_at)}{offer.which}"
        theirs = self.wish is not None and offer.therapist == self.wish.therapist
        return at if theirs and not self.anyone else f"{at} with {self._called[offer.therapist.pk]}"


class TimePassed(TimeRefused):
    def __init__(self) -> None:
        super().__init__("That time has passed.")


class OffTheGrid(TimeRefused):
    def __init__(self, grid_minutes: int) -> None:
        super().__init__(f"Appointments begin every {grid_minutes} minutes of the hour, from :00 on.")


class OutsideHours(TimeRefused):
    """Outside working hours; hours are those of that day, which may be none."""

    def __init__(self, who: str, starts_at: datetime, hours: Sequence[str]) -> None:
        day = wording.on_day(clock.local(starts_at).date())
        works = f"works from {wording.listed(hours)}" if hours else "does not work"
        super().__init__(f"{who} {works} {day}.")


class Away(TimeRefused):
    def __init__(self, who: str, off: TimeOff) -> None:
        where = f"at {off.chair_day} for chair massage" if off.chair_day else "away"
        super().__init__(f"{who} is {where} {wording.stretch(off.starts_at, off.ends_at)}.")


class Closed(TimeRefused):
    """The whole clinic is off: a public holiday, a training day."""

    def __init__(self, off: TimeOff) -> None:
        super().__init__(f"The clinic is closed {wording.stretch(off.starts_at, off.ends_at)}: {off.reason}.")


class Lapsed(TimeRefused):
    """The therapist's licence or insurance has ended by that day."""

    anyone = True

    def __init__(self, who: str, credential: Credential) -> None:
        ended = credential.expires_on
        assert ended
        said = "ended" if ended < clock.today() else "ends"
        until = f"{ended:%-d %B %Y}"
        super().__init__(
            f"{who}'s {credential.title.lower()} {said} on {until}, so nobody is booked after it."
        )


class LicensedElsewhere(TimeRefused):
    """The therapist's licences are all for other places than the one where the visit would be."""

    anyone = True

    def __init__(self, who: str, licence: Credential, place: str) -> None:
        super().__init__(f"{who}'s licence is for {licence.jurisdiction}, and this would be in {place}.")


class Untrained(TimeRefused):
    """The service asks for a modality that the therapist holds no credential for on that day."""

    anyone = True

    def __init__(self, who: str, service: Service, starts_at: datetime) -> None:
        day = wording.on_day(clock.local(starts_at).date())
        super().__init__(f"{service} needs a credential for {service.modality}, and {who} has none {day}.")


class OverTheLimit(TimeRefused):
    """More hands-on time than the therapist takes in a day; all in minutes."""

    def __init__(self, who: str, day: date, *, has: int, more: int, limit: int) -> None:
        then, most = wording.length(has + more), wording.length(limit)
        so_far = f"{wording.length(has)} hands-on" if has else "nothing yet"
        now = f"{who} has {so_far} {wording.on_day(day)}"
        super().__init__(f"{now}; with this it would be {then}, and the limit is {most}.")


class TherapistTaken(TimeRefused):
    """The therapist has an appointment then or too close to it; None: only the database saw it."""

    def __init__(self, who: str, other: Appointment | None = None, wish: Wish | None = None) -> None:
        super().__init__(f"{who} already has an appointment {_when(other)}.{why_kept(other, wish)}")


class PatientTaken(TimeRefused):
    def __init__(self, who: str, other: Appointment | None = None) -> None:
        whose = f" with {other.therapist.first_name}" if other else ""
        super().__init__(Naming(f"{who} already has an appointment {_when(other)}{whose}.", who))


class NoRoom(TimeRefused):
    """rooms: how many would do if they were free; needs: what the room must have."""

    def __init__(self, starts_at: datetime, ends_at: datetime, *, rooms: int, needs: Sequence[str]) -> None:
        room = room_with(needs)
        when = f"from {wording.at(starts_at)} to {wording.at(ends_at)}"
        if not rooms:
            self.none_free = "None is free anywhere else in the two weeks from then on."
        super().__init__(f"No {room} is free {when}." if rooms else f"There is no {room} here.")


class RoomTaken(TimeRefused):
    """One room that was asked for; the same time may be free in another."""

    def __init__(self, room: str, starts_at: datetime, ends_at: datetime) -> None:
        when = f"from {wording.at(starts_at)} to {wording.at(ends_at)}"
        super().__init__(f"{room} is not free {when}.")

    def __str__(self) -> str:
        return joined(self.sentence, self._by_whom(), self._alternatives())

    def _by_whom(self) -> str:
        """Who is in it until when, as far as that can be told."""
        if self.wish is None or self.wish.room is None:
            return ""
        during = {"starts_at__lt": self.wish.ends_at, "ends_at__gt": self.wish.starts_at}
        if off := TimeOff.objects.filter(room=self.wish.room, **during).first():
            return f"It is closed {wording.stretch(off.starts_at, off.ends_at)}: {off.reason}."
        near = Appointment.objects.holding().filter(room=self.wish.room, occupies__overlap=self.wish.occupies)
        if self.wish.moving:
            near = near.exclude(pk=self.wish.moving.pk)
        if other := near.select_related("patient", "therapist").order_by("starts_at").first():
            there = f"{other.patient} is in it with {other.therapist.first_name} {_when(other)}."
            return Naming(there + why_kept(other, self.wish), other.patient)
        return ""

    def _offered(self, offer: Offer) -> str:
        return f"{super()._offered(offer)} in {offer.place}"


class RoomUnsuitable(BookingRefused):
    def __init__(self, room: str, needs: Sequence[str]) -> None:
        having = f" It must have: {wording.listed(needs)}." if needs else ""
        super().__init__(f"{room} cannot be used for this appointment.{having}")


class NotOffered(BookingRefused):
    """A service, a length or a therapist that the clinic does not offer."""


class NotBookable(BookingRefused):
    """Nobody books for this person any more; the sentence says why."""


class NothingBooked(BookingRefused):
    """Not one visit of a series could be had; troubles: what stood in the way of each."""

    def __init__(self, troubles: Sequence[str]) -> None:
        first = f" {troubles[0]}" if troubles else " Choose a time for at least one date."
        super().__init__(f"Nothing was booked.{first}")


class StatusRefused(BookingRefused):
    """Where the appointment stands now does not allow it."""

    def __init__(self, appointment: Appointment, verb: str) -> None:
        whose = f"{appointment.patient}'s appointment {wording.moment(appointment.starts_at)}"
        stands = Status(appointment.status).label.lower()
        words = f"{whose} is marked {stands}, so it cannot be {verb}."
        super().__init__(Naming(words, appointment.patient))


class Changed(BookingRefused):
    """The page that asked was older than the row; shown and now say both states in words."""

    def __init__(self, shown: str, now: str) -> None:
        super().__init__(
            f"Someone changed this appointment meanwhile. Your page showed: {shown}. It is now: {now}. "
            "Nothing was changed; look at it and decide again."
        )


class GivenAway(BookingRefused):
    """Two records were merged, or taken apart again, and the appointment is the other one's now."""

    def __init__(self) -> None:
        super().__init__(
            "This appointment went to another record meanwhile: two were merged, or a merge was undone. "
            "Nothing was changed; look at it and decide again."
        )


class NothingToTakeBack(BookingRefused):
    def __init__(self) -> None:
        super().__init__("The last change of this appointment cannot be taken back.")


class InTheWay(BookingRefused):
    """Working hours or time off that would leave appointments standing; the sentence names the first."""

    def __init__(self, what: str, appointments: Sequence[Appointment]) -> None:
        self.appointments = appointments
        first = "; ".join(f"{wording.moment(one.starts_at)} {one.patient}" for one in appointments[:5])
        more = f"; and {len(appointments) - 5} more" if len(appointments) > 5 else ""
        count = (
            "1 appointment stands" if len(appointments) == 1 else f"{len(appointments)} appointments stand"
        )
        words = f"{count} in the way of {what}: {first}{more}. Move them first."
        super().__init__(Naming(words, *(one.patient for one in appointments[:5])))


def _when(other: Appointment | None) -> str:
    return f"from {wording.at(other.starts_at)} to {wording.at(other.ends_at)}" if other else "then"
