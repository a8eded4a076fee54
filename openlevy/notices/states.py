"""The life of a notice. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class NoticeState(StrEnum):
    """Where a notice stands. ``TAKEN`` says that the gateway has it, not that anybody has read
    it; ``LATE``, that it was given up because it would have come too late to be of use, or to
    somebody whose the address has become since, or is of none any more."""

    WAITING = "WAITING"
    TAKEN = "TAKEN"
    REFUSED = "REFUSED"
    LATE = "LATE"


S = NoticeState
NOTICE = Flow(
    "notice",
    S.WAITING,
    Step(S.WAITING, "hand_over", S.TAKEN, Role.CLOCK),
    Step(S.WAITING, "refuse", S.REFUSED, Role.CLOCK),
    Step(S.WAITING, "give_up", S.LATE, Role.CLOCK),
)
