"""An instance whose books are open, and the network it speaks with."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from openlevy.gateways.treasury.tests.network import Network, Peer, ensure_both_nodes, peer
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.privacy.services import ensure_keys
from openlevy.reference.services import open_business_date


@pytest.fixture
def network(transactional_db: None) -> Network:
    """The network. No transaction around the test: hot verbs need autocommit."""
    ensure_keys()
    ensure_both_nodes()
    open_business_date(TOMORROW)
    return Network()


@pytest.fixture
def who(network: Network) -> Resident:
    """Somebody enrolled."""
    return a_resident()


@pytest.fixture
def taking(network: Network) -> Iterator[Peer]:
    """A server where our messages go."""
    with peer() as there, override_settings(OPENLEVY_TREASURY_URL=there.url):
        yield there
