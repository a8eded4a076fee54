"""The life of a payable and of an amount setting. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class PayableState(StrEnum):
    """Where a payable stands."""

    OPEN = "OPEN"
    DECLARED = "DECLARED"
    SETTLED = "SETTLED"
    WITHDRAWN = "WITHDRAWN"


PAYABLE = Flow(
    "payable",
    PayableState.OPEN,
    Step(PayableState.OPEN, "declare", PayableState.DECLARED, Role.PAYER | Role.TAX),
    # An agency's correction of the enrolment takes an unpaid declaration back.
    Step(PayableState.DECLARED, "reopen", PayableState.OPEN, Role.PAYER | Role.TAX | Role.AGENCY),
    Step(PayableState.DECLARED, "settle", PayableState.SETTLED, Role.BANK | Role.TREASURY),
    # A debit that reconciliation disproves: the bank had said yes and never booked it.
    Step(PayableState.SETTLED, "unsettle", PayableState.DECLARED, Role.TREASURY),
    Step(PayableState.OPEN, "withdraw", PayableState.WITHDRAWN, Role.AGENCY),
)


class SettingState(StrEnum):
    """Where the amount chosen for a year stands."""

    ACTIVE = "ACTIVE"
    REPLACED = "REPLACED"
    VOIDED = "VOIDED"


SETTING = Flow(
    "amount_setting",
    SettingState.ACTIVE,
    Step(SettingState.ACTIVE, "replace", SettingState.REPLACED, Role.PAYER | Role.TAX),
    Step(SettingState.ACTIVE, "void", SettingState.VOIDED, Role.PAYER | Role.TAX),
)


class ReopeningState(StrEnum):
    """Where the reopening of a closed window stands. One that is confirmed closes by itself after
    its last day: no state is needed for that."""

    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    ENDED = "ENDED"


REOPENING = Flow(
    "reopening",
    ReopeningState.PROPOSED,
    Step(ReopeningState.PROPOSED, "confirm", ReopeningState.CONFIRMED, Role.REVIEW),
    Step(ReopeningState.PROPOSED, "reject", ReopeningState.REJECTED, Role.REVIEW),
    Step(ReopeningState.PROPOSED, "withdraw", ReopeningState.WITHDRAWN, Role.WINDOW),
    Step(ReopeningState.PROPOSED, "lapse", ReopeningState.WITHDRAWN, Role.CLOCK),
    # Confirmed by mistake: what the payer has declared meanwhile stands.
    Step(ReopeningState.CONFIRMED, "end", ReopeningState.ENDED, Role.REVIEW),
)
