"""What rows say, in our words. Months are whole periods, money is fen, no value is ``""``."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period


class Table(StrEnum):
    """The tables, in the order in which their rows are applied."""

    PERSONS = "persons"
    ENROLMENTS = "enrolments"
    PAYABLES = "payables"
    CREDITS = "credits"


class Action(StrEnum):
    """The actions, in the order in which a table's rows are applied."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person by the agency's number."""

    personal_no: str


@dataclass(frozen=True, slots=True)
class Person:
    """个人基础信息."""

    personal_no: str
    social_security_no: str
    id_type: str
    id_no: str
    name: str
    wire_name: str
    sex: str
    born_on: date
    nationality: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class EnrolmentKey:
    """An enrolment by the person's number and the levy item."""

    personal_no: str
    levy_item: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """个人参保信息. ``last_month`` None is open-ended."""

    personal_no: str
    levy_item: str
    levy_subitem: str
    region: str
    township_code: str
    township_name: str
    community_code: str
    community_name: str
    tax_office: str
    first_month: date
    last_month: date | None
    group: str
    status: str
    first_enrolled_on: date | None


@dataclass(frozen=True, slots=True)
class PayableKey:
    """A payable by its serial number and the number within it."""

    serial: str
    detail: str


@dataclass(frozen=True, slots=True)
class Payable:
    """应征（特殊缴费）. ``standard_fen`` is what somebody without help would pay, principal and
    ``subsidies`` together, each of these by the code of who pays it; 0 where it is not told."""

    serial: str
    detail: str
    personal_no: str
    levy_item: str
    levy_subitem: str
    special_kind: str
    kind_words: str
    period: Period
    principal_fen: Fen
    interest_fen: Fen
    late_fee_fen: Fen
    assessed_on: date
    due_on: date
    remark: str
    standard_fen: Fen
    subsidies: tuple[tuple[str, Fen], ...]


@dataclass(frozen=True, slots=True)
class CreditKey:
    """What one voucher has brought to a person, by levy item."""

    voucher_no: str
    personal_no: str
    levy_item: str


@dataclass(frozen=True, slots=True)
class Credit:
    """到账. ``mark`` says that it was credited; the format knows no other."""

    voucher_no: str
    personal_no: str
    levy_item: str
    mark: str
    credited_on: date


Value = Person | PersonKey | Enrolment | EnrolmentKey | Payable | PayableKey | Credit | CreditKey
