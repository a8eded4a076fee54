"""What became of a debit, in words, with the next step (S2 1.1; P15: no answer is no refusal)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from openlevy.payment.queries import DebitLine, OrderSeen
from openlevy.portals.payer import proving, words
from openlevy.portals.payer.pages import Facts, Link, Offer, Outcome
from openlevy.portals.payer.pay_links import pay_again_href
from openlevy.portals.payer.sections import section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import tax_phone
from openlevy.portals.shared.translated import gettext as _

_SIGNS = {"good": "check-circle-fill", "bad": "x-circle-fill", "wait": "hourglass-split"}


@dataclass(frozen=True, slots=True)
class PaidFor:
    """Somebody else for whom the payer has paid, with the payer's number for them; 0 where that
    counts no longer."""

    name: str
    number: int = 0


def outcome_of(
    seen: OrderSeen,
    lines: Sequence[DebitLine],
    place: str,
    whose: PaidFor | None = None,
    *,
    today: date,
    why_not_again: str = "",
) -> Outcome:
    """The page 缴费完成 for an order, as who owed it sees it or, by ``whose``, who paid it.

    Args:
        why_not_again: why what failed cannot be paid again now; empty where it can.
    """
    stored = "CREDITED" if seen.state == "CREDIT_CLEARED" else seen.state
    tone, heading = words.order_state(place, seen.state)
    says, next_step = _says(stored, seen, today)
    if not whose and seen.paid_by is not None:
        says, next_step = _by_another(stored, tone, says, next_step)
    if whose and stored in _CREDIT_OF_ANOTHER:
        says, next_step = _credit_of(whose, stored)
    if whose and tone == "good":
        issuing = proving.named(proving.place_of(seen.tax_office))
        next_step = _("费款入库后，参保人本人可以开具%(papers)s。") % {"papers": issuing}
    return Outcome(
        number=seen.id,
        heading=heading,
        tone=tone,
        sign="arrow-repeat" if stored == "IN_FLIGHT" else _SIGNS[tone],
        moving=stored == "IN_FLIGHT",
        words=says,
        next_step=why_not_again or next_step,
        poll_seconds=_poll_seconds(stored, seen.instructed_at),
        amount_fen=seen.amount_fen,
        details=_details(seen, lines, whose),
        actions=_actions_for(whose, tone, lines, again=not why_not_again)
        if whose
        else _actions(tone, lines, again=not why_not_again),
        offers=_offers(seen, lines) if stored == "CLEARED" and not whose else (),
    )


def _offers(seen: OrderSeen, lines: Sequence[DebitLine]) -> list[Offer]:
    """The papers about what the order has paid."""
    first = min(line.period_start for line in lines)
    last = max(line.period_end for line in lines)
    query = urlencode({"start": first.isoformat(), "end": last.isoformat()})
    return proving.offers([seen.tax_office], query)


_CREDIT_OF_ANOTHER = ("CREDITED", "CREDIT_WITHDRAWN")


def _credit_of(whose: PaidFor, stored: str) -> tuple[str, str]:
    """Money that settled nothing is the insured's, whoever has paid it."""
    told = {"name": whose.name, "phone": tax_phone()}
    if stored == "CREDITED":
        return (
            _(
                "银行确认已经扣款，但这笔费用此前已经缴清或作废，款项记在参保人%(name)s名下，"
                "等待处理。"
            )
            % told,
            _("请由参保人本人联系主管税务机关办理退费或抵缴，咨询电话 %(phone)s。") % told,
        )
    return (
        _("对账发现银行没有记账，或已经退回扣款，记在参保人%(name)s名下的这笔款项已经冲回。")
        % told,
        _("如您的银行账户仍被扣款，请联系主管税务机关，咨询电话 %(phone)s。") % told,
    )


def _by_another(stored: str, tone: str, says: str, next_step: str) -> tuple[str, str]:
    """What the insured is told of somebody else's debit: neither why that person's bank refused it
    nor anything of their account."""
    if tone == "bad":
        return (
            _("他人为您缴纳的这笔费款没有缴费成功。"),
            _("可以请对方再次缴费，也可以由您本人继续缴费。"),
        )
    return says, "" if stored == "CREDIT_WITHDRAWN" else next_step


def _says(stored: str, seen: OrderSeen, today: date) -> tuple[str, str]:
    """What happened, and what to do about it."""
    if stored == "IN_FLIGHT":
        return _("正在向银行扣款，一般几秒钟就有结果。请勿重复缴费。"), ""
    if stored in ("UNKNOWN", "REVERSING"):
        return (
            _("银行暂时没有答复。系统会继续向国库和银行查询，结果一到就显示在这里。"),
            _("您可以离开此页面，稍后在“消息”中查看结果。"),
        )
    if stored in ("REFUSED", "REVERSED", "RETRACTED"):
        return _refused(stored, seen)
    if stored == "CREDITED":
        return (
            _("银行确认已经扣款，但这笔费款此前已经缴清或作废，款项记在您名下，等待处理。"),
            _("请联系主管税务机关办理退费或抵缴，咨询电话 %(phone)s。") % {"phone": tax_phone()},
        )
    if stored == "CREDIT_WITHDRAWN":
        return (
            _("对账发现银行没有记账，或已经退回扣款，记在您名下的这笔款项已经冲回。"),
            _("如银行账户仍被扣款，请联系主管税务机关，咨询电话 %(phone)s。")
            % {"phone": tax_phone()},
        )
    return "", _provable(stored, seen, today)


def _provable(stored: str, seen: OrderSeen, today: date) -> str:
    """Which papers there are about a payment, from when, and what serves until then."""
    place = proving.place_of(seen.tax_office)
    told = {
        "papers": proving.named(place),
        "expected": proving.expected(place, seen.debited_on or seen.entrust_on, today),
    }
    if stored == "CLEARED":
        return _("费款已经入库，可以开具%(papers)s。") % told
    return _("%(expected)s，入库后可以开具%(papers)s。") % told + proving.meanwhile(place)


def _refused(stored: str, seen: OrderSeen) -> tuple[str, str]:
    if stored == "REVERSED":
        undone = _("没有得到银行的扣款结果，这笔交易已经撤销；银行如已扣款，款项已退回原账户。")
        return undone, _again()
    if stored == "RETRACTED":
        return _("对账发现银行没有记账，这笔缴费没有成功。"), _again()
    reason = refusal_reason(seen.answer_code or "", seen.answer_words or "")
    return _("原因：%(reason)s。没有扣款。") % {"reason": reason}, _next_after(
        seen.answer_code or ""
    )


def refusal_reason(code: str, told: str) -> str:
    """Why a bank refused, in words; what the bank itself wrote when its code is not a known one."""
    return (
        {
            "24001": _("银行账号不存在"),
            "24003": _("扣款协议已在银行撤销"),
            "24004": _("银行账户状态不正常（如冻结、挂失）"),
            "24007": _("银行账户余额不足"),
            "24009": _("银行没有这份扣款协议"),
            "24011": _("户名与银行登记的不一致，或账户信息未通过银行验证"),
        }.get(code)
        or told.strip().rstrip("。")
        or _("银行未说明")
    )


def _next_after(code: str) -> str:
    if code == "24007":
        return _("请存入足额资金后继续缴费，或换一条协议。")
    if code in ("24001", "24003", "24004", "24005", "24008", "24009", "24011", "94052", "94053"):
        return _("请换一条协议，或者新签一条缴费协议后继续缴费。")
    return _again()


def _again() -> str:
    return _("可以继续缴费，或换一条协议；多次失败请联系开户银行。")


def _poll_seconds(stored: str, since: datetime) -> int:
    """How soon the page asks again: at once, then ever more patiently; 0 when it is decided."""
    if stored not in ("IN_FLIGHT", "UNKNOWN", "REVERSING"):
        return 0
    waited = (datetime.now(UTC) - since).total_seconds()
    return 1 if waited < 10 else 3 if waited < 120 else 10 if waited < 1800 else 60


def _details(seen: OrderSeen, lines: Sequence[DebitLine], whose: PaidFor | None) -> Facts:
    paid = [_paid(line, several=len(lines) > 1) for line in lines]
    return [
        *([(_("参保人"), whose.name)] if whose else []),
        *paid,
        (_("税务机关"), words.tax_office(seen.tax_office)),
        (_("支付方式"), _("协议支付")),
        *([] if whose or seen.paid_by is None else [(_("付款人"), _("他人代为缴费"))]),
        (_("缴费日期"), formats.short_day(seen.entrust_on)),
        (_("电子税票号码"), seen.voucher_no),
    ]


def _paid(line: DebitLine, *, several: bool) -> tuple[str, str]:
    """What a line has paid; beside others how much of the sum."""
    item, span = words.item(line.levy_item), formats.span(words.period_of(line))
    return (f"{item} {span}", formats.yuan(line.amount_fen)) if several else (item, span)


def _actions_for(
    whose: PaidFor, tone: str, lines: Sequence[DebitLine], *, again: bool
) -> list[Link]:
    """The ways on of who pays for others: the same debt again, or the next person."""
    section = section_of(lines[0].levy_item)
    next_one = Link(section.others("payment"), _("继续为他人缴费"))
    all_of_them = Link(section.others("payments"), _("为他人缴费记录"))
    if tone == "bad" and whose.number and again:
        numbers = [line.declaration_id for line in lines]
        href = pay_again_href(numbers, section.levy_item, whose.number)
        return [Link(href, _("继续缴费")), all_of_them]
    return [all_of_them, next_one] if section.on_form else [next_one, all_of_them]


def _actions(tone: str, lines: Sequence[DebitLine], *, again: bool) -> list[Link]:
    home = Link(url("payer:home"), _("返回首页"))
    section = section_of(lines[0].levy_item)
    if tone == "bad":
        numbers = [line.declaration_id for line in lines]
        listed = Link(section.page("declarations"), words.declarations_title(section.levy_item))
        if not again:
            return [listed, home]
        return [Link(pay_again_href(numbers, section.levy_item), _("继续缴费")), listed]
    if tone == "good":
        return [Link(section.page("payments"), _("缴费记录查询")), home]
    return [home, Link(url("payer:messages"), _("消息"))]
