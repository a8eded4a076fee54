"""Places and banks of the world, from files of public facts."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOWNSHIPS = Path(__file__).parent / "data" / "townships.csv"

_WEIGHTS = {
    "110105": 20, "110108": 12, "110111": 14, "110116": 10, "110118": 12,
    "420984": 8, "140105": 4, "150102": 3, "140121": 0, "420902": 0, "150121": 0,
}  # fmt: skip
"""How many of the crowd live there, in proportion; of some counties only samples are."""


@dataclass(frozen=True)
class Bank:
    """A bank branch, and the row number its bank clears under."""

    cnaps: str
    clearing_cnaps: str
    name: str
    region: str


@dataclass(frozen=True)
class Agency:
    """Who keeps the enrolments of a county: 社保 or 医保经办机构."""

    code: str
    name: str
    region: str


@dataclass(frozen=True)
class Place:
    """A county with its agencies and tax office; townships as code and name."""

    region: str
    name: str
    weight: int
    social_insurance: Agency
    healthcare: Agency
    tax_office: str
    townships: tuple[tuple[str, str], ...]
    banks: tuple[Bank, ...]


@cache
def places(folder: Path) -> tuple[Place, ...]:
    """The counties of the world; the order is fixed.

    Args:
        folder: holds regions, agencies, tax_offices, banks and branches as CSV.
    """
    regions = {row["code"]: row["name"] for row in _rows(folder / "regions.csv")}
    agencies = {
        (row["kind"], row["region"]): Agency(row["code"], row["name"], row["region"])
        for row in _rows(folder / "agencies.csv")
    }
    offices = {row["region"]: row["code"] for row in _rows(folder / "tax_offices.csv")}
    townships = list(_rows(TOWNSHIPS))
    branches = _branches(folder)
    return tuple(
        Place(
            region,
            regions[region],
            weight,
            agencies["social_insurance", region],
            agencies["healthcare", region],
            offices[region],
            tuple((row["code"], row["name"]) for row in townships if row["region"] == region),
            _banks_near(branches, region),
        )
        for region, weight in _WEIGHTS.items()
    )


def agencies(folder: Path) -> tuple[Agency, ...]:
    """The agencies of all the counties; the order is fixed."""
    return tuple(
        agency for one in places(folder) for agency in (one.social_insurance, one.healthcare)
    )


def place(folder: Path, region: str) -> Place:
    """The county of this code; it has to be one of the world's."""
    return next(place for place in places(folder) if place.region == region)


def _branches(folder: Path) -> tuple[Bank, ...]:
    return tuple(
        Bank(row["code"], row["bank"], row["name"], row["region"])
        for row in _rows(folder / "branches.csv")
    )


def _banks_near(branches: tuple[Bank, ...], region: str) -> tuple[Bank, ...]:
    """Branches in the county, or else in its province; at least two banks."""
    near = tuple(bank for bank in branches if bank.region == region)
    if len({bank.clearing_cnaps for bank in near}) > 1:
        return near
    return near + tuple(
        bank for bank in branches if bank.region[:2] == region[:2] and bank not in near
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
