"""Resident medical insurance as a place's ``medical.toml`` describes it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openlevy.kernel.money import Fen
from openlevy.kernel.period import Period


@dataclass(frozen=True, slots=True)
class MedicalYear:
    """Which days the premium of a year covers (费款所属期): twelve months from ``start``
    (``MM-DD``) of the calendar year that lies ``offset`` away."""

    key: str
    start: str
    offset: int

    def of(self, year: int) -> Period:
        """The days of the medical year ``year``."""
        first, after = (_day(year + n + self.offset, self.start) for n in (0, 1))
        return Period(first, after - timedelta(days=1))

    def holding(self, day: date) -> int:
        """The medical year in which ``day`` lies."""
        return next(year for year in range(day.year - 1, day.year + 3) if day in self.of(year))


@dataclass(frozen=True, slots=True)
class CollectionWindow:
    """When the premium of a year is collected: days of the calendar years that lie so far from it.
    In Hubei 缴费年度 Y is September of Y-1 to August of Y (S0)."""

    key: str
    start: str
    start_offset: int
    end: str
    end_offset: int

    def of(self, year: int) -> Period:
        """The window for the premium of ``year``, both days included."""
        return Period(
            _day(year + self.start_offset, self.start), _day(year + self.end_offset, self.end)
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people and what each of them pays a year."""

    code: str
    name: str
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class Amounts:
    """The flat amount of each group, by its code, from a year on until the next."""

    key: str
    from_year: int
    groups: Mapping[str, Group]


@dataclass(frozen=True, slots=True)
class SpecialGroup:
    """A group that its agency assesses person by person (特殊人群). ``subsidised_by`` are codes of
    those who pay a part for each of them, or ``in_full`` all there is."""

    code: str
    name: str
    subsidised_by: tuple[str, ...]
    in_full: bool


@dataclass(frozen=True, slots=True)
class Medical:
    """What is collected, for which days, when, how much; the groups that the agency assesses one
    by one, by their codes; and the names of those who may subsidise them (资助主体), by theirs."""

    levy_item: str
    levy_subitem: str
    year: MedicalYear
    window: CollectionWindow
    amounts: tuple[Amounts, ...]
    special_groups: Mapping[str, SpecialGroup]
    subsidisers: Mapping[str, str]

    def group_name(self, group: str) -> str | None:
        """The latest name of a group, whether its amount is fixed or assessed one by one."""
        for amounts in reversed(self.amounts):
            if group in amounts.groups:
                return amounts.groups[group].name
        special = self.special_groups.get(group)
        return special.name if special else None

    def collected_since(self, today: date) -> date:
        """The first day of the latest collection that has begun."""
        begins = [self.window.of(year).start for year in range(today.year - 1, today.year + 3)]
        return max(day for day in begins if day <= today)

    def current_year(self, day: date) -> int | None:
        """The year that a page opens on: of those that are collected on ``day`` the one whose
        collection began last (S0 2.2: 参保年度默认是当前城乡医保缴费年度)."""
        return max(self.open_years(day), default=None)

    def next_year(self, day: date) -> int:
        """The first year whose window has not begun on ``day``."""
        around = range(day.year - 1, day.year + 4)
        return next(year for year in around if day < self.window.of(year).start)

    def latest_year(self, day: date) -> int:
        """The latest year whose premium may have been paid by ``day``: its collection has begun,
        whether or not it has ended since."""
        return self.next_year(day) - 1

    def open_years(self, day: date) -> tuple[int, ...]:
        """The years whose premium is collected on ``day``, the earliest first."""
        around = range(day.year - 1, day.year + 3)
        return tuple(year for year in around if day in self.window.of(year))


def _day(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")
