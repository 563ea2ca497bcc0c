"""Whether the audit log is whole: links recomputed in the database, heads sealed outside it.

A chain shows any change, but not that its end was cut off; the seals do, as long as they are kept elsewhere.
"""

import hmac
import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection

from clinic import clock
from clinic.models import AuditChain, AuditEvent

BROKEN_LINKS = """
SELECT chain, number FROM (
    SELECT event.chain, event.number, event.previous_hash, event.hash, clinic_audit_hash(event) AS computed,
        lag(event.hash, 1, '') OVER line AS before, row_number() OVER line AS place
    FROM clinic_auditevent event WINDOW line AS (PARTITION BY event.chain ORDER BY event.number)
) link
WHERE hash <> computed OR previous_hash <> before OR number <> place
ORDER BY chain, number LIMIT 50
"""
CUT_CHAINS = """
SELECT head.chain, head.number, coalesce(max(event.number), 0) FROM clinic_auditchain head
LEFT JOIN clinic_auditevent event ON event.chain = head.chain
GROUP BY head.chain HAVING coalesce(max(event.number), 0) <> head.number
    OR coalesce((array_agg(event.hash ORDER BY event.number DESC))[1], '') <> head.hash
"""


def faults() -> list[str]:
    """What is wrong, a sentence each; the first 50 broken links at most."""
    with connection.cursor() as cursor:
        cursor.execute(BROKEN_LINKS)
        found = [
            f"Chain {chain}: event {number} does not match its hash or its neighbour."
            for chain, number in cursor
        ]
        cursor.execute(CUT_CHAINS)
        found += [
            f"Chain {chain}: its head says {head} events, {last} are there." for chain, head, last in cursor
        ]
    return found + [fault for seal in _seals() for fault in _faults_against(seal)]


def counts() -> tuple[int, int]:
    return AuditEvent.objects.count(), len(_seals())


def seal() -> dict[str, Any]:
    """Append the heads of all chains, signed with AUDIT_SEAL_KEY, to AUDIT_SEAL_FILE."""
    heads = {str(head.chain): [head.number, head.hash] for head in AuditChain.objects.order_by("chain")}
    sealed = {"at": clock.now().isoformat(timespec="seconds"), "heads": heads}
    settings.AUDIT_SEAL_FILE.parent.mkdir(parents=True, exist_ok=True)
    with settings.AUDIT_SEAL_FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**sealed, "signature": _signature(sealed)}) + "\n")
    return sealed


def _seals() -> list[dict[str, Any]]:
    if not settings.AUDIT_SEAL_FILE.exists():
        return []
    lines = settings.AUDIT_SEAL_FILE.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def _faults_against(sealed: dict[str, Any]) -> list[str]:
    signature = sealed.pop("signature", "")
    if not hmac.compare_digest(signature, _signature(sealed)):
        return [f"The seal of {sealed.get('at')} is not signed with this clinic's key."]
    found = []
    for chain, (number, expected) in sealed["heads"].items():
        event = AuditEvent.objects.filter(chain=chain, number=number).first()
        if number and (event is None or event.hash != expected):
            found.append(f"Chain {chain}: event {number}, sealed at {sealed['at']}, is gone or changed.")
    return found


def _signature(sealed: dict[str, Any]) -> str:
    text = json.dumps(sealed, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.AUDIT_SEAL_KEY.encode(), text.encode(), sha256).hexdigest()
