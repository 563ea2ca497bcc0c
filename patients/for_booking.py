"""The booking that a person is added for: what was chosen there goes through their form and back."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

WORDS = ("note", "address", "directions")


@dataclass(frozen=True)
class ForBooking:
    """keys: what an address may carry; words: what was typed there, which travels by POST alone."""

    keys: QueryDict
    words: dict[str, str]

    @classmethod
    def of(cls, request: HttpRequest) -> "ForBooking | None":
        """None where nobody is being booked."""
        said = request.POST
        if "chooses" in said:
            return cls(_chosen(said), _words(said))
        keys = said.get("book", request.GET.get("book"))
        if keys is None:
            return None
        return cls(_without_patient(QueryDict(str(keys), mutable=True)), _words(said, "book_"))

    @property
    def chosen(self) -> str:
        return self.keys.urlencode()

    @property
    def says_anything(self) -> bool:
        return any(self.words.values())

    def go_on(self, number: int) -> HttpResponse:
        """To the booking with this person picked; followed by whatever asked, so that the board stays.

        Words typed there are sent once more, since none may stand in an address.
        """
        where = f"{reverse('scheduling:book')}?patient={number}"
        where += f"&{self.chosen}" if self.keys else ""
        return redirect(where, preserve_request=self.says_anything)


def _chosen(said: QueryDict) -> QueryDict:
    """Of the panel's own form, which a browser without script sends whole: what it says are choices.

    Those that are as the panel guessed them are left out, for what the person had last goes before a guess.
    """
    guessed, keys = QueryDict(said.get("guessed", "")), QueryDict(mutable=True)
    for name in str(said["chooses"]).split():
        told = [one for one in said.getlist(name) if one]
        if told and told != guessed.getlist(name):
            keys.setlist(name, told)
    return _without_patient(keys)


def _without_patient(keys: QueryDict) -> QueryDict:
    keys.pop("patient", None)
    return keys


def _words(said: QueryDict, prefix: str = "") -> dict[str, str]:
    return {f"book_{name}": said.get(f"{prefix}{name}", "")[:300] for name in WORDS}
