"""The pages of faults: wrong address, no permission, expired form, too many requests, breakdown."""

import logging
import secrets
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import tax_phone
from openlevy.portals.shared.placed import by_form
from openlevy.portals.shared.refusals import Fault
from openlevy.portals.shared.translated import gettext as _

_log = logging.getLogger(__name__)
_OFFICERS = "/officer/"
"""Whose faults lead back to their own pages."""


def show(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The page of a fault. For a part of a page that htmx asks for, the whole page changes."""
    officers = request.path.startswith(_OFFICERS)
    if officers and not fault.href.startswith(_OFFICERS):
        fault = replace(fault, href=url("officer:home"), action=_("返回首页"))
    response = HttpResponse(
        render_to_string("shared/fault.html", {"fault": fault, "officers": officers}, request),
        status=fault.status,
    )
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return show(request, fault_of(400))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return show(request, fault_of(403))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return show(request, fault_of(404))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not this browser's: signed in anew meanwhile, or cookies are off."""
    return show(
        request,
        Fault(
            title=_("页面已过期"),
            words=_("这个页面打开后您重新登录过，或浏览器没有保存 Cookie，刚才的提交没有办理。"),
            next_step=_("请重新打开页面再提交。"),
            href=request.get_full_path(),
            action=_("重新打开页面"),
            status=403,
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: says honestly that the outcome is not known, and gives a number to ask with."""
    reference = secrets.token_hex(4).upper()
    _log.error("the page of fault %s was shown for %s", reference, request.path)
    return show(request, fault_of(500, reference))


def fault_of(status: int, reference: str = "") -> Fault:
    """The words of an HTTP status."""
    title, words, next_step, tone, sign = _worded()[status]
    home = status != 500
    drawn = "payer:daily_declarations" if by_form() else "payer:declarations"
    return Fault(
        title=title,
        words=words,
        next_step=next_step,
        href=url("payer:home" if home else drawn),
        action=_("返回首页") if home else _("申报记录查询"),
        status=status,
        tone=tone,
        sign=sign,
        reference=reference,
    )


def _worded() -> dict[int, tuple[str, str, str, str, str]]:
    """Title, what happened, what to do, tone and sign of each status, in the page's language."""
    return _not_done() | {
        429: (
            _("操作过于频繁"),
            _("短时间内操作次数过多，已暂停。"),
            _("请稍后再试。"),
            "wait",
            "hourglass-split",
        ),
        500: (
            _("系统出现问题"),
            _("系统没有完成这次操作，结果可能没有显示出来。"),
            _(
                "请先到申报记录查询核对，不要重复缴费；问题仍在时请拨打 %(phone)s，"
                "并告知下面的编号。"
            )
            % {"phone": tax_phone()},
            "bad",
            "exclamation-circle-fill",
        ),
    }


def _not_done() -> dict[int, tuple[str, str, str, str, str]]:
    return {
        400: (
            _("提交的内容有误"),
            _("系统看不懂这次提交的内容，没有办理。"),
            _("请返回重新填写。"),
            "wait",
            "exclamation-triangle-fill",
        ),
        403: (
            _("没有权限"),
            _("您的账户不能打开这个页面。"),
            _("如需办理，请换用有权限的账户登录。"),
            "wait",
            "lock",
        ),
        404: (
            _("页面不存在"),
            _("您打开的页面不存在，或者不属于您。"),
            _("请从首页重新进入。"),
            "",
            "question-circle",
        ),
        405: (
            _("不能这样打开页面"),
            _("这个地址不能直接打开，没有办理任何业务。"),
            _("请从首页重新进入。"),
            "wait",
            "exclamation-triangle-fill",
        ),
    }
