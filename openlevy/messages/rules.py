"""What a queue refuses, and what is no fault."""

from dataclasses import dataclass

from openlevy.kernel.errors import Refusal


@dataclass
class MessageKeyReused(Refusal):
    """The party sent other content under a key it had used before."""

    party: str
    message_key: str
    code = "messages.key_reused"


class AlreadyHandled(Exception):
    """Another worker has handled the whole message meanwhile; nothing is left to do."""
