"""1001 and its answer 2001; 3001, what the network makes of 1001 for the bank.

One order covers several premiums of one payer, one tax office and one treasury. The total and
each premium's amount are made of the details, so an order whose sums differ cannot be written;
one that arrives is refused.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openlevy.gateways.treasury.codec.codes import (
    BudgetKind,
    BudgetLevel,
    Handling,
    PremiumKind,
    TransactionKey,
)
from openlevy.gateways.treasury.codec.kinds import (
    AMOUNT,
    DATE,
    FLAG,
    NOTE,
    RATE,
    RESULT,
    choice,
    digits,
    number,
    printable,
    text,
)
from openlevy.gateways.treasury.codec.layout import (
    Block,
    Check,
    Field,
    Layout,
    Rows,
    count_of,
    sum_of,
)
from openlevy.gateways.treasury.codec.results import DONE

MOST_QUANTITY = 999_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumDetail:
    """One levy sub-item (品目) of a premium. ``paid_fen`` is what is debited for it."""

    detail_number: int
    subitem_code: str
    subitem_name: str
    quantity: int
    base_fen: int
    due_fen: int
    deducted_fen: int
    paid_fen: int
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Premium:
    """One premium (费种) of an order: what for, which period, into which budget."""

    project_number: int
    budget_subject_code: str
    due_on: date
    premium_name: str
    budget_level: BudgetLevel
    budget_level_name: str
    starts_on: date
    ends_on: date
    kind: PremiumKind
    details: tuple[PremiumDetail, ...]
    auxiliary_mark: str | None = None

    @property
    def amount_fen(self) -> int:
        """What the details come to."""
        return sum(detail.paid_fen for detail in self.details)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedPremium:
    """What the bank is told of a premium."""

    project_number: int
    premium_name: str
    starts_on: date
    ends_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Debit:
    tax_office_code: str
    entrusted_on: date
    transaction_no: str
    handling: Handling
    treasury_code: str
    payee_bank_account_no: str
    payee_name: str
    clearing_bank_no: str
    opening_bank_no: str
    payer_bank_account_no: str
    holder_name: str
    receipt_no: str
    billed_on: date
    payer_no: str
    payer_name: str
    agreement_no: str
    budget_kind: BudgetKind = BudgetKind.INSIDE
    in_adjustment_period: bool = False
    print_receipt: bool = False
    payee_bank_no: str | None = None
    employer_code: str | None = None
    employer_kind: str | None = None
    remark: str | None = None
    remark_1: str | None = None
    remark_2: str | None = None

    @property
    def key(self) -> TransactionKey:
        """The key of this debit."""
        return TransactionKey(self.tax_office_code, self.entrusted_on, self.transaction_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebitRequest(_Debit):
    """1001: take the premiums' sum from the payer's bank account."""

    premiums: tuple[Premium, ...]

    @property
    def amount_fen(self) -> int:
        """What the premiums come to."""
        return sum(premium.amount_fen for premium in self.premiums)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedDebit(_Debit):
    """3001: the debit as the bank gets it."""

    premiums: tuple[ForwardedPremium, ...]

    @property
    def amount_fen(self) -> int:
        """What the premiums come to."""
        return sum(premium.amount_fen for premium in self.premiums)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebitAnswer:
    """2001: what became of a debit. It carries no amount; the key and the receipt number match."""

    tax_office_code: str
    transaction_no: str
    entrusted_on: date
    receipt_no: str
    result: str
    debited_on: date | None = None
    note: str | None = None

    @property
    def key(self) -> TransactionKey:
        """The key of the debit answered."""
        return TransactionKey(self.tax_office_code, self.entrusted_on, self.transaction_no)


_TAX_OFFICE = Field("TaxOrgCode", "tax_office_code", digits(1, 12))
_POSITIVE = Check("TraAmt", lambda debit: debit.amount_fen > 0)
_IN_ORDER = Check("TaxEndDate", lambda premium: premium.starts_on <= premium.ends_on)

_HEAD = (
    _TAX_OFFICE,
    Field("EntrustDate", "entrusted_on", DATE),
    Field("TraNo", "transaction_no", digits(8)),
)
_ACCOUNT = (
    Field("HandleType", "handling", choice(Handling)),
    Field("PayeeBankNo", "payee_bank_no", digits(12), optional=True),
    Field("PayeeOrgCode", "treasury_code", digits(1, 12)),
    Field("PayeeAcct", "payee_bank_account_no", printable(1, 32)),
    Field("PayeeName", "payee_name", text(1, 60)),
    Field("PayBkCode", "clearing_bank_no", digits(12)),
    Field("PayOpBkCode", "opening_bank_no", digits(1, 12)),
)
_PAYMENT = (
    Field("PayAcct", "payer_bank_account_no", printable(1, 32), private=True),
    Field("HandOrgName", "holder_name", text(1, 200)),
    sum_of("TraAmt", "amount_fen"),
    Field("TaxVouNo", "receipt_no", digits(1, 18)),
    Field("BillDate", "billed_on", DATE),
    Field("TaxPayCode", "payer_no", text(1, 20), private=True),
    Field("TaxPayName", "payer_name", text(1, 200)),
    Field("CorpCode", "employer_code", text(1, 20), optional=True),
    Field("ProtocolNo", "agreement_no", text(1, 60)),
    Field("BudgetType", "budget_kind", choice(BudgetKind)),
    Field("TrimSign", "in_adjustment_period", FLAG),
    Field("CorpType", "employer_kind", text(1, 12), optional=True),
    Field("PrintVouSign", "print_receipt", FLAG),
    Field("Remark", "remark", text(1, 60), optional=True),
    Field("Remark1", "remark_1", text(1, 60), optional=True),
    Field("Remark2", "remark_2", text(1, 60), optional=True),
    count_of("TaxTypeNum", "premiums"),
)
_DETAIL = Block(
    "TaxSubjectList1001",
    (
        Field("DetailNo", "detail_number", number(999)),
        Field("TaxSubjectCode", "subitem_code", digits(1, 20)),
        Field("TaxSubjectName", "subitem_name", text(1, 60)),
        Field("TaxNumber", "quantity", number(MOST_QUANTITY)),
        Field("TaxAmt", "base_fen", AMOUNT),
        Field("TaxRate", "rate", RATE, optional=True),
        Field("ExpTaxAmt", "due_fen", AMOUNT),
        Field("DiscountTaxAmt", "deducted_fen", AMOUNT),
        Field("FactTaxAmt", "paid_fen", AMOUNT),
    ),
    row=PremiumDetail,
)
_PREMIUM = Block(
    "TaxTypeList1001",
    (
        Field("ProjectId", "project_number", number(99)),
        Field("BudgetSubjectCode", "budget_subject_code", digits(1, 30)),
        Field("LimitDate", "due_on", DATE),
        Field("TaxTypeName", "premium_name", text(1, 60)),
        Field("BudgetLevelCode", "budget_level", choice(BudgetLevel)),
        Field("BudgetLevelName", "budget_level_name", text(1, 60)),
        Field("TaxStartDate", "starts_on", DATE),
        Field("TaxEndDate", "ends_on", DATE),
        Field("ViceSign", "auxiliary_mark", digits(35), optional=True),
        Field("TaxType", "kind", choice(PremiumKind)),
        sum_of("TaxTypeAmt", "amount_fen"),
        count_of("DetailNum", "details"),
        Rows("details", _DETAIL),
    ),
    row=Premium,
    checks=(_IN_ORDER,),
)
_FORWARDED_PREMIUM = Block(
    "TaxTypeList3001",
    (
        Field("ProjectId", "project_number", number(99)),
        Field("TaxTypeName", "premium_name", text(1, 60)),
        Field("TaxStartDate", "starts_on", DATE),
        Field("TaxEndDate", "ends_on", DATE),
        Field("TaxTypeAmt", "amount_fen", AMOUNT),
    ),
    row=ForwardedPremium,
    checks=(_IN_ORDER,),
)

DEBIT_REQUEST = Layout(
    "1001",
    DebitRequest,
    (
        Block("RealHead1001", _HEAD),
        Block("TurnAccount1001", _ACCOUNT),
        Block("Payment1001", (*_PAYMENT, Rows("premiums", _PREMIUM, most=99))),
    ),
    checks=(_POSITIVE,),
)
FORWARDED_DEBIT = Layout(
    "3001",
    ForwardedDebit,
    (
        Block("RealHead3001", _HEAD),
        Block("TurnAccount3001", _ACCOUNT),
        Block("Payment3001", (*_PAYMENT, Rows("premiums", _FORWARDED_PREMIUM, most=99))),
    ),
    checks=(_POSITIVE,),
)
DEBIT_ANSWER = Layout(
    "2001",
    DebitAnswer,
    (
        Block(
            "SingleReturn2001",
            (
                Field("OriTaxOrgCode", "tax_office_code", digits(1, 12)),
                Field("OriTraNo", "transaction_no", digits(8)),
                Field("OriEntrustDate", "entrusted_on", DATE),
                Field("TaxVouNo", "receipt_no", digits(1, 18)),
                Field("TaxDate", "debited_on", DATE, optional=True),
                Field("Result", "result", RESULT),
                Field("AddWord", "note", NOTE, optional=True),
            ),
        ),
    ),
    checks=(Check("TaxDate", lambda a: a.result != DONE or a.debited_on is not None),),
)
