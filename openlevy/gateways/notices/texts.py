"""What a notice says: the office that tells it, what happened, what to do. No document's number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from openlevy.gateways.notices.affairs import AFFAIRS, Facts


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


def _password_changed(facts: Facts) -> tuple[str, str]:
    return _("密码已修改"), _(
        "您的社保费缴费账户密码已修改，其他设备上的登录已全部退出。"
        "如非本人操作，请立即致电 %(phone)s。"
    ) % facts


def _phone_changed(facts: Facts) -> tuple[str, str]:
    return _("手机号已更换"), _(
        "您的社保费缴费账户手机号已更换为尾号 %(tail)s 的号码。如非本人操作，请立即致电 %(phone)s。"
    ) % facts


def _phone_left(facts: Facts) -> tuple[str, str]:
    return _("登记手机号已停用"), _(
        "您的社保费缴费账户原来登记的手机号（尾号 %(tail)s）已由新机主登记到其本人账户，"
        "不再用于您的登录和接收短信。账户的其他内容没有变化，请用用户名或证件号码登录后登记新的手机号。"
        "号码仍由您使用的，请致电 %(phone)s。"
    ) % facts


def _code_handed_out(facts: Facts) -> tuple[str, str]:
    return _("注册码已发放"), _(
        "办税服务厅已凭您的证件发放注册码，可用来重设您的社保费缴费账户的密码和手机号。"
        "如非本人到场办理，请立即致电 %(phone)s。"
    ) % facts


def _new_mailbox(facts: Facts) -> tuple[str, str]:
    return _("电子邮箱验证码"), _(
        "电子邮箱验证码 %(code)s，%(minutes)s 分钟内有效。"
        "工作人员不会索要验证码，请勿告诉他人；如非本人操作，请忽略。"
    ) % facts


def _mailbox_left(facts: Facts) -> tuple[str, str]:
    return _("不再用这个邮箱接收通知"), _(
        "您的社保费缴费账户今后不再用这个邮箱接收通知。如非本人操作，请立即致电 %(phone)s。"
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
    "code.new_mailbox": _new_mailbox,
    "account.password_reset": _password_reset,
    "account.password_changed": _password_changed,
    "account.phone_changed": _phone_changed,
    "account.phone_left": _phone_left,
    "account.code_handed_out": _code_handed_out,
    "account.mailbox_left": _mailbox_left,
    "person.name_corrected": _name_corrected,
    **AFFAIRS,
}
"""Subject and words of each kind."""
