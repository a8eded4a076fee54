"""The project's files as the tests about them read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("openlevy", "sandbox", "demo", "launcher", "tests", "bench", "agency_desk")
BUSINESS = tuple(
    sorted(path.parent.name for path in (ROOT / "openlevy").glob("*/apps.py"))
)  # every module with tables


@cache
def kept_files() -> tuple[Path, ...]:
    """Everything that belongs to the project: what git keeps or would keep; outside a repository
    whatever is there, without hidden folders."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(_walk()))
    names = sorted(name for name in listed.decode().split("\0") if name)
    return tuple(path for path in (ROOT / name for name in names) if path.is_file())


def _walk() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not hidden and path.name != "uv.lock":
            yield path


@cache
def python_files() -> tuple[Path, ...]:
    """All modules of ours but migrations, which are written by Django."""
    return tuple(
        path
        for path in kept_files()
        if path.suffix == ".py"
        and (path.parent == ROOT or path.relative_to(ROOT).parts[0] in PACKAGES)
        and "migrations" not in path.parts
    )


@cache
def parsed(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(path.read_text(), str(path))


def shown(path: Path) -> str:
    """The path from the project's folder."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """``payment`` for openlevy/payment/services/instructing.py; empty outside openlevy."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "openlevy" and len(parts) > 2 else ""
