"""A file has at most 300 lines and a function 40, so that each is read whole."""

import ast

from tests.architecture.tree import parsed, python_files, shown

FILE_MOST = 300
FUNCTION_MOST = 40


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {shown(path): len(path.read_text().splitlines()) for path in python_files()}
    assert len(lengths) > 200, "the files were not found"
    assert {name: lines for name, lines in lengths.items() if lines > FILE_MOST} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {
        f"{shown(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 1000, "the functions were not found"
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_MOST} == {}
