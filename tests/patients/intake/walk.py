"""Walks through the questionnaire as a patient's phone would, without scripts."""

from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.test import Client

from clinic import audit, clock
from clinic.models import Role, Staff
from patients.intake import drafts, links
from patients.intake.drafts import Mark, Reader
from patients.intake.screens import Screen
from patients.models import ConsentText, Draft, DraftStep, Patient
from tests import make

HERE = "/intake/step/{}/"
ENOUGH: dict[str, dict[str, Any]] = {
    "reason": {"reason-for-visit": "My neck is stiff."},
    "consents": {
        f"consent-{kind}{more}": value
        for kind in ("treatment", "privacy", "contact", "photos", "sensitive")
        for more, value in (("", "yes"), (".text", kind))
    },
    "sign": {"signature.name": "Helen Vasquez"},
}


def phone(patient: Patient) -> Client:
    """A browser that has opened a fresh link."""
    made = links.make(patient, by=desk())
    return open_link(made.token)


def desk() -> Staff:
    known = Staff.objects.filter(roles__contains=[Role.FRONT_DESK]).first()
    return known or make.front_desk("Dot Desk")


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
    made = links.make(patient, by=desk())
    draft = links.begin(made.link)
    told = {
        **{slug: {} for slug in ENOUGH},
        **{slug.replace("_", "-"): said for slug, said in answers.items()},
    }
    for screen in drafts.walk(draft, by_staff=False).all_screens:
        if screen.slug in told:
            keep(draft, screen, whole(screen.slug, told[screen.slug]))
    pass_the_others(draft)
    return draft


def keep(draft: Draft, screen: Screen, said: dict[str, Any]) -> None:
    data = QueryDict(mutable=True)
    for name, value in said.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    walked = drafts.walk(draft, by_staff=False)
    saved = drafts.save(Reader(draft, "phone"), walked, screen, data, Mark("one", 1, 0), done=True)
    assert not saved.errors, saved.errors


@transaction.atomic
def pass_the_others(draft: Draft) -> None:
    """As if Next had been pressed on each of them, with nothing said."""
    done = set(draft.steps.values_list("section", flat=True))
    rest = [one for one in drafts.walk(draft, by_staff=False).screens if one.slug not in done]
    DraftStep.objects.bulk_create(
        DraftStep(
            draft=draft,
            section=one.section,
            reader="phone",
            tab="one",
            seq=1,
            done=True,
            saved_at=clock.now(),
        )
        for one in rest
    )
    audit.record("intake answered", draft, by=None)
