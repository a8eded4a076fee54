"""A package is kept before it is understood, under a key that only its agency can take.

The number of a package is easily guessed. If anything that bears it were kept under it, a stranger
could take it up before the agency does, and the real package would be refused as another content
under a known number. So what is not signed by the agency is kept under its own hash, and answered.
"""

import hashlib
from datetime import datetime

from openlevy.gateways.agency.codec import Sender, sender_of
from openlevy.gateways.signed import AGENCIES, Signed
from openlevy.gateways.strangers import Gate
from openlevy.messages import queries, services
from openlevy.reference.queries import agency

PARTY = "agency"
FEEDBACK = "feedback"

PACKAGE = "package"
UNSIGNED = "package-unsigned"
REUSED = "package-reused"


def keep(signed: Signed, at: datetime, gate: Gate) -> None:
    """Keep a package; the same one again has its first feedback sent again.

    Raises:
        DocumentTooLarge, DocumentUnreadable: it cannot be answered, so it is not kept.
        CodeUnknown: there is no such agency.
        NodeKeyMissing, NodeKeyDamaged: its signature cannot be judged as things stand.
        StrangerTooLarge, TooManyGuesses: it is a stranger's, and not kept.
    """
    sender = sender_of(signed.body)
    agency(sender.agency_code)
    digest = hashlib.sha256(signed.body).hexdigest()
    if not signed.is_by(AGENCIES, sender.agency_code, at):
        gate.admit(len(signed.wire))
        _keep(sender, signed, UNSIGNED, services.UNSIGNED_KEY + digest)
        return
    try:
        _keep(sender, signed, PACKAGE, sender.batch_no or f"unnumbered:{digest}")
    except services.MessageKeyReused:
        _keep(sender, signed, REUSED, f"{sender.batch_no}:{digest}")


def _keep(sender: Sender, signed: Signed, topic: str, key: str) -> None:
    party = f"{PARTY}:{sender.agency_code}"
    is_new = services.receive(
        party=party, message_key=key, topic=topic, wire=signed.wire, content=signed.body
    )
    if not is_new:
        _answer_again(party, key)


def _answer_again(party: str, key: str) -> None:
    """Once more, when the answer had been taken; one that is under way comes anyway."""
    message_id = queries.received_under(party, key)
    if message_id is None:
        return
    times, taken_at = queries.last_question(message_id, FEEDBACK)
    if taken_at is not None:
        services.enqueue(
            party=PARTY,
            topic=FEEDBACK,
            payer_id=0,
            record_id=message_id,
            occurrence=times + 1,
        )
