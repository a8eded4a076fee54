"""办&查 and the sections below it, as the place's own words name them."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_required
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.pages import Entry, Group
from openlevy.portals.payer.sections import PENSION, Section
from openlevy.portals.shared.devices import on_phone
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.places import MenuEntry, Words

_PAGES = {
    "resident_pension": ("payer:pension", "umbrella"),
    "resident_medical": ("payer:medical", "heart-pulse"),
    "agreements": ("payer:agreement_services", "credit-card-2-front"),
    "records": ("payer:record_services", "file-earmark-text"),
    "debit_amount": ("payer:amount", "sliders"),
    "agreement": ("payer:agreements", "credit-card-2-front"),
    "proof": ("payer:proof_printing", "patch-check"),
    "record_print": ("payer:record_printing", "printer"),
    "record_download": ("payer:record_downloads", "download"),
    "record_check": ("public:verify", "shield-check"),
    "daily_form": ("payer:daily", "journal-text"),
    "report_paying": ("payer:daily_paying", "wallet2"),
    "report_voiding": ("payer:daily_voiding", "journal-x"),
    "report_records": ("payer:daily_declarations", "receipt"),
    "report_payments": ("payer:daily_payments", "clock-history"),
}
_OF_SECTION = {
    "pay": ("payment", "wallet2"),
    "declarations": ("declarations", "journal-text"),
    "voiding": ("declarations", "journal-x"),
    "payments": ("payments", "clock-history"),
}
"""Where an entry leads: everywhere, and within the section of an insurance. An entry of the place's
menu that no page serves yet is not shown."""
_ALONE = {"records": "record_print"}
"""What an entry without a menu of its own below leads to (S3 chapter 3 三: 缴费记录查询打印)."""
_SERVED = frozenset(_PAGES) | frozenset(_OF_SECTION)


def _details() -> dict[str, str]:
    return {
        "agreements": _("签订、查看和撤销扣款协议"),
        "records": _("打印、下载和查验缴费记录"),
        "voiding": _("已申报未缴费的，可作废或继续缴费"),
        "declarations": _("全部渠道的申报，可作废或继续缴费"),
        "payments": _("按费款所属期查询已缴费款"),
        "debit_amount": _("设置本年度的缴费金额"),
        "agreement": _("新增、查看或撤销协议"),
        "proof": _("申请和下载社会保险费缴费证明"),
        "record_print": _("查询缴费明细并申请证明"),
        "record_download": _("查看和下载已申请的缴费记录"),
        "record_check": _("核对一份缴费记录是否真实"),
        "daily_form": _("选择参保险种及缴费档次，申报并查看申报结果"),
        "report_paying": _("获取缴款信息，缴纳已申报的费款"),
        "report_voiding": _("作废申报成功且未缴款的申报"),
        "report_records": _("全部渠道的申报，可作废或继续缴费"),
        "report_payments": _("按费款所属期查询已缴费款"),
    }


@payer_required
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """办&查, or what the place calls it; between it and 社保费办理 there may be a heading."""
    words = reference.place(at.desk(request).place).words
    title, *heading, label = _trail(request, words)
    below = "、".join(entry.label for entry in _entries(words.menu))
    first = Entry(url("payer:premium_services"), "wallet2", label, below)
    return _menu(request, title=title, groups=[Group("".join(heading), [first])])


@payer_required
@require_safe
def premium_services(request: HttpRequest) -> HttpResponse:
    """社保费办理."""
    place = reference.place(at.desk(request).place)
    words = place.words
    groups = [Group("", _entries(words.menu, at_bank=place.agreements.at_bank))]
    title = _trail(request, words)[-1]
    return _menu(request, title=title, groups=groups, back=url("payer:services"))


def _trail(request: HttpRequest, words: Words) -> tuple[str, ...]:
    return words.phone_trail if on_phone(request) else words.trail


@payer_required
@require_safe
def insurance(request: HttpRequest, section: Section) -> HttpResponse:
    """The section of an insurance."""
    return _section(request, section.menu_key, section.mark, section)


@payer_required
@require_safe
def section(request: HttpRequest, key: str, mark: str) -> HttpResponse:
    """Another of the sections of 社保费办理."""
    return _section(request, key, mark, None)


def _section(request: HttpRequest, key: str, mark: str, of: Section | None) -> HttpResponse:
    place = reference.place(at.desk(request).place)
    found = next((one for one in place.words.menu if one.key == key), None)
    if found is None:
        raise Http404
    if (leads_to := _leads_to(found)) != key:
        return HttpResponseRedirect(url(_PAGES[leads_to][0]))
    return _menu(
        request,
        title=found.label,
        groups=[Group("", _entries(found.entries, of, at_bank=place.agreements.at_bank))],
        back=url("payer:premium_services"),
        section=mark,
    )


def _entries(
    menu: Sequence[MenuEntry], of: Section | None = None, *, at_bank: bool = False
) -> list[Entry]:
    """``at_bank``: whether agreements are signed and ended at banks, and only listed here."""
    details = _details()
    if at_bank:
        details |= {
            "agreements": _("查看在银行签订的扣款协议，了解在哪里签订和解除"),
            "agreement": _("查看协议，了解在哪里签订和解除"),
        }
    if of is not None:
        details["pay"] = _("正常缴费、特殊缴费") if of is PENSION else _("按年度缴费")
    ways = {key: (url(name), sign) for key, (name, sign) in _PAGES.items()}
    if of is not None:
        ways |= {key: (of.page(name), sign) for key, (name, sign) in _OF_SECTION.items()}
    return [
        Entry(*ways[_leads_to(one)], one.label, details.get(one.key) or _below(one))
        for one in menu
        if one.key in ways
    ]


def _leads_to(entry: MenuEntry) -> str:
    return entry.key if entry.entries else _ALONE.get(entry.key, entry.key)


def _below(section: MenuEntry) -> str:
    """What there is in the section of an insurance, as the place names it."""
    return _("、").join(one.label for one in section.entries if one.key in _SERVED)


def _menu(request: HttpRequest, **page: object) -> HttpResponse:
    return render(request, "payer/menu.html", {"back": "", "section": "", **page})
