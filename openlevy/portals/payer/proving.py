"""The papers that prove a payment, as every page leads to them: which there are at a place, what
each is for, from when they can be had, and what serves until then (S3 chapter 3 三, S4)."""

from collections.abc import Iterable
from datetime import date

from openlevy.certificate.queries import expected_cleared
from openlevy.certificate.rules import Expected
from openlevy.portals.payer.pages import Offer
from openlevy.portals.payer.papers import PROOFS, RECORDS, Papers
from openlevy.portals.shared import formats
from openlevy.portals.shared.phones import place_under_way, tax_phone
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.certificates import Seal


def offers(collected_by: Iterable[str], query: str) -> list[Offer]:
    """The ways to a paper about payments for the periods that ``query`` carries.

    Args:
        collected_by: the tax offices that collected them. A kind that none of their places
            issues is not offered.
    """
    places = dict.fromkeys(place_of(office) for office in collected_by)
    found = [(papers, place) for papers in (PROOFS, RECORDS) if (place := _first(papers, places))]
    several = len(found) > 1
    return [
        Offer(
            f"{papers.page('printing')}?{query}",
            papers.menu(place_under_way()) if several else papers.apply,
            _purpose(papers, place) if several else "",
        )
        for papers, place in found
    ]


def named(place: str) -> str:
    """The papers of a place, with the marks of titles."""
    kinds = [papers for papers in (PROOFS, RECORDS) if reference.issued(place, papers.kind)]
    return _("或").join(papers.title(place) for papers in kinds)


def place_of(tax_office: str) -> str:
    """The place whose authority certifies what the office has collected."""
    return reference.place_of(tax_office[1:7]).key


def expected(place: str, paid_on: date, today: date) -> str:
    """From when a payment of that day can be certified, as a part of a sentence; once the last of
    those days is over, that it is late, and whom to call there."""
    days = expected_cleared(place, paid_on)
    if days.last < today:
        phone = reference.place(place).service.tax_phone
        return _("入库比预计的时间晚，请拨打 %(phone)s 咨询") % {"phone": phone}
    return worded(days, today)


def worded(days: Expected, today: date) -> str:
    """The days, as far as they are still to come; of a year whose holidays nobody has announced,
    that they put them off."""
    told = {"first": formats.day(days.first), "last": formats.day(days.last)}
    if days.first < today:
        words = _("预计最晚%(last)s入库") % told
    else:
        words = _("预计%(first)s至%(last)s入库") % told
    if not days.unannounced:
        return words
    return words + _("（%(year)s年放假安排尚未公布，遇放假顺延）") % {"year": days.unannounced}


def meanwhile(place: str) -> str:
    """What serves as proof until then; empty where no source of the place says so."""
    served = _also_valid(place)
    return _("在此之前，%(named)s可以作为缴费凭证。") % {"named": served} if served else ""


def also(place: str) -> str:
    """What serves as proof beside the papers; empty where no source of the place says so."""
    served = _also_valid(place)
    return _("%(named)s，同样可以作为缴费凭证。") % {"named": served} if served else ""


def of_others(place: str) -> str:
    """Where the proof is had of what somebody pays for another: it is the insured person's (L5), by
    their own account, or at the window (S3 chapter 3 三, 3). Empty where nothing is paid for others
    or nothing is issued."""
    papers = named(place)
    if not papers or not reference.place(place).for_others:
        return ""
    told = {"papers": papers, "phone": tax_phone()}
    return (
        _(
            "您为他人（包括子女）缴费的%(papers)s属于参保人本人，不能用您的账号开具：由参保人用本人的账号登录开具，"
            "没有账号的，持本人有效证件到办税服务厅领取注册码后注册；也可以由参保人持有效身份证件到主管税务机关"
            "办税服务厅申请开具。由监护人代未成年人办理的，请先咨询 %(phone)s。"
        )
        % told
    )


def _also_valid(place: str) -> str:
    return "、".join(reference.place(place).certificates.also_valid)


def _first(papers: Papers, places: Iterable[str]) -> str:
    return next((place for place in places if reference.issued(place, papers.kind)), "")


def _purpose(papers: Papers, place: str) -> str:
    """How the paper is sealed there, what it lists, and what one takes it for."""
    found = reference.issued(place, papers.kind)
    put_on = found is not None and found.seal is Seal.PUT_ON
    told = {
        "paper": papers.title(place),
        "sealed": _("加盖税收业务专用章") if put_on else _("套印税收业务专用章"),
    }
    if papers is PROOFS:
        return (
            _("%(paper)s：%(sealed)s，逐笔写明缴费日期和入库日期，需要提交给单位、学校等时申请。")
            % told
        )
    return _("%(paper)s：%(sealed)s，列出缴费明细，自己核对、留存时申请，也可作缴费凭证。") % told
