"""Keys to seal bodies with, and no transaction around the tests: in one, time stands still."""

import pytest

from openlevy.privacy.services import ensure_keys


@pytest.fixture(autouse=True)
def _keys(transactional_db: None) -> None:
    ensure_keys()
