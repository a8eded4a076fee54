"""Which agreements can pay, as the pay page offers them; and from which day on a new one can."""

from collections.abc import Sequence
from datetime import date

from openlevy.payment.queries import AgreementSeen
from openlevy.payment.rules import effective_on
from openlevy.portals.payer import words
from openlevy.portals.payer.pages import AgreementChoice, ToPay
from openlevy.portals.payer.where_to_sign import place_of_office
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference


def choices_for(
    to_pay: ToPay, found: Sequence[AgreementSeen], today: date
) -> list[AgreementChoice]:
    """Live agreements, the usable ones first; a single usable one is chosen already."""
    live = [row for row in found if row.state in ("VERIFIED", "SUBMITTED")]
    reasons = {row.id: _why_not(row, to_pay, today) for row in live}
    usable = [row.id for row in live if not reasons[row.id]]
    choices = [
        AgreementChoice(
            number=row.id,
            bank=row.bank_name,
            account_last=row.bank_account_tail,
            holder=row.holder_name,
            tax_office=words.tax_office(row.tax_office),
            usable=not reasons[row.id],
            chosen=usable == [row.id],
            why_not=reasons[row.id],
        )
        for row in live
    ]
    return sorted(choices, key=lambda choice: not choice.usable)


def _why_not(row: AgreementSeen, to_pay: ToPay, today: date) -> str:
    if row.tax_office != to_pay.tax_office_code and row.state != "SUBMITTED":
        return _("协议的税务机关与本次缴费的税务机关不一致，不能用于本次缴费。")
    if row.usable_on(today):
        return ""
    from_day = row.effective_on or signed_today(row.tax_office, today)
    told = {"day": formats.day(from_day), "last": formats.day(to_pay.last_day)}
    if to_pay.last_day is None or from_day <= to_pay.last_day:
        if row.state == "SUBMITTED":
            return _("正在与银行验证，验证成功后次日生效。")
        return _("该协议自%(day)s起生效，届时可用。") % told
    if row.state == "SUBMITTED":
        said = _(
            "正在与银行验证，最早自%(day)s起生效，晚于本次缴费的缴款期限%(last)s，不能用于本次缴费。"
        )
        return said % told
    return _("该协议自%(day)s起生效，晚于本次缴费的缴款期限%(last)s，不能用于本次缴费。") % told


def too_late(to_pay: ToPay, today: date) -> str:
    """That an agreement signed today comes too late for this, and how else to pay; empty where it
    is in time."""
    from_day = signed_today(to_pay.tax_office_code, today)
    if to_pay.last_day is None or from_day <= to_pay.last_day:
        return ""
    told = {
        "day": formats.day(from_day),
        "last": formats.day(to_pay.last_day),
        "office": to_pay.tax_office,
        "phone": place_of_office(to_pay.tax_office_code).service.tax_phone,
    }
    said = _(
        "本次缴费的缴款期限是%(last)s。现在签订的协议自%(day)s起才能使用，来不及用于本次缴费。"
        "请最晚在%(last)s到%(office)s的办税服务厅或银行网点缴费，咨询电话 %(phone)s。"
    )
    return said % told


def signed_today(tax_office: str, today: date) -> date:
    """From which day on an agreement with the office counts that is signed and verified today."""
    at = place_of_office(tax_office).agreements
    return at.effective_on(today) if at.at_bank else effective_on(today)


def counts_from(day: date) -> str:
    """From when on an agreement can pay."""
    return _("自%(day)s起可以用于缴费。") % {"day": formats.day(day)}


def too_late_for(place_key: str, from_day: date, today: date) -> str:
    """What of the place an agreement comes too late for that counts from that day on, and how else
    to pay it; empty where it is in time for all that is collected."""
    each = [
        _("%(insurance)s%(year)s年度（缴费期到%(last)s为止）")
        % {"insurance": words.item(item), "year": year, "last": formats.day(last)}
        for item, year, last in reference.ending(place_key, today, from_day)
    ]
    if not each:
        return ""
    phone = reference.place(place_key).service.tax_phone
    late = _(
        "来不及用它缴纳：%(each)s。还没有缴的，请在截止前使用已生效的协议，"
        "或到主管税务机关的办税服务厅、银行网点缴费，咨询电话 %(phone)s。"
    )
    return late % {"each": "、".join(each), "phone": phone}
