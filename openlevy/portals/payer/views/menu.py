"""办&查 and the sections below it, as the place's own words name them."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_required
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.pages import Entry, Group
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.places import MenuEntry

_PAGES = {
    "resident_pension": ("payer:pension", "umbrella"),
    "agreements": ("payer:agreement_services", "credit-card-2-front"),
    "records": ("payer:record_services", "file-earmark-text"),
    "pay": ("payer:payment", "wallet2"),
    "declarations": ("payer:declarations", "journal-text"),
    "payments": ("payer:payments", "clock-history"),
    "debit_amount": ("payer:amount", "sliders"),
    "agreement": ("payer:agreements", "credit-card-2-front"),
    "record_print": ("payer:record_printing", "printer"),
    "record_download": ("payer:record_downloads", "download"),
    "record_check": ("public:verify", "shield-check"),
}
"""Where an entry leads. An entry of the place's menu that no page serves yet is not shown."""


def _details() -> dict[str, str]:
    return {
        "resident_pension": _("缴费办理、记录查询、缴费金额设置"),
        "agreements": _("签订、查看和撤销扣款协议"),
        "records": _("打印、下载和查验缴费记录"),
        "pay": _("正常缴费、特殊缴费"),
        "declarations": _("全部渠道的申报，可作废或继续缴费"),
        "payments": _("按费款所属期查询已缴费款"),
        "debit_amount": _("设置本年度的缴费金额"),
        "agreement": _("新增、查看或撤销协议"),
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
        _("城乡居民养老、缴费协议办理、开具社保缴费记录"),
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
def section(request: HttpRequest, key: str, mark: str) -> HttpResponse:
    """One of the sections of 社保费办理."""
    found = next(
        one for one in reference.place(at.desk(request).place).words.menu if one.key == key
    )
    return _menu(
        request,
        title=found.label,
        groups=[Group("", _entries(found.entries))],
        back=url("payer:premium_services"),
        section=mark,
    )


def _entries(menu: Sequence[MenuEntry]) -> list[Entry]:
    details = _details()
    return [
        Entry(url(_PAGES[one.key][0]), _PAGES[one.key][1], one.label, details[one.key])
        for one in menu
        if one.key in _PAGES
    ]


def _menu(request: HttpRequest, **page: object) -> HttpResponse:
    return render(request, "payer/menu.html", {"back": "", "section": "", **page})
