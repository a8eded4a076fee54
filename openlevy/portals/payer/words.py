"""Codes and states in the words of a page. Names come from the reference data, states from the
place's own words; nothing here is stored."""

from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, PersonSeen, PrincipalSeen
from openlevy.portals.payer.amount_parts import group_named
from openlevy.portals.payer.pages import EnrolmentCard, Facts
from openlevy.portals.payer.sections import MEDICAL, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.loaded import CodeUnknown

_ID_LENGTH = 18


def state(place: str, record: str, stored: str) -> str:
    """The place's word for a stored state."""
    return reference.state_word(place, record, stored)


_ORDER_TONES = {
    "IN_FLIGHT": "",
    "UNKNOWN": "wait",
    "REVERSING": "wait",
    "REFUSED": "bad",
    "REVERSED": "bad",
    "RETRACTED": "bad",
    "CREDITED": "wait",
    "CREDIT_WITHDRAWN": "wait",
}
_STORED_ALIKE = {"CREDIT_CLEARED": "CREDITED"}


def order_state(place: str, stored: str) -> tuple[str, str]:
    """How a debit stands, in colour and in the place's word."""
    alike = _STORED_ALIKE.get(stored, stored)
    return _ORDER_TONES.get(alike, "good"), state(place, "payment_order", alike)


def item(levy_item: str, kind_words: str = "") -> str:
    """What is paid: 城乡居民基本养老保险费, with the kind of a special payment behind it."""
    try:
        name = reference.levy_item(levy_item).name
    except CodeUnknown:
        name = levy_item
    return _("%(name)s（%(kind)s）") % {"name": name, "kind": kind_words} if kind_words else name


def insurance(levy_item: str) -> str:
    """The insurance an item is paid for: its name without 费."""
    return item(levy_item).removesuffix("费")


def tax_office(code: str) -> str:
    """The office's name; its code when the tables have lost it."""
    try:
        return reference.tax_office(code).name
    except CodeUnknown:
        return code


def agency(code: str) -> str:
    """The agency's name; its code when the tables have lost it."""
    try:
        return reference.agency(code).name
    except CodeUnknown:
        return code


def agency_to_call(code: str) -> str:
    """The agency's name with its telephone."""
    try:
        told = {"agency": agency(code), "phone": reference.agency(code).phone}
    except CodeUnknown:
        return code
    return _("%(agency)s（电话 %(phone)s）") % told


def region(code: str) -> str:
    """The region's full name; its code when the tables have lost it."""
    try:
        return reference.region_name(code)
    except CodeUnknown:
        return code


def channel(place: str, code: str) -> str:
    """The way something came in, as the place calls it (缴费渠道)."""
    try:
        return reference.channel_name(place, code)
    except CodeUnknown:
        return _("其他渠道")


def declarations_title(levy_item: str) -> str:
    """What the list of an insurance's declarations is called (S2 1.2, 2.2)."""
    return _("已申报作废") if section_of(levy_item) is MEDICAL else _("申报记录查询")


def nationality(code: str) -> str:
    """国籍（地区）; its code when the table does not have it."""
    try:
        return reference.nationality(code).name
    except CodeUnknown:
        return code


def identity(who: PersonSeen | PrincipalSeen) -> Facts:
    """Name and document as pages show them: the number by its tail."""
    try:
        id_type = reference.id_type(who.id_type).name
    except CodeUnknown:
        id_type = who.id_type
    return [
        (_("姓名"), who.name),
        (_("证件类型"), id_type),
        (_("证件号码"), "*" * (_ID_LENGTH - len(who.id_tail)) + who.id_tail),
        (_("国籍（地区）"), nationality(who.nationality)),
    ]


def short_identity(who: PrincipalSeen) -> Facts:
    """Name and document of somebody one pays for."""
    return identity(who)[:3]


def enrolment_state(under: EnrolmentSeen) -> str:
    """参保状态 as the agency delivered it."""
    return {"1": _("正常参保"), "2": _("暂停参保"), "4": _("终止参保")}.get(
        under.status, under.status
    )


def closed_state(under: EnrolmentSeen) -> str:
    """Why nothing can be paid regularly under the enrolment this year: its state, or that it is
    active in other years."""
    return _("不在参保期内") if under.is_active else enrolment_state(under)


def enrolment_place(under: EnrolmentSeen) -> str:
    """Where somebody is enrolled, down to the village."""
    return region(under.region) + under.township_name + under.community_name


def group(under: EnrolmentSeen) -> str:
    """参保人员类别, where the insurance tells people apart by it, with who pays for it; its code
    when the place no longer knows it."""
    try:
        name = reference.resident_group(under.region, under.levy_item, under.group)
    except CodeUnknown:
        return under.group
    special = reference.place_of(under.region).medical.special_groups.get(under.group)
    return group_named(special, under.region) if name and special else name


def enrolment_card(under: EnrolmentSeen, **more: object) -> EnrolmentCard:
    """An enrolment as lists show it."""
    medical = under.levy_item == MEDICAL.levy_item
    details = [
        (_("险种"), insurance(under.levy_item)),
        *([(_("参保人员类别"), group(under))] if medical else []),
        (_("参保地"), enrolment_place(under)),
        (_("主管税务机关"), tax_office(under.tax_office)),
        (_("医保经办机构") if medical else _("社保经办机构"), agency(under.agency_code)),
        (_("个人编号"), formats.tail(under.personal_no[-4:])),
        (_("参保起始月份"), f"{under.first_month:%Y-%m}"),
    ]
    if under.last_month:
        details.append((_("参保终止月份"), f"{under.last_month:%Y-%m}"))
    return EnrolmentCard(
        number=under.id,
        insurance=insurance(under.levy_item),
        place=enrolment_place(under),
        tax_office=tax_office(under.tax_office),
        state=enrolment_state(under),
        active=under.is_active,
        details=details,
        **more,  # type: ignore[arg-type]
    )


def declaration_tone(stored: str) -> str:
    """The colour of a declaration's state."""
    return {"PAYING": "wait"}.get(stored, "")


def period_of(start_end: object) -> Period:
    """The period of anything that has ``period_start`` and ``period_end``."""
    return Period(start_end.period_start, start_end.period_end)  # type: ignore[attr-defined]
