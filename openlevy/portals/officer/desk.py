"""Who sits at the desk: the officer behind a request, and on which day of the books."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from openlevy.access.guards import officer_of
from openlevy.history.services import Actor
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Role
from openlevy.reference.queries import BusinessDateNotOpen


@dataclass
class PersonUnknown(Refusal):
    """No agency has delivered a person of this document and name with an enrolment at the officer's
    offices. Which of it is wrong is not told: of others' people nothing is."""

    code = "officer.person_unknown"


def today(request: HttpRequest) -> date:
    """The day the books are open for, read with the officer's session.

    Raises:
        BusinessDateNotOpen: there is none yet.
    """
    day = officer_of(request).business_date
    if day is None:
        raise BusinessDateNotOpen
    return day


def acting(request: HttpRequest, role: Role) -> Actor:
    """The officer in one capacity; whether they hold it at the case's office, the service asks."""
    return Actor(role, officer_of(request).user_id)
