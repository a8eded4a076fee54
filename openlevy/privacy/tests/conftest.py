"""Every test has a key folder of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from openlevy.privacy import services


@pytest.fixture
def keys_dir(tmp_path: Path, settings: Settings) -> Path:
    """The folder that the keys are in, not made yet."""
    settings.OPENLEVY_KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys" / "data"


@pytest.fixture
def keys(keys_dir: Path) -> Path:
    """The folder with its first keys."""
    services.ensure_keys()
    return keys_dir
