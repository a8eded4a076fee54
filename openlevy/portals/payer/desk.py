"""Who stands at the desk: the payer behind a request, and what a form of theirs carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from openlevy.access.guards import payer_of
from openlevy.history.services import Actor
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Role
from openlevy.parties.queries import PrincipalSeen, principal
from openlevy.portals.shared.devices import on_phone
from openlevy.portals.shared.phones import for_others
from openlevy.portals.shared.sending import PAGE_ROWS as PAGE_ROWS
from openlevy.portals.shared.sending import FormBroken as FormBroken
from openlevy.portals.shared.sending import RecordUnknown as RecordUnknown
from openlevy.portals.shared.sending import key_of as key_of
from openlevy.portals.shared.sending import new_key as new_key
from openlevy.portals.shared.sending import page_number as page_number
from openlevy.reference import queries as reference
from openlevy.reference.queries import BusinessDateNotOpen

_PC, _PHONE = "portal", "mobile"
"""How declarations and payments made on these pages are marked: on a computer, on a phone."""

MOST_CHOSEN = 50
_LARGEST_ID = 2**63 - 1
_YEARS = range(2009, 2200)
"""Those that a place's data can be about."""


@dataclass
class TooManyChosen(Refusal):
    """More rows than any page lets one choose."""

    most: int
    code = "portal.too_many_chosen"


@dataclass
class OneOfSeveral(Refusal):
    """Of several declarations to be paid together one cannot be, and so none is: ``which``, and
    what it is ``now``, in words."""

    which: str
    now: str
    code = "portal.one_of_several"


@dataclass
class PrincipalNotNamed(Refusal):
    """Whom to pay for was typed too long ago and not saved, or was forgotten."""

    code = "portal.principal_not_named"


@dataclass(frozen=True, slots=True)
class Insured:
    """Whose premiums a page is about: the payer's own, or those of ``principal`` (为他人缴费), of
    whom nothing is shown but what there is to pay."""

    payer_id: int
    principal: PrincipalSeen | None = None

    @property
    def number(self) -> int:
        """The payer's number for the principal; 0 for oneself."""
        return self.principal.number if self.principal else 0


@dataclass(frozen=True, slots=True)
class Desk:
    """The payer behind a request; ``place`` is the key of the jurisdiction whose words they see,
    ``channel`` how what they declare and pay now has come in."""

    payer_id: int
    name: str
    place: str
    actor: Actor
    channel: str


def desk(request: HttpRequest) -> Desk:
    """Who asks.

    Raises:
        PermissionDenied: nobody who acts for a payer.
    """
    user = request.user
    return Desk(
        payer_id=payer_of(request),
        name=getattr(user, "display_name", ""),
        place=_place(request),
        actor=Actor(Role.PAYER, user.pk),
        channel=_PHONE if on_phone(request) else _PC,
    )


def _place(request: HttpRequest) -> str:
    return getattr(request.user, "jurisdiction", "")


def insured(request: HttpRequest, number: int, levy_item: str = "") -> Insured:
    """Whom premiums, of ``levy_item`` alone where one is named, are paid for: ``number`` is the
    payer's for a principal, 0 for the payer.

    Raises:
        PrincipalNotNamed: there is no such principal now, or the place's premiums of that item are
            not paid for others.
    """
    if not number:
        return Insured(payer_of(request))
    for_others(request)
    found = principal(payer_of(request), number, now=timezone.now())
    allowed = reference.place(_place(request)).for_others
    if found is None or not allowed or (levy_item and levy_item not in allowed):
        raise PrincipalNotNamed
    return Insured(found.payer_id, found)


def today(request: HttpRequest) -> date:
    """The day the books are open for, as it was when the request came.

    Raises:
        BusinessDateNotOpen: there is none yet.
    """
    day: date | None = request.user.business_date  # type: ignore[union-attr]  # read with the user
    if day is None:
        raise BusinessDateNotOpen
    return day


def year(text: str) -> int:
    """The year that an address or a form names.

    Raises:
        RecordUnknown: none that anything can be paid for.
    """
    is_year = text.isascii() and text.isdigit() and len(text) == len("2026")
    if not is_year or int(text) not in _YEARS:
        raise RecordUnknown
    return int(text)


def numbers(texts: Iterable[str]) -> list[int]:
    """The record numbers that were sent, each once, in order.

    Raises:
        RecordUnknown: one of them is no record's number.
        TooManyChosen
    """
    sent = list(dict.fromkeys(texts))
    if len(sent) > MOST_CHOSEN:
        raise TooManyChosen(MOST_CHOSEN)
    if not all(text.isascii() and text.isdigit() and len(text) < 20 for text in sent):
        raise RecordUnknown
    found = list(dict.fromkeys(int(text) for text in sent))
    if not all(0 < number <= _LARGEST_ID for number in found):
        raise RecordUnknown
    return found
