"""Walks through the questionnaire as a patient's phone would, without scripts."""

from typing import Any

from django.http import QueryDict
from django.test import Client

from patients.intake import drafts, links
from patients.intake.drafts import Mark, Reader
from patients.models import ConsentText, Draft, Patient
from tests import make

HERE = "/intake/step/{}/"
ENOUGH: dict[str, dict[str, Any]] = {
    "reason": {"reason-for-visit": "My neck is stiff."},
    "consents": {
        f"consent-{kind}{more}": value
        for kind in ("treatment", "privacy", "contact", "photos")
        for more, value in (("", "yes"), (".text", kind))
    },
    "sign": {"signature.name": "Helen Vasquez"},
}


def phone(patient: Patient) -> Client:
    """A browser that has opened a fresh link."""
    made = links.make(patient, by=make.front_desk(f"Desk {patient.pk}"))
    return open_link(made.token)


def open_link(token: str) -> Client:
    client = Client()
    answer = client.post(f"/p/{token}/")
    assert answer.status_code == 302
    return client


def says(
    client: Client, slug: str, answers: dict[str, Any] | None = None, *, go: str = "next", **mark: Any
) -> Any:
    """Send one screen; tab, seq and base as the form would carry them unless given."""
    fields = {"go": go, "tab": "one", "seq": 1, "base": 0, **mark, **whole(slug, answers or {})}
    return client.post(HERE.format(slug), fields)


def whole(slug: str, answers: dict[str, Any]) -> dict[str, Any]:
    """With what the screen cannot do without; the consents' texts by their keys."""
    said = {**ENOUGH.get(slug, {}), **answers}
    keys = {text.kind: text.pk for text in ConsentText.objects.all()} if slug == "consents" else {}
    return {name: keys.get(value, value) if name.endswith(".text") else value for name, value in said.items()}


def draft_of(patient: Patient, **answers: dict[str, Any]) -> Draft:
    """A draft with every screen passed, ready to be sent; answers by screen, its hyphens as underscores."""
    made = links.make(patient, by=make.front_desk(f"Desk {patient.pk} {patient.histories.count()}"))
    draft = links.begin(made.link)
    reader = Reader(draft, "phone")
    told = {slug.replace("_", "-"): said for slug, said in answers.items()}
    passed: set[str] = set()
    while True:
        walk = drafts.walk(draft, by_staff=False)
        left = [screen for screen in walk.screens if screen.slug not in passed]
        if not left:
            return draft
        data = QueryDict(mutable=True)
        for name, value in whole(left[0].slug, told.get(left[0].slug, {})).items():
            data.setlist(name, value if isinstance(value, list) else [str(value)])
        saved = drafts.save(reader, walk, left[0], data, Mark("one", 1, 0), done=True)
        assert not saved.errors, saved.errors
        passed.add(left[0].slug)
