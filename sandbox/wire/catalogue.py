"""What each message is made of: blocks and fields in their order, from the format description."""

from typing import Final, NamedTuple

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


_WORD = Field("AddWord", p.free(60), optional=True)
_MANY = 1000


def _turn_account(number: str) -> Group:
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


def _payment(number: str, tax_types: Group) -> Group:
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


def _real_head(number: str) -> Group:
    return Group(
        f"RealHead{number}",
        (Field("TaxOrgCode", p.OFFICE), Field("EntrustDate", p.N8), Field("TraNo", p.N8)),
    )


_SUBJECTS = Group(
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
    most=_MANY,
)
_TAX_TYPES_1001 = Group(
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
        _SUBJECTS,
    ),
    most=99,
)
_TAX_TYPES_3001 = Group(
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
_PROOF = (
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
_STATUS = (
    Field("SendOrgCode", p.OFFICE),
    Field("SearchType", r"\d"),
    Field("OriMsgNo", r"\d{4}"),
    Field("OriEntrustDate", p.N8),
    Field("OriPackNo", p.N8),
    Field("OriTraNo", p.N8),
)
_DEDUCTED = Group(
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
        _WORD,
    ),
    least=0,
    most=_MANY,
)
_BILL = Group(
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
    most=_MANY,
)

CATALOGUE: Final[dict[str, Group]] = {
    "1001": Group(
        "MSG",
        (_real_head("1001"), _turn_account("1001"), _payment("1001", _TAX_TYPES_1001)),
    ),
    "3001": Group(
        "MSG",
        (_real_head("3001"), _turn_account("3001"), _payment("3001", _TAX_TYPES_3001)),
    ),
    "2001": Group(
        "MSG",
        (
            Group(
                "SingleReturn2001",
                (
                    Field("OriTaxOrgCode", p.OFFICE),
                    Field("OriTraNo", p.N8),
                    Field("OriEntrustDate", p.N8),
                    Field("TaxVouNo", r"\d{1,18}"),
                    Field("TaxDate", p.N8, optional=True),
                    Field("Result", p.RESULT),
                    _WORD,
                ),
            ),
        ),
    ),
    "1021": Group(
        "MSG",
        (
            Group(
                "RushApply1021",
                (
                    Field("TaxOrgCode", p.OFFICE),
                    Field("EntrustDate", p.N8),
                    Field("CancelNo", p.N8),
                    Field("OriEntrustDate", p.N8),
                    Field("OriTraNo", p.N8),
                    Field("CancelReason", p.free(60), optional=True),
                ),
            ),
        ),
    ),
    "2021": Group(
        "MSG",
        (
            Group(
                "RushReturn2021",
                (
                    Field("TaxOrgCode", p.OFFICE),
                    Field("OriCancelNo", p.N8),
                    Field("OriCancelDate", p.N8),
                    Field("OriTraNo", p.N8),
                    Field("OriEntrustDate", p.N8),
                    Field("CancelAnswer", "[1-3]"),
                    _WORD,
                ),
            ),
        ),
    ),
    "9114": Group(
        "MSG",
        (
            Group(
                "ProveInfo9114",
                (
                    Field("SendOrgCode", p.OFFICE),
                    Field("EntrustDate", p.N8),
                    Field("VCNo", p.N8),
                    *_PROOF,
                ),
            ),
        ),
    ),
    "9115": Group(
        "MSG",
        (
            Group(
                "ProveReturn9115",
                (
                    Field("OriSendOrgCode", p.OFFICE),
                    Field("OriEntrustDate", p.N8),
                    Field("OriVCNo", p.N8),
                    *_PROOF,
                    Field("VCResult", "[01]"),
                    _WORD,
                ),
            ),
        ),
    ),
    "9003": Group("MSG", (Group("TraStatusCheck9003", _STATUS),)),
    "9004": Group(
        "MSG",
        (
            Group(
                "TraStatusReturn9004",
                (
                    *_STATUS,
                    Field("ChkDate", p.N8, optional=True),
                    Field("OpStat", r"\d", optional=True),
                    Field("Result", p.RESULT, optional=True),
                    _WORD,
                ),
            ),
        ),
    ),
    "1024": Group(
        "MSG",
        (
            Group(
                "RequestBill1024",
                (Field("SendOrgCode", p.OFFICE), Field("InTreDate", p.N8)),
            ),
        ),
    ),
    "3122": Group(
        "MSG",
        (
            Group(
                "BatchHead3122",
                (
                    Field("ChkDate", p.N8),
                    Field("PackNo", p.N8),
                    Field("TaxOrgCode", p.OFFICE),
                    Field("AllNum", p.COUNT),
                    Field("AllAmt", p.AMOUNT),
                    Field("ChildPackNum", p.COUNT),
                    Field("CurPackNo", p.COUNT),
                    Field("CurPackNum", p.COUNT),
                    Field("CurPackAmt", p.AMOUNT),
                ),
            ),
            _DEDUCTED,
        ),
    ),
    "3126": Group(
        "MSG",
        (
            Group(
                "BillHead3126",
                (
                    Field("TaxOrgCode", p.OFFICE),
                    Field("InTreDate", p.N8),
                    Field("PackNo", p.N8),
                    Field("ChildPackNum", p.COUNT),
                    Field("CurPackNo", p.COUNT),
                    Field("TaxAllNum", p.COUNT),
                    Field("DrawBackAllNum", p.COUNT),
                    Field("CorrAllNum", p.COUNT),
                    Field("FreeAllNum", p.COUNT),
                ),
            ),
            _BILL,
        ),
    ),
    "9101": Group(
        "MSG", (Group("ChangeState9101", (Field("WorkDate", p.N8), Field("SysStat", r"\d"))),)
    ),
    "9120": Group(
        "MSG",
        (
            Group(
                "MsgReturn9120",
                (
                    Field("OriMsgNo", r"\d{4}"),
                    Field("Result", p.RESULT),
                    _WORD,
                    Field("Information", p.free(200), optional=True),
                ),
            ),
        ),
    ),
}
"""Every message the sandbox reads or writes."""
