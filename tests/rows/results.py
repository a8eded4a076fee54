"""The results of the tests that name rows, kept beside the code they were run on."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_FILE = ROOT / ".pytest_cache" / "rows.json"

Results = dict[str, dict[str, Any]]
"""By the test's id: ``rows``, ``outcome``, ``pages``, ``labels``, ``places``."""


def state_of_the_code() -> str | None:
    """A mark of the commit and of every change since; None where git does not answer."""
    try:
        head = _git("rev-parse", "HEAD")
        new = _git("ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    except (OSError, subprocess.CalledProcessError):
        return None
    digest = hashlib.sha256(head + _git("diff", "HEAD", "--binary"))
    for name in sorted(filter(None, new)):
        path = ROOT / name.decode(errors="surrogateescape")
        digest.update(name + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


def read(*, complete: bool = False) -> Results | None:
    """The results for the code as it is now; None when there are none, or no ``complete`` ones."""
    try:
        kept = json.loads(_FILE.read_text())
    except (OSError, ValueError):
        return None
    state = state_of_the_code()
    if state is None or kept.get("code") != state or (complete and not kept.get("complete")):
        return None
    results: Results = kept["tests"]
    return results


def add(found: Results) -> None:
    """Adds results; those for other code are forgotten."""
    _write({**(read() or {}), **found}, complete=read(complete=True) is not None)


def note_complete() -> None:
    """Every test that names a row has been run on this code."""
    _write(read() or {}, complete=True)


def _write(tests: Results, *, complete: bool) -> None:
    _FILE.parent.mkdir(exist_ok=True)
    kept = {"code": state_of_the_code(), "complete": complete, "tests": tests}
    beside = _FILE.with_suffix(".new")
    beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    beside.rename(_FILE)


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout
