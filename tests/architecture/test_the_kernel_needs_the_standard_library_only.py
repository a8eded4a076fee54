"""The kernel runs wherever Python does; so do the starters, which run before anything is there."""

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, parsed, python_files, shown


@pytest.mark.parametrize("package", ["openlevy/kernel", "sandbox/kernel"])
def test_the_kernel_imports_nothing_but_itself_and_the_standard_library(package: str) -> None:
    files = [path for path in python_files() if path.is_relative_to(ROOT / package)]
    foreign = {
        f"{shown(path)}: {name}"
        for path in files
        if "tests" not in path.parts
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not f"{name}.".startswith(package.replace("/", ".") + ".")
    }
    assert foreign == set()


def imported(path: Path) -> list[str]:
    """The names of every module imported anywhere in a file."""
    names: list[str] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or ".")
    return names
