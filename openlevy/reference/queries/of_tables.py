"""The rows of the tables, by code."""

from openlevy.reference import loaded, tables

_CHINAS = ("156", "344", "446", "158")
"""China, with Hong Kong, Macao and Taiwan: first in the list, in this order."""
_SOUNDS_LIKE = str.maketrans("斐梵瑙秘", "匪饭闹必")
"""GB 2312 has the common characters in the order of pinyin. These are rarer, or read otherwise in
the name of a country: each with a common one of the same sound."""


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


def is_within(region: str, area: str) -> bool:
    """Whether a region is the area of an office or an agency, or lies in it. As GB/T 2260 builds
    its codes, a province is ``..0000`` and a prefecture ``....00``."""
    return region.startswith(area[:2] if area.endswith("0000") else area.removesuffix("00"))


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


def nationalities() -> list[tables.Nationality]:
    """国籍（地区） as people look them up: China's four first, then by pinyin."""
    return sorted(loaded.rows("nationalities", tables.Nationality), key=_place_in_list)


def nationality(code: str) -> tables.Nationality:
    """国籍（地区） of three digits."""
    return loaded.row("nationalities", tables.Nationality, code)


def payment_kind(code: str) -> tables.PaymentKind:
    """缴费类型 (AAE143)."""
    return loaded.row("payment_kinds", tables.PaymentKind, code)


def _place_in_list(country: tables.Nationality) -> tuple[int, bytes]:
    first = _CHINAS.index(country.code) if country.code in _CHINAS else len(_CHINAS)
    return first, country.name.translate(_SOUNDS_LIKE).encode("gb18030")
