"""The life of a certificate. Pure."""

from enum import StrEnum

from openlevy.kernel.flow import Flow, Role, Step


class CertificateState(StrEnum):
    """Where a certificate stands."""

    MAKING = "MAKING"
    MADE = "MADE"
    FAILED = "FAILED"


CERTIFICATE = Flow(
    "certificate",
    CertificateState.MAKING,
    Step(CertificateState.MAKING, "make", CertificateState.MADE, Role.CLOCK),
    Step(CertificateState.MAKING, "fail", CertificateState.FAILED, Role.CLOCK),
)
