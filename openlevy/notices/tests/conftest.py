"""Keys to seal with."""

import pytest

from openlevy.privacy.services import ensure_keys


@pytest.fixture(autouse=True)
def _keys() -> None:
    ensure_keys()
