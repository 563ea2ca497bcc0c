"""What the frame of a visit does not allow, in sentences a therapist can act on."""

from sessions.refusals import CannotStart, NotReady, SessionRefused


class NotAsked(CannotStart):
    """Something has to be asked or read before hands are laid on; ask, then start."""


class Stopped(SessionRefused):
    """A red flag was seen in this session."""

    def __init__(self) -> None:
        super().__init__(
            "This session was stopped because of a red flag, so nothing new is begun. "
            "Write the note and the referral; if it was none after all, take the stop back with a reason."
        )


class NotLookedOver(NotReady):
    """A note that is signed with others has to have been opened, as it is now, in this sign-in."""


class NoSecondSignature(SessionRefused):
    """Who may not sign under somebody's note, or why there is nothing to sign."""


class AlreadySeconded(NoSecondSignature):
    """Another supervisor has signed under it, or the same one with other words; a note takes one."""
