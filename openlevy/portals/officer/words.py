"""Roles, states and acts in the words of officers' pages."""

from collections.abc import Callable
from datetime import date

from openlevy.assessment.queries import ReopeningSeen
from openlevy.kernel.flow import Role
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.loaded import CodeUnknown


def tax_office(code: str) -> str:
    """The office's name; its code when the tables have lost it."""
    try:
        return reference.tax_office(code).name
    except CodeUnknown:
        return code


def insurance(levy_item: str) -> str:
    """The insurance an item is paid for: its name without 费."""
    try:
        return reference.levy_item(levy_item).name.removesuffix("费")
    except CodeUnknown:
        return levy_item


def id_type(code: str) -> str:
    """What a kind of document is called."""
    try:
        return reference.id_type(code).name
    except CodeUnknown:
        return code


def roles(granted: Role) -> str:
    """The roles at an office, in a row."""
    named = {
        Role.WINDOW: _("受理"),
        Role.REVIEW: _("审核"),
        Role.COLLECTION: _("征收"),
        Role.ADMIN: _("管理"),
    }
    return "、".join(words for role, words in named.items() if role & granted)


def reopening_state(one: ReopeningSeen, today: date) -> tuple[str, str]:
    """Where a reopening stands, and the colour of it."""
    over = one.until_on < today
    told = {
        "PROPOSED": (_("逾期未审核"), "") if over else (_("待审核"), "wait"),
        "CONFIRMED": (_("已到期"), "") if over else (_("已开放"), "good"),
        "REJECTED": (_("未通过"), "bad"),
        "WITHDRAWN": (_("已撤回"), ""),
        "ENDED": (_("已提前结束"), ""),
    }
    return told[one.state]


def act(subject: str, action: str) -> str:
    """What an officer did, as their record says it."""
    found = _ACTS.get((subject, action))
    return found() if found else action


_REOPENING = "assessment_reopening"
_ACTS: dict[tuple[str, str], Callable[[], str]] = {
    ("", "sign_in"): lambda: _("登录"),
    ("", "change_password"): lambda: _("修改密码"),
    ("", "sign_out"): lambda: _("退出登录"),
    ("", "hand_out_code"): lambda: _("发放注册码"),
    ("", "propose_reopening"): lambda: _("申请重新开放缴费期"),
    (_REOPENING, "confirm"): lambda: _("审核通过重新开放缴费期"),
    (_REOPENING, "reject"): lambda: _("审核不通过重新开放缴费期"),
    (_REOPENING, "withdraw"): lambda: _("撤回重新开放缴费期的申请"),
    (_REOPENING, "end"): lambda: _("提前结束重新开放的缴费期"),
}
