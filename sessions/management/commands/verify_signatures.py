"""python manage.py verify_signatures: every signed session against its digest and its rows, or exit 1."""

from django.core.management.base import BaseCommand, CommandError

from sessions import snapshot
from sessions.models import TreatmentSession
from sessions.visit import cosigning, hanging


class Command(BaseCommand):
    help = "Recomputes the digest of every signed session and compares its snapshot with its rows."

    def handle(self, *args: object, **options: object) -> None:
        signed = TreatmentSession.objects.signed().select_related(
            "patient", "therapist", "signed_by", "appointment__service", "appointment__room", *hanging.JOINED
        )
        checked = wrong = 0
        for treatment_session in signed.order_by("pk").iterator(chunk_size=200):
            checked += 1
            changed = list(snapshot.differences(treatment_session))
            second = getattr(treatment_session, "cosignature", None)
            if second and not cosigning.is_true(second):
                changed.append("second signature")
            if changed:
                wrong += 1
                self.stderr.write(f"Treatment session {treatment_session.pk}: {', '.join(changed)} changed.")
        if wrong:
            raise CommandError(f"{wrong} of {checked} signed sessions are not as they were signed.")
        self.stdout.write(f"{checked} signed sessions checked, all as they were signed.")
