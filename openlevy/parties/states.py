"""The life of a name that an agency tells otherwise than the one that counts, and of two enrolments
for the same months. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class NameCorrectionState(StrEnum):
    """Where the correction of a name stands."""

    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    WITHDRAWN = "WITHDRAWN"


NAME_CORRECTION = Flow(
    "name_correction",
    NameCorrectionState.PROPOSED,
    # Every agency by which the person is enrolled says the same: the name counts from now on.
    Step(NameCorrectionState.PROPOSED, "agree", NameCorrectionState.AGREED, Role.AGENCY),
    # The same told by the agencies that were asked.
    Step(NameCorrectionState.PROPOSED, "confirm", NameCorrectionState.AGREED, Role.AGENCY),
    # The agency has gone back, or tells another name.
    Step(NameCorrectionState.PROPOSED, "withdraw", NameCorrectionState.WITHDRAWN, Role.AGENCY),
)


class OverlapState(StrEnum):
    """Where two enrolments for the same months stand."""

    OPEN = "OPEN"
    ENDED = "ENDED"


OVERLAP = Flow(
    "overlap",
    OverlapState.OPEN,
    # An agency has ended its enrolment, suspended it, changed its months or taken it out, and no
    # two are left in the insurance.
    Step(OverlapState.OPEN, "end", OverlapState.ENDED, Role.AGENCY),
    # The same where two others still are, or of several that it ended: no news to the payer.
    Step(OverlapState.OPEN, "end_beside", OverlapState.ENDED, Role.AGENCY),
    # The months that both have lie in a year that is past: nobody has corrected anything.
    Step(OverlapState.OPEN, "lapse", OverlapState.ENDED, Role.CLOCK),
)
