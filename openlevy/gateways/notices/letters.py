"""A notice as an e-mail: a greeting, what happened, what to do step by step, and where."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from openlevy.gateways.notices.affairs import Facts
from openlevy.gateways.notices.texts import Office, Text, text_of


def letter_of(kind: str, office: Office, facts: Facts, pages: str) -> Text:
    """The notice as an e-mail. Lines end in ``\\n``; what somebody is called holds no other control
    character, or it is left out.

    Args:
        pages: the address at which the payer signs in.

    Raises:
        KindUnknown
    """
    short = text_of(kind, office, facts)
    name = facts.get("name", "")
    is_name = bool(name) and name.isprintable()
    greeting = _("%(name)s，您好！") % {"name": name} if is_name else _("您好！")
    head = f"【{office.name}】"
    parts = [head + greeting, short.words.removeprefix(head)]
    if kind in _STEPS:
        parts.append(_("怎么办：%(steps)s") % {"steps": _STEPS[kind]()})
        parts.append(_("办理网址：%(pages)s") % {"pages": pages})
    parts.append(
        _("这封邮件由系统发出，请不要回复。工作人员不会在邮件里索要密码、验证码和银行卡号。")
    )
    return Text(short.subject, "\n\n".join(parts))


def _see_failure() -> str:
    return _("登录后打开“消息”，点这条“缴费失败”，查看原因和下一步。")


def _pay_again() -> str:
    return _("登录后打开“消息”，点这条消息，查看下一步。")


def _wait() -> str:
    return _("请不要重复缴费。有结果时会再通知您，也可以登录后在“消息”里查看。")


def _see_payment() -> str:
    return _("不用再办什么。费款入库后，可以登录开具缴费凭证。")


def _see_agreements() -> str:
    return _("登录后打开“缴费协议”查看。")


def _sign_again() -> str:
    return _("登录后打开“缴费协议”查看原因，改正后重新签订。")


def _download() -> str:
    return _("登录后打开“消息”，点这条“制作成功”，再点“查看”。")


def _apply_again() -> str:
    return _("登录后打开“消息”，点这条“制作失败”，重新申请。")


def _declare_again() -> str:
    return _("登录后在首页查看现在要缴多少，重新申报并缴费。")


def _pay_in_time() -> str:
    return _("登录后在首页点提醒里的按钮，按提示缴费。")


def _see_opened() -> str:
    return _("登录后打开“消息”，点“缴费期已重新开放”，按提示缴费。")


def _see_closing() -> str:
    return _("登录后打开“消息”，点“重新开放的缴费期即将结束”，按提示缴费。")


_STEPS: Mapping[str, Callable[[], str]] = {
    "payment.failed": _see_failure,
    "payment.reversed": _pay_again,
    "payment.disproved": _pay_again,
    "payment.unknown": _wait,
    "payment.succeeded": _see_payment,
    "agreement.effective": _see_agreements,
    "agreement.failed": _sign_again,
    "agreement.ended": _see_agreements,
    "certificate.ready": _download,
    "certificate.failed": _apply_again,
    "declaration.replaced": _declare_again,
    "window.closing": _pay_in_time,
    "window.closing_declared": _pay_in_time,
    "window.reopened_closing": _see_closing,
    "window.reopened": _see_opened,
}
"""What to do on the pages; of the kinds that are not here there is nothing to be done there."""
