"""Every message the sandbox reads or writes, as blocks in their order."""

from typing import Final

from sandbox.wire import blocks
from sandbox.wire import pattern as p
from sandbox.wire.blocks import Field, Group

CATALOGUE: Final[dict[str, Group]] = {
    "1001": Group(
        "MSG",
        (
            blocks.real_head("1001"),
            blocks.turn_account("1001"),
            blocks.payment("1001", blocks.TAX_TYPES_1001),
        ),
    ),
    "3001": Group(
        "MSG",
        (
            blocks.real_head("3001"),
            blocks.turn_account("3001"),
            blocks.payment("3001", blocks.TAX_TYPES_3001),
        ),
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
                    blocks.WORD,
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
                    blocks.WORD,
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
                    *blocks.PROOF,
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
                    *blocks.PROOF,
                    Field("VCResult", "[01]"),
                    blocks.WORD,
                ),
            ),
        ),
    ),
    "9003": Group("MSG", (Group("TraStatusCheck9003", blocks.STATUS),)),
    "9004": Group(
        "MSG",
        (
            Group(
                "TraStatusReturn9004",
                (
                    *blocks.STATUS,
                    Field("ChkDate", p.N8, optional=True),
                    Field("OpStat", r"\d", optional=True),
                    Field("Result", p.RESULT, optional=True),
                    blocks.WORD,
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
            blocks.DEDUCTED,
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
            blocks.BILL,
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
                    blocks.WORD,
                    Field("Information", p.free(200), optional=True),
                ),
            ),
        ),
    ),
}
"""Every message the sandbox reads or writes."""
