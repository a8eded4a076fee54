"""What 城乡居民社会保险费日常申报表 lists: of each enrolment the year's premium and what its agency
has assessed, with the result of declaring it (S3 ch. 3). Of another person (为谁缴费) it lists what
there is to pay, and neither why it is that much nor what is over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from openlevy.assessment.queries import PayableSeen, payables, reopened
from openlevy.declaration.queries import DeclarationSeen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen
from openlevy.portals.payer import daily_words as say
from openlevy.portals.payer import elsewhere, words
from openlevy.portals.payer.amount_parts import parts
from openlevy.portals.payer.daily_standing import OF, TIER, YEAR, FormRow, Standing, last_day
from openlevy.portals.payer.desk import Insured
from openlevy.portals.payer.sections import MEDICAL
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.places import Place
from openlevy.reference.queries import AmountNotSet


def form_rows(
    whose: Insured,
    enrolled: Iterable[EnrolmentSeen],
    by: int,
    place: str,
    today: date,
    unpaid: Iterable[DeclarationSeen],
) -> list[FormRow]:
    """The rows of the form for whoever is paid for: the pension's, the supplementary pension's,
    medical insurance's; then what the place has and no agency has delivered for them. ``enrolled``
    is what they are enrolled in; ``by`` the payer who asks; ``unpaid`` what is declared and not
    paid."""
    another = whose.principal is not None
    standing = Standing(
        place,
        today,
        by if another else None,
        payables(whose.payer_id, open_only=False),
        {row.payable_id: row for row in unpaid},
        reopened(whose.payer_id, today),
    )
    order = _insurances(reference.place(place))
    known = [row for row in enrolled if row.levy_item in order and (row.is_active or not another)]
    known.sort(key=_by(order))
    found = [row for under in known for row in _of(under, standing)]
    missing = [item for item in order if item not in {row.levy_item for row in known}]
    return [*found, *(_missing(item, another=another) for item in missing)]


def overlaid(
    rows: Iterable[FormRow], failed: dict[str, str], sent: Mapping[str, str], ticked: Iterable[str]
) -> list[FormRow]:
    """The rows with what was sent still in them, also where it was not ticked, and why some of it
    could not be declared."""
    names = set(ticked)
    kept = (
        replace(
            row,
            ticked=row.open and row.name in names,
            tier=sent.get(f"{row.name}-fen", row.tier),
        )
        for row in rows
    )
    return [
        replace(row, result=_("申报失败"), tone="bad", why=failed[row.name])
        if row.name in failed
        else row
        for row in kept
    ]


def _insurances(place: Place) -> list[str]:
    pensions = [place.pension, *([place.supplementary] if place.supplementary else [])]
    return [*(one.levy_item for one in pensions), place.medical.levy_item]


def _by(order: Sequence[str]) -> Callable[[EnrolmentSeen], tuple[int, str, int]]:
    return lambda row: (order.index(row.levy_item), row.status, row.id)


def _of(under: EnrolmentSeen, standing: Standing) -> list[FormRow]:
    place = reference.place_of(under.region)
    if standing.another and under.levy_item not in place.for_others:
        year = say.year(standing.today.year, standing.today)
        return [replace(_named(under, "", year, standing), why=say.not_for_others(place))]
    if under.levy_item == MEDICAL.levy_item:
        years, assessed = _medical(under, place, standing), _("特殊人群")
    else:
        years, assessed = _pension(under, place, standing), _("补缴")
    again = standing.years_reopened(under)
    found = [
        row if year in again else _by_days(row, under, standing, last_day(under, year))
        for year, row in years
    ]
    rest = (_by_days(row, under, standing) for row in _assessed(under, standing, assessed))
    return [*found, *rest]


def _by_days(
    row: FormRow, under: EnrolmentSeen, standing: Standing, until: date | None = None
) -> FormRow:
    """The days are those of the enrolment's place, not of the page's; ``until`` is the last one of
    the row's collection, where it is bound to one."""
    shut = reference.outside_days(under.tax_office, standing.today, until)
    if shut is None or not row.open:
        return row
    return replace(row, open=False, tiers=(), shut=shut, why=say.shut_today(shut))


def _named(under: EnrolmentSeen, name: str, year: str, standing: Standing) -> FormRow:
    where = words.region(under.region) if standing.another else words.enrolment_place(under)
    return FormRow(name, words.insurance(under.levy_item), year, where)


def _pension(under: EnrolmentSeen, place: Place, standing: Standing) -> list[tuple[int, FormRow]]:
    """日常缴费的选择为当年, and what officers have opened again; by year."""
    now = standing.today.year
    years = dict.fromkeys([*standing.years_reopened(under), now])
    return [(year, _pension_year(under, place, year, standing)) for year in years]


def _pension_year(under: EnrolmentSeen, place: Place, year: int, standing: Standing) -> FormRow:
    """The tier is the payer's own choice (S3 ch. 3 ②③). Preset, and not ticked, is the one chosen
    last: for this year, also where its declaration was voided, or for an earlier one, which is
    nobody else's to see."""
    period = Period.year(year)
    name = f"{TIER}{under.id}" + (f"{OF}{year}" if year != standing.today.year else "")
    row = _named(under, name, say.year(year, standing.today), standing)
    chosen = standing.regular(under, period)
    if chosen is not None and chosen.state != "OPEN":
        return _declared(row, chosen, standing, tier=True)
    if not under.may_pay_in(year):
        return replace(row, why=say.closed(under))
    there = elsewhere.taken(under, period, standing.rows)
    if there is not None:
        return replace(row, why=say.elsewhere(there, another=standing.another))
    tiers = reference.pension_tiers(place.key, year, under.levy_item)
    preset = chosen or (None if standing.another else standing.last_regular(under, period))
    if preset is not None and preset.amount_fen not in tiers.amounts_fen:
        preset = None
    return replace(
        row,
        open=True,
        tiers=[(str(fen), formats.yuan(fen)) for fen in tiers.amounts_fen],
        tier=str(preset.amount_fen) if preset else "",
        unverified=reference.is_unverified(tiers.key),
        result=_("未申报"),
        why=say.preset(preset.period_start.year, of_year=year) if preset else "",
    )


def _medical(under: EnrolmentSeen, place: Place, standing: Standing) -> list[tuple[int, FormRow]]:
    """日常缴费的选择为下一年, in the amount of the group, and what officers have opened again; by
    year."""
    collected = place.medical.open_years(standing.today)
    years = dict.fromkeys([*standing.years_reopened(under), *collected])
    if years:
        return [(year, _medical_year(under, place, year, standing)) for year in years]
    year = place.medical.next_year(standing.today)
    window = place.medical.window.of(year)
    why = say.out_of_window(window.start, reference.last_day_before(place.key, window.end))
    return [(year, replace(_named(under, "", say.year(year, standing.today), standing), why=why))]


def _medical_year(under: EnrolmentSeen, place: Place, year: int, standing: Standing) -> FormRow:
    period = place.medical.year.of(year)
    name, another = f"{YEAR}{year}{OF}{under.id}", standing.another
    row = _named(under, name, say.year(year, standing.today), standing)
    taken = standing.taken(under, period)
    if taken is not None and taken.enrolment_id != under.id:
        return replace(row, why=say.elsewhere(taken, another=another))
    if taken is not None and taken.kind == "regular":
        return _declared(row, taken, standing)
    if taken is not None and taken.state == "SETTLED":
        return _declared(replace(row, how=_how(taken)), taken, standing)
    if standing.by_agency(under, period):
        return replace(row, why=say.year_assessed())
    if not under.may_pay_for(period):
        return replace(row, why=say.closed(under))
    try:
        group = reference.medical_group(place.key, year, under.group)
    except AmountNotSet:
        return replace(row, why=say.by_agency(under, place, another=another))
    rate = _("每人每年") if another else _("%(group)s，每人每年") % {"group": group.name}
    return replace(
        row,
        open=True,
        how=[rate],
        amount_fen=group.amount_fen,
        unverified=reference.is_unverified(reference.medical_amounts_key(place.key, year)),
        result=_("未申报"),
    )


def _assessed(under: EnrolmentSeen, standing: Standing, year: str) -> list[FormRow]:
    """「补缴」, 「特殊人群」: assessed by the agency first (S3 ch. 3, 业务前提 1)."""
    found = [_special(under, row, year, standing) for row in standing.assessed(under)]
    if found or not under.is_active:
        return found
    why = say.not_assessed(under.levy_item)
    return [replace(_named(under, "", year, standing), why=why)]


def _special(under: EnrolmentSeen, row: PayableSeen, year: str, standing: Standing) -> FormRow:
    named = _named(under, str(row.id), year, standing)
    how = [formats.span(words.period_of(row))] if standing.another else _how(row)
    shown = replace(named, how=how, amount_fen=row.amount_fen)
    if row.state != "OPEN":
        return _declared(shown, row, standing)
    return replace(shown, open=True, result=_("未申报"))


def _how(row: PayableSeen) -> list[str]:
    """Why it was assessed, and of what parts it is made."""
    return [
        f"{row.kind_words} {formats.span(words.period_of(row))}",
        *(f"{label} {yuan}" for label, yuan in parts(row, row.tax_office)),
        _("核定机构：%(agency)s") % {"agency": words.agency(row.agency_code)},
        *([row.remark] if row.remark else []),
    ]


def _declared(
    row: FormRow, made: PayableSeen, standing: Standing, *, tier: bool = False
) -> FormRow:
    live = standing.unpaid.get(made.id)
    paid = made.state == "SETTLED"
    stored = "PAID" if paid else live.state if live else "DECLARED"
    mine = not standing.another or (live is not None and live.declared_by == standing.by)
    hidden = paid and standing.another
    return replace(
        row,
        how=[formats.yuan(made.amount_fen)] if tier and not hidden else () if hidden else row.how,
        amount_fen=0 if hidden else made.amount_fen,
        result=words.state(standing.place, "declaration", stored),
        tone="wait" if stored == "PAYING" else "good",
        why=say.declared(stored, tier=tier, voidable=mine),
    )


def _missing(levy_item: str, *, another: bool) -> FormRow:
    insurance = words.insurance(levy_item)
    return FormRow("", insurance, "—", why=say.missing(levy_item, another=another))
