"""Nothing is found where nothing is wrong, whatever state things are in."""

import pytest

from openlevy.selfcheck import run
from openlevy.selfcheck.tests.world import a_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_database_is_right() -> None:
    assert list(run()) == []


def test_every_state_an_order_can_have_is_right() -> None:
    a_world()
    assert [str(finding) for finding in run()] == []
