"""The life of an agreement and of a payment order. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class AgreementState(StrEnum):
    """Where an agreement stands."""

    SUBMITTED = "SUBMITTED"
    VERIFIED = "VERIFIED"
    FAILED = "FAILED"
    REVOKING = "REVOKING"
    REVOKED = "REVOKED"


class AgreementOrigin(StrEnum):
    """Where an agreement was signed: on our pages, or at a bank, which told us of it."""

    PORTAL = "portal"
    BANK = "bank"


class AgreementKind(StrEnum):
    """三方协议, of payer, bank and tax office; 两方协议, of a payer and a bank that works with the
    tax office (S3 ch3)."""

    TRIPARTITE = "tripartite"
    BILATERAL = "bilateral"


A = AgreementState
AGREEMENT = Flow(
    "agreement",
    A.SUBMITTED,
    Step(A.SUBMITTED, "verify", A.VERIFIED, Role.BANK),
    Step(A.SUBMITTED, "fail", A.FAILED, Role.BANK | Role.TREASURY),
    Step(A.SUBMITTED, "revoke", A.REVOKING, Role.PAYER | Role.TAX),
    Step(A.VERIFIED, "revoke", A.REVOKING, Role.PAYER | Role.TAX),
    Step(A.REVOKING, "confirm_revocation", A.REVOKED, Role.BANK),
    # The payer has ended it at the bank's counter or in its app, and the bank says so.
    Step(A.VERIFIED, "end", A.REVOKED, Role.BANK),
)


class OrderState(StrEnum):
    """Where a payment order stands."""

    IN_FLIGHT = "IN_FLIGHT"
    UNKNOWN = "UNKNOWN"
    REVERSING = "REVERSING"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    REVERSED = "REVERSED"
    CREDITED = "CREDITED"
    RETRACTED = "RETRACTED"
    CLEARED = "CLEARED"
    CREDIT_CLEARED = "CREDIT_CLEARED"
    CREDIT_WITHDRAWN = "CREDIT_WITHDRAWN"


S = OrderState
_ANSWER = Role.BANK | Role.TREASURY
ORDER = Flow(
    "payment_order",
    S.IN_FLIGHT,
    Step(S.IN_FLIGHT, "confirm", S.CONFIRMED, _ANSWER),
    Step(S.IN_FLIGHT, "refuse", S.REFUSED, _ANSWER),
    Step(S.IN_FLIGHT, "lose_sight", S.UNKNOWN, Role.CLOCK | Role.BANK),
    Step(S.UNKNOWN, "confirm", S.CONFIRMED, _ANSWER),
    Step(S.UNKNOWN, "refuse", S.REFUSED, _ANSWER),
    Step(S.UNKNOWN, "ask_reversal", S.REVERSING, Role.CLOCK),
    Step(S.REVERSING, "confirm", S.CONFIRMED, _ANSWER),
    Step(S.REVERSING, "refuse", S.REFUSED, _ANSWER),
    Step(S.REVERSING, "reverse", S.REVERSED, _ANSWER),
    # The network would not reverse (after its day cut), or was not asked to before it: the question
    # stays open.
    Step(S.REVERSING, "stay_unknown", S.UNKNOWN, _ANSWER | Role.CLOCK),
    # Reconciliation proves a debit that was refused or reversed: for the debt if it is still
    # open, else the payer's credit.
    Step(S.REFUSED, "apply", S.CONFIRMED, Role.TREASURY),
    Step(S.REVERSED, "apply", S.CONFIRMED, Role.TREASURY),
    Step(S.REFUSED, "credit", S.CREDITED, Role.TREASURY),
    Step(S.REVERSED, "credit", S.CREDITED, Role.TREASURY),
    Step(S.RETRACTED, "apply", S.CONFIRMED, Role.TREASURY),
    Step(S.RETRACTED, "credit", S.CREDITED, Role.TREASURY),
    # … or disproves one that the bank had confirmed.
    Step(S.CONFIRMED, "disprove", S.RETRACTED, Role.TREASURY),
    Step(S.CONFIRMED, "clear", S.CLEARED, Role.TREASURY),
    Step(S.CREDITED, "clear", S.CREDIT_CLEARED, Role.TREASURY),
    # A later list says that what was credited was not booked after all: it ends there, and whatever
    # comes afterwards is an officer's.
    Step(S.CREDITED, "withdraw_credit", S.CREDIT_WITHDRAWN, Role.TREASURY),
)

OPEN_OUTCOME = (S.IN_FLIGHT, S.UNKNOWN, S.REVERSING)
NOT_DEBITED = (S.REFUSED, S.REVERSED, S.RETRACTED, S.CREDIT_WITHDRAWN)
DEBITED = (S.CONFIRMED, S.CLEARED, S.CREDITED, S.CREDIT_CLEARED)
