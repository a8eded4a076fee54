"""Bodies of what the product asks, for tests."""

from typing import Any

from sandbox.wire.pattern import yuan

OFFICE = "11101050000"
TREASURY = "0104000000"


def proof(
    person: dict[str, Any], number: int, *, sign: str = "1", order: int = 0
) -> dict[str, Any]:
    """A 9114 about one of a sample person's accounts."""
    account = person["bank_accounts"][order]
    return {
        "ProveInfo9114": {
            "SendOrgCode": OFFICE,
            "EntrustDate": "20260301",
            "VCNo": f"{number:08d}",
            "VCSign": sign,
            "TaxOrgCode": OFFICE,
            "TaxPayName": person["wire_name"] or person["name"],
            "TaxPayCode": person["id_number"],
            "PayOpBkCode": account["bank_cnaps"],
            "PayBkCode": account["clearing_cnaps"],
            "PayAcct": account["number"],
            "HandOrgName": person["wire_name"] or person["name"],
            "ProtocolNo": protocol_no(person, order),
        }
    }


def debit(
    person: dict[str, Any], number: int, amount_fen: int, *, voucher_no: str = "", order: int = 0
) -> dict[str, Any]:
    """A 1001 of one premium."""
    account = person["bank_accounts"][order]
    name = person["wire_name"] or person["name"]
    amount = yuan(amount_fen)
    detail = {
        "DetailNo": "1", "TaxSubjectCode": "102100100", "TaxSubjectName": "城乡居民基本养老保险费",
        "TaxNumber": "1", "TaxAmt": amount, "ExpTaxAmt": amount, "DiscountTaxAmt": "0.00",
        "FactTaxAmt": amount,
    }  # fmt: skip
    premium = {
        "ProjectId": "1", "BudgetSubjectCode": "1021001", "LimitDate": "20261231",
        "TaxTypeName": "城乡居民基本养老保险费", "BudgetLevelCode": "4", "BudgetLevelName": "县级",
        "TaxStartDate": "20260101", "TaxEndDate": "20261231", "TaxType": "1",
        "TaxTypeAmt": amount, "DetailNum": "1", "TaxSubjectList1001": [detail],
    }  # fmt: skip
    return {
        "RealHead1001": {
            "TaxOrgCode": OFFICE, "EntrustDate": "20260301", "TraNo": f"{number:08d}",
        },
        "TurnAccount1001": {
            "HandleType": "1", "PayeeOrgCode": TREASURY, "PayeeAcct": "270100000000000001",
            "PayeeName": "国家金库北京市朝阳区支库", "PayBkCode": account["clearing_cnaps"],
            "PayOpBkCode": account["bank_cnaps"],
        },
        "Payment1001": {
            "PayAcct": account["number"], "HandOrgName": name, "TraAmt": amount,
            "TaxVouNo": voucher_no or f"4110162603{number:08d}", "BillDate": "20260301",
            "TaxPayCode": person["id_number"], "TaxPayName": name,
            "ProtocolNo": protocol_no(person, order), "BudgetType": "1", "TrimSign": "0",
            "PrintVouSign": "0", "TaxTypeNum": "1", "TaxTypeList1001": [premium],
        },
    }  # fmt: skip


def reversal(number: int, debit_number: int) -> dict[str, Any]:
    """A 1021 of a debit."""
    return {
        "RushApply1021": {
            "TaxOrgCode": OFFICE, "EntrustDate": "20260301", "CancelNo": f"{number:08d}",
            "OriEntrustDate": "20260301", "OriTraNo": f"{debit_number:08d}",
            "CancelReason": "超时未收到回执",
        }
    }  # fmt: skip


def status(debit_number: int) -> dict[str, Any]:
    """A 9003 about a debit."""
    return {
        "TraStatusCheck9003": {
            "SendOrgCode": OFFICE, "SearchType": "1", "OriMsgNo": "1001",
            "OriEntrustDate": "20260301", "OriPackNo": "00000000",
            "OriTraNo": f"{debit_number:08d}",
        }
    }  # fmt: skip


def protocol_no(person: dict[str, Any], order: int = 0) -> str:
    """The agreement's number of a person and account."""
    return f"1101052026{person['id_number'][6:14]}{order}"
