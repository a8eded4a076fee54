"""Where a notice may go. Pure."""

import re
from dataclasses import dataclass

from openlevy.kernel.errors import Refusal

SMS, EMAIL = "sms", "email"
CHANNELS = (SMS, EMAIL)

DECOY = "decoy"
"""The kind of a notice that is written and never sent."""
NOBODYS = "0" * 11
"""As long as a mobile number, and none."""

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}")
_LONGEST_LOCAL = 64
_LONGEST_MAILBOX = 120


@dataclass
class AddressUnusable(Refusal):
    """No mainland mobile number, or no mailbox, whichever ``channel`` (``sms``, ``email``) wants.
    The address itself is not repeated."""

    channel: str
    code = "notices.address_unusable"


def address(channel: str, text: str) -> str:
    """The address as it is sent to; ``text`` is normalised already (``privacy.normalise``).

    Raises:
        AddressUnusable: nothing can be sent there.
    """
    form = _MOBILE if channel == SMS else _MAILBOX
    too_long = len(text) > _LONGEST_MAILBOX or text.find("@") > _LONGEST_LOCAL
    if too_long or not form.fullmatch(text):
        raise AddressUnusable(channel=channel)
    return text
