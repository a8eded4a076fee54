"""电子邮箱: given with a code from there, changed, removed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from openlevy.access import services as access
from openlevy.access.guards import payer_required
from openlevy.access.queries import mailbox_shown
from openlevy.kernel.errors import Refusal
from openlevy.portals.payer.account_forms import MailboxCodeForm, MailboxForm
from openlevy.portals.payer.code_pages import code_page
from openlevy.portals.payer.views.registration import told
from openlevy.portals.shared.links import url
from openlevy.portals.shared.refusals import say
from openlevy.portals.shared.translated import gettext as _


def _unusable() -> str:
    return _("这不是可以使用的邮箱。请填写完整的邮箱地址，由英文字母和数字组成，中间有 @。")


@sensitive_post_parameters("mailbox")
@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Which mailbox; with the one that stands, which can be removed."""
    form = MailboxForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            key = access.begin_mailbox(
                request.user,  # type: ignore[arg-type]
                mailbox=form.cleaned_data["mailbox"],
                source=access.source_of(request),
            )
            return redirect("payer:mailbox_code", key)
        except access.AddressUnusable as refusal:
            form.add_error("mailbox", _unusable())
            status = say(refusal).status
        except access.MailboxUnchanged as refusal:
            form.add_error("mailbox", say(refusal).words)
            status = say(refusal).status
        except Refusal as refusal:
            status = told(form, refusal)
    page = {"form": form, "mailbox": mailbox_shown(request.user.pk or 0)}
    return render(request, "payer/mailbox.html", page, status=status)


@payer_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, key: UUID) -> HttpResponse:
    """The code; or another one."""
    user = request.user
    sent = access.phone_code_of(key)
    if sent.user_id != user.pk or not sent.mailbox:
        raise access.ErrandOver
    return code_page(
        request,
        key,
        MailboxCodeForm,
        lambda typed: access.keep_mailbox(user, key, code=typed),  # type: ignore[arg-type]
        template="payer/mailbox_code.html",
        shown=sent.mailbox,
        done=url("payer:me") + "?mailbox=1",
    )


@require_POST
@payer_required
def removal(request: HttpRequest) -> HttpResponse:
    """Tell nothing by e-mail any more."""
    access.remove_mailbox(request.user)  # type: ignore[arg-type]
    return redirect(url("payer:me") + "?no_mailbox=1")
