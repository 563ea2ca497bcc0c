"""python manage.py first_admin: the one account a new clinic begins with."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from clinic import audit
from clinic.models import Role, Staff
from clinic.transactions import verb


class Command(BaseCommand):
    help = "Makes the first admin, once. Asks for the password, or reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="as on letters, such as 'Rosa Delgado'")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        admin = Staff(email=email, legal_name=name, display_name=name, roles=[Role.ADMIN])
        try:
            validate_email(email)
            validate_password(password, admin)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        admin.set_password(password)
        make_first(admin)
        self.stdout.write(f"{name} can sign in now.")


@verb
def make_first(admin: Staff) -> None:
    if Staff.objects.filter(is_active=True, roles__contains=[Role.ADMIN]).exists():
        raise CommandError("There is an admin already; they can invite others.")
    admin.save()
    audit.record("registered", admin, by=admin, reason="first admin")
