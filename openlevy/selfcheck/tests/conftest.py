"""The session's keys, and a world that the tests of a module share."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from openlevy.ledger.services import ensure_seal_key
from openlevy.privacy.services import ensure_keys
from openlevy.selfcheck.tests.world import World, a_world
from tests.emptying import empty


@pytest.fixture(autouse=True, scope="session")
def _keys() -> None:
    ensure_keys()
    ensure_seal_key()


@pytest.fixture(scope="module")
def world(
    _keys: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Every state once. What a test changes of it is undone with the test's transaction."""
    with django_db_blocker.unblock():
        yield a_world()
        empty()
