"""Folders for the launcher's tests."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any account may pass through (pytest's own ``tmp_path`` is private)."""
    made = Path(tempfile.mkdtemp(prefix="openlevy-launcher-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)
