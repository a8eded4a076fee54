"""What officers are refused."""

from typing import Final

from openlevy.portals.shared.wordings.kinds import ONCE_MORE, STALE, Wording, _

_IN_FORM = "officer"
_LIST = "reopenings"

OFFICER: Final[dict[str, Wording]] = {
    "access.second_factor_wrong": Wording(
        _("动态验证码不正确或已经用过，还可以再试 %(attempts_left)s 次。"),
        _("请等手机显示下一个验证码再填写；一直不正确的，请核对手机的时间。"),
        "officer_sign_in",
        401,
    ),
    "access.second_factor_locked": Wording(
        _("动态验证码错误次数过多，请在 %(retry_after_s)s后再试。"), "", "officer_sign_in", 429
    ),
    "access.second_factor_missing": Wording(
        _("还没有设置动态验证码。"), _("请重新登录并按提示设置。"), "officer_sign_in", 403
    ),
    "access.second_factor_there": Wording(
        _("动态验证码已经设置过。"), _("手机丢失的，请联系本单位的系统管理员。"), "officer_sign_in"
    ),
    "access.officer_unknown": Wording(
        _("没有用户名为 %(username)s 的税务人员。"), "", "officer_sign_in", 404
    ),
    "officer.person_unknown": Wording(
        _("没有找到：姓名、证件类型和证件号码与经办机构传递的参保登记不一致，或者不属于本单位。"),
        _("请核对证件；确实参保的，请缴费人到主管税务机关办理，或请经办机构更正登记。"),
        _IN_FORM,
        404,
        _("没有找到"),
    ),
    "assessment.window_still_open": Wording(
        _("%(year)s年度的缴费期到%(last_day)s为止，还没有关闭，不需要重新开放。"), "", _LIST
    ),
    "assessment.window_ahead": Wording(
        _("%(year)s年度的缴费期从%(first_day)s开始，还没有到。"), "", _LIST
    ),
    "assessment.year_too_old": Wording(
        _("%(year)s年度太早，只能重新开放%(first_year)s年度及以后的缴费期。"),
        _("更早的补缴请由经办机构核定。"),
        _LIST,
    ),
    "assessment.until_unfit": Wording(
        _("“开放至”应在%(first_day)s至%(last_day)s之间。"), _("请重新填写。"), _LIST, 400
    ),
    "assessment.reopening_pending": Wording(
        _("%(year)s年度的同样申请正在等待审核，没有重复提交。"), _("请在申请列表中查看。"), _LIST
    ),
    "assessment.already_reopened": Wording(
        _("%(year)s年度的缴费期已经重新开放至%(until_on)s，没有重复提交。"), "", _LIST
    ),
    "assessment.nothing_to_reopen": Wording(
        _("%(year)s年度已经缴费，不需要重新开放缴费期。"), _("请核对缴费情况。"), _LIST
    ),
    "assessment.reopening_unknown": Wording(
        _("没有这件申请，或者它不属于您所在的单位。"),
        _("请从列表中重新选择。"),
        _LIST,
        404,
        _("没有找到"),
    ),
    "assessment.reopening_decided": Wording(
        _("这件申请已经审核、撤回或结束，这次没有办理。"), _("请查看它现在的状态。"), _LIST
    ),
    "assessment.reopening_lapsed": Wording(
        _("申请开放至%(until_on)s，已经过期，不能再审核。"), _("需要时请重新申请。"), _LIST
    ),
    "assessment.own_proposal": Wording(
        _("申请人不能审核自己的申请，没有办理。"), _("请由另一位审核人员审核。"), _LIST, 403
    ),
    "assessment.not_at_this_office": Wording(
        _("您现在没有这个单位的相应岗位，没有办理。"),
        _("岗位有变动的，请联系本单位的系统管理员。"),
        _IN_FORM,
        403,
        _("没有权限"),
    ),
    "assessment.enrolment_moved": Wording(
        _("这条参保登记已转到其他主管税务机关，不能由本单位开放。"),
        _("请由现在的主管税务机关办理。"),
        _LIST,
    ),
    "assessment.key_reused": Wording(STALE, ONCE_MORE, _LIST),
}
