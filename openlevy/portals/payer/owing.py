"""What is to be paid, as the first page adds it up: what was declared, what waits to be, and what
is collected now and nobody has begun to declare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openlevy.assessment.queries import PayableSeen, ReopeningSeen
from openlevy.declaration.queries import DeclarationSeen
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen
from openlevy.portals.payer import elsewhere, words
from openlevy.portals.payer.daily_standing import last_day
from openlevy.portals.payer.news import Owed, Unset
from openlevy.portals.payer.open_days import OpenDays, all_shut
from openlevy.portals.payer.opened_again import opened_again
from openlevy.portals.payer.pay_links import pay_again_href
from openlevy.portals.payer.sections import DAILY, MEDICAL, PENSION, Section, section_of
from openlevy.portals.shared import formats
from openlevy.portals.shared.links import url
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.places import Place
from openlevy.reference.queries import AmountNotSet


@dataclass(frozen=True, slots=True)
class Yearly:
    """What a group pays for a year that is collected now, or open again, before anybody has
    submitted it."""

    enrolment_id: int
    levy_item: str
    period_start: date
    period_end: date
    amount_fen: Fen
    tax_office: str
    due_on: date
    kind: str = "regular"
    kind_words: str = ""


Due = PayableSeen | Yearly
"""What can be declared."""


def to_declare(
    enrolled: dict[int, EnrolmentSeen],
    standing: Sequence[PayableSeen],
    again: Sequence[ReopeningSeen],
    today: date,
) -> list[Due]:
    """What can be declared today, and what a year costs that has no payable yet; ``again`` are the
    windows that officers have reopened."""
    waiting = [row for row in standing if _is_open(row, enrolled, standing, today)]
    return [*waiting, *_yearly(enrolled.values(), standing, again, today)]


def _is_open(
    row: PayableSeen,
    enrolled: dict[int, EnrolmentSeen],
    standing: Sequence[PayableSeen],
    today: date,
) -> bool:
    """Whether it can be declared today."""
    if row.state != "OPEN" or row.kind == "special":
        return row.state == "OPEN" and not row.shut_on(today)
    under = enrolled.get(row.enrolment_id)
    if under is None or row.due_on < today or not under.may_pay_for(words.period_of(row)):
        return False
    return elsewhere.taken(under, words.period_of(row), standing) is None


def _yearly(
    enrolled: Iterable[EnrolmentSeen],
    standing: Sequence[PayableSeen],
    again: Sequence[ReopeningSeen],
    today: date,
) -> list[Yearly]:
    """Once for each year, wherever somebody is enrolled; a payable that there is speaks for it."""
    found: dict[Period, Yearly] = {}
    for under in enrolled:
        place = reference.place_of(under.region)
        if under.levy_item != place.medical.levy_item or not under.is_active:
            continue
        mine = [row for row in standing if row.levy_item == under.levy_item]
        reopened = [one.year for one in again if one.enrolment_id == under.id]
        for year in dict.fromkeys([*reopened, *_collected(place, today)]):
            period = place.medical.year.of(year)
            known = any(row.is_the_years(period) for row in mine)
            if known or not under.may_pay_for(period):
                continue
            try:
                group = reference.medical_group(place.key, year, under.group)
            except AmountNotSet:  # public money pays, or the agency assesses it
                continue
            due = Yearly(
                under.id,
                under.levy_item,
                period.start,
                period.end,
                group.amount_fen,
                under.tax_office,
                last_day(under, year),
            )
            found.setdefault(period, due)
    return list(found.values())


def _collected(place: Place, today: date) -> list[int]:
    """The years of medical insurance that can be declared today by rule."""
    window = place.medical.window
    return [
        year
        for year in place.medical.open_years(today)
        if reference.last_day_before(place.key, window.of(year).end) >= today
    ]


def unset(
    enrolled: dict[int, EnrolmentSeen],
    standing: Sequence[PayableSeen],
    again: Sequence[ReopeningSeen],
    today: date,
) -> list[Unset]:
    """The years of a pension for which no amount was chosen, where one can be: this one, and those
    that officers have reopened."""
    now = _this_year(enrolled.values(), standing, OpenDays(today, again))
    found = [] if now is None else [now]
    for one in again:
        under = enrolled.get(one.enrolment_id)
        if under is None or (now and (one.levy_item, one.year) == (PENSION.levy_item, today.year)):
            continue
        period = Period(one.period_start, one.period_end)
        chosen = any(row.enrolment_id == under.id and row.is_the_years(period) for row in standing)
        done = chosen or elsewhere.taken(under, period, standing) is not None
        if one.levy_item != MEDICAL.levy_item and not done and under.may_pay_for(period):
            found.append(_reopened(one))
    return found


def _reopened(one: ReopeningSeen) -> Unset:
    told = {
        "insurance": words.insurance(one.levy_item),
        "year": one.year,
        "until": formats.day(one.until_on),
    }
    said = _("%(insurance)s%(year)s年度的缴费期已重新开放，到%(until)s为止，还没有选择缴费金额。")
    return Unset(
        said % told,
        opened_again(one).href,
        _("报表申报")
        if section_of(one.levy_item) is DAILY
        else _("设置%(year)s年度缴费金额") % told,
    )


def _this_year(
    enrolled: Iterable[EnrolmentSeen], standing: Iterable[PayableSeen], days: OpenDays
) -> Unset | None:
    item, year = PENSION.levy_item, days.today.year
    could = [row for row in enrolled if row.levy_item == item and row.may_pay_in(year)]
    chosen = any(
        row.levy_item == item and row.kind == "regular" and row.period_start.year == year
        for row in standing
    )
    if chosen or not could:
        return None
    start = Period.year(year).start
    shut = all_shut(
        [days.why_shut(row.id, start, row.tax_office, last_day(row, year)) for row in could]
    )
    if section_of(item) is DAILY:  # chosen on the form that declares it
        said = _("%(year)s年度的养老保险费还没有申报。") % {"year": year}
        return Unset(said, url("payer:daily"), _("报表申报"), shut)
    said = _("还没有设置%(year)s年度的养老缴费金额。") % {"year": year}
    return Unset(said, url("payer:amount"), _("设置本年度缴费金额"), shut)


def all_owed(
    open_ones: Sequence[Due], drawn: Sequence[DeclarationSeen], days: OpenDays
) -> list[Owed]:
    """One for each insurance in which something is to be paid."""
    found = []
    for section in (PENSION, MEDICAL, DAILY):
        mine = [row for row in open_ones if section_of(row.levy_item) is section]
        told = [row for row in drawn if section_of(row.levy_item) is section]
        if mine or told:
            shut = all_shut([_why_shut(row, days) for row in [*told, *mine]])
            found.append(replace(_owed(section, mine, told), shut=shut))
    return found


def _why_shut(row: Due | DeclarationSeen, days: OpenDays) -> str:
    if isinstance(row, DeclarationSeen):
        until = row.last_day
    else:
        until = row.due_on if row.kind == "regular" else None
    return days.why_shut(row.enrolment_id, row.period_start, row.tax_office, until)


def _owed(section: Section, open_ones: Sequence[Due], drawn: Sequence[DeclarationSeen]) -> Owed:
    """What there is to pay, and the nearest page to pay it on."""
    rows: list[Due | DeclarationSeen] = [*drawn, *open_ones]
    if section is DAILY:
        href = url("payer:daily_paying") + "?fetch=1" if drawn else url("payer:daily")
        action = _("费款缴纳") if drawn else _("报表申报")
    elif drawn:
        href, action = section.page("declarations"), _("继续缴费")
        if len(drawn) == 1:
            href = pay_again_href([drawn[0].id], drawn[0].levy_item)
    else:
        kind, under = open_ones[0].kind, open_ones[0].enrolment_id
        href, action = section.page("payment"), section.paying
        alone = len({row.enrolment_id for row in open_ones}) == 1
        if alone and section is MEDICAL:
            href = url("payer:medical_payment_amounts", under)
        elif alone and kind == "special":
            href = url("payer:payment_special", under)
    first = f"{words.item(rows[0].levy_item, rows[0].kind_words)} {span(rows[0])}"
    more = _("%(first)s 等 %(count)s 笔") % {"first": first, "count": len(rows)}
    return Owed(
        total_fen=sum(row.amount_fen for row in rows),
        words=first if len(rows) == 1 else more,
        href=href,
        action=action,
    )


def span(row: Due | DeclarationSeen) -> str:
    return formats.span(words.period_of(row))
