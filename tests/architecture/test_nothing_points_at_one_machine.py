"""Files hold no address of a package registry and no path of somebody's machine: what works here
works anywhere, and says nothing about where it was made."""

import re

from tests.architecture.tree import kept_files, shown

_REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|index-url|extra-index"
    r"|mirrors?\.(aliyun|tuna|ustc|tencent|huaweicloud)|jsdelivr|unpkg\.com|cdnjs",
    re.IGNORECASE,
)
_PATHS = re.compile(
    r"(?<![\w.}/-])(/home/\w|/root/|/Users/\w|/work/\w|/mnt/\w|[A-Z]:\\\\Users\\\\)"
)
_BINARY = {".png", ".jpg", ".woff2", ".ttf", ".otf", ".pdf", ".xlsx", ".gz", ".ico", ".mo"}


def _lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{shown(path)}:{number} {match[0]}"
        for path in kept_files()
        if path.suffix not in _BINARY and path.name != "test_nothing_points_at_one_machine.py"
        for number, line in enumerate(path.read_bytes().decode(errors="replace").splitlines(), 1)
        for match in [pattern.search(line)]
        if match
    ]


def test_no_file_names_a_package_registry() -> None:
    assert _lines(_REGISTRIES) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert _lines(_PATHS) == []
