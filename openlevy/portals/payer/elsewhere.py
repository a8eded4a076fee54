"""A year that is declared or paid under another of a payer's enrolments: not owed again, and shown
with the office that has it and the agency that keeps that enrolment."""

from collections.abc import Iterable

from openlevy.assessment.queries import PayableSeen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen
from openlevy.portals.payer import words
from openlevy.portals.payer.pages import Due
from openlevy.portals.payer.sections import section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _


def taken(
    under: EnrolmentSeen, period: Period, standing: Iterable[PayableSeen]
) -> PayableSeen | None:
    """What has the period under another enrolment; None where it may be paid under this one."""
    return next((row for row in standing if row.takes_from(under, period)), None)


def says(row: PayableSeen) -> str:
    """Where the year is declared or paid, and whom to ask of that enrolment."""
    told = {
        "office": words.tax_office(row.tax_office),
        "agency": words.agency_to_call(row.agency_code),
    }
    if row.state == "SETTLED":
        return _("本年度已在%(office)s缴费，不需要重复缴费。有疑问请联系%(agency)s。") % told
    return _("本年度已在%(office)s申报，不能重复申报。参保地有误的，请联系%(agency)s更正。") % told


def due(row: PayableSeen) -> Due:
    """The year's premium as it stands at the other place, not to be ticked here."""
    settled, section = row.state == "SETTLED", section_of(row.levy_item)
    return Due(
        value=row.id,
        name=words.item(row.levy_item, row.kind_words),
        amount_fen=row.amount_fen,
        details=[
            (_("费款所属期"), formats.span(words.period_of(row))),
            (_("税务机关"), words.tax_office(row.tax_office)),
            (_("说明"), says(row)),
        ],
        open=False,
        state=_("已缴费") if settled else _("已申报"),
        tone="good" if settled else "wait",
        href=section.page("payments" if settled else "declarations"),
        action=_("缴费记录查询") if settled else words.declarations_title(row.levy_item),
    )
