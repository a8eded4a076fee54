"""What a payer is told of their affairs, in the words of a short text: what happened, what to do,
until when, whom to call."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

Facts = Mapping[str, str]


def _about(facts: Facts) -> Facts:
    """With ``premium``, to stand behind 您 (他人为您缴纳的, where somebody else has paid): year,
    insurance and sum, as ``2026年度的城乡居民基本养老保险费 1,000.00 元``; as much as was told."""
    first, last = facts.get("year", ""), facts.get("last_year", "")
    years = _("%(first)s至%(last)s") % {"first": first, "last": last}
    year = first if last in ("", first) else years
    told = {
        "insurance": facts.get("insurance") or _("社会保险费"),
        "of": _whose(facts, _("%(year)s年度的") % {"year": year} if year else ""),
        "more": _("等 %(count)s 笔") % facts if facts.get("count", "1") != "1" else "",
        "sum": _(" %(yuan)s 元") % facts if facts.get("yuan") else "",
    }
    return {**facts, "premium": "{of}{insurance}{more}{sum}".format(**told)}


def _whose(facts: Facts, of_year: str) -> str:
    """Whose premium it is to whom it is told, before its name."""
    if facts.get("side") == "paid_for_another":
        return _("为他人缴纳的%(of_year)s") % {"of_year": of_year}
    return of_year or ("" if facts.get("side") else _("的"))


def _payment_failed(facts: Facts) -> tuple[str, str]:
    return _("缴费失败"), _(
        "您%(premium)s没有缴费成功，没有扣款。请登录查看原因和下一步，咨询电话 %(phone)s。"
    ) % _about(facts)


def _payment_reversed(facts: Facts) -> tuple[str, str]:
    return _("缴费失败"), _(
        "您%(premium)s没有缴费成功，这笔交易已经撤销；银行如已扣款，款项已退回原账户。"
        "请登录查看下一步，咨询电话 %(phone)s。"
    ) % _about(facts)


def _payment_disproved(facts: Facts) -> tuple[str, str]:
    return _("缴费未成功"), _(
        "您%(premium)s没有缴费成功：与银行对账，银行没有扣款。"
        "请登录查看下一步，咨询电话 %(phone)s。"
    ) % _about(facts)


def _payment_unknown(facts: Facts) -> tuple[str, str]:
    return _("正在确认缴费结果"), _(
        "您%(premium)s，银行暂时没有答复，系统正在查询结果。请勿重复缴费，咨询电话 %(phone)s。"
    ) % _about(facts)


def _payment_succeeded(facts: Facts) -> tuple[str, str]:
    return _("缴费成功"), _(
        "您%(premium)s已经确认缴费成功，不用再缴。咨询电话 %(phone)s。"
    ) % _about(facts)


def _payment_credited(facts: Facts) -> tuple[str, str]:
    return _("已扣款，待处理"), {
        "paid_for_another": _(
            "您%(premium)s，银行确认已经扣款，但此前已经缴清或作废，款项记在参保人名下。"
            "退费或抵缴由参保人联系其主管税务机关办理，咨询电话 %(phone)s。"
        ),
        "paid_by_another": _(
            "他人为您缴纳的%(premium)s，银行确认已经扣款，但此前已经缴清或作废，"
            "款项记在您名下。请联系主管税务机关办理退费或抵缴，咨询电话 %(phone)s。"
        ),
    }.get(
        facts.get("side", ""),
        _(
            "您%(premium)s，银行确认已经扣款，但此前已经缴清或作废，"
            "款项记在您名下。请联系主管税务机关办理退费或抵缴，咨询电话 %(phone)s。"
        ),
    ) % _about(facts)


def _credit_withdrawn(facts: Facts) -> tuple[str, str]:
    return _("款项已冲回"), {
        "paid_for_another": _(
            "您%(premium)s，与银行对账没有扣款，记在参保人名下的这笔款项已经冲回。"
            "银行账户如仍被扣款，请致电 %(phone)s。"
        ),
        "paid_by_another": _(
            "他人为您缴纳的%(premium)s，与银行对账没有扣款，记在您名下的这笔款项已经冲回。"
            "咨询电话 %(phone)s。"
        ),
    }.get(
        facts.get("side", ""),
        _(
            "您%(premium)s，与银行对账没有扣款，记在您名下的这笔款项已经冲回。"
            "银行账户如仍被扣款，请致电 %(phone)s。"
        ),
    ) % _about(facts)


def _agreement_effective(facts: Facts) -> tuple[str, str]:
    return _("缴费协议签订成功"), _(
        "您与%(bank)s的缴费协议已验证成功，"
        "自 %(day)s 起可以用于缴费。如非本人操作，请致电 %(phone)s。"
    ) % facts


def _agreement_failed(facts: Facts) -> tuple[str, str]:
    return _("缴费协议签订失败"), _(
        "您与%(bank)s的缴费协议没有通过银行验证。请登录查看原因后重新签订，咨询电话 %(phone)s。"
    ) % facts


def _agreement_ended(facts: Facts) -> tuple[str, str]:
    return _("缴费协议已在银行解除"), _(
        "您与%(bank)s的缴费协议已在银行解除，不能再用它缴费。"
        "需要时请重新签订；如非本人操作，请致电 %(phone)s。"
    ) % facts


def _certificate_ready(facts: Facts) -> tuple[str, str]:
    return _("缴费凭证制作成功"), _(
        "您%(premium)s的%(paper)s已经制作成功，请登录查看和下载。咨询电话 %(phone)s。"
    ) % {"paper": _("缴费凭证"), **_about(facts)}


def _certificate_failed(facts: Facts) -> tuple[str, str]:
    return _("缴费凭证制作失败"), _(
        "您%(premium)s的缴费凭证没有制作成功，请登录后重新申请。咨询电话 %(phone)s。"
    ) % _about(facts)


def _declaration_replaced(facts: Facts) -> tuple[str, str]:
    if facts.get("side"):
        return _("为他人的申报已作废"), _(
            "您%(premium)s还没有缴费，参保信息已有更正，这笔申报已经作废。"
            "需要缴费请登录重新办理，咨询电话 %(phone)s。"
        ) % _about(facts)
    return _("申报已作废，请重新办理"), _(
        "您%(premium)s还没有缴费，经办机构更正了您的参保信息，这笔申报已经作废。"
        "需要缴费请登录重新办理，咨询电话 %(phone)s。"
    ) % _about(facts)


def _dated(facts: Facts) -> Facts:
    """With the last day as people write one, and the days of the month (``1-25``) where the place
    has such."""
    until = date.fromisoformat(facts["until"])
    first, _dash, last = facts.get("days", "").partition("-")
    days = _("（每月%(first)s日至%(last)s日可以办理）") % {"first": first, "last": last}
    parts = {"year": until.year, "month": until.month, "day": until.day}
    written = _("%(year)s年%(month)s月%(day)s日") % parts
    return {**facts, "until": written, "days": days if last else ""}


def _window_closing(facts: Facts) -> tuple[str, str]:
    if facts["yuan"]:
        return _("缴费期快结束了"), _(
            "您%(year)s年度的%(insurance)s %(yuan)s 元还没有缴，请最晚在%(until)s"
            "登录缴费%(days)s，过期不能再缴。已缴的不用理会。咨询电话 %(phone)s。"
        ) % _dated(facts)
    return _("缴费期快结束了"), _(
        "您%(year)s年度的%(insurance)s还没有缴，请最晚在%(until)s"
        "登录选好金额并缴费%(days)s，过期不能再缴。已缴的不用理会。咨询电话 %(phone)s。"
    ) % _dated(facts)


def _window_closing_declared(facts: Facts) -> tuple[str, str]:
    return _("已申报，还没有缴费"), _(
        "您%(year)s年度的%(insurance)s %(yuan)s 元已经申报，但还没有付款，请最晚在%(until)s"
        "登录付款%(days)s，过期不能再缴。已缴的不用理会。咨询电话 %(phone)s。"
    ) % _dated(facts)


def _window_reopened_closing(facts: Facts) -> tuple[str, str]:
    return _("重新开放的缴费期快结束了"), _(
        "您%(year)s年度的%(insurance)s%(sum)s还没有缴，为您重新开放的缴费期到%(until)s为止，"
        "请按时登录缴费。已缴的不用理会。咨询电话 %(phone)s。"
    ) % {**_dated(facts), "sum": _(" %(yuan)s 元") % facts if facts["yuan"] else ""}


def _window_reopened(facts: Facts) -> tuple[str, str]:
    return _("缴费期已重新开放"), _(
        "您%(year)s年度的%(insurance)s可以缴了，主管税务机关已重新开放缴费期。"
        "请最晚在%(until)s登录缴费，过期自动关闭。咨询电话 %(phone)s。"
    ) % _dated(facts)


def _window_shut(facts: Facts) -> tuple[str, str]:
    return _("重新开放的缴费期已提前结束"), _(
        "为您重新开放的%(year)s年度%(insurance)s缴费期已提前结束，"
        "还没有申报的不能再申报。有疑问请致电 %(phone)s。"
    ) % _dated(facts)


AFFAIRS: Mapping[str, Callable[[Facts], tuple[str, str]]] = {
    "payment.failed": _payment_failed,
    "payment.reversed": _payment_reversed,
    "payment.disproved": _payment_disproved,
    "payment.unknown": _payment_unknown,
    "payment.succeeded": _payment_succeeded,
    "payment.credited": _payment_credited,
    "payment.credit_withdrawn": _credit_withdrawn,
    "agreement.effective": _agreement_effective,
    "agreement.failed": _agreement_failed,
    "agreement.ended": _agreement_ended,
    "certificate.ready": _certificate_ready,
    "certificate.failed": _certificate_failed,
    "declaration.replaced": _declaration_replaced,
    "window.closing": _window_closing,
    "window.closing_declared": _window_closing_declared,
    "window.reopened_closing": _window_reopened_closing,
    "window.reopened": _window_reopened,
    "window.shut": _window_shut,
}
"""Subject and words of each kind."""
