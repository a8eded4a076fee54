"""What can be wrong with a message, with the place in it."""

from dataclasses import dataclass
from enum import StrEnum

from openlevy.kernel.errors import Refusal


class Fault(StrEnum):
    """Why a message is refused; the wording of the sentence goes by it."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_GBK = "not_gbk"
    ENCODING = "encoding"
    DOCUMENT_TYPE = "document_type"
    NOT_XML = "not_xml"
    FOREIGN_XML = "foreign_xml"
    AFTER_THE_END = "after_the_end"
    UNKNOWN_MESSAGE = "unknown_message"
    UNKNOWN_TAG = "unknown_tag"
    TAG_TWICE = "tag_twice"
    TAG_MISSING = "tag_missing"
    VALUE = "value"
    TOO_MANY = "too_many"
    ARITHMETIC = "arithmetic"
    CONTRADICTION = "contradiction"


@dataclass
class MessageFaulty(Refusal):
    """A message breaks the format.

    ``tag`` is the element concerned (empty when it is the whole), ``value`` what stands there,
    shortened, of accounts and ID numbers the last four characters only; ``expected`` is the rule:
    a pattern, a length, the sum that comes out. ``message_no`` is empty while it is not yet known.
    """

    reason: Fault
    tag: str = ""
    value: str = ""
    expected: str = ""
    message_no: str = ""
    code = "treasury_network.message_faulty"


@dataclass
class MessageUnreadable(MessageFaulty):
    """Bytes received are no message of the network; nothing was taken from them."""

    code = "treasury_network.message_unreadable"


@dataclass
class MessageUnwritable(MessageFaulty):
    """Values of ours do not fit the message; nothing was written."""

    code = "treasury_network.message_unwritable"
