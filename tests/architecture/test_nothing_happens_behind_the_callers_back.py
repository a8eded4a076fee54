"""No signals, no drawers for odds and ends, no mix-in towers, no catch-all managers."""

import ast
import re
from pathlib import PurePath

from tests.architecture.tree import parsed, python_files, shown

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "mixins", "managers"}
MOST_BASES = 2
_CATCH_ALL = re.compile(r"(Manager|Helper|Utils?|Mixin)$")


def test_nothing_is_connected_to_signals() -> None:
    found = [
        shown(path)
        for path in python_files()
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".signals"))
        or (isinstance(node, ast.Import) and any(n.name.endswith(".signals") for n in node.names))
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "django.dispatch"
            and any(name.name in ("receiver", "Signal") for name in node.names)
        )
    ]
    assert found == []


def test_no_module_is_a_drawer() -> None:
    found = [
        name
        for name in map(shown, python_files())
        if DRAWERS & set(PurePath(name).with_suffix("").parts)
    ]
    assert found == []


def test_no_class_is_a_catch_all() -> None:
    found = [
        f"{shown(path)}: {node.name}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        and (_CATCH_ALL.search(node.name) or len(node.bases) > MOST_BASES)
    ]
    assert found == []
