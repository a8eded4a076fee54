"""A database somewhere has run it: what it did is done, and a change is a migration of its own.

``schema/migrations.sha256`` has the hash of each that has landed. ``OPENLEVY_RENEW=1`` adds new
ones to it and never changes one that is there.
"""

import hashlib
import os
from pathlib import Path

from tests.architecture.committed import COMMAND, RENEW
from tests.architecture.tree import ROOT, kept_files, shown

LANDED = ROOT / "schema" / "migrations.sha256"


def test_landed_migrations_are_as_they_landed() -> None:
    now = {shown(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in _migrations()}
    landed = _landed()
    changed = [name for name, hashed in landed.items() if now.get(name) != hashed]
    assert changed == [], "a landed migration was edited or removed; write a new one"
    if os.environ.get(RENEW) == "1":
        lines = [f"{hashed}  {name}\n" for name, hashed in sorted(now.items())]
        LANDED.write_text("".join(lines))
        landed = now
    assert sorted(now) == sorted(landed), f"`{COMMAND}` adds new migrations to {shown(LANDED)}"


def _landed() -> dict[str, str]:
    lines = LANDED.read_text().splitlines() if LANDED.is_file() else []
    return {name: hashed for hashed, _, name in (line.partition("  ") for line in lines)}


def _migrations() -> list[Path]:
    return [
        path
        for path in kept_files()
        if path.suffix == ".py" and path.parent.name == "migrations" and path.name[0].isdigit()
    ]
