"""更换手机号: the password, and a code to the new phone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openlevy.access import services as access
from openlevy.access.guards import NEXT, payer_required, safe_next
from openlevy.access.queries import phone_left
from openlevy.kernel.errors import Refusal
from openlevy.portals.payer.account_forms import CodeForm, PhoneForm
from openlevy.portals.payer.code_pages import code_page
from openlevy.portals.payer.views.registration import told
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _


@sensitive_post_parameters("password", "phone")
@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Which phone, and that it is oneself who asks."""
    form = PhoneForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            key = access.begin_phone_change(
                request.user,  # type: ignore[arg-type]
                password=typed["password"],
                phone=typed["phone"],
                source=access.source_of(request),
            )
            return redirect("payer:phone_code", key)
        except access.WrongCredentials as wrong:
            said = _("当前密码不正确，还可以再试 %(attempts_left)s 次。")
            form.add_error("password", said % wrong.facts())
            status = 401
        except Refusal as refusal:
            status = told(form, refusal)
    page = {"form": form, "left": _left(request), "later": safe_next(request.GET.get(NEXT), "")}
    return render(request, "payer/phone.html", page, status=status)


def _left(request: HttpRequest) -> str:
    """What has become of the phone that was there; empty where it is as it was."""
    tail = phone_left(request.user.pk or 0)
    said = _(
        "原来登记的手机号（尾号 %(tail)s）已由新机主核验身份后登记到其本人账户，"
        "不再用于您的登录和接收短信。账户的其他内容没有变化。"
    )
    return said % {"tail": tail} if tail else ""


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, key: UUID) -> HttpResponse:
    """The code; or another one."""
    user = request.user
    sent = access.phone_code_of(key)
    if sent.user_id != user.pk:
        raise access.ErrandOver
    return code_page(
        request,
        key,
        CodeForm,
        lambda typed: access.change_phone(user, key, code=typed),  # type: ignore[arg-type]
        template="payer/phone_code.html",
        shown=sent.tail,
        done=url("payer:me") + "?phone=1",
    )
