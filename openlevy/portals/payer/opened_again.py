"""Windows that officers have opened again, as the payer's pages show them."""

from openlevy.assessment.queries import ReopeningSeen
from openlevy.portals.payer import words
from openlevy.portals.payer.pages import Entry
from openlevy.portals.payer.sections import DAILY, MEDICAL, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _


def opened_again(one: ReopeningSeen) -> Entry:
    """The way on: the pension's amount is chosen first, the other insurance's is known."""
    told = {"insurance": words.insurance(one.levy_item), "year": one.year}
    medical = one.levy_item == MEDICAL.levy_item
    if section_of(one.levy_item) is DAILY:
        href = url("payer:daily")
    elif medical:
        href = url("payer:medical_payment_amounts", one.enrolment_id)
    else:
        href = url("payer:amount_enrolment", one.enrolment_id) + f"?year={one.year}"
    until = {"until": formats.day(one.until_on), "office": words.tax_office(one.tax_office)}
    return Entry(
        href=href,
        sign="unlock",
        label=_("%(insurance)s %(year)s年度") % told,
        detail=_("%(office)s已重新开放缴费期，到%(until)s为止") % until,
    )
