"""The lives of a proof of identity, and of a phone that changes hands. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class ProofState(StrEnum):
    """Where a proof stands; ``DONE`` has been used for what it was for."""

    OPEN = "OPEN"
    ASKED = "ASKED"
    DIFFERS = "DIFFERS"
    PROVED = "PROVED"
    DONE = "DONE"


P = ProofState
IDENTITY_PROOF = Flow(
    "identity_proof",
    P.OPEN,
    Step(P.OPEN, "ask", P.ASKED, Role.PAYER),
    Step(P.OPEN, "show_code", P.PROVED, Role.PAYER),
    Step(P.ASKED, "match", P.PROVED, Role.BANK),
    Step(P.ASKED, "differ", P.DIFFERS, Role.BANK),
    Step(P.DIFFERS, "ask", P.ASKED, Role.PAYER),
    # Nothing but the answer ends the wait; whoever will not wait begins another proof.
    Step(P.PROVED, "finish", P.DONE, Role.PAYER),
)


class TransferState(StrEnum):
    """``MOVED``: the phone is the new owner's, and was taken from the user who had it."""

    PROVED = "PROVED"
    MOVED = "MOVED"


T = TransferState
PHONE_TRANSFER = Flow(
    "phone_transfer",
    T.PROVED,
    Step(T.PROVED, "move", T.MOVED, Role.PAYER),
)
