"""The tables every place draws on, read from CSV into frozen rows and checked against each other.

Pure. A place's folder may hold a table of the same name: its rows are added, and win over rows of
the same code, so that a deployment brings its own branches and offices beside the package's.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path

from openlevy.kernel.errors import Refusal
from openlevy.kernel.identifiers import cnaps
from openlevy.reference.facts import Certainty, Fact, fact

SATURDAY = 5
"""The weekday from which on nobody works, holidays apart."""


@dataclass(frozen=True, slots=True)
class Row:
    """What every row has: its code, a name, how sure it is and where it comes from."""

    code: str
    name: str
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class Region(Row):
    """A province, prefecture or county of GB/T 2260, six digits."""


@dataclass(frozen=True, slots=True)
class BankCategory(Row):
    """行别, the first three digits of a bank number."""


@dataclass(frozen=True, slots=True)
class Bank(Row):
    """A bank by the number it clears with (清算行号)."""

    category: str


@dataclass(frozen=True, slots=True)
class Branch(Row):
    """A branch that opens accounts (开户行), by its bank number; ``bank`` clears for it."""

    bank: str
    region: str


@dataclass(frozen=True, slots=True)
class Treasury(Row):
    """A treasury of ten digits and its number in the payment system, which begins 011."""

    bank_row: str
    region: str


@dataclass(frozen=True, slots=True)
class TaxOffice(Row):
    """A tax office of eleven digits: 1, the region, four more; and the treasury it pays into."""

    region: str
    treasury: str


@dataclass(frozen=True, slots=True)
class Agency(Row):
    """An agency of social insurance (``social_insurance``) or healthcare (``healthcare``)."""

    kind: str
    region: str
    phone: str


@dataclass(frozen=True, slots=True)
class LevyItem(Row):
    """征收项目 (5 digits) or 征收品目 (9); a sub-item belongs to its item, an item to itself."""

    item: str


@dataclass(frozen=True, slots=True)
class InsuranceType(Row):
    """险种 as the agencies number it, and the levy item it is collected under."""

    levy_item: str


@dataclass(frozen=True, slots=True)
class IdType(Row):
    """证件类型 in the tax system's numbering."""


@dataclass(frozen=True, slots=True)
class Nationality(Row):
    """国籍（地区）, three digits as ISO 3166-1 numbers them."""


@dataclass(frozen=True, slots=True)
class PaymentKind(Row):
    """缴费类型 (AAE143)."""


@dataclass(frozen=True, slots=True)
class CalendarDay(Row):
    """A day that is not what its day of the week says: ``off`` for a holiday from Monday to Friday,
    ``work`` for a Saturday or Sunday that is worked in its stead (调休). Its code is the day."""

    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows' type, the forms of its columns, the tables its columns refer to."""

    name: str
    row: type[Row]
    forms: Mapping[str, str]
    refers: Mapping[str, str] = field(default_factory=dict)


_REGION = {"region": "regions"}
TABLES = (
    Table("regions", Region, {"code": "[0-9]{6}"}),
    Table("bank_categories", BankCategory, {"code": "[0-9]{3}"}),
    Table("banks", Bank, {"code": "[0-9]{12}"}, {"category": "bank_categories"}),
    Table("branches", Branch, {"code": "[0-9]{12}"}, {"bank": "banks", **_REGION}),
    Table("treasuries", Treasury, {"code": "[0-9]{10}", "bank_row": "011[0-9]{9}"}, _REGION),
    Table("tax_offices", TaxOffice, {"code": "1[0-9]{10}"}, {"treasury": "treasuries", **_REGION}),
    Table(
        "agencies",
        Agency,
        {"code": "[0-9A-Z]{6,20}", "kind": "social_insurance|healthcare", "phone": "[0-9-]{5,13}"},
        _REGION,
    ),
    Table("levy_items", LevyItem, {"code": "[0-9]{5}|[0-9]{9}"}, {"item": "levy_items"}),
    Table("insurance_types", InsuranceType, {"code": "[0-9]{3}"}, {"levy_item": "levy_items"}),
    Table("id_types", IdType, {"code": "[0-9]{3}"}),
    Table("nationalities", Nationality, {"code": "[0-9]{3}"}),
    Table("payment_kinds", PaymentKind, {"code": "[0-9]{1,2}"}),
    Table("calendar", CalendarDay, {"code": r"\d{4}-\d{2}-\d{2}", "kind": "off|work"}),
)
_BANK_NUMBERS = {"banks": "code", "branches": "code", "treasuries": "bank_row"}

Rows = dict[str, Row]
Tables = dict[str, Rows]


def read_tables(folders: list[Path], problems: list[str]) -> Tables:
    """Every table, from the package's folder first and the places' folders after it.

    What is wrong is noted in ``problems``, in sentences that name file and row; a wrong row is
    left out.
    """
    tables: Tables = {}
    for table in TABLES:
        rows: Rows = {}
        for folder in folders:
            if (folder / f"{table.name}.csv").exists():
                rows.update(_read(table, folder, problems))
        tables[table.name] = rows
    for table in TABLES:
        problems.extend(_loose_ends(table, tables))
    return tables


def table_facts(tables: Tables) -> Iterator[Fact]:
    """Every row as a fact, ``<table>.<code>``."""
    for name, rows in tables.items():
        for code, row in rows.items():
            value = {k: v for k, v in asdict(row).items() if k not in ("certainty", "source")}
            yield fact(f"{name}.{code}", value, row.certainty, row.source)


def _read(table: Table, folder: Path, problems: list[str]) -> Rows:
    file = f"{folder.name}/{table.name}.csv"
    columns = [column.name for column in fields(table.row)]
    rows: Rows = {}
    try:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if sorted(reader.fieldnames or ()) != sorted(columns):
                problems.append(f"{file}: must have the columns {', '.join(columns)}.")
                return rows
            for raw in reader:
                where = f"{file}: line {reader.line_num}"
                faults = [f"{where}: {fault}." for fault in _faults(table, raw, rows)]
                problems.extend(faults)
                if not faults:
                    mark = Certainty(raw.pop("certainty"))
                    rows[raw["code"]] = table.row(**raw, certainty=mark)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{file}: cannot be read ({error}).")
    return rows


def _faults(table: Table, raw: dict[str, str], rows: Rows) -> Iterator[str]:
    if None in raw or None in raw.values():
        yield "has too few or too many columns"
        return
    for name, value in raw.items():
        form = table.forms.get(name, "[VTSKI]" if name == "certainty" else r"\S.{0,199}")
        if not re.fullmatch(form, value):
            yield f"{name} is {value!r}; it must match {form}"
    if raw["code"] in rows:
        yield f"code {raw['code']} stands there twice"
    if table.name in _BANK_NUMBERS and not _is_cnaps(raw[_BANK_NUMBERS[table.name]]):
        yield f"{_BANK_NUMBERS[table.name]} has a wrong check digit"
    if table.name == "calendar" and not _is_needed(raw["code"], raw["kind"]):
        yield f"{raw['code']} is no day, or is one that is {raw['kind']} without standing here"
    if table.name == "tax_offices" and raw["code"][1:7] != raw["region"]:
        yield f"code {raw['code']} is not of region {raw['region']}"


def _is_needed(day: str, kind: str) -> bool:
    try:
        weekend = date.fromisoformat(day).weekday() >= SATURDAY
    except ValueError:
        return False
    return weekend == (kind == "work")


def _is_cnaps(number: str) -> bool:
    try:
        return cnaps(number) == number
    except Refusal:
        return False


def _loose_ends(table: Table, tables: Tables) -> Iterator[str]:
    for column, other in table.refers.items():
        for row in tables[table.name].values():
            if getattr(row, column) not in tables[other]:
                yield f"{table.name}.csv: {row.code}: {column} {getattr(row, column)} is unknown."
