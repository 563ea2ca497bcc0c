"""Words that the clinic keeps ready for its notes: lines to switch, phrases, templates."""

from demo.furnishings import MAYA, House
from sessions.writing.models import NoteTemplate, Phrase

LINES = (
    ("subjective", "No change in health", "No change in health or medicine since the last visit."),
    ("subjective", "Sore after last time", "Sore for a day after the last visit, then as before."),
    ("subjective", "Home care done", "Home care done most days."),
    ("objective", "Moves freely", "Moves onto and off the table freely."),
    ("objective", "Guarded", "Guarded at the start, at ease by the end."),
    ("assessment", "On course", "Within what was expected, on course for the goal agreed."),
    ("assessment", "No clear change", "No clear change yet; to be looked at again at the next visit."),
    ("plan", "Soreness explained", "Soreness for a day or two was explained."),
    ("plan", "Stop rule", "To stop the home care and call if pain spreads, or numbness or weakness appears."),
    ("plan", "Consent", "Treatment and pressure were explained and agreed to before they began."),
)
PHRASES = (
    ("", "pressure agreed", "Pressure agreed on a scale of 1 to 5 and checked throughout."),
    ("subjective", "screen", "Worse with long hours at the screen, better with movement."),
    ("subjective", "sleep", "Sleeps through; wakes rested."),
    ("objective", "skin", "Skin clear in the areas treated."),
    ("plan", "letter", "A letter to the physician was offered and agreed to."),
)
TEMPLATES = (
    (
        "subjective",
        "First visit",
        "Complaint, in the patient's words:\nSince when, and how it began:\nWorse with:\nBetter with:\n"
        "What it keeps them from:\nTreatment so far:\nWhat they want to do again:",
    ),
    ("assessment", "Progress", "Response today:\nAgainst the goals:\nCautions considered:"),
    ("plan", "Next steps", "Next visit:\nFirst then:\nAt home:\nRe-assessment on:"),
)


def keep(house: House) -> int:
    """Everybody's, and one of Maya's own; how many there are."""
    lines = [Phrase(section=where, name=name, text=text, quick=True) for where, name, text in LINES]
    phrases = [Phrase(section=where, name=name, text=text) for where, name, text in PHRASES]
    own = Phrase(owner=house.staff[MAYA], name="breath", text="Breath slower by the end.")
    templates = [NoteTemplate(section=where, name=name, text=text) for where, name, text in TEMPLATES]
    Phrase.objects.bulk_create([*lines, *phrases, own])
    NoteTemplate.objects.bulk_create(templates)
    return len(lines) + len(phrases) + 1 + len(templates)
