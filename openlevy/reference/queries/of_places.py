"""Places, by key or by region."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from openlevy.kernel.errors import Refusal
from openlevy.kernel.period import Period
from openlevy.reference import loaded
from openlevy.reference.certificates import Issued, Kind
from openlevy.reference.loaded import CodeUnknown
from openlevy.reference.medical import Group
from openlevy.reference.places import Place, Tiers
from openlevy.reference.reminders import Closing, Reminders


@dataclass
class AmountNotSet(Refusal):
    """The place has no amount of that year for that group."""

    place: str
    year: int
    group: str
    code = "reference.amount_not_set"


@dataclass
class OutsideDays(Refusal):
    """The place's residents declare and pay on other days of the month; ``opens_on`` is the next of
    them."""

    first: int
    last: int
    opens_on: date
    code = "reference.outside_days"


@dataclass
class CollectionEnded(Refusal):
    """The same, and no more of them come before the collection ends: ``last_day`` was the last."""

    last_day: date
    code = "reference.collection_ended"


Shut = OutsideDays | CollectionEnded
"""Why nothing can be declared or paid today, where the days of the month are the reason."""


@dataclass
class TiersNotSet(Refusal):
    """The place has no tiers for so early a year."""

    place: str
    year: int
    code = "reference.tiers_not_set"


def places() -> tuple[Place, ...]:
    """Every place, by key."""
    return tuple(loaded.reference().places.values())


def place(key: str) -> Place:
    """The place of the folder ``key``.

    Raises:
        CodeUnknown: there is no such folder.
    """
    found = loaded.reference().places.get(key)
    if found is None:
        raise CodeUnknown("places", key)
    return found


def place_of(region: str) -> Place:
    """The place that a region's code lies in.

    Raises:
        CodeUnknown: no place serves that province.
    """
    for found in loaded.reference().places.values():
        if found.code[:2] == region[:2]:
            return found
    raise CodeUnknown("places", region)


def pension_tiers(place_key: str, year: int, levy_item: str = "") -> Tiers:
    """The amounts a resident may choose among for the premium of ``year``.

    Args:
        levy_item: of the supplementary pension, where that is meant.

    Raises:
        TiersNotSet: the year lies before the first tiers of the place.
    """
    at = place(place_key)
    pension = at.pension_of(levy_item) or at.pension
    valid = [t for t in pension.tiers if t.from_year <= year]
    if not valid:
        raise TiersNotSet(place_key, year)
    return valid[-1]


def medical_group(place_key: str, year: int, group: str) -> Group:
    """What somebody of a group pays for resident medical insurance in ``year``.

    Raises:
        AmountNotSet: the year lies before the first amounts of the place, or the place knows no
            such group: its agency assesses those (特殊人群).
    """
    valid = [a for a in place(place_key).medical.amounts if a.from_year <= year]
    found = valid[-1].groups.get(group) if valid else None
    if found is None:
        raise AmountNotSet(place_key, year, group)
    return found


def medical_amounts_key(place_key: str, year: int) -> str:
    """Under which key the certainty of that year's amounts is kept.

    Raises:
        AmountNotSet: the year lies before the first amounts of the place.
    """
    valid = [a for a in place(place_key).medical.amounts if a.from_year <= year]
    if not valid:
        raise AmountNotSet(place_key, year, "")
    return valid[-1].key


_PENSION_GROUPS = ("00", "01", "02", "03", "04")
"""普通参保人员, 重度残疾人, 低保对象, 特困人员, 返贫致贫人口; the same everywhere."""


def resident_group(region: str, levy_item: str, group: str) -> str:
    """The name of a group that residents are told apart by in one of the insurances, empty in the
    pensions, where screens do not show it.

    Raises:
        CodeUnknown: no place serves the region, or its agencies know no such group.
    """
    at = place_of(region)
    if at.pension_of(levy_item) and group in _PENSION_GROUPS:
        return ""
    name = at.medical.group_name(group) if levy_item == at.medical.levy_item else None
    if name is None:
        raise CodeUnknown("groups", group)
    return name


def subsidiser(region: str, subsidiser_code: str) -> str:
    """The name of who pays a part of resident medical insurance for somebody (资助主体).

    Raises:
        CodeUnknown: no place serves the region, or it names no such subsidiser.
    """
    name = place_of(region).medical.subsidisers.get(subsidiser_code)
    if name is None:
        raise CodeUnknown("subsidisers", subsidiser_code)
    return name


_PROVINCE = 3
"""So many digits of a tax office's code say in which province it is: a 1, then the province's."""


def closed_offices(today: date) -> list[str]:
    """How the codes of the tax offices begin whose residents neither declare nor pay today."""
    at = loaded.reference().places.values()
    return [f"1{one.code[: _PROVINCE - 1]}" for one in at if one.days and today not in one.days]


def outside_days(tax_office: str, today: date, until: date | None = None) -> Shut | None:
    """Why nothing can be declared or paid at the office today, where it is one of those.

    Args:
        until: the last day of the collection that is meant; None of what is bound to none.
    """
    days = place_of(tax_office[1:]).days
    if days is None or today in days:
        return None
    opens_on = days.next_open(today)
    if until is not None and until < opens_on:
        return CollectionEnded(until)
    return OutsideDays(days.first, days.last, opens_on)


def shut_today(place_key: str, today: date) -> Shut | None:
    """Why residents of the place neither declare nor pay today, whatever the insurance: all that
    is collected has ended when each of its collections has."""
    at = place(place_key)
    if at.days is None:
        return None
    last_days = [last_day_before(place_key, one.end) for *_what, one in _collected_at(at, today)]
    return outside_days(f"1{at.code}0000", today, max(last_days, default=None))


def last_day_before(place_key: str, day: date) -> date:
    """The last day, ``day`` itself at best, on which residents of the place declare and pay."""
    days = place(place_key).days
    return day if days is None else days.last_open(day)


def ending(place_key: str, today: date, before: date) -> list[tuple[str, int, date]]:
    """What residents of the place can still pay today and on the day ``before`` no more: levy item,
    year, last day."""
    at = place(place_key)
    found = [
        (levy_item, year, last_day_before(place_key, window.end))
        for levy_item, year, _period, window in _collected_at(at, today)
    ]
    return [one for one in found if today <= one[2] < before]


def closings(today: date) -> Sequence[Closing]:
    """The collections whose end has come so near that people are reminded of it today, those of the
    places in order."""
    return _closings(settings.OPENLEVY_JURISDICTIONS_DIR, today)


@lru_cache(64)
def _closings(_folder: Path, today: date) -> Sequence[Closing]:
    places = loaded.reference().places.values()
    return tuple(
        one for at in places if at.reminders for one in _closings_at(at, at.reminders, today)
    )


def _closings_at(at: Place, reminders: Reminders, today: date) -> Iterator[Closing]:
    for levy_item, year, period, window in _collected_at(at, today):
        last_day = last_day_before(at.key, window.end)
        stage = reminders.stage(last_day, today)
        if stage is not None:
            yield Closing(at.key, levy_item, year, period, last_day, stage)


def _collected_at(at: Place, today: date) -> Iterator[tuple[str, int, Period, Period]]:
    """What is collected today: levy item, year, the days that the premium is for, the window."""
    for pension in (at.pension, at.supplementary):
        window = pension.window.of(today.year) if pension else None
        if pension and window and today in window:
            yield pension.levy_item, today.year, Period.year(today.year), window
    for year in at.medical.open_years(today):
        yield at.medical.levy_item, year, at.medical.year.of(year), at.medical.window.of(year)


def state_word(place_key: str, record: str, state: str) -> str:
    """The word the place shows for a stored state.

    Args:
        record: ``declaration``, ``payment_order``, ``agreement`` or ``certificate``.

    Raises:
        CodeUnknown: the place has no word for it.
    """
    word = place(place_key).words.states.get(record, {}).get(state.upper())
    if word is None:
        raise CodeUnknown(f"{place_key}.states.{record}", state)
    return word


def channel_name(place_key: str, channel: str) -> str:
    """What the place calls the way in which something was declared or paid (缴费渠道).

    Raises:
        CodeUnknown: the place has no name for it.
    """
    name = place(place_key).channels.get(channel)
    if name is None:
        raise CodeUnknown(f"{place_key}.channels", channel)
    return name


def issued(place_key: str, kind: Kind) -> Issued | None:
    """How the place issues that kind of certificate; None where it does not."""
    return place(place_key).certificates.kinds.get(kind)
