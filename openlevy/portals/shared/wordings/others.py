"""What agencies, the network and operators are refused."""

from typing import Final

from openlevy.portals.shared.wordings.kinds import BROKEN, ONCE_MORE, STALE, Wording, _, operator

OTHERS: Final[dict[str, Wording]] = {
    "refused": Wording(STALE, ONCE_MORE),
    "reference.code_unknown": operator(_("系统缺少代码 %(unknown)s 的资料。")),
    "reference.tiers_not_set": operator(_("%(year)s年度的缴费档次还没有公布。")),
    "reference.amount_not_set": operator(
        _("%(year)s年度没有这类人员（%(group)s）的医疗保险缴费额。")
    ),
    "reference.business_date_not_open": operator(_("系统还没有开始营业。")),
    "reference.business_date_already_open": operator(_("营业日期已经是%(current)s。")),
    "reference.business_date_backwards": operator(
        _("营业日期是%(current)s，不能退回到%(asked)s。")
    ),
    "reference.values_unconfirmed": operator(_("还有 %(count)s 项数值未经确认。")),
    "payment.nothing_cleared": Wording(_("该税票没有这一人员已经入库的缴费。")),
    "payment.credited_before_receipt": Wording(_("到账日期早于入库日期 %(received_on)s。")),
    "payment.credited_on_other_day": Wording(_("该笔缴费已告知到账日期 %(credited_on)s。")),
    "parties.key_taken": Wording(_("经办机构的编号 %(key)s 已用于其他内容。")),
    "parties.key_unknown": Wording(_("经办机构的编号 %(key)s 没有传递过。")),
    "parties.name_differs": Wording(_("编号 %(key)s 的姓名与其他机构传递的不一致。")),
    "parties.still_enrolled": Wording(_("编号 %(key)s 的人员还有参保登记。")),
    "assessment.serial_taken": Wording(_("征集流水号 %(serial)s 已用于其他内容。")),
    "assessment.serial_unknown": Wording(_("征集流水号 %(serial)s 没有传递过。")),
    "parties.document_shared": Wording(
        _("个人编号 %(key)s 的证件号码由其他经办机构一并登记或已由本人注册使用，不能由一家更正。")
    ),
    "parties.person_differs": Wording(
        _("个人编号 %(key)s 更正证件号码时，姓名、性别或出生日期与原登记不一致。")
    ),
    "assessment.year_taken": Wording(_("征集流水号 %(serial)s 的年度已经申报或缴费。")),
    "assessment.not_a_year": Wording(
        _("征集流水号 %(serial)s 的定额不是一个医保年度（%(first)s 至 %(last)s）的。")
    ),
    "assessment.group_pays_flat": Wording(
        _("征集流水号 %(serial)s 的参保人员按年缴费标准缴费，不能核定定额。")
    ),
    "assessment.in_use": Wording(_("征集流水号 %(serial)s 已经申报，不能更改。")),
    "messages.key_reused": Wording(_("报文标识已用于其他内容。")),
    "treasury_network.message_faulty": Wording(_("报文内容有误。"), status=400),
    "treasury_network.message_unreadable": Wording(_("报文无法解析。"), status=400),
    "treasury_network.message_unwritable": operator(_("报文无法生成。")),
    "treasury_network.signature_missing": Wording(_("报文没有电子签名。"), status=400),
    "treasury_network.signature_wrong": Wording(_("报文的电子签名核验不通过。"), status=400),
    "treasury_network.signer_unknown": Wording(_("不认识报文的签名方。"), status=400),
    "treasury_network.node_key_missing": operator(BROKEN),
    "treasury_network.node_key_exposed": operator(BROKEN),
    "treasury_network.node_key_damaged": operator(BROKEN),
    "treasury_network.node_keys_differ": operator(BROKEN),
    "ledger.heads_unreadable": operator(BROKEN),
    "privacy.keys_missing": operator(BROKEN),
    "privacy.key_missing": operator(BROKEN),
    "privacy.keys_exposed": operator(BROKEN),
    "privacy.key_damaged": operator(BROKEN),
    "privacy.seal_broken": operator(BROKEN),
    "certificate.issuing_unreadable": operator(BROKEN),
    "certificate.issuing_key_exposed": operator(BROKEN),
    "certificate.issuing_key_unfit": operator(BROKEN),
    "certificate.issuing_certificate_unfit": operator(BROKEN),
    "certificate.issuing_chain_broken": operator(BROKEN),
    "certificate.issuing_expired": operator(BROKEN),
    "certificate.issuing_for_demonstration": operator(BROKEN),
}
