"""What an administrator runs by hand."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic import audit
from clinic.models import Role, Staff
from tests import make
from tests.conftest import APP, OWNER
from tests.database import connected_as


@pytest.fixture
def typed(monkeypatch):
    """What comes in on standard input."""

    def type_in(password: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))

    return type_in


@pytest.mark.django_db
def test_the_first_admin_can_sign_in(typed, client):
    typed("four unlikely words here")

    call_command("first_admin", "rosa@example.test", "Rosa Delgado")

    rosa = Staff.objects.get()
    assert rosa.roles == [Role.ADMIN]
    assert rosa.check_password("four unlikely words here")


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "password1234", ""])
def test_a_weak_password_makes_nobody(typed, password):
    typed(password)

    with pytest.raises(CommandError):
        call_command("first_admin", "rosa@example.test", "Rosa Delgado")

    assert not Staff.objects.exists()


@pytest.mark.django_db
def test_there_is_only_one_first_admin(typed):
    make.admin()
    typed("four unlikely words here")

    with pytest.raises(CommandError, match="There is an admin already"):
        call_command("first_admin", "eve@example.test", "Eve")


@pytest.mark.django_db(transaction=True)
def test_a_chain_whose_end_was_cut_off_is_found_by_its_seal(settings, tmp_path, capsys):
    settings.AUDIT_SEAL_FILE = tmp_path / "seals.jsonl"
    for _ in range(3):
        audit.record("opened", by=None)
    call_command("audit_seal")
    call_command("audit_verify")

    connected_as(OWNER)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE clinic_auditevent DISABLE TRIGGER rows_stay")
        cursor.execute("DELETE FROM clinic_auditevent WHERE number = 3")
        cursor.execute("ALTER TABLE clinic_auditevent ENABLE TRIGGER rows_stay")
        # Whoever can do that can also set the chain's head back to what is left.
        cursor.execute(
            "UPDATE clinic_auditchain SET number = 2, hash = event.hash FROM clinic_auditevent event"
            " WHERE event.number = 2 AND event.chain = clinic_auditchain.chain"
        )
    connected_as(APP)

    with pytest.raises(CommandError, match="1 faults"):
        call_command("audit_verify")
    assert "event 3, sealed at" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_forged_seal_is_found(settings, tmp_path, capsys):
    settings.AUDIT_SEAL_FILE = tmp_path / "seals.jsonl"
    audit.record("opened", by=None)
    call_command("audit_seal")
    seal = settings.AUDIT_SEAL_FILE.read_text()
    settings.AUDIT_SEAL_FILE.write_text(seal.replace('"0": [1,', '"0": [0,'))

    with pytest.raises(CommandError):
        call_command("audit_verify")
    assert "not signed with this clinic's key" in capsys.readouterr().err
