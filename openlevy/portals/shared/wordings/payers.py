"""What a payer can be refused."""

from typing import Final

from openlevy.portals.shared.wordings.kinds import ASK_AGENCY, ONCE_MORE, STALE, Wording, _, mine

PAYER: Final[dict[str, Wording]] = {
    "portal.form_broken": Wording(
        _("提交的内容不完整。"), _("请返回页面重新提交。"), status=400, title=_("提交不完整")
    ),
    "portal.too_many_chosen": Wording(
        _("一次最多选择 %(most)s 条，这次没有办理。"), _("请减少选择，分次办理。"), status=400
    ),
    "portal.one_of_several": Wording(
        _("所选的申报中，%(which)s的状态为“%(now)s”，这次没有缴费。"),
        _("请在%(declarations)s中重新勾选。"),
        "declarations",
    ),
    "portal.record_unknown": mine("home"),
    "portal.principal_not_named": Wording(
        _("这位缴费人没有保存为常用缴费人，填写的信息只在当天有效。"),
        _("请重新填写缴费人信息。"),
        "others",
        404,
        _("请重新填写"),
    ),
    "parties.principal_unknown": Wording(
        _("没有找到与所填信息一致的参保人。"),
        _(
            "请核对姓名、证件类型、证件号码和国籍（地区）；核对无误的，"
            "请联系参保地%(agency)s经办机构，咨询电话 %(agency_phone)s。"
        ),
        "others",
    ),
    "parties.not_acting": Wording(
        _("这位缴费人已经移除，或者填写的信息已经过期。"),
        _("请重新填写缴费人信息。"),
        "others",
        404,
        _("请重新填写"),
    ),
    "parties.not_for_others": Wording(
        _("参保地没有开通为他人缴纳这项费款。"), _("请由参保人本人办理。"), "others"
    ),
    "declaration.drawn_by_another": Wording(
        _("这条申报不是由您办理的，没有作废。"),
        _("要作废请由办理申报的人或者参保人本人办理。"),
        "others",
    ),
    "parties.acts_for_oneself": Wording(
        _("填写的是您本人的信息。"), _("为本人缴费请选择“本人”。"), "others"
    ),
    "parties.too_many_principals": Wording(
        _("常用缴费人最多保存 %(most)s 位，这位没有保存。"),
        _("请先移除不再需要的常用缴费人，或不勾选“保存为常用缴费人”。"),
        "others",
    ),
    "declaration.unknown": mine("declarations"),
    "payment.agreement_unknown": mine("agreements"),
    "payment.order_unknown": mine("payments"),
    "assessment.enrolment_unknown": mine("pension"),
    "assessment.not_a_tier": Wording(
        _("%(amount_fen)s 不是%(year)s年度可以选择的缴费金额。"), _("请重新选择。"), "amount"
    ),
    "assessment.enrolment_closed": Wording(
        _("这条参保登记在%(year)s年度不能正常缴费。"), ASK_AGENCY, "pension"
    ),
    "assessment.year_not_open": Wording(
        _("现在只能设置%(open_year)s年度的缴费金额，不能设置%(year)s年度的。"), "", "amount"
    ),
    "assessment.outside_window": Wording(
        _("%(year)s年度的缴费期是%(first_day)s至%(last_day)s，现在不能缴费，这次没有申报。"),
        _("请在缴费期内办理；已经结束的，可以到主管税务机关申请重新开放，咨询电话 %(tax_phone)s。"),
        "medical",
    ),
    "assessment.amount_by_agency": Wording(
        _("%(year)s年度的应缴费额由医保经办机构核定，这次没有申报。"),
        _(
            "核定后会传递到“%(paying)s”；"
            "如有疑问请联系医保经办机构，咨询电话 %(healthcare_phone)s。"
        ),
        "medical",
    ),
    "assessment.year_elsewhere": Wording(
        _("%(year)s年度的费款已在%(place)s申报或缴纳，同一年度不能重复参保缴费，这次没有申报。"),
        _(
            "那里的参保登记由%(kept_by)s（电话 %(kept_by_phone)s）负责；"
            "需要变更参保地的，请先与其联系。"
        ),
        "pension",
    ),
    "assessment.amount_declared": Wording(
        _("%(year)s年度已经申报，缴费金额没有更改。"),
        _("要更改，请先作废未缴费的申报，再重新设置。"),
        "declarations",
    ),
    "assessment.amount_paid": Wording(
        _("%(year)s年度已经缴费，缴费金额不能再更改。"), "", "payments"
    ),
    "reference.outside_days": Wording(
        _(
            "办理时间为每月%(first)s日至%(last)s日（节假日不顺延），今天不能申报缴费，这次没有办理。"
        ),
        _("请自%(opens_on)s起办理。"),
    ),
    "reference.collection_ended": Wording(
        _("缴费期到%(last_day)s为止，已经结束，这次没有办理。"),
        _("需要缴费的，请到主管税务机关申请重新开放缴费期，咨询电话 %(tax_phone)s。"),
    ),
    "declaration.nothing_chosen": Wording(
        _("没有选择要申报的数据，或一次选择超过 %(most)s 条。"), _("请重新选择。"), "payment", 400
    ),
    "declaration.year_chosen_twice": Wording(
        _("所选数据中有两条是同一险种同一年度的费款，只需要缴纳其中一条，这次没有申报。"),
        _("请返回只勾选一条；不清楚应在哪里缴纳的，请咨询参保地经办机构。"),
        "declarations",
    ),
    "declaration.not_open": Wording(
        _(
            "所选数据中有的已经申报或缴费（可能通过其他渠道）、已由经办机构更改或撤回，"
            "或不能在本年度缴纳，这次没有申报。"
        ),
        _("请到%(declarations)s查看，尚未缴费的可以继续缴费；没有申报的，请返回核对应缴数据。"),
        "declarations",
    ),
    "declaration.amount_changed": Wording(
        _("应缴费额已经变动，现在是 %(now_fen)s，与您看到的不一致，这次没有申报。"),
        _("请返回核对现在的应缴费额，无误后重新提交。"),
        "payment",
    ),
    "declaration.enrolment_closed": Wording(
        _("这条参保登记已暂停或终止参保，%(year)s年度不能正常缴费，这次没有申报。"),
        _("如需恢复参保，请联系参保地%(agency)s经办机构，咨询电话 %(agency_phone)s。"),
        "pension",
    ),
    "declaration.enrolment_of_other_years": Wording(
        _("这条参保登记的参保时间不含%(year)s年度，不能正常缴费，这次没有申报。"),
        ASK_AGENCY,
        "pension",
    ),
    "declaration.not_voidable": Wording(
        _("这条申报正在缴费、已经缴费或已经作废，没有作废。"),
        _("请查看它现在的状态。"),
        "declarations",
    ),
    "declaration.key_reused": Wording(STALE, ONCE_MORE, "payment"),
    "payment.key_reused": Wording(STALE, ONCE_MORE, "declarations"),
    "payment.nothing_chosen": Wording(
        _("没有选择要缴费的申报。"),
        _("请在%(declarations)s中勾选要缴费的申报，再点击“缴费”。"),
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
        _("请勿重复缴费，到%(declarations)s查看结果。"),
        "declarations",
    ),
    "payment.paid_already": Wording(_("这笔费款已经缴清，没有重复扣款。"), "", "payments"),
    "payment.voided": Wording(
        _("这条申报已经作废，不能缴费。"), _("需要缴费请重新办理。"), "payment"
    ),
    "payment.collection_over": Wording(
        _("这笔费款的缴款期限是%(last_day)s，已经过期，没有扣款。"),
        _("请到主管税务机关申请重新开放缴费期，或作废这条申报，咨询电话 %(tax_phone)s。"),
        "declarations",
    ),
    "payment.agreement_not_usable": Wording(
        _("所选协议现在不能使用（验证未成功或已撤销），没有扣款。"),
        _("请查看协议，或另行签订一条协议。"),
        "agreements",
    ),
    "payment.agreement_not_yet": Wording(
        _("所选协议自%(effective_on)s起生效，没有扣款。"), _("请在生效后再缴费。"), "agreements"
    ),
    "payment.agreement_of_other_office": Wording(
        _("所选协议的税务机关与这笔费款的税务机关不一致，没有扣款。"),
        _("请选择税务机关一致的协议，或另行签订一条协议。"),
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
    "payment.agreement_signed_at_bank": Wording(
        _("%(place)s的缴费协议在协作银行签订，不能在这里新增，这次没有签订。"),
        _("请到协作银行的柜台或手机银行 APP 签订，签订后会显示在缴费协议列表中。"),
        "agreements",
    ),
    "payment.agreement_ended_at_bank": Wording(
        _("这条协议是在银行签订的，不能在这里撤销，现在仍然有效。"),
        _("请到%(bank)s的柜台或手机银行 APP 解除。"),
        "agreements",
    ),
    "payment.bank_account_unreadable": Wording(
        _("请填写 10 至 30 位数字的银行账号。"), "", "agreements", 400
    ),
    "payment.name_not_writable": Wording(
        _("银行系统无法书写姓名“%(name)s”中的字，暂时不能签订协议或扣款。"),
        _("请到参保地%(agency)s经办机构登记可供银行使用的姓名写法，咨询电话 %(agency_phone)s。"),
        "pension",
    ),
    "payment.bank_unknown": Wording(_("没有这个开户银行。"), _("请重新选择。"), "agreements", 400),
    "payment.tax_office_unknown": Wording(
        _("没有这个税务机关。"), _("请重新选择。"), "agreements", 400
    ),
    "certificate.not_issued_there": Wording(
        _("收取费款的税务机关不开具这种缴费凭证，没有申请。"),
        _("请返回查询，选择可以开具的凭证。"),
        "printing",
    ),
    "certificate.nothing_paid": Wording(
        _("这段时间没有缴费记录，没有申请证明。"), _("请更改费款所属日期再查询。"), "printing"
    ),
    "certificate.not_cleared_yet": Wording(
        _("费款还没有入库，暂时不能开具，预计%(expected_from)s至%(expected_to)s入库。"),
        _("请在入库后再申请。"),
        "printing",
    ),
    "certificate.not_cleared_till_holidays": Wording(
        _(
            "费款还没有入库，暂时不能开具，预计%(expected_from)s至%(expected_to)s入库"
            "（%(year)s年放假安排尚未公布，遇放假顺延）。"
        ),
        _("请在入库后再申请。"),
        "printing",
    ),
    "certificate.receipt_late": Wording(
        _("费款还没有入库，比预计的时间晚，暂时不能开具。"),
        _("请拨打 %(tax_phone)s 咨询；入库后可以申请。"),
        "printing",
    ),
    "certificate.key_reused": Wording(STALE, ONCE_MORE, "printing"),
    "certificate.period_too_long": Wording(
        _("这段时间的缴费超过一份证明可以列出的 %(most)s 笔。"),
        _("请缩短费款所属期，分几次申请。"),
        "printing",
    ),
    "certificate.changed": Wording(
        _("这份缴费凭证的登记内容与开具时不一致，不能给出查验结果。"),
        _("请拨打 %(tax_phone)s 反映，并说明校验码。"),
        "verify",
        500,
        _("无法查验"),
    ),
    "history.already_moved": Wording(STALE, ONCE_MORE),
    "flow.action_not_allowed": Wording(
        _("这条记录现在的状态不能这样操作。"), _("请查看它现在的状态。")
    ),
}
