"""What makes a note from elsewhere whole: its words in one fixed form, and the digest of that."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from clinic.models import Staff
from sessions.earlier.models import EarlierNote


def sealed(*, at: datetime, by: Staff, **said: Any) -> EarlierNote:
    """Unsaved, as the file says it, taken in now; said: its own fields."""
    note = EarlierNote(taken_in_at=at, taken_in_by=by, **said)
    note.snapshot = canonical(note)
    note.digest = digest_of(note.snapshot)
    return note


def canonical(note: EarlierNote) -> str:
    """Everything the file said, as JSON with sorted keys; whose record it stands in may change by a merge."""
    said = {name: getattr(note, name) for name in ("author", "title", "text", "came_from", "timed")}
    said["written_at"] = note.written_at.astimezone(UTC).isoformat()
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(snapshot: str) -> str:
    return hashlib.sha256(snapshot.encode()).hexdigest()


def is_whole(note: EarlierNote) -> bool:
    """Whether what is shown is what was taken in."""
    return canonical(note) == note.snapshot and digest_of(note.snapshot) == note.digest
