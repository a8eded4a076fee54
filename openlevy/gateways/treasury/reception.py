"""A message is kept before it is understood, under a key that only the network can take.

The network's next MsgID is easily guessed. If anything that bears it were kept under it, a stranger
could take it before the network does, and the real message would be refused as other content under
a known key. So what the network has not signed is kept under its own hash, and answered.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from openlevy.gateways.strangers import Gate
from openlevy.gateways.treasury.codec import decode
from openlevy.gateways.treasury.nodes import PARTY, their_verifier
from openlevy.gateways.treasury.signing import SignatureMissing, SignatureWrong, detach, verify
from openlevy.messages import services as messages


@dataclass
class NotToUs(Exception):
    """Between other nodes than the network and us."""

    src: str
    des: str


def keep(wire: bytes, at: datetime, gate: Gate) -> None:
    """Keep a message; the same one again changes nothing, also under a signature made anew.

    Raises:
        MessageUnreadable, NotToUs, MessageKeyReused: it is not kept.
        NodeKeyMissing, NodeKeyDamaged: its signature cannot be judged as things stand.
        StrangerTooLarge, TooManyGuesses: it is a stranger's, and not kept.
    """
    document = detach(wire)[0]
    envelope = decode(document)
    if (envelope.src, envelope.des) != (settings.OPENLEVY_TREASURY_NODE, settings.OPENLEVY_NODE):
        raise NotToUs(src=envelope.src, des=envelope.des)
    key, content = envelope.msg_id, document
    try:
        verify(wire, their_verifier(), at)
    except (SignatureMissing, SignatureWrong):
        gate.admit(len(wire))
        key, content = messages.UNSIGNED_KEY + hashlib.sha256(wire).hexdigest(), wire
    messages.receive(
        party=PARTY, message_key=key, topic=envelope.msg_no, wire=wire, content=content
    )


def is_strangers(message_key: str) -> bool:
    """Whether a message was not signed by the network when it came. It is never acted upon, even
    if a certificate by which it would hold is configured later."""
    return message_key.startswith(messages.UNSIGNED_KEY)
