"""Static files under names that change with their content, so that browsers may keep them for a year."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """A file that was never collected keeps its plain name: pages work before the front end is built."""

    manifest_strict = False
    max_post_process_passes = 10

    def hashed_name(self, name: str, content: Any = None, filename: Any = None) -> str:
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            return name
