"""A message is kept before it is understood, under a key that only the network can take.

The network's next MsgID is easily guessed. If anything that bears it were kept under it, a stranger
could take it before the network does, and the real message would be refused as other content under
a known key. So what the network has not signed is kept under its own hash, and answered.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.conf import settings

from openlevy.gateways.strangers import Gate
from openlevy.gateways.treasury.codec import Envelope, Head, MessageUnreadable, decode, read_head
from openlevy.gateways.treasury.nodes import PARTY, their_verifier
from openlevy.gateways.treasury.signing import SignatureMissing, SignatureWrong, detach, verify
from openlevy.messages import services as messages

Told = TypeVar("Told", Envelope, Head)
UNREADABLE = "unreadable"
"""What the key begins with of a signed message that cannot be read; the topic, where not even the
head can."""


@dataclass
class NotToUs(Exception):
    """Between other nodes than the network and us."""

    src: str
    des: str


def keep(wire: bytes, at: datetime, gate: Gate) -> None:
    """Keep a message; the same one again changes nothing, also under a signature made anew.

    What the network has signed is kept whether or not it can be read: a list that its sender
    believes to have delivered must not be lost for a value in it. What a stranger sends is kept
    only if it is a message, and within what the gate admits.

    Raises:
        MessageUnreadable, NotToUs, MessageKeyReused: it is not kept.
        NodeKeyMissing, NodeKeyDamaged: its signature cannot be judged as things stand.
        StrangerTooLarge, TooManyGuesses: it is a stranger's, and not kept.
    """
    document = detach(wire)[0]
    try:
        verify(wire, their_verifier(), at)
    except (SignatureMissing, SignatureWrong):
        envelope = _to_us(decode(document))
        gate.admit(len(wire))
        key, topic, content = messages.UNSIGNED_KEY + _hash(wire), envelope.msg_no, wire
    else:
        key, topic = _key_and_topic(document)
        content = document
    messages.receive(party=PARTY, message_key=key, topic=topic, wire=wire, content=content)


def _key_and_topic(document: bytes) -> tuple[str, str]:
    """What cannot be read takes nobody's key: the same message mended comes under its own."""
    try:
        envelope = _to_us(decode(document))
    except MessageUnreadable:
        return f"{UNREADABLE}:{_hash(document)}", _topic_of_unreadable(document)
    return envelope.msg_id, envelope.msg_no


def _topic_of_unreadable(document: bytes) -> str:
    try:
        return _to_us(read_head(document)).msg_no
    except MessageUnreadable:
        return UNREADABLE


def _to_us(told: Told) -> Told:
    if (told.src, told.des) != (settings.OPENLEVY_TREASURY_NODE, settings.OPENLEVY_NODE):
        raise NotToUs(src=told.src, des=told.des)
    return told


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_strangers(message_key: str) -> bool:
    """Whether a message was not signed by the network when it came. It is never acted upon, even
    if a certificate by which it would hold is configured later."""
    return message_key.startswith(messages.UNSIGNED_KEY)
