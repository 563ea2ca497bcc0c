"""python manage.py sweep_files: no file without a row, and no row without its file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from patients.files.sweep import sweep


class Command(BaseCommand):
    help = "Removes files that no row names and that are older than a day; tells which rows miss theirs."

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep()
        self.stdout.write(f"{swept.files} files, {swept.removed} without a row removed.")
        if swept.missing:
            raise CommandError(f"{len(swept.missing)} files are missing: {', '.join(swept.missing[:10])}")
