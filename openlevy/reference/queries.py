"""Reads of the reference data and of the business date. Data are loaded once, on first use."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openlevy.kernel.clock import Moment
from openlevy.kernel.errors import Refusal
from openlevy.kernel.period import Period
from openlevy.reference import facts, loaded, loading, tables
from openlevy.reference.loaded import CodeUnknown
from openlevy.reference.places import Place, Tiers
from openlevy.statements.services import read

BUSINESS_DATE_SQL = "(SELECT business_date FROM reference_business_date)"
"""The business date inside a statement; null while the books have no day."""


@dataclass
class TiersNotSet(Refusal):
    """The place has no tiers for so early a year."""

    place: str
    year: int
    code = "reference.tiers_not_set"


@dataclass
class BusinessDateNotOpen(Refusal):
    """The books have no day yet."""

    code = "reference.business_date_not_open"


@dataclass
class ValuesUnconfirmed(Refusal):
    """A production may not start: ``count`` values are unproven, ``first`` among them."""

    count: int
    first: str
    code = "reference.values_unconfirmed"


# -- the business date ---------------------------------------------------------------------------


def business_date() -> date:
    """The day the books are open for. Read it once per unit of work and pass it down.

    Raises:
        BusinessDateNotOpen: there is none yet.
    """
    rows = read(f"SELECT {BUSINESS_DATE_SQL}", {})
    day: date | None = rows[0][0]
    if day is None:
        raise BusinessDateNotOpen
    return day


def moment(at: datetime) -> Moment:
    """The business date together with the real instant ``at``."""
    return Moment(business_date=business_date(), at=at)


# -- places --------------------------------------------------------------------------------------


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


def pension_tiers(place_key: str, year: int) -> Tiers:
    """The amounts a resident may choose among for the premium of ``year``.

    Raises:
        TiersNotSet: the year lies before the first tiers of the place.
    """
    valid = [t for t in place(place_key).pension.tiers if t.from_year <= year]
    if not valid:
        raise TiersNotSet(place_key, year)
    return valid[-1]


def collection_window(place_key: str, year: int) -> Period:
    """Between which days residents pay the pension premium of ``year``."""
    return place(place_key).pension.window.of(year)


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


# -- tables --------------------------------------------------------------------------------------


def region(code: str) -> tables.Region:
    """The region of six digits."""
    return loaded.row("regions", tables.Region, code)


def regions(prefix: str = "") -> tuple[tables.Region, ...]:
    """The regions whose code begins with ``prefix``, by code."""
    return loaded.rows("regions", tables.Region, prefix)


def counties(prefix: str = "") -> tuple[tables.Region, ...]:
    """The counties and districts whose code begins with ``prefix``, by code."""
    return tuple(found for found in regions(prefix) if not found.code.endswith("00"))


def region_name(code: str) -> str:
    """The full path of a region: 湖北省孝感市汉川市.

    Raises:
        CodeUnknown: there is no such region.
    """
    path = [code[:2] + "0000", code[:4] + "00"]
    above = [c for c in path if c != code and c in loaded.reference().tables["regions"]]
    return "".join(region(c).name for c in dict.fromkeys([*above, code]))


def bank_categories() -> tuple[tables.BankCategory, ...]:
    """行别, by code."""
    return loaded.rows("bank_categories", tables.BankCategory)


def banks() -> tuple[tables.Bank, ...]:
    """The banks by the number they clear with."""
    return loaded.rows("banks", tables.Bank)


def bank(code: str) -> tables.Bank:
    """The bank that clears with this number."""
    return loaded.row("banks", tables.Bank, code)


def branches(region_prefix: str = "", bank_code: str = "") -> tuple[tables.Branch, ...]:
    """Opening branches in the regions that begin with ``region_prefix``, of one bank if given."""
    return tuple(
        found
        for found in loaded.rows("branches", tables.Branch)
        if found.region.startswith(region_prefix) and found.bank.startswith(bank_code)
    )


def branch(cnaps: str) -> tables.Branch:
    """The opening branch of this bank number."""
    return loaded.row("branches", tables.Branch, cnaps)


def treasury(code: str) -> tables.Treasury:
    """The treasury of ten digits."""
    return loaded.row("treasuries", tables.Treasury, code)


def tax_office(code: str) -> tables.TaxOffice:
    """The tax office of eleven digits."""
    return loaded.row("tax_offices", tables.TaxOffice, code)


def tax_offices(region_prefix: str = "") -> tuple[tables.TaxOffice, ...]:
    """Tax offices of the regions that begin with ``region_prefix``."""
    return loaded.rows("tax_offices", tables.TaxOffice, f"1{region_prefix}")


def agency(code: str) -> tables.Agency:
    """The agency of this code."""
    return loaded.row("agencies", tables.Agency, code)


def agencies(region_prefix: str = "", kind: str = "") -> tuple[tables.Agency, ...]:
    """Agencies of the regions that begin with ``region_prefix``, of one kind if given."""
    return tuple(
        found
        for found in loaded.rows("agencies", tables.Agency)
        if found.region.startswith(region_prefix) and found.kind.startswith(kind)
    )


def levy_item(code: str) -> tables.LevyItem:
    """征收项目 (5 digits) or 征收品目 (9 digits)."""
    return loaded.row("levy_items", tables.LevyItem, code)


def insurance_type(code: str) -> tables.InsuranceType:
    """险种 of three digits."""
    return loaded.row("insurance_types", tables.InsuranceType, code)


def id_types() -> tuple[tables.IdType, ...]:
    """证件类型, by code."""
    return loaded.rows("id_types", tables.IdType)


def id_type(code: str) -> tables.IdType:
    """证件类型 of three digits."""
    return loaded.row("id_types", tables.IdType, code)


def payment_kind(code: str) -> tables.PaymentKind:
    """缴费类型 (AAE143)."""
    return loaded.row("payment_kinds", tables.PaymentKind, code)


# -- how sure ------------------------------------------------------------------------------------


def unverified() -> tuple[facts.Fact, ...]:
    """Values that are neither proven nor confirmed, by key."""
    return tuple(loaded.unverified().values())


def is_unverified(key: str) -> bool:
    """Whether pages show 示例 beside the value ``key`` (``branches.102100090012``, ``tiers.key``).

    Raises:
        KeyError: no value has that key; a mistake of the caller's.
    """
    if key not in loaded.reference().facts:
        raise KeyError(key)
    return key in loaded.unverified()


def require_confirmed() -> None:
    """What a production does before it starts.

    Raises:
        ValuesUnconfirmed: somebody has to confirm values first.
    """
    left = unverified()
    if left:
        raise ValuesUnconfirmed(len(left), left[0].key)


def confirmation_digest(key: str) -> str:
    """What a confirmation of ``key``, and of all unproven values under it, has to name.

    Raises:
        CodeUnknown: no unproven value stands there.
    """
    covered = facts.under(loaded.reference().facts.values(), key)
    if not covered:
        raise CodeUnknown("unproven values", key)
    return facts.digest(covered)


def check(folder: Path) -> list[str]:
    """What is wrong with a place's folder or a folder of places, a sentence each."""
    return loading.check(folder)
