"""Which of the demo's records are clinical."""

from django.apps import apps

# What the desk works with as well, and words for notes that are about nobody; of documents and alerts it sees
# those for every colleague.
FOR_EVERYONE = {
    "Alert", "Appointment", "ChairDay", "Consent", "ContactProposal", "Credential", "Document", "Draft",
    "IntakeLink", "Merge", "MobileVisit", "NoteTemplate", "NotTheSame", "Patient", "PatientContact",
    "PatientTag", "Phrase", "Relation", "Waiting",
}  # fmt: skip
# Of whoever asked for them.
ONES_OWN = {"Export", "SavedReport", "SentReport"}


def clinical():
    return [
        model
        for model in apps.get_models()
        if hasattr(model.objects, "visible_to")
        and model.__name__ not in FOR_EVERYONE | ONES_OWN
        and model.objects.exists()
    ]
