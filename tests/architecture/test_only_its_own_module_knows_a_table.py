"""One writer for each table: a module's SQL names its own tables, and only a module itself imports
its models. What several modules do in one statement is composed of fragments of each."""

import ast
import configparser
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.architecture.tree import BUSINESS, ROOT, module_of, parsed, python_files, shown

_QUOTED = re.compile(r"'[^']*'")
_SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN|TRUNCATE|COPY|ALTER|LOCK)\b")
SHARED = {"statements"}
"""Modules whose ``models`` hold no table but column defaults for others."""


def table_owners() -> dict[str, str]:
    """Every table of the database with the module that owns it."""
    return {
        model._meta.db_table: model._meta.app_config.name.removeprefix("openlevy.")
        for model in apps.get_models(include_auto_created=True)
    }


def test_sql_names_only_the_tables_of_its_module() -> None:
    owners = table_owners()
    assert {"payment", "declaration", "ledger", "messages"} <= set(owners.values())
    found = [
        f"{shown(path)}:{line} names {table} of {owners[table]}"
        for path in _product()
        for line, text in sql_in(path)
        for table in sorted(named_in(text) & owners.keys())
        if owners[table] != module_of(path)
    ]
    assert found == []


def test_the_tables_are_looked_for_where_they_are() -> None:
    """The reading itself: every owner's SQL is found to name its own tables."""
    owners = table_owners()
    seen = {
        owners[table]
        for path in _product()
        for _, text in sql_in(path)
        for table in named_in(text) & owners.keys()
    }
    assert {"payment", "declaration", "ledger", "messages", "history", "parties"} <= seen


def test_no_module_reads_through_anothers_models() -> None:
    """Models are protected by import-linter; here, that none was forgotten there."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    protected = {
        contracts[section]["protected_modules"].strip()
        for section in contracts.sections()
        if contracts[section].get("type") == "protected"
    }
    have_tables = {
        f"openlevy.{name}.models"
        for name in BUSINESS
        if name not in SHARED and _has_models(ROOT / "openlevy" / name)
    }
    assert protected == have_tables


def _has_models(folder: Path) -> bool:
    return (folder / "models.py").is_file() or (folder / "models").is_dir()


def _product() -> list[Path]:
    return [path for path in python_files() if module_of(path) and "tests" not in path.parts]


def named_in(sql: str) -> set[str]:
    """The names in an SQL text; what stands in quotes is data."""
    return set(re.findall(r"\w+", _QUOTED.sub("", sql)))


def sql_in(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that reads as SQL; the values of f-strings left out."""
    nodes = list(ast.walk(parsed(path)))
    formatted = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    passed_over = {id(part) for node in formatted for part in ast.walk(node) if part is not node}
    passed_over |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
    for node in nodes:
        if isinstance(node, ast.expr) and id(node) not in passed_over:
            text = _text(node)
            if _SQL.search(text):
                yield node.lineno, text


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value for part in node.values if isinstance(part, ast.Constant))
        return " ".join(str(part) for part in parts)
    return ""
