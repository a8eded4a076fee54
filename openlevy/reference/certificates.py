"""Which certificates a place issues, and what they are called there. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The papers that prove what a person has paid (S3 chapters 3 and 4)."""

    RECORD = "payment_record"
    """《社会保险费缴费记录》."""
    PROOF = "payment_proof"
    """《社会保险费缴费证明》."""


class Seal(StrEnum):
    """How 税收业务专用章 comes onto a paper."""

    PRINTED_IN = "printed_in"
    """套印: it is part of the sheet."""
    PUT_ON = "put_on"
    """加盖: it is what one sees of the signature, over the date."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A kind as a place issues it.

    Args:
        title: the heading of the paper.
        menu: the entry of the place's menu under which it is asked for.
        seal: how the seal comes onto it.
    """

    title: str
    menu: str
    seal: Seal


@dataclass(frozen=True, slots=True)
class Certificates:
    """What a place issues.

    Args:
        check_title: what its public check is called.
        also_valid: what serves as proof beside the certificates (S3: a bank's stamped receipt);
            empty where no source says so.
        ready_after: between how many working days after a payment it can be certified.
        kinds: those it issues, one at least.
    """

    check_title: str
    also_valid: tuple[str, ...]
    ready_after: tuple[int, int]
    kinds: Mapping[Kind, Issued]
