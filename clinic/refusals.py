"""What the clinic does not allow, in sentences that a person can read out."""


class Refused(Exception):
    """A rule said no; str() is the whole sentence: what, why, and what can be done now."""


class TooBusy(Refused):
    """The database gave up on a lock or a conflict after several tries; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Others are changing the same thing just now. Nothing was changed; try again.")


class Elsewhere(Refused):
    """What was asked for is read at another address now; a page that was opened goes there by itself."""

    def __init__(self, sentence: str, url: str) -> None:
        super().__init__(sentence)
        self.url = url
