"""What a notice says: the office that tells it, what happened, what to do. No document's number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """In whose name it is told, and whom to call."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Text:
    """``subject`` is for e-mails."""

    subject: str
    words: str


class KindUnknown(Exception):
    """Nobody has said how a notice of this kind reads."""


def text_of(kind: str, office: Office, facts: Facts) -> Text:
    """The notice in words, as short as a short text has to be.

    Raises:
        KindUnknown
    """
    if kind not in KINDS:
        raise KindUnknown(kind)
    subject, words = KINDS[kind]({**facts, "phone": office.phone})
    return Text(subject, f"【{office.name}】{words}")


def _registration(facts: Facts) -> tuple[str, str]:
    return _("用户注册验证码"), _(
        "用户注册验证码 %(code)s，%(minutes)s 分钟内有效。"
        "工作人员不会索要验证码，请勿告诉他人；如非本人操作，请忽略。"
    ) % facts


def _recovery(facts: Facts) -> tuple[str, str]:
    return _("重设密码验证码"), _(
        "重设密码验证码 %(code)s，%(minutes)s 分钟内有效。"
        "工作人员不会索要验证码，请勿告诉他人；如非本人操作，请忽略，密码不会改变。"
    ) % facts


def _new_phone(facts: Facts) -> tuple[str, str]:
    return _("更换手机号验证码"), _(
        "更换手机号验证码 %(code)s，%(minutes)s 分钟内有效。"
        "工作人员不会索要验证码，请勿告诉他人；如非本人操作，请忽略。"
    ) % facts


def _password_reset(facts: Facts) -> tuple[str, str]:
    return _("密码已重设"), _(
        "您的社保费缴费账户密码已重设，原来的登录已全部退出。如非本人操作，请立即致电 %(phone)s。"
    ) % facts


def _phone_changed(facts: Facts) -> tuple[str, str]:
    return _("手机号已更换"), _(
        "您的社保费缴费账户手机号已更换为尾号 %(tail)s 的号码。如非本人操作，请立即致电 %(phone)s。"
    ) % facts


def _code_handed_out(facts: Facts) -> tuple[str, str]:
    return _("注册码已发放"), _(
        "办税服务厅已凭您的证件发放注册码，可用来重设您的社保费缴费账户的密码和手机号。"
        "如非本人到场办理，请立即致电 %(phone)s。"
    ) % facts


def _payment_failed(facts: Facts) -> tuple[str, str]:
    return _("缴费失败"), _(
        "您的社会保险费 %(yuan)s 元没有缴费成功，没有扣款。"
        "请登录查看原因后继续缴费，咨询电话 %(phone)s。"
    ) % facts


def _payment_unknown(facts: Facts) -> tuple[str, str]:
    return _("正在确认缴费结果"), _(
        "您的社会保险费 %(yuan)s 元，银行暂时没有答复，"
        "系统正在查询结果。请勿重复缴费，咨询电话 %(phone)s。"
    ) % facts


def _agreement_effective(facts: Facts) -> tuple[str, str]:
    return _("缴费协议签订成功"), _(
        "您与%(bank)s的缴费协议已验证成功，"
        "自 %(day)s 起可以用于缴费。如非本人操作，请致电 %(phone)s。"
    ) % facts


def _agreement_failed(facts: Facts) -> tuple[str, str]:
    return _("缴费协议签订失败"), _(
        "您与%(bank)s的缴费协议没有通过银行验证。请登录查看原因后重新签订，咨询电话 %(phone)s。"
    ) % facts


def _certificate_ready(facts: Facts) -> tuple[str, str]:
    return _("缴费凭证制作成功"), _(
        "您申请的%(paper)s已经制作成功，请登录查看和下载。咨询电话 %(phone)s。"
    ) % {"paper": _("社会保险费缴费凭证"), **facts}


def _closing(facts: Facts) -> tuple[str, str]:
    sum_of = _("，应缴 %(yuan)s 元") % facts if facts["yuan"] else ""
    told = {**facts, "sum": sum_of, "until": _day(facts["day"])}
    return _("缴费期即将结束"), _(
        "您%(year)s年度的%(insurance)s还没有缴纳%(sum)s，缴费期到%(until)s为止。"
        "请登录办理；不会办理的请致电 %(phone)s。如已缴费请忽略。"
    ) % told


def _closing_declared(facts: Facts) -> tuple[str, str]:
    told = {**facts, "until": _day(facts["day"])}
    return _("缴费期即将结束"), _(
        "您%(year)s年度的%(insurance)s已申报、还没有缴费，应缴 %(yuan)s 元，缴费期到%(until)s为止。"
        "请登录继续缴费；不会办理的请致电 %(phone)s。如已缴费请忽略。"
    ) % told


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return _("%(year)s年%(month)s月%(day)s日") % {
        "year": day.year, "month": day.month, "day": day.day,
    }  # fmt: skip


def _declaration_replaced(facts: Facts) -> tuple[str, str]:
    return _("申报已作废，请重新办理"), _(
        "经办机构更正了您的参保信息，您尚未缴费的申报已经作废。"
        "需要缴费请登录重新办理，咨询电话 %(phone)s。"
    ) % facts


def _name_corrected(facts: Facts) -> tuple[str, str]:
    return _("姓名已更正"), _(
        "经办机构更正了您的姓名，各经办机构的登记已经一致，今后缴费使用更正后的姓名。"
        "如有疑问请拨打 %(phone)s。"
    ) % facts


KINDS: Mapping[str, Callable[[Facts], tuple[str, str]]] = {
    "code.registration": _registration,
    "code.recovery": _recovery,
    "code.regain": _recovery,
    "code.new_phone": _new_phone,
    "account.password_reset": _password_reset,
    "account.phone_changed": _phone_changed,
    "account.code_handed_out": _code_handed_out,
    "payment.failed": _payment_failed,
    "payment.unknown": _payment_unknown,
    "agreement.effective": _agreement_effective,
    "agreement.failed": _agreement_failed,
    "certificate.ready": _certificate_ready,
    "declaration.replaced": _declaration_replaced,
    "person.name_corrected": _name_corrected,
    "collection.closing": _closing,
    "collection.closing_declared": _closing_declared,
}
"""Subject and words of each kind."""
