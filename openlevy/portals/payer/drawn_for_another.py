"""What is declared for somebody else and not paid, as who pays for them sees it (S2 2.1)."""

from datetime import date

from openlevy.declaration.queries import DeclarationSeen, declarations
from openlevy.parties.queries import EnrolmentSeen
from openlevy.portals.payer import words
from openlevy.portals.payer.desk import Insured
from openlevy.portals.payer.pages import Due
from openlevy.portals.payer.pay_links import pay_again_href
from openlevy.portals.payer.sections import MEDICAL
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _


def drawn_for_another(under: EnrolmentSeen, whose: Insured, *, by: int, today: date) -> list[Due]:
    """What is declared under the enrolment and waits to be paid, or can be no longer, by whomever
    it was declared; whoever declared it takes it back. ``by`` is the payer who looks."""
    drawn = declarations(
        under.payer_id, levy_item=under.levy_item, states=["DECLARED", "PAYING"], most=50
    )
    return [_due(row, whose, by, today) for row in drawn if row.enrolment_id == under.id]


def _due(row: DeclarationSeen, whose: Insured, by: int, today: date) -> Due:
    declared, over = row.state == "DECLARED", row.over_on(today)
    return Due(
        value=row.id,
        name=words.item(row.levy_item),
        amount_fen=row.amount_fen,
        details=[
            (_("费款所属期"), formats.span(words.period_of(row))),
            *([(_("说明"), _over(row.last_day))] if over and row.last_day else []),
        ],
        open=False,
        state=_("已过缴费期") if over else _("已申报，待缴费") if declared else _("正在缴费"),
        tone="warn" if over else "wait",
        href=pay_again_href([row.id], row.levy_item, whose.number) if declared and not over else "",
        action=_("继续缴费"),
        void_href=MEDICAL.others("voiding", whose.number, row.id)
        if declared and row.declared_by == by
        else "",
    )


def _over(last_day: date) -> str:
    said = _("缴费期到%(day)s为止，已经结束，不能再缴费；可以到主管税务机关申请重新开放缴费期。")
    return said % {"day": formats.day(last_day)}
