"""The sentences of refusals, by code. Facts stand in them as ``%(name)s``; see ``refusals``.

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
    "payment": ("payer:payment", _("缴费办理")),
    "declarations": ("payer:declarations", _("申报记录查询")),
    "payments": ("payer:payments", _("缴费记录查询")),
    "amount": ("payer:amount", _("批量扣款缴费金额设置")),
    "agreements": ("payer:agreements", _("缴费协议")),
    "printing": ("payer:record_printing", _("记录打印")),
    "downloads": ("payer:record_downloads", _("记录下载")),
    "sign_in": ("payer:sign_in", _("返回登录")),
    "verify": ("public:verify", _("记录查验")),
}
"""Where a page of refusal leads on: the address's name and the button's label."""

_STALE = _("页面上的内容已经过时，这次没有办理。")
_NOT_YOURS = _("没有这条记录，或者它不属于您。")
_ASK_AGENCY = _("请联系参保地社保经办机构，咨询电话 12333。")
_ASK_OPERATOR = _("请联系系统管理员。")
_ONCE_MORE = _("请重新打开页面再办理；已经办理的不会重复。")
_BROKEN = _("系统暂时不能办理这项业务。")


def _mine(to: str) -> Wording:
    return Wording(_NOT_YOURS, _("请从列表中重新选择。"), to, 404, _("没有找到"))


def _operator(words: str) -> Wording:
    return Wording(words, _ASK_OPERATOR, status=503, title=_("暂时不能办理"))


PAYER: Final[dict[str, Wording]] = {
    "portal.form_broken": Wording(
        _("提交的内容不完整。"), _("请返回页面重新提交。"), status=400, title=_("提交不完整")
    ),
    "portal.record_unknown": _mine("home"),
    "declaration.unknown": _mine("declarations"),
    "payment.agreement_unknown": _mine("agreements"),
    "payment.order_unknown": _mine("payments"),
    "assessment.enrolment_unknown": _mine("pension"),
    "assessment.not_a_tier": Wording(
        _("%(amount_fen)s 不是%(year)s年度可以选择的缴费金额。"), _("请重新选择。"), "amount"
    ),
    "assessment.enrolment_closed": Wording(
        _("这条参保登记在%(year)s年度不能正常缴费。"), _ASK_AGENCY, "pension"
    ),
    "assessment.year_not_open": Wording(
        _("现在只能设置%(open_year)s年度的缴费金额，不能设置%(year)s年度的。"), "", "amount"
    ),
    "assessment.amount_declared": Wording(
        _("%(year)s年度已经申报，缴费金额没有更改。"),
        _("要更改，请先作废未缴费的申报，再重新设置。"),
        "declarations",
    ),
    "assessment.amount_paid": Wording(
        _("%(year)s年度已经缴费，缴费金额不能再更改。"), "", "payments"
    ),
    "declaration.nothing_chosen": Wording(
        _("没有选择要申报的数据，或一次选择超过 %(most)s 条。"), _("请重新选择。"), "payment", 400
    ),
    "declaration.not_open": Wording(
        _("所选数据中有的已经申报（可能通过其他渠道），或不能在本年度缴纳，这次没有申报。"),
        _("请到申报记录查询查看，尚未缴费的可以继续缴费。"),
        "declarations",
    ),
    "declaration.enrolment_closed": Wording(
        _("这条参保登记已暂停或终止参保，%(year)s年度不能正常缴费，这次没有申报。"),
        _("如需恢复参保，请联系参保地社保经办机构，咨询电话 12333。"),
        "pension",
    ),
    "declaration.not_voidable": Wording(
        _("这条申报正在缴费、已经缴费或已经作废，没有作废。"),
        _("请查看它现在的状态。"),
        "declarations",
    ),
    "declaration.key_reused": Wording(_STALE, _ONCE_MORE, "payment"),
    "payment.key_reused": Wording(_STALE, _ONCE_MORE, "declarations"),
    "payment.nothing_chosen": Wording(
        _("没有选择要缴费的申报。"),
        _("请在申报记录查询中勾选要缴费的申报，再点击“缴费”。"),
        "declarations",
        400,
    ),
    "payment.offices_differ": Wording(
        _("所选的申报属于不同的税务机关，不能一次扣款，没有缴费。"),
        _("请按税务机关分别勾选，分次缴费。"),
        "declarations",
    ),
    "payment.being_paid": Wording(
        _("这笔费款正在缴费，结果尚未确定，没有重复扣款。"),
        _("请勿重复缴费，到申报记录查询查看结果。"),
        "declarations",
    ),
    "payment.paid_already": Wording(_("这笔费款已经缴清，没有重复扣款。"), "", "payments"),
    "payment.voided": Wording(
        _("这条申报已经作废，不能缴费。"), _("需要缴费请重新办理。"), "payment"
    ),
    "payment.agreement_not_usable": Wording(
        _("所选协议现在不能使用（验证未成功或已撤销），没有扣款。"),
        _("请查看协议，或新增一条协议。"),
        "agreements",
    ),
    "payment.agreement_not_yet": Wording(
        _("所选协议自%(effective_on)s起生效，没有扣款。"), _("请在生效后再缴费。"), "agreements"
    ),
    "payment.agreement_of_other_office": Wording(
        _("所选协议的税务机关与这笔费款的税务机关不一致，没有扣款。"),
        _("请选择税务机关一致的协议，或新增一条协议。"),
        "agreements",
    ),
    "payment.agreement_exists": Wording(
        _("该银行账号与该税务机关已经有一条验证中或验证成功的协议。"),
        _("请在缴费协议列表中查看。"),
        "agreements",
    ),
    "payment.agreement_not_revocable": Wording(
        _("这条协议没有签订成功，或已经撤销，不需要撤销。"), "", "agreements"
    ),
    "payment.bank_account_unreadable": Wording(
        _("请填写 10 至 30 位数字的银行账号。"), "", "agreements", 400
    ),
    "payment.name_not_writable": Wording(
        _("银行系统无法书写姓名“%(name)s”中的字，暂时不能签订协议或扣款。"),
        _("请到参保地社保经办机构登记可供银行使用的姓名写法，咨询电话 12333。"),
        "pension",
    ),
    "payment.bank_unknown": Wording(_("没有这个开户银行。"), _("请重新选择。"), "agreements", 400),
    "payment.tax_office_unknown": Wording(
        _("没有这个税务机关。"), _("请重新选择。"), "agreements", 400
    ),
    "certificate.nothing_paid": Wording(
        _("这段时间没有缴费记录，没有申请证明。"), _("请更改费款所属日期再查询。"), "printing"
    ),
    "certificate.not_cleared_yet": Wording(
        _("费款还没有入库，暂时不能开具，预计%(expected_from)s至%(expected_to)s入库。"),
        _("请在入库后再申请。"),
        "printing",
    ),
    "certificate.key_reused": Wording(_STALE, _ONCE_MORE, "printing"),
    "certificate.period_too_long": Wording(
        _("这段时间的缴费超过一份证明可以列出的 %(most)s 笔。"),
        _("请缩短费款所属期，分几次申请。"),
        "printing",
    ),
    "certificate.changed": Wording(
        _("这份缴费记录的登记内容与开具时不一致，不能给出查验结果。"),
        _("请拨打 12366 反映，并说明校验码。"),
        "verify",
        500,
        _("无法查验"),
    ),
    "history.already_moved": Wording(_STALE, _ONCE_MORE),
    "flow.action_not_allowed": Wording(
        _("这条记录现在的状态不能这样操作。"), _("请查看它现在的状态。")
    ),
}

SIGN_IN: Final[dict[str, Wording]] = {
    "access.wrong_credentials": Wording(
        _("证件号码、手机号或用户名与密码不符，还可以再试 %(attempts_left)s 次。"),
        "",
        "sign_in",
        401,
    ),
    "access.sign_in_locked": Wording(
        _("密码错误次数过多，已暂停登录。请在 %(retry_after_s)s后再试。"), "", "sign_in", 429
    ),
    "access.address_locked": Wording(
        _("当前网络登录失败次数过多，已暂停登录。请在 %(retry_after_s)s后再试。"),
        "",
        "sign_in",
        429,
    ),
    "access.account_locked": Wording(
        _("账户已被锁定。请持有效证件到主管税务机关办税服务厅办理解锁，咨询电话 12366。"),
        "",
        "sign_in",
        403,
    ),
    "access.already_registered": Wording(
        _("证件号码、手机号或用户名已经注册过。"), _("请直接登录。"), "sign_in"
    ),
    "access.username_unusable": Wording(
        _("用户名须为 4 至 20 位字母、数字或下划线，以字母开头，且不能像证件号码。"),
        "",
        "sign_in",
        400,
    ),
    "access.password_weak": Wording(
        _("密码过于简单：至少 8 位，不能是常见密码，也不能含有自己的证件号码或手机号。"),
        "",
        "sign_in",
        400,
    ),
    "access.too_many_guesses": Wording(
        _("尝试次数过多，请在 %(retry_after_s)s后再试。"),
        "",
        "verify",
        429,
        _("尝试次数过多"),
    ),
}

TYPED: Final[dict[str, Wording]] = {
    "period.reversed": Wording(
        _("起始日期 %(start)s 晚于截止日期 %(end)s。"), _("请重新填写。"), status=400
    ),
    "period.unreadable": Wording(_("看不懂费款所属期。"), _("请重新填写。"), status=400),
    "identifiers.number_wrong": Wording(
        _("号码有误（末四位 %(tail)s）。"), _("请核对后重新填写。"), status=400
    ),
    "money.amount_unreadable": Wording(_("看不懂金额。"), _("请重新填写。"), status=400),
    "codes.unreadable": Wording(
        _("校验码应为 16 位字母和数字，印在缴费记录上。"), _("请重新填写。"), "verify", 400
    ),
}

OTHERS: Final[dict[str, Wording]] = {
    "refused": Wording(_STALE, _ONCE_MORE),
    "reference.code_unknown": _operator(_("系统缺少代码 %(unknown)s 的资料。")),
    "reference.tiers_not_set": _operator(_("%(year)s年度的缴费档次还没有公布。")),
    "reference.business_date_not_open": _operator(_("系统还没有开始营业。")),
    "reference.business_date_already_open": _operator(_("营业日期已经是%(current)s。")),
    "reference.business_date_backwards": _operator(
        _("营业日期是%(current)s，不能退回到%(asked)s。")
    ),
    "reference.values_unconfirmed": _operator(_("还有 %(count)s 项数值未经确认。")),
    "payment.nothing_cleared": Wording(_("该税票没有这一人员已经入库的缴费。")),
    "payment.credited_before_receipt": Wording(_("到账日期早于入库日期 %(received_on)s。")),
    "payment.credited_on_other_day": Wording(_("该笔缴费已告知到账日期 %(credited_on)s。")),
    "parties.key_taken": Wording(_("经办机构的编号 %(key)s 已用于其他内容。")),
    "parties.key_unknown": Wording(_("经办机构的编号 %(key)s 没有传递过。")),
    "parties.name_differs": Wording(_("编号 %(key)s 的姓名与其他机构传递的不一致。")),
    "parties.still_enrolled": Wording(_("编号 %(key)s 的人员还有参保登记。")),
    "assessment.serial_taken": Wording(_("征集流水号 %(serial)s 已用于其他内容。")),
    "assessment.serial_unknown": Wording(_("征集流水号 %(serial)s 没有传递过。")),
    "assessment.in_use": Wording(_("征集流水号 %(serial)s 已经申报，不能更改。")),
    "messages.key_reused": Wording(_("报文标识已用于其他内容。")),
    "treasury_network.message_faulty": Wording(_("报文内容有误。"), status=400),
    "treasury_network.message_unreadable": Wording(_("报文无法解析。"), status=400),
    "treasury_network.message_unwritable": _operator(_("报文无法生成。")),
    "treasury_network.signature_missing": Wording(_("报文没有电子签名。"), status=400),
    "treasury_network.signature_wrong": Wording(_("报文的电子签名核验不通过。"), status=400),
    "treasury_network.signer_unknown": Wording(_("不认识报文的签名方。"), status=400),
    "treasury_network.node_key_missing": _operator(_BROKEN),
    "treasury_network.node_key_exposed": _operator(_BROKEN),
    "treasury_network.node_key_damaged": _operator(_BROKEN),
    "treasury_network.node_keys_differ": _operator(_BROKEN),
    "ledger.heads_unreadable": _operator(_BROKEN),
    "privacy.keys_missing": _operator(_BROKEN),
    "privacy.key_missing": _operator(_BROKEN),
    "privacy.keys_exposed": _operator(_BROKEN),
    "privacy.key_damaged": _operator(_BROKEN),
    "privacy.seal_broken": _operator(_BROKEN),
    "certificate.issuing_unreadable": _operator(_BROKEN),
    "certificate.issuing_key_exposed": _operator(_BROKEN),
    "certificate.issuing_key_unfit": _operator(_BROKEN),
    "certificate.issuing_certificate_unfit": _operator(_BROKEN),
    "certificate.issuing_chain_broken": _operator(_BROKEN),
    "certificate.issuing_expired": _operator(_BROKEN),
    "certificate.issuing_for_demonstration": _operator(_BROKEN),
}

WORDINGS: Final[dict[str, Wording]] = {**PAYER, **SIGN_IN, **TYPED, **OTHERS}
