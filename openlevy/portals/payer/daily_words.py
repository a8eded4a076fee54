"""Why a row of the form cannot be declared, or what it means that it is declared; of another person
no more than whom to ask."""

from collections.abc import Sequence
from datetime import date

from openlevy.assessment.queries import PayableSeen
from openlevy.parties.queries import EnrolmentSeen
from openlevy.portals.payer import elsewhere as taken_elsewhere
from openlevy.portals.payer import words
from openlevy.portals.payer.amount_parts import nothing_to_pay
from openlevy.portals.payer.sections import MEDICAL
from openlevy.portals.shared import formats
from openlevy.portals.shared.phones import agency_phone, healthcare_phone, tax_phone
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference.places import Place
from openlevy.reference.queries import CollectionEnded, OutsideDays, Shut


def year(number: int, today: date) -> str:
    """缴费年限 of what is paid regularly."""
    told = {"year": number}
    if number > today.year:
        return _("%(year)s年（下一年）") % told
    if number < today.year:
        return _("%(year)s年（缴费期已重新开放）") % told
    return _("%(year)s年（当年）") % told


def closed(under: EnrolmentSeen) -> str:
    """The agency has suspended or ended the enrolment."""
    told = {"state": words.closed_state(under), "phone": _phone(under.levy_item)}
    return (
        _("参保登记的状态为“%(state)s”，不能申报。请联系参保地经办机构，咨询电话 %(phone)s。")
        % told
    )


def missing(levy_item: str, *, another: bool) -> str:
    """Enrolled this year and not told of yet, or never (R9). Of another person this is said too
    where an enrolment is suspended or has ended."""
    medical = levy_item == MEDICAL.levy_item
    told = {"agency": _("医保") if medical else _("社保"), "phone": _phone(levy_item)}
    if another:
        why = _(
            "没有这位缴费人可以缴费的参保登记。请先到%(agency)s经办机构办理或者核实，"
            "信息传递到税务机关后才能缴费，咨询电话 %(phone)s。"
        )
        return why % told
    why = _(
        "没有收到参保登记。新参保、变更或转移的，请先到%(agency)s经办机构办理，"
        "信息传递到税务机关后才能缴费，咨询电话 %(phone)s。"
    )
    return why % told


def not_assessed(levy_item: str) -> str:
    """「补缴」 or 「特殊人群」, of which the agency has said nothing."""
    told = {"phone": _phone(levy_item)}
    if levy_item == MEDICAL.levy_item:
        says = _("没有核定的应缴信息。特殊人群或补缴请先到医保经办机构核定，咨询电话 %(phone)s。")
        return says % told
    return _("没有核定的应缴信息。补缴以前年度请先到社保经办机构核定，咨询电话 %(phone)s。") % told


def by_agency(under: EnrolmentSeen, place: Place, *, another: bool) -> str:
    """The group has no flat amount; why, is nobody else's business."""
    if another:
        return _("现在没有按年度申报的费款；由医保经办机构核定的，核定后在“特殊人群”中申报。")
    special = place.medical.special_groups.get(under.group)
    if special and special.in_full:
        return nothing_to_pay(special, under.region)
    told = {"group": words.group(under)}
    return _("参保人员类别为“%(group)s”，应缴费额由医保经办机构核定，请选择“特殊人群”。") % told


def year_assessed() -> str:
    """The agency itself has assessed the year (定额), which stands in a row of its own."""
    return _("这一年度的应缴费额已由医保经办机构核定，请在“特殊人群”中申报。")


def elsewhere(row: PayableSeen, *, another: bool) -> str:
    """The year is declared or paid under another enrolment."""
    if another:
        return _("这一年度已经在其他参保地申报，不需要重复缴费。")
    return taken_elsewhere.says(row)


def preset(chosen_for: int, *, of_year: int) -> str:
    """The tier in the row is the one that was chosen last, and nothing is ticked for the payer."""
    if chosen_for == of_year:
        return _("已带出上次选择的档次，可以更改；要申报请勾选。")
    return _("已带出%(year)s年度的缴费档次，可以更改；要申报请勾选。") % {"year": chosen_for}


def not_for_others(place: Place) -> str:
    """Of the enrolment's place."""
    return _("%(place)s没有开通为他人缴纳这项费款，请由参保人本人办理。") % {"place": place.name}


def shut_today(shut: Shut) -> str:
    """The office of the row neither declares nor collects today, or does no more."""
    if isinstance(shut, CollectionEnded):
        said = _(
            "缴费期到%(day)s为止，已经结束。需要缴费的，"
            "请到主管税务机关申请重新开放缴费期，咨询电话 %(phone)s。"
        )
        return said % {"day": formats.day(shut.last_day), "phone": tax_phone()}
    return _("办理时间为每月%(first)s日至%(last)s日（节假日不顺延），请自%(day)s起办理。") % _days(
        shut
    )


def nothing_today(found: Sequence[Shut], *, paying: bool) -> str:
    """The same of the whole page; that each says so itself, where they have several reasons. Empty
    where the day of the month is in nothing's way."""
    if not found:
        return ""
    if any(one != found[0] for one in found):
        return (
            _("今天不能缴款，各笔费款的原因见下方。")
            if paying
            else _("今天不能申报，各险种的原因见“申报结果”。")
        )
    if isinstance(found[0], CollectionEnded):
        return (_("今天不能缴款。") if paying else _("今天不能申报。")) + shut_today(found[0])
    told = _days(found[0])
    if paying:
        return (
            _(
                "办理时间为每月%(first)s日至%(last)s日（节假日不顺延），今天不能缴款。"
                "请自%(day)s起办理。"
            )
            % told
        )
    return (
        _(
            "办理时间为每月%(first)s日至%(last)s日（节假日不顺延），今天不能申报。请自%(day)s起办理。"
        )
        % told
    )


def _days(shut: OutsideDays) -> dict[str, object]:
    return {"first": shut.first, "last": shut.last, "day": formats.day(shut.opens_on)}


def out_of_window(first: date, last: date) -> str:
    """The year is not collected now."""
    told = {"first": formats.day(first), "last": formats.day(last)}
    return _("现在不在缴费期内，缴费期为%(first)s至%(last)s。") % told


def declared(state: str, *, tier: bool, voidable: bool) -> str:
    """What ``state`` of a declaration means, and the way on."""
    if state == "PAID":
        return _("已缴款。缴费完成后，不再受理本年度缴费档次的调整。") if tier else _("已缴款。")
    if state == "PAYING":
        return _("正在缴款，结果确定前请勿重复缴款。")
    if not voidable:
        return _(
            "未缴款，已由参保人本人或其他人申报。可以到“费款缴纳”缴款；"
            "要作废请由参保人本人或申报的人办理。"
        )
    if tier:
        return _("未缴款。可以到“费款缴纳”缴款；要调整缴费档次，请先到“报表作废”作废。")
    return _("未缴款。可以到“费款缴纳”缴款，或到“报表作废”作废。")


def _phone(levy_item: str) -> str:
    return healthcare_phone() if levy_item == MEDICAL.levy_item else agency_phone()
