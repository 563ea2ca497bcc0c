"""What the rules of treatment sessions do not allow, in sentences a therapist can act on."""

from typing import Any

from clinic.refusals import Refused


class SessionRefused(Refused):
    """A rule about a treatment session said no; status is the answer's HTTP number."""

    status = 422


class Unclear(SessionRefused):
    """A form was sent that cannot be read as it is."""


class NotTheTherapist(SessionRefused):
    """Someone else's session: colleagues of the care team read, only its therapist writes."""

    status = 403


class CannotStart(SessionRefused):
    """The visit is over, called off or on another day."""


class IntakeMissing(CannotStart):
    """Nobody has asked this patient yet, and the clinic wants it done before the first treatment."""

    def __init__(self) -> None:
        super().__init__(
            "The questionnaire is not answered yet, and this clinic asks for it before a first visit. "
            "Ask now, or write why you begin without it."
        )


class Blocked(SessionRefused):
    """An answer of the medical history says not to treat."""


class PointRefused(SessionRefused):
    """The point cannot be there, or cannot be changed like that."""


class OffLimits(PointRefused):
    """A caution or the patient's no keeps hands off there; a written reason lets it be all the same."""


class OverCap(PointRefused):
    """A treatment goes past a caution's limit; a written reason lets it stand all the same."""


class NotReady(SessionRefused):
    """Something is missing before the session can be signed."""


class AlreadySigned(SessionRefused):
    status = 409

    def __init__(self) -> None:
        super().__init__("This session is signed. To change it, add an addendum.")


class StaleNote(SessionRefused):
    """The note was changed elsewhere since it was read; theirs and yours are both kept here.

    theirs: what is stored now. yours: what could not be stored. version: the one to send to replace theirs.
    """

    status = 409

    def __init__(self, *, theirs: dict[str, Any], yours: dict[str, Any], version: int, at: str) -> None:
        super().__init__(f"Someone else changed this note at {at}. Both texts are kept; choose what stays.")
        self.theirs, self.yours, self.version = theirs, yours, version

    @property
    def differing(self) -> list[dict[str, Any]]:
        """The parts of the note that the two do not share, each with both texts."""
        return [
            {
                "name": name,
                "label": name.replace("_", " ").capitalize(),
                "theirs": text,
                "yours": self.yours[name],
            }
            for name, text in self.theirs.items()
            if text != self.yours[name]
        ]
