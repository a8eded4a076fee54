"""签订结果: how an agreement stands, for the page that its signing leads to."""

from datetime import date

from openlevy.payment.queries import AgreementSeen
from openlevy.portals.payer.agreement_choices import counts_from, too_late_for
from openlevy.portals.payer.outcomes import refusal_reason
from openlevy.portals.payer.pages import Facts, Link, Outcome
from openlevy.portals.payer.sections import PENSION, section_of
from openlevy.portals.payer.where_to_sign import place_of_office
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _

_POLL_SECONDS = 2


def standing(row: AgreementSeen, details: Facts, today: date) -> Outcome:
    """The heading, what it means and the way on."""
    listed = Link(url("payer:agreements"), _("缴费协议"))
    if row.state == "VERIFIED":
        return _verified(row, details, listed, today)
    if row.state == "SUBMITTED":
        return _checking(row, details, listed)
    if row.state == "FAILED":
        return _failed(row, details, listed)
    return _revoked(row, details, listed)


def _checking(row: AgreementSeen, details: Facts, listed: Link) -> Outcome:
    return Outcome(
        number=row.id,
        heading=_("验证中"),
        sign="arrow-repeat",
        details=details,
        actions=[listed],
        moving=True,
        poll_seconds=_POLL_SECONDS,
        words=_("正在与银行核对账户信息，一般几秒钟就有结果。"),
        next_step=_("您可以离开此页面，稍后在“缴费协议”中查看结果。"),
    )


def _failed(row: AgreementSeen, details: Facts, listed: Link) -> Outcome:
    return Outcome(
        number=row.id,
        heading=_("协议签订失败"),
        sign="x-circle-fill",
        tone="bad",
        details=details,
        actions=[Link(url("payer:agreement_new"), _("重新签订")), listed],
        words=_("原因：%(reason)s。") % {"reason": refusal_reason("", row.answer_words or "")},
        next_step=_("请核对开户银行和银行账号，银行卡必须为本人持有。"),
    )


def _verified(row: AgreementSeen, details: Facts, listed: Link, today: date) -> Outcome:
    return Outcome(
        number=row.id,
        heading=_("协议签订成功"),
        sign="check-circle-fill",
        tone="good",
        details=details,
        actions=[listed, _to_pay()],
        words=_("该协议将于次日生效。")
        if not row.is_at_bank
        else _("该协议自%(day)s起生效。") % {"day": formats.day(row.effective_on)},
        next_step=_from_when(row, today),
    )


def _from_when(row: AgreementSeen, today: date) -> str:
    if row.effective_on is None:
        return ""
    place = place_of_office(row.tax_office).key
    return counts_from(row.effective_on) + too_late_for(place, row.effective_on, today)


def _to_pay() -> Link:
    """Where the place's menu pays the pension, which every resident has."""
    section = section_of(PENSION.levy_item)
    return Link(section.page("payment") if section.on_form else section.href, section.label)


def _revoked(row: AgreementSeen, details: Facts, listed: Link) -> Outcome:
    return Outcome(
        number=row.id,
        heading=_("协议已撤销"),
        sign="info-circle-fill",
        details=details,
        actions=[listed],
        words=_("不能再用该协议进行社保费缴款或批量扣款。"),
    )
