"""What agencies and banks know of an invented person: enrolments, payables, accounts. Pure."""

import datetime as dt
from dataclasses import dataclass

from sandbox.world.places import Agency, Bank, Place

ORDINARY = "00"
NORMAL, SUSPENDED, ENDED = "1", "2", "4"


@dataclass(frozen=True)
class Account:
    """A bank account; the holder's name is as the bank writes it. ``agreed``: its holder signs an
    agreement for it when the world begins."""

    number: str
    bank: Bank
    holder_name: str
    deposit_fen: int
    mode: str = "ok"
    seconds: int = 0
    special: str = ""
    books: bool = True
    agreed: bool = False


@dataclass(frozen=True)
class Payable:
    """A special payable; three amounts of one. Of somebody who is helped, what the year costs, and
    who pays which part of it, by code."""

    kind: str
    words: str
    from_month: str
    to_month: str
    principal_fen: int
    interest_fen: int
    late_fee_fen: int
    assessed_on: dt.date
    due_on: dt.date
    remark: str = ""
    standard_fen: int = 0
    subsidies: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Insurance:
    """What residents are enrolled in: 征收项目 and 征收品目."""

    levy_item: str
    levy_subitem: str


PENSION = Insurance("10210", "102100100")
MEDICAL = Insurance("10212", "102120001")
SUPPLEMENTARY = Insurance("10215", "102150100")


@dataclass(frozen=True)
class Enrolment:
    """An enrolment with one agency, and the payables it assessed."""

    place: Place
    township: tuple[str, str]
    community: tuple[str, str]
    from_month: str
    to_month: str = "999912"
    group: str = ORDINARY
    state: str = NORMAL
    payables: tuple[Payable, ...] = ()
    insurance: Insurance = PENSION

    @property
    def agency(self) -> Agency:
        """Who keeps it."""
        place = self.place
        return place.healthcare if self.insurance == MEDICAL else place.social_insurance


@dataclass(frozen=True)
class Person:
    """A person; ``wire_name`` is the name as banks write it where GBK cannot write it.
    ``enrolments`` are those in the pension, ``medical`` the ones in medical insurance,
    ``supplementary`` those in the supplementary pension."""

    index: int
    name: str
    male: bool
    born_on: dt.date
    id_number: str
    phone: str
    enrolments: tuple[Enrolment, ...]
    accounts: tuple[Account, ...]
    wire_name: str = ""
    username: str = ""
    special: str = ""
    key: str = ""
    medical: tuple[Enrolment, ...] = ()
    supplementary: tuple[Enrolment, ...] = ()

    @property
    def all_enrolments(self) -> tuple[Enrolment, ...]:
        """In whatever insurance."""
        return self.enrolments + self.supplementary + self.medical
