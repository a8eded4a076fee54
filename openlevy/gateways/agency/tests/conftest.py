"""An instance that knows an agency and has opened its books."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from openlevy.gateways.agency.tests.desk import AGENCY, Desk
from openlevy.gateways.treasury.signing import ensure_node_keys
from openlevy.privacy.services import ensure_keys
from openlevy.reference.services import open_business_date

TODAY = date(2026, 11, 20)


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    """The desk of 朝阳区's agency. No transaction around the test: each row has its own."""
    ensure_keys()
    open_business_date(TODAY)
    ensure_node_keys(settings.OPENLEVY_KEYS_DIR / "nodes", settings.OPENLEVY_NODE, timezone.now())
    return Desk(AGENCY, TODAY)
