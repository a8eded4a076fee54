"""Why a declaration is refused, and how a request is told from another. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from openlevy.kernel.errors import Refusal
from openlevy.kernel.money import Fen

MOST_AT_ONCE = 50


@dataclass
class KeyReused(Refusal):
    """The request's key was used before for something else."""

    code = "declaration.key_reused"


@dataclass
class NothingChosen(Refusal):
    """No payable, or more than can be declared at once."""

    most: int
    code = "declaration.nothing_chosen"


@dataclass
class YearChosenTwice(Refusal):
    """Two of them are the premium of one year in one insurance: it is owed once."""

    code = "declaration.year_chosen_twice"


@dataclass
class NotOpen(Refusal):
    """Something chosen is declared already (perhaps through another channel), withdrawn, or
    not to be paid this year; nothing was declared."""

    code = "declaration.not_open"


@dataclass
class AmountChanged(Refusal):
    """What is to be paid is not what the payer was shown (set anew in another window, assessed
    anew); nothing was declared."""

    now_fen: Fen
    code = "declaration.amount_changed"


@dataclass
class EnrolmentClosed(Refusal):
    """A regular premium was chosen under an enrolment that is suspended or ended; nothing was
    declared."""

    year: int
    code = "declaration.enrolment_closed"


@dataclass
class EnrolmentOfOtherYears(Refusal):
    """A regular premium was chosen under an enrolment whose months are none of this year's; nothing
    was declared."""

    year: int
    code = "declaration.enrolment_of_other_years"


@dataclass
class NotVoidable(Refusal):
    """The declaration is being paid, paid or voided already."""

    state: str
    code = "declaration.not_voidable"


@dataclass
class DrawnByAnother(Refusal):
    """Neither the insured nor who drew the declaration up takes it back."""

    code = "declaration.drawn_by_another"


@dataclass
class DeclarationUnknown(Refusal):
    """There is no such declaration, or it is another payer's."""

    code = "declaration.unknown"


def content_hash(payable_ids: Sequence[int], shown_fen: Fen | None, declared_by: int) -> bytes:
    """What a request to declare consists of: which payables, for how much as it was shown, and the
    payer who declares."""
    asked = ",".join(str(number) for number in sorted(payable_ids))
    return hashlib.sha256(f"{asked}|{shown_fen}|{declared_by}".encode()).digest()
