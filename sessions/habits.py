"""How each therapist has the point editor: sound, vibration, which part stands open, techniques used last."""

from typing import Any

from clinic.models import Staff
from sessions.treatment_models import Technique

PANELS = ("", "treatment", "signs", "referral", "more")


def of(staff: Staff) -> dict[str, Any]:
    """Silence until somebody asks for sound; techniques with those used last first."""
    kept = staff.charting
    used = [name for name in kept.get("techniques", []) if name in Technique.values]
    panel = kept.get("panel", "")
    return {
        "sound": bool(kept.get("sound")),
        "vibration": bool(kept.get("vibration")),
        "panel": panel if panel in PANELS else "",
        "techniques": [*used, *(name for name in Technique.values if name not in used)],
    }


def keep(staff: Staff, **changes: Any) -> None:
    """A convenience of one person, no fact about anybody; technique: the one used just now."""
    now = of(staff)
    if technique := changes.pop("technique", ""):
        now["techniques"] = list(dict.fromkeys([technique, *now["techniques"]]))
    staff.charting = now | changes
    staff.save(update_fields=["charting"])
