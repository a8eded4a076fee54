"""The forms by which an account comes about, is found again, or gets another phone."""

from django import forms

from openlevy.access import rules
from openlevy.kernel.identifiers import NumberWrong, resident_id
from openlevy.portals.shared.fields import Picked, Typed
from openlevy.portals.shared.new_password import RULE
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import gettext_lazy
from openlevy.portals.shared.widgets import Password
from openlevy.privacy.rules import normalise
from openlevy.reference import queries as reference

_RESIDENT = "201"
_DIGITS = {"inputmode": "numeric"}


def secret(name: str, missing: str, autocomplete: str, hint: str = "") -> Typed:
    """A line that nobody sees."""
    return Typed(
        label=name,
        missing=missing,
        hint=hint,
        longest=200,
        strip=False,
        widget=Password,
        attrs={"autocomplete": autocomplete},
    )


def _phone(label: str, hint: str) -> Typed:
    return Typed(
        label=label,
        missing=gettext_lazy("请填写手机号。"),
        longest=30,
        hint=hint,
        attrs={**_DIGITS, "autocomplete": "tel"},
    )


def _code() -> Typed:
    return Typed(
        label=gettext_lazy("短信验证码"),
        missing=gettext_lazy("请填写短信验证码。"),
        longest=20,
        attrs={**_DIGITS, "autocomplete": "one-time-code"},
    )


class IdentityForm(forms.Form):
    """Who one says to be, and how that is to be proved."""

    way = Picked(label=gettext_lazy("证明方式"), missing=gettext_lazy("请选择证明方式。"))
    name = Typed(
        label=gettext_lazy("姓名"),
        missing=gettext_lazy("请填写姓名。"),
        longest=50,
        attrs={"autocomplete": "name"},
    )
    id_type = Picked(label=gettext_lazy("证件类型"), missing=gettext_lazy("请选择证件类型。"))
    id_no = Typed(
        label=gettext_lazy("证件号码"),
        missing=gettext_lazy("请填写证件号码。"),
        longest=40,
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )

    def __init__(self, purpose: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        ways = [(rules.CARD, _("银联实名认证")), (rules.CODE, _("个人注册码"))]
        if purpose == rules.REGISTRATION:
            ways = [
                (rules.CARD, _("银联实名认证注册")),
                (rules.CODE, _("已获取个人注册码用户注册")),
            ]
        self._offer("way", ways)
        self._offer("id_type", [(row.code, row.name) for row in reference.id_types()])

    def _offer(self, name: str, pairs: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, Picked)
        field.offer(pairs)

    def clean(self) -> None:
        """The number as it is stored; of a resident's card, with its check digit."""
        super().clean()
        number = normalise("id_no", self.cleaned_data.get("id_no") or "")
        if not number:
            return
        if self.cleaned_data.get("id_type") == _RESIDENT:
            try:
                number = resident_id(number)
            except NumberWrong:
                self.add_error("id_no", _("证件号码有误，请逐位核对后重新填写。"))
        self.cleaned_data["id_no"] = number


class CardForm(forms.Form):
    """银联实名认证: the card, and the phone that the bank knows."""

    card_no = Typed(
        label=gettext_lazy("银行卡号"),
        missing=gettext_lazy("请填写银行卡号。"),
        longest=40,
        hint=gettext_lazy("须为本人持有的银联卡，只用于核对身份，核对后不保存。"),
        attrs={**_DIGITS, "autocomplete": "off"},
    )
    phone = _phone(
        gettext_lazy("银行预留手机号"), gettext_lazy("办卡时在银行登记的手机号，稍后接收验证码。")
    )


class RegistrationCodeForm(forms.Form):
    """注册码, and the phone that the account will have."""

    code = Typed(
        label=gettext_lazy("注册码"),
        missing=gettext_lazy("请填写注册码。"),
        longest=40,
        hint=gettext_lazy("本人持有效证件到办税服务厅领取，共 8 位，限本人使用一次。"),
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    phone = _phone(gettext_lazy("手机号"), gettext_lazy("用于登录和接收验证码。"))


class NewPasswordForm(forms.Form):
    """The code from the phone, and a password twice."""

    code = _code()
    new = secret(
        gettext_lazy("新密码"),
        gettext_lazy("请填写新密码。"),
        "new-password",
        RULE,
    )
    again = secret(gettext_lazy("确认新密码"), gettext_lazy("请再填写一次新密码。"), "new-password")

    def clean(self) -> None:
        """Both times the same."""
        super().clean()
        told = self.cleaned_data
        if "new" in told and "again" in told and told["new"] != told["again"]:
            self.add_error("again", _("两次填写的密码不一致。"))


class AccountForm(NewPasswordForm):
    """A new account: a user name as well."""

    username = Typed(
        label=gettext_lazy("用户名"),
        missing=gettext_lazy("请填写用户名。"),
        longest=40,
        hint=gettext_lazy("4 至 20 位字母、数字或下划线，以字母开头。"),
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    field_order = ("code", "username", "new", "again")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["new"].label = _("密码")
        self.fields["again"].label = _("确认密码")


class RecoveryForm(forms.Form):
    """Whose password is forgotten."""

    login = Typed(
        label=gettext_lazy("证件号码"),
        missing=gettext_lazy("请填写证件号码。"),
        hint=gettext_lazy("请填写注册时的证件号码；手机号可能已换了主人，不能用来找回密码。"),
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class PhoneForm(forms.Form):
    """The phone one wants to have, and that one is oneself."""

    password = secret(
        gettext_lazy("当前密码"), gettext_lazy("请填写当前密码。"), "current-password"
    )
    phone = _phone(gettext_lazy("新手机号"), gettext_lazy("验证码会发送到这个号码。"))


class CodeForm(forms.Form):
    """The code from the new phone."""

    code = _code()


class MailboxForm(forms.Form):
    """The mailbox one wants to be told by."""

    mailbox = Typed(
        label=gettext_lazy("电子邮箱"),
        missing=gettext_lazy("请填写电子邮箱。"),
        longest=130,
        hint=gettext_lazy("验证码会发送到这个邮箱。家人的邮箱也可以，几个人可以共用一个。"),
        attrs={
            "inputmode": "email",
            "autocomplete": "email",
            "autocapitalize": "none",
            "spellcheck": "false",
        },
    )


class MailboxCodeForm(forms.Form):
    """The code from the mailbox."""

    code = Typed(
        label=gettext_lazy("邮件验证码"),
        missing=gettext_lazy("请填写邮件验证码。"),
        longest=20,
        attrs={**_DIGITS, "autocomplete": "one-time-code"},
    )
