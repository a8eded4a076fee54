"""「为谁缴费」: the payer and whom they pay for, with what waits to be paid for each of them; one
is paid for after another, and nobody is typed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from openlevy.declaration.queries import DeclarationSeen, unpaid_of
from openlevy.kernel.money import Fen
from openlevy.parties.queries import standing_principals
from openlevy.parties.rules import MOST_PRINCIPALS
from openlevy.portals.payer import desk as at
from openlevy.portals.payer.pages import Link
from openlevy.portals.payer.pay_links import pay_again_href
from openlevy.portals.payer.sections import DAILY
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference

_MOST_UNPAID = at.MOST_CHOSEN * MOST_PRINCIPALS


@dataclass(frozen=True, slots=True)
class Member:
    """Oneself (``number`` 0) or somebody whom one pays for. ``unpaid`` is what is declared and not
    paid, or being paid; ``name`` is empty for oneself."""

    number: int
    payer_id: int
    name: str
    here: bool
    unpaid: Sequence[DeclarationSeen]
    today: date

    @property
    def label(self) -> str:
        """What the choice is called."""
        return self.name or _("本人")

    @property
    def href(self) -> str:
        """Their form."""
        return DAILY.others("enrolments", self.number) if self.number else DAILY.page("payment")

    @property
    def waiting(self) -> Sequence[DeclarationSeen]:
        """What can be paid, the days of the month aside."""
        declared = [row for row in self.unpaid if row.state == "DECLARED"]
        return [row for row in declared if not row.over_on(self.today)]

    @property
    def waiting_fen(self) -> Fen:
        """How much that is."""
        return sum(row.amount_fen for row in self.waiting)


def family(request: HttpRequest, here: int | None = None) -> list[Member]:
    """Oneself, whom one has saved, and whoever else one may pay for now and something waits to be
    paid for, or is ``here``: looked at now."""
    who = at.desk(request)
    people = standing_principals(who.payer_id, now=timezone.now())
    of: dict[int, list[DeclarationSeen]] = {who.payer_id: []}
    of |= {one.payer_id: [] for one in people}
    for row in unpaid_of(list(of), most=_MOST_UNPAID):
        if row.payer_id == who.payer_id or _for_others(row):
            of[row.payer_id].append(row)
    today = at.today(request)
    mine = Member(0, who.payer_id, "", here == 0, of[who.payer_id], today)
    others = [
        Member(one.number, one.payer_id, one.name, here == one.number, of[one.payer_id], today)
        for one in people
    ]
    saved = {one.number for one in people if one.saved}
    shown = [one for one in others if one.number in saved or one.here or one.unpaid]
    return [mine, *shown]


def _for_others(row: DeclarationSeen) -> bool:
    return row.levy_item in reference.place_of(row.tax_office[1:7]).for_others


def next_of(members: Sequence[Member]) -> Link | None:
    """Who comes after the one who was just paid for: before all whoever has something to be paid
    by now, then in the order of the choice; None where there is nobody else."""
    now = next((place for place, one in enumerate(members) if one.here), 0)
    others = [*members[now + 1 :], *members[:now]]
    for one in others:
        waiting = one.waiting
        if waiting and len({row.tax_office for row in waiting}) == 1:
            numbers = [row.id for row in waiting]
            href = pay_again_href(numbers, waiting[0].levy_item, one.number)
            return Link(href, _("继续为%(who)s缴款") % {"who": one.label})
    if not others:
        return None
    return Link(others[0].href, _("继续为%(who)s申报缴费") % {"who": others[0].label})
