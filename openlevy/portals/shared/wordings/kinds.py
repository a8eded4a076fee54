"""What a sentence of refusal is made of, and the ones that several share.

Marked with ``_`` for the extraction of messages; they are looked up when they are said.
"""

from dataclasses import dataclass
from typing import Final


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Wording:
    """What holds, what to do, where (a key of ``PLACES``), and the answer's status."""

    words: str
    next_step: str = ""
    to: str = "home"
    status: int = 409
    title: str = _("没有办理")


PLACES: Final[dict[str, tuple[str, str]]] = {
    "home": ("payer:home", _("返回首页")),
    "pension": ("payer:pension", _("城乡居民养老")),
    "medical": ("payer:medical", _("城乡居民医疗")),
    "payment": ("payer:payment", _("缴费办理")),
    "others": ("payer:medical_others_payment", _("为他人缴费")),
    "medical_payment": ("payer:medical_payment", _("缴费办理")),
    "medical_declarations": ("payer:medical_declarations", _("已申报作废")),
    "medical_payments": ("payer:medical_payments", _("缴费记录查询")),
    "daily": ("payer:daily", _("城乡居民社会保险费日常申报表")),
    "daily_others": ("payer:daily_others_payment", _("为他人缴费")),
    "daily_declarations": ("payer:daily_declarations", _("申报记录查询")),
    "daily_payments": ("payer:daily_payments", _("缴费记录查询")),
    "declarations": ("payer:declarations", _("申报记录查询")),
    "payments": ("payer:payments", _("缴费记录查询")),
    "amount": ("payer:amount", _("批量扣款缴费金额设置")),
    "agreements": ("payer:agreements", _("缴费协议")),
    "printing": ("payer:record_printing", _("记录打印")),
    "downloads": ("payer:record_downloads", _("记录下载")),
    "proving": ("payer:proof_printing", _("缴费证明")),
    "proof_downloads": ("payer:proof_downloads", _("证明下载")),
    "sign_in": ("payer:sign_in", _("返回登录")),
    "verify": ("public:verify", _("记录查验")),
    "officer": ("officer:home", _("返回首页")),
    "officer_sign_in": ("officer:sign_in", _("返回登录")),
    "reopenings": ("officer:reopenings", _("重新开放缴费期")),
}


ENTRIES: Final[dict[str, str]] = {"amount": "debit_amount"}
"""Of these the ones that every place has a name of its own for, by the key in its menu."""


STALE = _("页面上的内容已经过时，这次没有办理。")
NOT_YOURS = _("没有这条记录，或者它不属于您。")
IN_MEDICAL: Final[dict[str, str]] = {
    "pension": "medical",
    "payment": "medical_payment",
    "declarations": "medical_declarations",
    "payments": "medical_payments",
}
"""Where a refusal leads instead when it is about medical insurance."""
IN_OTHERS: Final[frozenset[str]] = frozenset({"payment", "declarations", "payments", "pension"})
"""What are lists of one's own: a refusal about what somebody else owes leads back to them."""
BACK_TO_OTHERS = _("请返回“为他人缴费”，查看这位缴费人现在的缴费数据。")
ON_FORM: Final[dict[str, str]] = {
    **dict.fromkeys(("pension", "medical", "payment", "amount"), "daily"),
    "others": "daily_others",
    "declarations": "daily_declarations",
    "payments": "daily_payments",
}
"""The same where residents declare all their insurances on one form."""
PAYING: Final[dict[str, str]] = {
    "payment": "resident_pension",
    "medical_payment": "resident_medical",
}
"""The sections of a place's menu whose entry for paying has a label of the place's own."""
IN_PROOFS: Final[dict[str, str]] = {"printing": "proving", "downloads": "proof_downloads"}
"""Where a refusal leads instead when it is about a payment proof."""
ASK_AGENCY = _("请联系参保地%(agency)s经办机构，咨询电话 %(agency_phone)s。")
ASK_OPERATOR = _("请联系系统管理员。")
ONCE_MORE = _("请重新打开页面再办理；已经办理的不会重复。")
BROKEN = _("系统暂时不能办理这项业务。")


def mine(to: str) -> Wording:
    return Wording(NOT_YOURS, _("请从列表中重新选择。"), to, 404, _("没有找到"))


def operator(words: str) -> Wording:
    return Wording(words, ASK_OPERATOR, status=503, title=_("暂时不能办理"))
