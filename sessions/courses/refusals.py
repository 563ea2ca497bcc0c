"""What the rules of a course do not allow, in sentences a therapist can act on."""

from clinic.refusals import Refused


class CourseRefused(Refused):
    """A rule about a complaint, a plan, home care, an outcome or a protocol said no."""


class ChangedMeanwhile(CourseRefused):
    def __init__(self) -> None:
        super().__init__(
            "Someone else changed this meanwhile. What you typed is still on this page; compare, then save."
        )
