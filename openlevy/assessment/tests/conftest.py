"""Two officers of one office, and a resident whose agency has delivered them."""

import pytest

from openlevy.access.tests.officers import Post, an_officer
from openlevy.kernel.flow import Role
from openlevy.parties.tests.people import Resident, a_resident


@pytest.fixture
def window() -> Post:
    """Who proposes."""
    return an_officer(Role.WINDOW)


@pytest.fixture
def review() -> Post:
    """Who decides."""
    return an_officer(Role.REVIEW, name="方晓")


@pytest.fixture
def who(window: Post) -> Resident:
    """Somebody enrolled in 房山区."""
    return a_resident()
