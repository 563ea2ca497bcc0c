"""What a patient wrote differently from the record, and the desk's word on it."""

from django.core.exceptions import ValidationError

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients import register
from patients.intake.kinds import CONTACT_FIELDS
from patients.models import ContactProposal, Patient

LABELS = {
    "preferred_name": "Goes by",
    "pronouns": "Pronouns",
    "birth_on": "Born",
    "phone": "Phone",
    "email": "E-mail",
    "address": "Address",
    "occupation": "Occupation",
}


def waiting(patient: Patient) -> list[dict[str, object]]:
    """Each with what stands in the record now, beside what was written."""
    rows = patient.contact_proposals.filter(decided_at__isnull=True)
    return [
        {"proposal": row, "label": LABELS[row.field], "now": getattr(patient, row.field) or ""}
        for row in rows
    ]


@verb
def decide(proposal: ContactProposal, *, take: bool, by: Staff) -> ContactProposal:
    """Take the wish into the record, or leave the record as it is; decided once, it stays decided."""
    held = ContactProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if held.decided_at:
        return held
    if take:
        try:
            value = CONTACT_FIELDS[held.field]().clean(held.wished)
        except ValidationError as error:
            raise Refused(f"This cannot be taken over: {error.messages[0]}") from error
        register.change(held.patient, held.patient.version, by=by, **{held.field: value})
    held.decided_at, held.decided_by, held.taken = clock.now(), by, take
    held.save(update_fields=["decided_at", "decided_by", "taken"])
    audit.record("changed", held, by=by, fields=[held.field] if take else [])
    return held
