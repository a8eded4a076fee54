"""Orders and agreements of the golden messages, as values told by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

from openlevy.gateways.treasury import codec as c

BANK = "102100009980"
OFFICE = "11101020000"
MARCH_1 = date(2026, 3, 1)

WANG: dict[str, Any] = {
    "tax_office_code": OFFICE,
    "entrusted_on": MARCH_1,
    "transaction_no": "00000001",
    "handling": c.Handling.TREASURY,
    "treasury_code": "0103000000",
    "payee_bank_account_no": "270100000000000001",
    "payee_name": "国家金库北京市西城区支库",
    "clearing_bank_no": BANK,
    "opening_bank_no": "102100000458",
    "payer_bank_account_no": "6222000200112233445",
    "holder_name": "王秀兰",
    "receipt_no": "411016260300000001",
    "billed_on": MARCH_1,
    "payer_no": "990101196208150023",
    "payer_name": "王秀兰",
    "agreement_no": "11010220260000000001",
}
OUYANG = WANG | {
    "transaction_no": "00000002",
    "handling": c.Handling.BANK,
    "payee_bank_no": "011701000014",
    "clearing_bank_no": "403100000012",
    "opening_bank_no": "403100000012",
    "payer_bank_account_no": "6217000300998877665",
    "holder_name": "欧阳建国",
    "receipt_no": "411016260300000002",
    "payer_no": "990101197103020016",
    "payer_name": "欧阳建国",
    "employer_code": "10000000000000000001",
    "agreement_no": "11010220260000000002",
    "in_adjustment_period": True,
    "employer_kind": "410",
    "print_receipt": True,
    "remark": "社保费",
    "remark_1": "2025年度 & 2026年度 <合并缴纳>",
    "remark_2": "“补缴”",
}


def detail(number: int, fen: int, **more: Any) -> c.PremiumDetail:
    values: dict[str, Any] = {
        "detail_number": number,
        "subitem_code": "102100100",
        "subitem_name": "城乡居民基本养老保险费",
        "quantity": 1,
        "base_fen": fen,
        "due_fen": fen,
        "deducted_fen": 0,
        "paid_fen": fen,
    }
    return c.PremiumDetail(**(values | more))


def premium(year: int, *details: c.PremiumDetail, **more: Any) -> c.Premium:
    values: dict[str, Any] = {
        "project_number": 1,
        "budget_subject_code": "1021001",
        "due_on": date(year, 12, 31),
        "premium_name": "城乡居民基本养老保险费",
        "budget_level": c.BudgetLevel.COUNTY,
        "budget_level_name": "县级",
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "kind": c.PremiumKind.CURRENT,
        "details": details,
    }
    return c.Premium(**(values | more))


ARREARS = premium(
    2025,
    detail(1, 52000, base_fen=650000, rate=Decimal("0.08")),
    detail(
        2,
        345,
        subitem_code="102100101",
        subitem_name="滞纳金",
        base_fen=52000,
        due_fen=545,
        deducted_fen=200,
    ),
    project_number=2,
    kind=c.PremiumKind.ARREARS,
    auxiliary_mark="1".rjust(35, "0"),
)
FORWARDED = c.ForwardedPremium(
    project_number=1,
    premium_name="城乡居民基本养老保险费",
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    amount_fen=300000,
)


_IDENTITY = (
    "tax_office_code",
    "payer_name",
    "payer_no",
    "opening_bank_no",
    "clearing_bank_no",
    "payer_bank_account_no",
    "holder_name",
    "agreement_no",
)


def agreement(number: str, action: c.AgreementAction) -> dict[str, Any]:
    return {name: WANG[name] for name in _IDENTITY} | {
        "sender_code": OFFICE,
        "entrusted_on": MARCH_1,
        "request_no": number,
        "action": action,
    }


def at_bank(number: str, action: c.AgreementAction) -> dict[str, Any]:
    """What a bank tells of its customer's agreement."""
    return {
        "sender_code": "102100099996",
        "entrusted_on": MARCH_1,
        "request_no": number,
        "action": action,
        "tax_office_code": "11401050000",
        "payer_name": "贺兰芝",
        "payer_no": "990101197006060026",
        "opening_bank_no": "102161091014",
        "clearing_bank_no": "102100099996",
        "payer_bank_account_no": "6222000200112299881",
        "holder_name": "贺兰芝",
        "agreement_no": "102161202603010000000001",
    }
