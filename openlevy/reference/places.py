"""Places as their folders describe them: names, tiers, windows, kinds, menus, words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openlevy.kernel.period import Period
from openlevy.reference.agreements import Agreements
from openlevy.reference.certificates import Certificates
from openlevy.reference.medical import Medical
from openlevy.reference.month_days import MonthDays
from openlevy.reference.reminders import Reminders


@dataclass(frozen=True, slots=True)
class Tiers:
    """The amounts a resident may choose among, from a year on until the next tiers."""

    key: str
    from_year: int
    amounts_fen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days of a year residents pay that year's premium, ``MM-DD`` each."""

    key: str
    start: str
    end: str

    def of(self, year: int) -> Period:
        """The window in ``year``, both days included."""
        return Period(
            date.fromisoformat(f"{year}-{self.start}"), date.fromisoformat(f"{year}-{self.end}")
        )


@dataclass(frozen=True, slots=True)
class Pension:
    """Resident pension, or the supplementary one (补充养老): what is collected, in which tiers,
    when, and the special payments."""

    levy_item: str
    levy_subitem: str
    tiers: tuple[Tiers, ...]
    window: Window
    special_kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry under its key, as a place labels it; ``entries`` are what opens below it."""

    key: str
    label: str
    entries: tuple["MenuEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of menus and the words a place shows for stored states. ``trail`` leads down to the
    menu; ``phone_trail`` is the same in the words of the place's own app, where it has others."""

    trail: tuple[str, ...]
    phone_trail: tuple[str, ...]
    menu: tuple[MenuEntry, ...]
    states: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Service:
    """Telephones shown beside anything that a person at a desk has to settle."""

    tax_phone: str
    social_insurance_phone: str
    healthcare_phone: str


@dataclass(frozen=True, slots=True)
class Place:
    """One jurisdiction. ``authority`` is the tax authority's full name, which its seal bears;
    ``supplementary`` its second pension where it has one; ``days`` the days of a month on which
    residents declare and pay, None where every day will do."""

    key: str
    code: str
    name: str
    authority: str
    portal: str
    service: Service
    pension: Pension
    medical: Medical
    for_others: tuple[str, ...]
    """The levy items whose premiums may be paid for somebody else (为他人缴费)."""
    principal_label: str
    """What the field for that person's name is called (S2 2.1: 委托人姓名)."""
    agreements: Agreements
    channels: Mapping[str, str]
    """What the place calls the ways in which declarations and payments come in, by channel."""
    words: Words
    certificates: Certificates
    supplementary: Pension | None = None
    days: MonthDays | None = None
    reminders: Reminders | None = None

    def pension_of(self, levy_item: str) -> Pension | None:
        """The pension that the item is collected for; None for anything else."""
        pensions = (self.pension, self.supplementary)
        return next((one for one in pensions if one and one.levy_item == levy_item), None)
