"""Result codes: what each leaves of a debit. Usage is seen in running code, wording is not.

A code that is not listed leaves the outcome unknown: only what is known to be a refusal is one.
"""

from enum import StrEnum

DONE = "90000"
NEVER_SEEN = "90001"
SIGNATURE_WRONG = "91005"
CONTENT_WRONG = "92001"
UNPARSABLE = "92004"


class Outcome(StrEnum):
    """What a result says about the money."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNSEEN = "unseen"
    NOT_TAKEN = "not_taken"


REFUSALS = {
    "24001": "account unknown",
    "24003": "agreement revoked",
    "24004": "account frozen or closed",
    "24005": "account otherwise unfit",
    "24007": "balance insufficient",
    "24008": "account otherwise unfit",
    "24009": "account without agreement",
    "24011": "agreement not verified",
    "24020": "stopped, reversed or voided",
    "94052": "account without agreement or unfit",
    "94053": "account without agreement or unfit",
    "94999": "failed and reversed by the bank itself",
    "99090": "refused by the bank, reason in the note",
}
"""Final: the debit did not happen and will not."""

NOT_TAKEN = {
    SIGNATURE_WRONG: "signature wrong",
    CONTENT_WRONG: "content refused",
    UNPARSABLE: "unparsable",
}
"""The network did not take the message on; nothing was debited for these bytes."""


def outcome_of(result: str) -> Outcome:
    """What ``result`` of a 2001, 9004 or 9120 leaves of a debit.

    94051 (the same key had succeeded before) is *unknown* here: the first transaction succeeded,
    but with other content than ours; 9003 tells which.
    """
    if result == DONE:
        return Outcome.DONE
    if result == NEVER_SEEN:
        return Outcome.UNSEEN
    if result in REFUSALS:
        return Outcome.REFUSED
    return Outcome.NOT_TAKEN if result in NOT_TAKEN else Outcome.UNKNOWN
