"""修改密码, for payers and officers: the old one, the new one twice."""

from collections.abc import Callable

from django import forms

from openlevy.access import services as access
from openlevy.kernel.errors import Refusal
from openlevy.portals.shared.fields import Typed
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import gettext_lazy
from openlevy.portals.shared.widgets import Password

RULE = gettext_lazy(
    "至少 8 位，不能是常见密码，也不能含有用户名、出生日期，"
    "或证件号码、手机号中连续 6 位以上的数字。"
)
"""What ``access`` asks of a password, beside the field."""


def _secret(label: str, missing: str, autocomplete: str, hint: str = "") -> Typed:
    return Typed(
        label=label,
        missing=missing,
        hint=hint,
        longest=200,
        strip=False,
        widget=Password,
        attrs={"autocomplete": autocomplete},
    )


class PasswordForm(forms.Form):
    """What one signs in with now, and from now on."""

    current = _secret(
        gettext_lazy("当前密码"), gettext_lazy("请填写当前密码。"), "current-password"
    )
    new = _secret(
        gettext_lazy("新密码"),
        gettext_lazy("请填写新密码。"),
        "new-password",
        RULE,
    )
    again = _secret(
        gettext_lazy("确认新密码"), gettext_lazy("请再填写一次新密码。"), "new-password"
    )

    def clean(self) -> None:
        """Both times the same, and not what it was."""
        super().clean()
        told = self.cleaned_data
        if "new" in told and "again" in told and told["new"] != told["again"]:
            self.add_error("again", _("两次填写的新密码不一致。"))
        if told.get("new") and told["new"] == told.get("current"):
            self.add_error("new", _("新密码与当前密码相同，没有更改。"))


def changed(form: PasswordForm, change: Callable[[str, str], object]) -> Refusal | None:
    """Call ``change`` with the old and the new one; or why not, and the form says so."""
    typed = form.cleaned_data
    try:
        change(typed["current"], typed["new"])
    except access.WrongCredentials as wrong:
        said = _("当前密码不正确，还可以再试 %(attempts_left)s 次。")
        form.add_error("current", said % wrong.facts())
        return wrong
    except access.PasswordWeak as weak:
        form.add_error("new", say(weak).words)
        return weak
    except access.TooManyGuesses as refusal:
        form.add_error(None, say(refusal).words)
        return refusal
    return None
