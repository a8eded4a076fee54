"""The life of a declaration. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class DeclarationState(StrEnum):
    """Where a declaration stands."""

    DECLARED = "DECLARED"
    PAYING = "PAYING"
    PAID = "PAID"
    VOIDED = "VOIDED"


S = DeclarationState
DECLARATION = Flow(
    "declaration",
    S.DECLARED,
    # An agency's correction of the enrolment takes an unpaid declaration back (A5).
    Step(S.DECLARED, "void", S.VOIDED, Role.PAYER | Role.TAX | Role.AGENCY),
    Step(S.DECLARED, "pay", S.PAYING, Role.PAYER | Role.TAX | Role.CLOCK),
    Step(S.PAYING, "settle", S.PAID, Role.BANK | Role.TREASURY),
    Step(S.PAYING, "release", S.DECLARED, Role.BANK | Role.TREASURY),
    # Reconciliation proves a debit that the bank had refused, or disproves one it had confirmed.
    Step(S.DECLARED, "prove", S.PAID, Role.TREASURY),
    Step(S.PAID, "disprove", S.DECLARED, Role.TREASURY),
)
