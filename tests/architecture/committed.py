"""Files that are made from the code and kept beside it, so that a change of one shows the other."""

import os
from pathlib import Path

from tests.architecture.tree import ROOT, shown

RENEW = "OPENLEVY_RENEW"
"""Set to 1, the tests write such files anew instead of comparing them."""
COMMAND = f"{RENEW}=1 bin/test tests/architecture"


def is_committed(path: Path, text: str) -> None:
    """The file says ``text``; asked to renew, it is made to."""
    if os.environ.get(RENEW) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    there = path.read_text() if path.is_file() else ""
    assert there == text, f"{shown(path)} is out of date; `{COMMAND}` writes it anew"


def nothing_else_is_there(folder: Path, names: set[str]) -> None:
    """``folder`` has no file of a kind that is made but would not be made any more."""
    left_over = {path.name for path in folder.iterdir()} - names
    assert not left_over, f"nothing makes {sorted(left_over)} in {folder.relative_to(ROOT)}"
