"""Where a notice may go. Pure."""

import re
from dataclasses import dataclass

from openlevy.kernel.errors import Refusal

SMS, EMAIL = "sms", "email"
CHANNELS = (SMS, EMAIL)

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
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
    if len(text) > _LONGEST_MAILBOX or not form.fullmatch(text):
        raise AddressUnusable(channel=channel)
    return text
