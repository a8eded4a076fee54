"""What is said otherwise to who pays for somebody else: where and how another person is insured is
theirs to know. What is not here is said to both alike."""

from typing import Final

from openlevy.portals.shared.wordings.kinds import BACK_TO_OTHERS, Wording, _

TO_ANOTHER: Final[dict[str, Wording]] = {
    "assessment.year_elsewhere": Wording(
        _("%(year)s年度的费款已经申报或缴纳，同一年度不能重复参保缴费，这次没有申报。"),
        _("如有疑问，请由参保人本人登录查询。"),
        "others",
    ),
    "assessment.amount_by_agency": Wording(
        _("这位缴费人%(year)s年度现在没有需要缴纳的费款，这次没有申报。"), BACK_TO_OTHERS, "others"
    ),
}
