"""What was paid, as the page shows it on which certificates are applied for."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from openlevy.certificate.services import EVERY_INSURANCE
from openlevy.payment.queries import PaidLine
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import proving, words
from openlevy.portals.payer.pages import Link, Page
from openlevy.portals.payer.paper_pages import Filter, PaidPart
from openlevy.portals.payer.papers import PROOFS, RECORDS, Papers
from openlevy.portals.payer.views.payments import row_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_ROWS_MOST = 100


def hints(papers: Papers, place: str) -> list[str]:
    """What is said before anything is asked: from when there are papers, what else serves, and
    what no paper says."""
    if reference.issued(place, papers.kind) is None:
        return [_not_issued(papers, place)]
    least, most = reference.place(place).certificates.ready_after
    ready = _("缴费完成后，一般 %(least)s 至 %(most)s 个工作日可以开具%(paper)s。") % {
        "least": least,
        "most": most,
        "paper": papers.title(place),
    }
    said = (ready, proving.also(place), no_refunds(papers), proving.of_others(place))
    return [one for one in said if one]


def no_refunds(papers: Papers) -> str:
    """What the guide says of all papers of a tax authority (S3 chapter 3 三, 注意事项 1)."""
    return _("%(paper)s不体现社保、医保部门的退费结果信息。") % {"paper": papers.name}


def filters(papers: Papers, insurances: Iterable[str], chosen: str, query: str) -> Sequence[Filter]:
    """The insurances that were paid for, to choose one of; none where there is one only."""
    offered = [
        (EVERY_INSURANCE, _("全部险种")),
        *((one, words.insurance(one)) for one in insurances),
    ]
    if len(offered) <= 2:
        return []
    address = f"{papers.page('printing')}?{query}"
    return [
        Filter(f"{address}&insurance={one}" if one else address, label, one == chosen)
        for one, label in offered
    ]


def parts(
    papers: Papers, lines: Iterable[PaidLine], first: str, query: str, today: date
) -> list[PaidPart]:
    """The lines by place, the payer's own ``first``: each has its own tax authority, which
    certifies its own."""
    ordered = sorted(lines, key=lambda line: (_place(line) != first, _place(line)))
    return [
        _part(papers, place, list(paid), query, today)
        for place, paid in groupby(ordered, key=_place)
    ]


def _place(line: PaidLine) -> str:
    return reference.place_of(line.tax_office[1:3]).key


def _part(papers: Papers, place: str, lines: list[PaidLine], query: str, today: date) -> PaidPart:
    ready = [line for line in lines if line.state == "CLEARED"]
    late = [line for line in lines if line.state != "CLEARED"]
    issued = reference.issued(place, papers.kind) is not None
    return PaidPart(
        place=place,
        name=reference.place(place).name,
        page=Page([row_of(line) for line in ready[:_ROWS_MOST]] if issued else []),
        count=len(ready),
        pending=[_pending(line, place, today) for line in late] if issued else [],
        total_fen=sum(line.amount_fen for line in ready),
        key=at.new_key(),
        meanwhile=proving.meanwhile(place) if late and issued else "",
        elsewhere=None if issued else (_not_issued(papers, place), _instead(papers, query)),
    )


def _pending(line: PaidLine, place: str, today: date) -> str:
    told = {
        "what": f"{formats.span(words.period_of(line))}{words.item(line.levy_item)}",
        "yuan": formats.yuan(line.amount_fen),
        "expected": proving.expected(place, line.paid_on or line.declared_on, today),
    }
    return _("%(what)s %(yuan)s 已缴款，尚未入库，%(expected)s，入库后可以开具。") % told


def _not_issued(papers: Papers, place: str) -> str:
    return _("%(place)s的税务机关不开具%(paper)s，可以开具%(other)s。") % {
        "place": reference.place(place).name,
        "paper": papers.name,
        "other": (RECORDS if papers is PROOFS else PROOFS).title(place),
    }


def _instead(papers: Papers, query: str) -> Link:
    other = RECORDS if papers is PROOFS else PROOFS
    return Link(f"{other.page('printing')}?{query}", _("开具%(paper)s") % {"paper": other.name})
