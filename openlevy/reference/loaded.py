"""The data, loaded once for the folders that the settings name."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar, cast

from django.conf import settings

from openlevy.kernel.errors import Refusal
from openlevy.reference import facts, loading, tables

_Kind = TypeVar("_Kind", bound=tables.Row)


@dataclass
class CodeUnknown(Refusal):
    """No row of ``table`` has this code."""

    table: str
    unknown: str
    code = "reference.code_unknown"


def reference() -> loading.Reference:
    """All data.

    Raises:
        facts.ReferenceDataError: the files cannot be used.
    """
    return _load(settings.OPENLEVY_JURISDICTIONS_DIR)


def unverified() -> dict[str, facts.Fact]:
    """The values that are neither proven nor confirmed, by key.

    Raises:
        facts.ReferenceDataError: the confirmations cannot be used.
    """
    return _unverified(settings.OPENLEVY_JURISDICTIONS_DIR, settings.OPENLEVY_CONFIRMED_VALUES)


def row(table: str, kind: type[_Kind], code: str) -> _Kind:
    """One row of a table whose rows are of ``kind``.

    Raises:
        CodeUnknown: there is no row of this code.
    """
    found = reference().tables[table].get(code)
    if found is None:
        raise CodeUnknown(table, code)
    return cast(_Kind, found)


def rows(table: str, kind: type[_Kind], prefix: str = "") -> tuple[_Kind, ...]:
    """The rows of a table whose code begins with ``prefix``, by code."""
    return cast(tuple[_Kind, ...], _rows(settings.OPENLEVY_JURISDICTIONS_DIR, table, prefix))


@cache
def _load(folder: Path) -> loading.Reference:
    return loading.load(folder)


@lru_cache(1024)
def _rows(folder: Path, table: str, prefix: str) -> tuple[tables.Row, ...]:
    all_rows = _load(folder).tables[table]
    return tuple(all_rows[code] for code in sorted(all_rows) if code.startswith(prefix))


@cache
def _unverified(folder: Path, confirmations: str) -> dict[str, facts.Fact]:
    confirmed = facts.read_confirmations(Path(confirmations)) if confirmations else []
    return {f.key: f for f in facts.unconfirmed(_load(folder).facts.values(), confirmed)}
