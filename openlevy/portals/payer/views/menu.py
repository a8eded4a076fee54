"""办&查 and the sections below it, as the place's own words name them."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_required
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.pages import Entry, Group
from openlevy.portals.payer.sections import PENSION, Section
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.places import MenuEntry

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
}
_OF_SECTION = {
    "pay": ("payment", "wallet2"),
    "declarations": ("declarations", "journal-text"),
    "voiding": ("declarations", "journal-x"),
    "payments": ("payments", "clock-history"),
}
"""Where an entry leads: everywhere, and within the section of an insurance. An entry of the place's
menu that no page serves yet is not shown."""


def _details() -> dict[str, str]:
    return {
        "resident_pension": _("缴费办理、记录查询、缴费金额设置"),
        "resident_medical": _("缴费办理、已申报作废、记录查询"),
        "agreements": _("签订、查看和撤销扣款协议"),
        "records": _("打印、下载和查验缴费记录"),
        "voiding": _("已申报未缴费的，可作废或继续缴费"),
        "declarations": _("全部渠道的申报，可作废或继续缴费"),
        "payments": _("按费款所属期查询已缴费款"),
        "debit_amount": _("设置本年度的缴费金额"),
        "agreement": _("新增、查看或撤销协议"),
        "proof": _("申请和下载社会保险费缴费证明"),
        "record_print": _("查询缴费明细并申请证明"),
        "record_download": _("查看已申请的缴费证明"),
        "record_check": _("核对一份缴费记录是否真实"),
    }


@payer_required
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """办&查."""
    trail = reference.place(at.desk(request).place).words.trail
    first = Entry(
        url("payer:premium_services"),
        "wallet2",
        trail[2],
        _("城乡居民养老、城乡居民医疗、缴费协议办理、开具社保缴费记录"),
    )
    return _menu(request, title=trail[0], groups=[Group(trail[1], [first])])


@payer_required
@require_safe
def premium_services(request: HttpRequest) -> HttpResponse:
    """社保费办理."""
    words = reference.place(at.desk(request).place).words
    groups = [Group("", _entries(words.menu))]
    return _menu(request, title=words.trail[2], groups=groups, back=url("payer:services"))


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
    menu = reference.place(at.desk(request).place).words.menu
    found = next((one for one in menu if one.key == key), None)
    if found is None:
        raise Http404
    return _menu(
        request,
        title=found.label,
        groups=[Group("", _entries(found.entries, of))],
        back=url("payer:premium_services"),
        section=mark,
    )


def _entries(menu: Sequence[MenuEntry], of: Section | None = None) -> list[Entry]:
    details = _details()
    if of is not None:
        details["pay"] = _("正常缴费、特殊缴费") if of is PENSION else _("按年度缴费")
    ways = {key: (url(name), sign) for key, (name, sign) in _PAGES.items()}
    if of is not None:
        ways |= {key: (of.page(name), sign) for key, (name, sign) in _OF_SECTION.items()}
    return [
        Entry(*ways[one.key], one.label, details.get(one.key, ""))
        for one in menu
        if one.key in ways
    ]


def _menu(request: HttpRequest, **page: object) -> HttpResponse:
    return render(request, "payer/menu.html", {"back": "", "section": "", **page})
