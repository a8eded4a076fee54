"""Places as their folders describe them: names, tiers, windows, kinds, menus, words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openlevy.kernel.period import Period
from openlevy.reference.certificates import Certificates
from openlevy.reference.medical import Medical


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
    """Resident pension: what is collected, in which tiers, when, and the special payments."""

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
    """Labels of menus and the words a place shows for stored states."""

    trail: tuple[str, ...]
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
    """One jurisdiction. ``authority`` is the tax authority's full name, which its seal bears."""

    key: str
    code: str
    name: str
    authority: str
    portal: str
    service: Service
    pension: Pension
    medical: Medical
    words: Words
    certificates: Certificates

    @property
    def seal_name(self) -> str:
        """The name in the seal."""
        return self.authority
