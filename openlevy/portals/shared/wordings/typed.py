"""What was typed and cannot be read."""

from typing import Final

from openlevy.portals.shared.wordings.kinds import Wording, _

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
        _("证明校验码应为 16 位字母和数字，印在缴费记录、缴费证明上。"),
        _("请重新填写。"),
        "verify",
        400,
    ),
}
