"""What each message is about: which premium, of which year, how much."""

from collections.abc import Iterable, Mapping
from itertools import islice

from openlevy.assessment.queries import ReopeningSeen, reopening
from openlevy.certificate.queries import CertificateSeen
from openlevy.declaration.queries import DeclarationSeen, declarations
from openlevy.history.queries import Happening
from openlevy.kernel.flow import Role
from openlevy.payment.queries import OrderTold
from openlevy.portals.payer import words
from openlevy.portals.payer.happenings import DECLARATION, REOPENING
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _

_REOPENINGS_MOST = 5
"""Each is a read of its own; hardly anybody has two."""


def subjects(
    payer_id: int,
    found: Iterable[Happening],
    orders: Mapping[int, OrderTold],
    papers: Mapping[int, CertificateSeen],
) -> dict[int, str]:
    """By the number of the record to which something has happened; records of every kind are
    numbered in one row."""
    found = list(found)
    void = [
        one.record_id for one in found if one.subject == DECLARATION and one.role is Role.AGENCY
    ]
    drawn = declarations(payer_id, ids=void, most=len(void)) if void else []
    opened = dict.fromkeys(one.record_id for one in found if one.subject == REOPENING)
    windows = [reopening(number) for number in islice(opened, _REOPENINGS_MOST)]
    return {
        **{number: of_order(one, payer_id) for number, one in orders.items()},
        **{number: _of_paper(one) for number, one in papers.items()},
        **{one.id: _of_declaration(one) for one in drawn},
        **{one.id: _of_window(one) for one in windows if one is not None},
    }


def of_order(one: OrderTold, reader: int) -> str:
    """The first of its lines, and how many there are. To who has paid for another not why anything
    was assessed."""
    kind_words = one.kind_words if one.payer_id == reader else ""
    told = _told(one, kind_words, one.amount_fen) | {"count": one.lines}
    if one.lines == 1:
        return _("%(item)s %(span)s %(yuan)s") % told
    return _("%(item)s %(span)s 等 %(count)s 笔 %(yuan)s") % told


def _of_declaration(one: DeclarationSeen) -> str:
    return _("%(item)s %(span)s %(yuan)s") % _told(one, one.kind_words, one.amount_fen)


def _of_paper(one: CertificateSeen) -> str:
    told = {
        "item": words.item(one.levy_item) if one.levy_item else _("社会保险费"),
        "span": formats.span(words.period_of(one)),
        "yuan": formats.yuan(one.total_fen),
    }
    return _("%(item)s %(span)s %(yuan)s") % told


def _of_window(one: ReopeningSeen) -> str:
    return _("%(insurance)s %(year)s年度，到%(until)s为止") % {
        "insurance": words.insurance(one.levy_item),
        "year": one.year,
        "until": formats.day(one.until_on),
    }


def _told(one: OrderTold | DeclarationSeen, kind_words: str, fen: int) -> dict[str, object]:
    return {
        "item": words.item(one.levy_item, kind_words),
        "span": formats.span(words.period_of(one)),
        "yuan": formats.yuan(fen),
    }
