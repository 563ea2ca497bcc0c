"""python manage.py verify_archive FILE.zip: every file in it, held against the archive's own checksums."""

import zipfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.exports import archive


class Command(BaseCommand):
    help = "Checks an archive that was taken from here. Unpacked, sha256sum -c SHA256SUMS says the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = list(archive.problems(options["file"]))
        except (OSError, zipfile.BadZipFile) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        if found:
            raise CommandError("\n".join(found))
        with zipfile.ZipFile(options["file"]) as opened:
            self.stdout.write(f"{len(opened.namelist())} files, each as it was written.")
