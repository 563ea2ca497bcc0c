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
        said = request.POST if "book" in request.POST else request.GET
        if "book" not in said:
            return None
        keys = QueryDict(str(said["book"]), mutable=True)
        keys.pop("patient", None)
        return cls(keys, {f"book_{name}": request.POST.get(f"book_{name}", "")[:300] for name in WORDS})

    @property
    def chosen(self) -> str:
        return self.keys.urlencode()

    def go_on(self, number: int) -> HttpResponse:
        """To the booking with this person picked; followed by whatever asked, so that the board stays.

        Words typed there are sent once more, since none may stand in an address.
        """
        where = f"{reverse('scheduling:book')}?patient={number}"
        where += f"&{self.chosen}" if self.keys else ""
        return redirect(where, preserve_request=any(self.words.values()))
