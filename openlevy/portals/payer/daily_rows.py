"""What 城乡居民社会保险费日常申报表 lists: of each enrolment the year's premium and what its agency
has assessed, with the result of declaring it (S3 ch. 3)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openlevy.assessment.queries import PayableSeen, payables
from openlevy.declaration.queries import declarations
from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period
from openlevy.parties.queries import EnrolmentSeen, all_enrolments
from openlevy.portals.payer import elsewhere, words
from openlevy.portals.payer.sections import MEDICAL
from openlevy.portals.shared import formats
from openlevy.portals.shared.phones import agency_phone, healthcare_phone
from openlevy.portals.shared.translated import gettext as _
from openlevy.reference import queries as reference
from openlevy.reference.places import Place
from openlevy.reference.queries import AmountNotSet

TIER, YEAR, OF = "tier", "year", "of"
"""A row is named ``tier<enrolment>``, ``year<year>of<enrolment>``, or by its payable's number."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: 险种, 缴费年限, 缴费档次, 应缴费额, 申报结果. ``open``: it can be ticked. ``tiers``
    are the amounts to choose among, in fen and in words; without them ``how`` says where the amount
    comes from. ``result`` is the result in a word, ``why`` what it means."""

    name: str
    insurance: str
    year: str
    where: str = ""
    open: bool = False
    ticked: bool = False
    tiers: Sequence[tuple[str, str]] = ()
    tier: str = ""
    how: Sequence[str] = ()
    amount_fen: Fen = 0
    unverified: bool = False
    result: str = ""
    tone: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Everything the rows are made of, read once."""

    place: str
    today: date
    rows: Sequence[PayableSeen]
    paying: frozenset[int]
    """The payables of declarations whose debit is under way."""

    def regular(self, under: EnrolmentSeen, period: Period) -> PayableSeen | None:
        """What was chosen or assessed for the period under an enrolment."""
        return next(
            (
                row
                for row in self.rows
                if row.enrolment_id == under.id
                and row.kind == "regular"
                and row.period_start == period.start
            ),
            None,
        )

    def assessed(self, under: EnrolmentSeen) -> list[PayableSeen]:
        """What the agency has assessed and nobody has paid."""
        mine = (row for row in self.rows if row.enrolment_id == under.id)
        return [row for row in mine if row.kind == "special" and row.state != "SETTLED"]


def form_rows(payer_id: int, place: str, today: date) -> list[FormRow]:
    """The rows of a payer's form: the pension's, the supplementary pension's, medical insurance's;
    then what the place has and no agency has delivered for this payer."""
    enrolled = all_enrolments(payer_id)
    live = declarations(payer_id, states=["PAYING"], most=100)
    standing = _Standing(
        place,
        today,
        payables(payer_id, open_only=False),
        frozenset(row.payable_id for row in live),
    )
    order = _insurances(reference.place(place))
    known = sorted((row for row in enrolled if row.levy_item in order), key=_by(order))
    found = [row for under in known for row in _of(under, standing)]
    missing = [item for item in order if item not in {row.levy_item for row in known}]
    return [*found, *map(_missing, missing)]


def overlaid(
    rows: Iterable[FormRow], failed: dict[str, str], tiers: dict[str, str], ticked: Iterable[str]
) -> list[FormRow]:
    """The rows with what was sent still in them, and why some of it could not be declared."""
    sent = set(ticked)
    kept = (
        replace(row, ticked=row.open and row.name in sent, tier=tiers.get(row.name) or row.tier)
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


def _of(under: EnrolmentSeen, standing: _Standing) -> list[FormRow]:
    place = reference.place_of(under.region)
    if under.levy_item == MEDICAL.levy_item:
        return [*_medical(under, place, standing), *_assessed(under, standing, _("特殊人群"))]
    return [_pension(under, place, standing), *_assessed(under, standing, _("补缴"))]


def _named(under: EnrolmentSeen, name: str, year: str) -> FormRow:
    return FormRow(name, words.insurance(under.levy_item), year, words.enrolment_place(under))


def _pension(under: EnrolmentSeen, place: Place, standing: _Standing) -> FormRow:
    """日常缴费的选择为当年; the tier is the payer's own choice (S3 ch. 3 ②③)."""
    year = standing.today.year
    row = _named(under, f"{TIER}{under.id}", _("%(year)s年（当年）") % {"year": year})
    chosen = standing.regular(under, Period.year(year))
    if chosen is not None and chosen.state != "OPEN":
        return _declared(row, chosen, standing, tier=True)
    if not under.may_pay_in(year):
        return replace(row, why=_closed(words.closed_state(under), agency_phone()))
    there = elsewhere.taken(under, Period.year(year), standing.rows)
    if there is not None:
        return replace(row, why=elsewhere.says(there))
    tiers = reference.pension_tiers(place.key, year, under.levy_item)
    return replace(
        row,
        open=True,
        tiers=[(str(fen), formats.yuan(fen)) for fen in tiers.amounts_fen],
        tier=str(chosen.amount_fen) if chosen else "",
        unverified=reference.is_unverified(tiers.key),
        result=_("未申报"),
    )


def _medical(under: EnrolmentSeen, place: Place, standing: _Standing) -> list[FormRow]:
    """日常缴费的选择为下一年, in the amount of the group."""
    years = place.medical.open_years(standing.today)
    found = [_medical_year(under, place, year, standing) for year in years]
    if found:
        return found
    year = place.medical.next_year(standing.today)
    window = place.medical.window.of(year)
    last = reference.last_day_before(place.key, window.end)
    told = {"first": formats.day(window.start), "last": formats.day(last)}
    why = _("现在不在缴费期内，缴费期为%(first)s至%(last)s。") % told
    return [replace(_named(under, "", _year_words(year, standing.today)), why=why)]


def _medical_year(under: EnrolmentSeen, place: Place, year: int, standing: _Standing) -> FormRow:
    period = place.medical.year.of(year)
    row = _named(under, f"{YEAR}{year}{OF}{under.id}", _year_words(year, standing.today))
    made = standing.regular(under, period)
    if made is not None and made.state != "OPEN":
        return _declared(row, made, standing)
    if not under.may_pay_for(period):
        return replace(row, why=_closed(words.closed_state(under), healthcare_phone()))
    there = elsewhere.taken(under, period, standing.rows)
    if there is not None:
        return replace(row, why=elsewhere.says(there))
    try:
        group = reference.medical_group(place.key, year, under.group)
    except AmountNotSet:
        return replace(row, why=_by_agency(under, place))
    return replace(
        row,
        open=True,
        how=[_("%(group)s，每人每年") % {"group": group.name}],
        amount_fen=group.amount_fen,
        unverified=reference.is_unverified(reference.medical_amounts_key(place.key, year)),
        result=_("未申报"),
    )


def _year_words(year: int, today: date) -> str:
    told = {"year": year}
    return _("%(year)s年（下一年）") % told if year > today.year else _("%(year)s年（当年）") % told


def _assessed(under: EnrolmentSeen, standing: _Standing, year: str) -> list[FormRow]:
    """「补缴」, 「特殊人群」: assessed by the agency first (S3 ch. 3, 业务前提 1)."""
    found = [_special(under, row, year, standing) for row in standing.assessed(under)]
    if found or not under.is_active:
        return found
    return [replace(_named(under, "", year), why=_not_assessed(under))]


def _special(under: EnrolmentSeen, row: PayableSeen, year: str, standing: _Standing) -> FormRow:
    parts = [
        (_("本金"), row.principal_fen),
        (_("利息"), row.interest_fen),
        (_("滞纳金"), row.late_fee_fen),
    ]
    split = [f"{label} {formats.yuan(fen)}" for label, fen in parts if fen]
    shown = replace(
        _named(under, str(row.id), year),
        how=[
            f"{row.kind_words} {formats.span(words.period_of(row))}",
            *(split if len(split) > 1 else []),
            _("核定机构：%(agency)s") % {"agency": words.agency(row.agency_code)},
            *([row.remark] if row.remark else []),
        ],
        amount_fen=row.amount_fen,
    )
    if row.state != "OPEN":
        return _declared(shown, row, standing)
    return replace(shown, open=True, result=_("未申报"))


def _declared(
    row: FormRow, made: PayableSeen, standing: _Standing, *, tier: bool = False
) -> FormRow:
    settled, paying = made.state == "SETTLED", made.id in standing.paying
    stored = "PAID" if settled else "PAYING" if paying else "DECLARED"
    if settled:
        why = _("已缴款。缴费完成后，不再受理本年度缴费档次的调整。") if tier else _("已缴款。")
    elif paying:
        why = _("正在缴款，结果确定前请勿重复缴款。")
    elif tier:
        why = _("未缴款。可以到“费款缴纳”缴款；要调整缴费档次，请先到“报表作废”作废。")
    else:
        why = _("未缴款。可以到“费款缴纳”缴款，或到“报表作废”作废。")
    return replace(
        row,
        how=[formats.yuan(made.amount_fen)] if tier else row.how,
        amount_fen=made.amount_fen,
        result=words.state(standing.place, "declaration", stored),
        tone="wait" if paying else "good",
        why=why,
    )


def _closed(state: str, phone: str) -> str:
    told = {"state": state, "phone": phone}
    return (
        _("参保登记的状态为“%(state)s”，不能申报。请联系参保地经办机构，咨询电话 %(phone)s。")
        % told
    )


def _by_agency(under: EnrolmentSeen, place: Place) -> str:
    told = {"group": words.group(under)}
    if under.group in place.medical.paid_in_full:
        return _("参保人员类别为“%(group)s”，费用由财政全额资助，个人不需要缴费。") % told
    return _("参保人员类别为“%(group)s”，应缴费额由医保经办机构核定，请选择“特殊人群”。") % told


def _not_assessed(under: EnrolmentSeen) -> str:
    if under.levy_item == MEDICAL.levy_item:
        says = _("没有核定的应缴信息。特殊人群或补缴请先到医保经办机构核定，咨询电话 %(phone)s。")
        return says % {"phone": healthcare_phone()}
    says = _("没有核定的应缴信息。补缴以前年度请先到社保经办机构核定，咨询电话 %(phone)s。")
    return says % {"phone": agency_phone()}


def _missing(levy_item: str) -> FormRow:
    """Enrolled this year and not told of yet, or never (R9)."""
    medical = levy_item == MEDICAL.levy_item
    told = {
        "agency": _("医保") if medical else _("社保"),
        "phone": healthcare_phone() if medical else agency_phone(),
    }
    why = _(
        "没有收到参保登记。新参保、变更或转移的，请先到%(agency)s经办机构办理，"
        "信息传递到税务机关后才能缴费，咨询电话 %(phone)s。"
    )
    return FormRow("", words.insurance(levy_item), "—", why=why % told)
