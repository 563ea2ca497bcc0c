"""What a record's page says beside the chart: how to reach the person, who is around them, their tags."""

from typing import Any

from clinic.asking import together
from clinic.models import Staff
from patients import contacts, relations, tags
from patients.models import Merge, Patient, Tag
from patients.people_forms import ContactForm, RelationEditForm, RelationForm, TagForm


def around(patient: Patient) -> dict[str, Any]:
    """For the summary: one query."""
    reached, related, tagged = contacts.rows_of(patient), relations.rows_of(patient), tags.of(patient)
    together(reached, related, tagged)
    people = relations.of(patient, related)
    return {
        "contacts": contacts.of(patient, reached),
        "around": people,
        "nobody_signs": relations.nobody_signs(patient, people),
        "tags": [*tagged],
    }


def cards(patient: Patient, staff: Staff, **forms: Any) -> dict[str, Any]:
    """The same for the page on which they are changed, with a form to add to each.

    forms: those that did not pass, by the names below.
    """
    told = around(patient)
    trouble = forms.pop("relation_edit", None)
    empty = {
        "lines": [(one, _edit(one, trouble)) for one in told["around"]],
        "contact_form": ContactForm(),
        "relation_form": RelationForm(staff=staff),
        "tag_form": TagForm(),
        "all_tags": Tag.objects.all(),
    }
    return {**told, **empty, **forms}


def _edit(one: relations.Shown, trouble: RelationEditForm | None) -> RelationEditForm | None:
    """The form to change a line of this record's own; the other record's are changed there."""
    if one.theirs:
        return None
    mine = trouble and trouble.relation.pk == one.relation.pk
    return trouble if mine else RelationEditForm(relation=one.relation)


def merges(patient: Patient, staff: Staff) -> list[Merge]:
    """Records taken into this one, for those who may undo it."""
    if not patient.has_absorbed:
        return []
    rows = Merge.objects.visible_to(staff).standing().filter(kept=patient)
    return [*rows.select_related("absorbed", "merged_by").order_by("-pk")]
