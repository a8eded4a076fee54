"""Transitions worded as messages to the payer."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from openlevy.history.queries import Happening
from openlevy.kernel.flow import Role
from openlevy.portals.payer import proving
from openlevy.portals.payer.news import Message
from openlevy.portals.payer.papers import papers_of
from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import place_under_way
from openlevy.portals.shared.translated import gettext as _

ACTIONS = [
    "confirm",
    "refuse",
    "lose_sight",
    "reverse",
    "apply",
    "credit",
    "withdraw_credit",
    "disprove",
    "clear",
    "verify",
    "fail",
    "confirm_revocation",
    "end",
    "make",
    "void",
    "end",
    "agree",
    "move",
]
"""What the payer is told of; the steps in between are not news."""


def message_for(name: str, one: Happening) -> Message | None:
    """The message to who has paid for somebody called ``name``: what has become of it, not what
    that person can do with it."""
    said = message(one)
    if said is None:
        return None
    return replace(
        said,
        title=_("%(title)s（为%(name)s缴费）") % {"title": said.title, "name": name},
        words=_of_another(one, name) or said.words,
        href=url("payer:outcome", one.record_id),
    )


def _of_another(one: Happening, name: str) -> str:
    """What is said differently to who has paid: the premium, and money that settled nothing, are
    the insured's."""
    told = {"name": name}
    if one.to_state == "CREDIT_CLEARED":
        return _("国库已收到这笔多扣的费款，款项记在参保人%(name)s名下。") % told
    if one.action == "clear":
        return _("国库已收到费款。")
    if one.action == "credit":
        return _("银行扣款后费款已缴清或作废，款项记在参保人%(name)s名下。") % told
    if one.action == "withdraw_credit":
        return _("对账发现银行没有记账，记在参保人%(name)s名下的款项已经冲回。") % told
    return ""


def orders_in(found: Iterable[Happening]) -> list[int]:
    """The debits to which something has happened, each once."""
    return list(dict.fromkeys(one.record_id for one in found if one.subject == _ORDER))


def certificates_in(found: Iterable[Happening]) -> list[int]:
    """The certificates to which something has happened, each once."""
    return list(dict.fromkeys(one.record_id for one in found if one.subject == _CERTIFICATE))


def message(one: Happening, kind: str = "") -> Message | None:
    """The message of a transition; None for one that is nobody's news. ``kind`` is that of a
    certificate."""
    # Money that settled nothing is received too, and certifies nothing.
    action = "clear_credit" if one.to_state == "CREDIT_CLEARED" else one.action
    if action == "void" and one.role is not Role.AGENCY:
        return None  # their own doing
    found = _WORDS.get((one.subject, action))
    if found is None:
        return None
    title, says, sign, page = found()
    if one.subject == _CERTIFICATE:
        papers = papers_of(kind)
        title, page = title % {"paper": papers.name}, f"payer:{papers.mark}_downloads"
    with_number = page in _OF_ONE
    href = url(page, one.record_id) if with_number else url(page)
    return Message(one.business_date, title=title, words=says, sign=sign, href=href, at=one.at)


_OF_ONE = (
    "payer:outcome",
    "payer:payment_record",
    "payer:agreement_signed",
    "payer:declaration",
)
"""The pages of one record."""


def _failed() -> tuple[str, str, str, str]:
    return (
        _("缴费失败"),
        _("没有扣款，请查看结果和下一步。"),
        "x-circle-fill",
        "payer:outcome",
    )


def _succeeded() -> tuple[str, str, str, str]:
    return (
        _("缴费成功"),
        _("银行已经扣款，等待国库入库。"),
        "check-circle-fill",
        "payer:outcome",
    )


DECLARATION, REOPENING = "declaration_declaration", "assessment_reopening"
_ORDER = "payment_order"
_AGREEMENT = "payment_agreement"
_CERTIFICATE = "certificate_certificate"
_NAME = "parties_name_correction"
_PHONE = "access_phone_transfer"
_OVERLAP = "parties_overlap"
_WORDS: dict[tuple[str, str], Callable[[], tuple[str, str, str, str]]] = {
    (DECLARATION, "void"): lambda: (
        _("申报已作废，请重新办理"),
        _("经办机构更正了您的参保信息，尚未缴费的申报已经作废。需要缴费请按新的应缴费额重新办理。"),
        "exclamation-triangle-fill",
        "payer:declaration",
    ),
    (_ORDER, "confirm"): _succeeded,
    (_ORDER, "apply"): _succeeded,
    (_ORDER, "refuse"): _failed,
    (_ORDER, "reverse"): lambda: (
        _("缴费失败"),
        _("这笔交易已经撤销，银行如已扣款，款项已退回原账户。请查看下一步。"),
        "exclamation-triangle-fill",
        "payer:outcome",
    ),
    (_ORDER, "disprove"): lambda: (
        _("缴费未成功"),
        _("对账发现银行没有记账，请查看下一步。"),
        "exclamation-triangle-fill",
        "payer:outcome",
    ),
    (_ORDER, "lose_sight"): lambda: (
        _("正在确认，请勿重复缴费"),
        _("银行暂时没有答复，系统正在查询结果。"),
        "hourglass-split",
        "payer:outcome",
    ),
    (_ORDER, "credit"): lambda: (
        _("已扣款，待处理"),
        _("银行扣款后费款已缴清或作废，款项记在您名下。"),
        "exclamation-triangle-fill",
        "payer:outcome",
    ),
    (_ORDER, "withdraw_credit"): lambda: (
        _("款项已冲回"),
        _("对账发现银行没有记账，记在您名下的款项已经冲回。"),
        "exclamation-triangle-fill",
        "payer:outcome",
    ),
    (_ORDER, "clear"): lambda: (
        _("费款已入库"),
        _("国库已收到费款，可以开具%(papers)s。") % {"papers": proving.named(place_under_way())},
        "bank",
        "payer:payment_record",
    ),
    (_ORDER, "clear_credit"): lambda: (
        _("费款已入库，待处理"),
        _("国库已收到这笔多扣的费款，款项记在您名下。"),
        "bank",
        "payer:outcome",
    ),
    (_AGREEMENT, "verify"): lambda: (
        _("协议签订成功"),
        _("缴费协议验证成功，自生效日期起可以用于缴费。"),
        "credit-card-2-front",
        "payer:agreement_signed",
    ),
    (_AGREEMENT, "fail"): lambda: (
        _("协议签订失败"),
        _("银行没有通过验证，请查看原因后重新签订。"),
        "x-circle-fill",
        "payer:agreement_signed",
    ),
    (_AGREEMENT, "confirm_revocation"): lambda: (
        _("协议已撤销"),
        _("不能再用该协议缴款或批量扣款。"),
        "credit-card-2-front",
        "payer:agreements",
    ),
    (_AGREEMENT, "end"): lambda: (
        _("协议已在银行解除"),
        _("银行已告知税务机关，不能再用该协议缴款或批量扣款。"),
        "credit-card-2-front",
        "payer:agreements",
    ),
    (_CERTIFICATE, "make"): lambda: (
        _("%(paper)s制作成功"),
        _("可以查看和下载。"),
        "file-earmark-text",
        "payer:record_downloads",
    ),
    (_CERTIFICATE, "fail"): lambda: (
        _("%(paper)s制作失败"),
        _("请重新申请。"),
        "x-circle-fill",
        "payer:record_downloads",
    ),
    (_NAME, "agree"): lambda: (
        _("姓名已更正"),
        _("经办机构更正了您的姓名，各经办机构的登记已经一致。此前开具的凭证不变。"),
        "person-badge",
        "payer:me",
    ),
    (_PHONE, "move"): lambda: (
        _("登记手机号已停用"),
        _(
            "原来登记的手机号已由新机主登记到其本人账户，不再用于您的登录和接收短信。请登记新手机号。"
        ),
        "phone",
        "payer:phone",
    ),
    (_OVERLAP, "end"): lambda: (
        _("重复参保已更正"),
        _("经办机构更正了您的参保登记，同一险种不再有两处同时参保。缴费请以现有的参保登记为准。"),
        "person-badge",
        "payer:me",
    ),
    (REOPENING, "confirm"): lambda: (
        _("缴费期已重新开放"),
        _("主管税务机关已为您重新开放一个年度的缴费期，请查看年度和最后一天，按时缴费。"),
        "unlock",
        "payer:opened",
    ),
    (REOPENING, "end"): lambda: (
        _("重新开放的缴费期已提前结束"),
        _("尚未申报的不能再申报，已经申报的不受影响。如有疑问请联系主管税务机关。"),
        "lock",
        "payer:opened",
    ),
}
