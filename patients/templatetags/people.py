"""What a row says of somebody: enough to tell two of the same name apart."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from patients.models import Patient

register = template.Library()
# One string and not a template with parts: drawing those took longer than finding the people.
ROW = """<span class="av av-{}" aria-hidden="true">{}</span>
<span class="grow"><b>{}</b> <span class="muted">{}</span>
<span class="xs muted d-block">{}</span>{}{}</span>"""
LINE = '<span class="xs{} d-block">{}</span>'


@register.simple_tag
def who(person: Patient) -> SafeString:
    """The inside of a row that names a person; with visits, where lists.with_visits gave them any."""
    age = "" if person.age is None else f"{person.age} y"
    aside = ", ".join(part for part in (age, person.pronouns) if part)
    standing, visit = _standing(person), _visit(person)
    return format_html(
        ROW,
        person.colour,
        person.initials,
        person,
        aside,
        _told_apart_by(person),
        format_html(LINE, "", standing) if standing else "",
        format_html(LINE, " muted", visit) if visit else "",
    )


def _told_apart_by(person: Patient) -> str:
    legal = person.legal_name if person.preferred_name else ""
    born = f"born {person.birth_on:%-d %b %Y}" if person.birth_on else ""
    return ", ".join(part for part in (f"No. {person.number}", legal, born, person.phone) if part)


def _standing(person: Patient) -> str:
    if person.is_deceased:
        return f"Died {person.died_on:%-d %b %Y}" if person.died_on else "Died"
    return "Archived" if person.is_archived else ""


def _visit(person: Patient) -> str:
    coming, last = getattr(person, "next_visit_at", None), getattr(person, "last_visit_at", None)
    if coming:
        return f"Next {timezone.localtime(coming):%a %-d %b, %H:%M}"
    return f"Last seen {timezone.localtime(last):%-d %b %Y}" if last else ""
