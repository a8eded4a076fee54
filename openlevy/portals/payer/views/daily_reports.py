"""费款缴纳 and 报表作废: what was declared and is not paid yet (S3 ch. 3), for oneself and for
each of one's 常用缴费人."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openlevy.access.guards import payer_required
from openlevy.assessment.services import why_closed
from openlevy.declaration.queries import DeclarationSeen
from openlevy.kernel.money import Fen
from openlevy.portals.payer import daily_words as say
from openlevy.portals.payer import desk as at
from openlevy.portals.payer import words
from openlevy.portals.payer.family import Member, family
from openlevy.portals.payer.pages import DeclarationRow
from openlevy.portals.payer.sections import DAILY
from openlevy.portals.payer.views.declarations import row_of, row_of_another
from openlevy.portals.shared.links import url
from openlevy.reference import queries as reference
from openlevy.reference.queries import CollectionEnded, Shut


@dataclass(frozen=True, slots=True)
class Bill:
    """What one debit can pay: one person's, at one tax office. ``shut`` is why it cannot be today,
    ``ended`` the last days of those rows that no longer can be paid."""

    member: Member
    tax_office: str
    rows: Sequence[DeclarationRow]
    shut: Shut | None
    ended: Sequence[date]

    @property
    def payable(self) -> bool:
        """Whether anything of it can be paid today."""
        return not self.shut and any(row.unpaid for row in self.rows)

    @property
    def reasons(self) -> list[Shut]:
        """Why some of it cannot be paid today, or no more."""
        return [*map(CollectionEnded, self.ended), *([self.shut] if self.shut else [])]

    @property
    def why_not(self) -> list[str]:
        """The same in words."""
        return [say.shut_today(one) for one in self.reasons]

    @property
    def amount_fen(self) -> Fen:
        """What can be paid, in fen."""
        return sum(row.amount_fen for row in self.rows if row.unpaid)


@dataclass(frozen=True, slots=True)
class Voidable:
    """A declaration that the payer can take back, with where they do."""

    name: str
    row: DeclarationRow
    href: str


@payer_required
@require_safe
def paying(request: HttpRequest) -> HttpResponse:
    """「获取缴款信息」 brings what is to be paid, person by person; 「缴款」 leads to the
    agreements for one of them."""
    who, today = at.desk(request), at.today(request)
    fetched = "fetch" in request.GET
    members = family(request) if fetched else []
    bills = [bill for one in members for bill in _bills(one, who.place, today)]
    shut = _shut(bills, who.place, today)
    page = {
        "fetched": fetched,
        "bills": bills,
        "several": len({bill.member.number for bill in bills}) > 1,
        "shut": say.nothing_today(shut, paying=True),
        "each": not shut or any(one != shut[0] for one in shut),
    }
    return render(request, "payer/daily_paying.html", page)


def _shut(bills: Sequence[Bill], place: str, today: date) -> list[Shut]:
    """Why nothing at all can be paid on a day that is none of the place's."""
    at_all = reference.shut_today(place, today)
    if at_all is None or any(bill.payable for bill in bills):
        return []
    return [one for bill in bills for one in bill.reasons] or [at_all]


def _bills(member: Member, place: str, today: date) -> list[Bill]:
    offices = dict.fromkeys(row.tax_office for row in member.unpaid)
    return [_bill(member, office, place, today) for office in offices]


def _bill(member: Member, office: str, place: str, today: date) -> Bill:
    mine = [row for row in member.unpaid if row.tax_office == office]
    over = {row.last_day for row in mine if row.last_day and row.over_on(today)}
    shut = reference.outside_days(office, today)
    if shut:  # unless officers have reopened a window
        owed = [row.payable_id for row in mine if not row.over_on(today)]
        shut = why_closed(member.payer_id, owed, today, declared=True)
    return Bill(
        member=member,
        tax_office=words.tax_office(office),
        rows=[_row(member, row, place) for row in mine],
        shut=shut,
        ended=sorted(over),
    )


def _row(member: Member, row: DeclarationSeen, place: str) -> DeclarationRow:
    worded = row_of_another if member.number else row_of
    return worded(row, place, member.today)


@payer_required
@require_safe
def voiding(request: HttpRequest) -> HttpResponse:
    """What can be voided: 申报成功且未缴款的申报信息; of others what the payer has declared."""
    who = at.desk(request)
    rows = [
        _voidable(member, row, who.place)
        for member in family(request)
        for row in member.unpaid
        if row.state == "DECLARED"
        if not member.number or row.declared_by == who.payer_id
    ]
    several = any(row.name for row in rows)
    return render(
        request,
        "payer/daily_voiding.html",
        {"rows": rows, "several": several, "voided": "voided" in request.GET},
    )


def _voidable(member: Member, row: DeclarationSeen, place: str) -> Voidable:
    href = url("payer:declaration_voiding", row.id)
    if member.number:
        href = DAILY.others("voiding", member.number, row.id)
    return Voidable(member.name, _row(member, row, place), href)
