"""Who stands at the desk: the payer behind a request, and what a form of theirs carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest

from openlevy.access.guards import payer_of
from openlevy.history.services import Actor
from openlevy.kernel.errors import Refusal
from openlevy.kernel.flow import Role

CHANNEL = "portal"
"""How declarations and payments made on these pages are marked."""

PAGE_ROWS = 20
_MOST_IDS = 50
_LARGEST_ID = 2**63 - 1


@dataclass
class FormBroken(Refusal):
    """The form came without the key it was made with: not from a page of ours, or cut short."""

    code = "portal.form_broken"


@dataclass
class RecordUnknown(Refusal):
    """There is no such record, or it is another payer's."""

    code = "portal.record_unknown"


@dataclass(frozen=True, slots=True)
class Desk:
    """The payer behind a request; ``place`` is the key of the jurisdiction whose words they see."""

    payer_id: int
    name: str
    place: str
    actor: Actor


def desk(request: HttpRequest) -> Desk:
    """Who asks.

    Raises:
        PermissionDenied: nobody who acts for a payer.
    """
    user = request.user
    return Desk(
        payer_id=payer_of(request),
        name=getattr(user, "display_name", ""),
        place=getattr(user, "jurisdiction", ""),
        actor=Actor(Role.PAYER, user.pk),
    )


def new_key() -> str:
    """The key of what a page's form will ask for: made with the page, so that sending the form
    twice is asking once."""
    return uuid4().hex


def key_of(request: HttpRequest) -> UUID:
    """The key that the form carries.

    Raises:
        FormBroken: none, or one that no page of ours made.
    """
    try:
        return UUID(hex=request.POST.get("key", ""))
    except ValueError:
        raise FormBroken from None


def numbers(texts: Iterable[str]) -> list[int]:
    """The record numbers among what was sent, each once, in order; what is none is left out."""
    found = (int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 20)
    return list(dict.fromkeys(n for n in found if 0 < n <= _LARGEST_ID))[:_MOST_IDS]


def page_number(request: HttpRequest) -> int:
    """The page of a list asked for, from 1."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
