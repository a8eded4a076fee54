"""「提交」 of what was ticked on a page, and what the pages of every insurance show alike."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from openlevy.assessment.queries import PayableSeen
from openlevy.declaration.services import draw_up
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.payer.amount_parts import parts
from openlevy.portals.payer.pages import Due
from openlevy.portals.payer.pay_links import pay_href
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _

_FEN_DIGITS = 16


def declare(
    request: HttpRequest,
    chosen: list[int],
    key: UUID,
    shown_fen: int,
    today: date,
    whose: at.Insured | None = None,
) -> HttpResponse:
    """Declares the payables and leads on to 「选择支付方式」; ``whose`` is left out by who declares
    their own.

    Raises:
        Refusal: of ``draw_up``.
    """
    who = at.desk(request)
    whose = whose or at.Insured(who.payer_id)
    made = draw_up(
        payer_id=whose.payer_id,
        payable_ids=chosen,
        channel=who.channel,
        actor=who.actor,
        request_key=key,
        today=today,
        shown_fen=shown_fen,
        declared_by=who.payer_id,
    )
    return redirect(pay_href(made, whose.number))


def shown(request: HttpRequest, ticked: Sequence[str]) -> int:
    """What the page had shown for what is ticked, in fen: it may have been open for long.

    Raises:
        FormBroken: it does not say so.
    """
    told = dict(text.partition(":")[::2] for text in request.POST.getlist("shown"))
    amounts = [told.get(text, "") for text in ticked]
    if not all(text.isascii() and text.isdigit() and len(text) < _FEN_DIGITS for text in amounts):
        raise at.FormBroken
    return sum(map(int, amounts))


def special_due_of_another(row: PayableSeen) -> Due:
    """The same as somebody who pays for another sees it: not why it was assessed."""
    return Due(
        value=row.id,
        name=words.item(row.levy_item),
        amount_fen=row.amount_fen,
        details=[
            (_("费款所属期"), formats.span(words.period_of(row))),
            (_("缴款期限"), formats.day(row.due_on)),
        ],
        ticked=True,
    )


def special_due(row: PayableSeen) -> Due:
    """What an agency has assessed, with its parts."""
    details: list[tuple[str, object]] = [
        (_("费款所属期"), formats.span(words.period_of(row))),
        *parts(row, row.tax_office),
        (_("缴款期限"), formats.day(row.due_on)),
        (_("核定机构"), words.agency(row.agency_code)),
    ]
    return Due(
        value=row.id,
        name=words.item(row.levy_item, row.kind_words),
        amount_fen=row.amount_fen,
        details=details + ([(_("备注"), row.remark)] if row.remark else []),
        ticked=True,
    )
