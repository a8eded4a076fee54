"""What officers type."""

from django import forms

from openlevy.portals.shared.fields import Day, Picked, Typed
from openlevy.portals.shared.translated import gettext_lazy as _
from openlevy.portals.shared.widgets import Password
from openlevy.reference import queries as reference


class SignInForm(forms.Form):
    """User name and password: the first of two factors."""

    login = Typed(
        label=_("用户名"),
        missing=_("请填写用户名。"),
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = Typed(
        label=_("密码"),
        missing=_("请填写密码。"),
        longest=200,
        strip=False,
        widget=Password,
        attrs={"autocomplete": "current-password"},
    )


class FactorForm(forms.Form):
    """The code that the telephone shows."""

    code = Typed(
        label=_("动态验证码"),
        missing=_("请填写手机上显示的 6 位动态验证码。"),
        longest=20,
        attrs={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class PersonForm(forms.Form):
    """Whoever shows a document."""

    name = Typed(label=_("姓名"), missing=_("请填写姓名。"), attrs={"autocomplete": "off"})
    id_type = Picked(label=_("证件类型"), missing=_("请选择证件类型。"))
    id_no = Typed(
        label=_("证件号码"),
        missing=_("请填写证件号码。"),
        longest=40,
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["id_type"]
        assert isinstance(field, Picked)
        field.offer((one.code, one.name) for one in reference.id_types())


class ReopeningForm(forms.Form):
    """What is to be opened again, until when and why."""

    what = Picked(label=_("缴费年度"), missing=_("请选择要重新开放的参保登记和缴费年度。"))
    until = Day(label=_("开放至"), last=True)
    reason = Typed(
        label=_("理由"),
        missing=_("请填写理由。"),
        longest=200,
        hint=_("例如：住院期间未能在缴费期内缴费。审核人员和查阅记录的人员可以看到。"),
        attrs={"autocomplete": "off"},
    )

    def __init__(self, offered: list[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["what"]
        assert isinstance(field, Picked)
        field.offer(offered)


class NoteForm(forms.Form):
    """Why something is decided against the payer."""

    note = Typed(
        label=_("意见"),
        missing=_("请填写意见：不通过或提前结束都要说明原因。"),
        longest=200,
        attrs={"autocomplete": "off"},
    )
