"""The blocks that messages are made of: fields in their order, from the format description."""

from typing import NamedTuple

from sandbox.wire import pattern as p


class Field(NamedTuple):
    """A field of text; optional ones that have no value are left out."""

    tag: str
    form: str
    optional: bool = False


class Group(NamedTuple):
    """A block of fields and blocks; with ``most`` over 1 it is a list."""

    tag: str
    parts: "tuple[Field | Group, ...]"
    least: int = 1
    most: int = 1


WORD = Field("AddWord", p.free(60), optional=True)
MANY = 1000


def turn_account(number: str) -> Group:
    """Where the money goes and which bank pays, of a 1001 or 3001."""
    return Group(
        f"TurnAccount{number}",
        (
            Field("HandleType", "[12]"),
            Field("PayeeBankNo", p.BANK, optional=True),
            Field("PayeeOrgCode", p.OFFICE),
            Field("PayeeAcct", p.ACCOUNT),
            Field("PayeeName", p.free(60)),
            Field("PayBkCode", p.BANK),
            Field("PayOpBkCode", p.OFFICE),
        ),
    )


def payment(number: str, tax_types: Group) -> Group:
    """What is paid by whom, of a 1001 or 3001."""
    return Group(
        f"Payment{number}",
        (
            Field("PayAcct", p.ACCOUNT),
            Field("HandOrgName", p.free(200)),
            Field("TraAmt", p.AMOUNT),
            Field("TaxVouNo", r"\d{1,18}"),
            Field("BillDate", p.N8),
            Field("TaxPayCode", p.free(20)),
            Field("TaxPayName", p.free(200)),
            Field("CorpCode", p.free(20), optional=True),
            Field("ProtocolNo", p.free(60)),
            Field("BudgetType", "[12]"),
            Field("TrimSign", "[01]"),
            Field("CorpType", p.free(12), optional=True),
            Field("PrintVouSign", "[01]"),
            Field("Remark", p.free(60), optional=True),
            Field("Remark1", p.free(60), optional=True),
            Field("Remark2", p.free(60), optional=True),
            Field("TaxTypeNum", p.COUNT),
            tax_types,
        ),
    )


def real_head(number: str) -> Group:
    """The transaction key, of a 1001 or 3001."""
    return Group(
        f"RealHead{number}",
        (Field("TaxOrgCode", p.OFFICE), Field("EntrustDate", p.N8), Field("TraNo", p.N8)),
    )


SUBJECTS = Group(
    "TaxSubjectList1001",
    (
        Field("DetailNo", p.COUNT),
        Field("TaxSubjectCode", p.free(20)),
        Field("TaxSubjectName", p.free(60)),
        Field("TaxNumber", p.COUNT),
        Field("TaxAmt", p.AMOUNT),
        Field("TaxRate", r"\d{1,4}(\.\d{1,6})?", optional=True),
        Field("ExpTaxAmt", p.AMOUNT),
        Field("DiscountTaxAmt", p.AMOUNT),
        Field("FactTaxAmt", p.AMOUNT),
    ),
    most=MANY,
)
TAX_TYPES_1001 = Group(
    "TaxTypeList1001",
    (
        Field("ProjectId", r"\d{1,2}"),
        Field("BudgetSubjectCode", p.free(30)),
        Field("LimitDate", p.N8),
        Field("TaxTypeName", p.free(60)),
        Field("BudgetLevelCode", "[0-6]"),
        Field("BudgetLevelName", p.free(60)),
        Field("TaxStartDate", p.N8),
        Field("TaxEndDate", p.N8),
        Field("ViceSign", r"\d{35}", optional=True),
        Field("TaxType", "[1-4]"),
        Field("TaxTypeAmt", p.AMOUNT),
        Field("DetailNum", p.COUNT),
        SUBJECTS,
    ),
    most=99,
)
TAX_TYPES_3001 = Group(
    "TaxTypeList3001",
    (
        Field("ProjectId", r"\d{1,2}"),
        Field("TaxTypeName", p.free(60)),
        Field("TaxStartDate", p.N8),
        Field("TaxEndDate", p.N8),
        Field("TaxTypeAmt", p.AMOUNT),
    ),
    most=99,
)
PROOF = (
    Field("VCSign", "[12]"),
    Field("TaxOrgCode", p.OFFICE),
    Field("TaxPayName", p.free(200)),
    Field("TaxPayCode", p.free(20)),
    Field("PayOpBkCode", p.OFFICE),
    Field("PayBkCode", p.BANK),
    Field("PayAcct", p.ACCOUNT),
    Field("HandOrgName", p.free(200)),
    Field("ProtocolNo", p.free(60)),
)
STATUS = (
    Field("SendOrgCode", p.OFFICE),
    Field("SearchType", r"\d"),
    Field("OriMsgNo", r"\d{4}"),
    Field("OriEntrustDate", p.N8),
    Field("OriPackNo", p.N8),
    Field("OriTraNo", p.N8),
)
DEDUCTED = Group(
    "CompDeduct3122",
    (
        Field("PayeeOrgCode", p.OFFICE),
        Field("OriMsgNo", r"\d{4}"),
        Field("OriSendOrgCode", p.OFFICE),
        Field("OriEntrustDate", p.N8),
        Field("OriPackNo", p.N8),
        Field("OriTraNo", p.N8),
        Field("OriTaxVouNo", r"\d{1,18}"),
        Field("TraAmt", p.AMOUNT),
        Field("TaxDate", p.N8, optional=True),
        Field("OpStat", r"\d"),
        WORD,
    ),
    least=0,
    most=MANY,
)
BILL = Group(
    "Bill3126",
    (
        Field("TreCode", r"\d{10}"),
        Field("ExportVouType", r"\d"),
        Field("ExpTaxVouNo", r"\d{1,18}"),
        Field("BudgetType", "[12]"),
        Field("BudgetLevelCode", "[0-6]"),
        Field("BudgetSubjectCode", p.free(30)),
        Field("TraAmt", p.AMOUNT),
        Field("Origin", r"\d"),
    ),
    least=0,
    most=MANY,
)
