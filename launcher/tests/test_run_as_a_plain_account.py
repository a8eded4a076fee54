"""``bin/run`` by an account that is not root."""

import os
import pwd
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from launcher.tests.fake_project import FakeProject

pytestmark = pytest.mark.program

_PYTHON = "/usr/bin/python3"  # the one that runs the tests may lie in root's home
_ACCOUNT = "nobody"


def _as_nobody(*command: str | Path) -> bool:
    done = subprocess.run(
        command, user=_ACCOUNT, extra_groups=[], cwd="/", capture_output=True, check=False
    )
    return done.returncode == 0


def _possible() -> bool:
    wanted = f"import sys, ensurepip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    packages = sysconfig.get_path("purelib")
    return (
        os.geteuid() == 0 and _as_nobody(_PYTHON, "-c", wanted) and _as_nobody("/bin/ls", packages)
    )


@pytest.mark.skipif(not _possible(), reason="needs root, and a Python and packages open to all")
def test_a_plain_account_needs_nothing_of_roots(folder: Path) -> None:
    project = FakeProject(folder, _PYTHON, _ACCOUNT)
    started = project.start("--reset", "--yes")
    started.until("Ctrl-C stops everything")
    owner = pwd.getpwnam(_ACCOUNT).pw_uid
    for part in ("", "keys", "postgres/secrets.json", "run/env.json", "postgres/cluster"):
        file = project.data / part
        assert file.stat().st_uid == owner
        assert file.stat().st_mode & 0o077 == 0
    code, _ = started.end()
    assert code == 0
    roots = project.data / "keys"
    os.chown(project.data / "lock", 0, 0)
    os.chmod(project.data / "lock", 0o600)
    code, said = project.start().outcome()
    assert code == 1
    assert f"{project.data}/lock cannot be used by the account nobody" in said
    assert roots.exists()
    project.clear()
