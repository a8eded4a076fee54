"""The life of a difference. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class DifferenceState(StrEnum):
    """Where a difference stands."""

    OPEN = "OPEN"
    RESOLVED = "RESOLVED"


DIFFERENCE = Flow(
    "difference",
    DifferenceState.OPEN,
    Step(DifferenceState.OPEN, "resolve", DifferenceState.RESOLVED, Role.TAX | Role.TREASURY),
)


class DifferenceKind(StrEnum):
    """What differs."""

    UNKNOWN_VOUCHER = "UNKNOWN_VOUCHER"  # the treasury names a voucher that is not ours
    AMOUNT_DIFFERS = "AMOUNT_DIFFERS"
    TREASURY_DIFFERS = "TREASURY_DIFFERS"
    RECEIVED_TWICE = "RECEIVED_TWICE"
    RECEIVED_NOT_DEBITED = "RECEIVED_NOT_DEBITED"  # received for an order we had ended otherwise
    BOOKED_AGAINST_ANSWER = "BOOKED_AGAINST_ANSWER"  # the bank said no and booked
    NOT_BOOKED_AGAINST_ANSWER = "NOT_BOOKED_AGAINST_ANSWER"  # the bank said yes and did not
    ANSWER_CONTRADICTS = "ANSWER_CONTRADICTS"  # a second answer says otherwise than the first
    VOUCHER_DIFFERS = "VOUCHER_DIFFERS"  # an answer to a debit names another voucher than its own
    TOTAL_DIFFERS = "TOTAL_DIFFERS"  # a list's count or sum is not that of its packs
    PACK_MISSING = "PACK_MISSING"  # a list says of more packs than have come
    NOT_LISTED = "NOT_LISTED"  # a confirmed debit that is in none of its day's lists
    STILL_OPEN = "STILL_OPEN"  # a debit whose outcome nobody has told though its day is cut
    MESSAGE_UNREADABLE = "MESSAGE_UNREADABLE"  # signed by the network, and cannot be read
