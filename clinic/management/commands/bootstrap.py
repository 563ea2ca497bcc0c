"""python manage.py bootstrap: everything between an empty database and a clinic that opens, in one go."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from clinic.models import Staff
from clinic.sign_in import demo_password


class Command(BaseCommand):
    help = "Migrates, collects static files and, with CLINIC_DEMO=1 and no staff yet, opens the demo clinic."

    def handle(self, *args: Any, **options: Any) -> None:
        self.step("Database brought up to date", "migrate", verbosity=0)
        self.step("Cache table", "createcachetable", verbosity=0)
        self.step("Static files collected", "collectstatic", interactive=False, verbosity=0)
        if settings.DEMO and not Staff.objects.exists():
            self.step("Demo clinic furnished", "demo")
        if settings.DEMO:
            self.stdout.write(f"Demo people sign in with a button; their password is {demo_password()}")

    def step(self, words: str, command: str, **options: Any) -> None:
        began = time.monotonic()
        call_command(command, **options)
        self.stdout.write(f"  {words} ({time.monotonic() - began:.1f} s)")
        self.stdout.flush()
