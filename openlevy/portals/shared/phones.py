"""Whom to call: the telephones of the place whose payer a page is for.

A sentence of refusal is put together where nobody knows who asked, so the request under way is kept
for the thread that answers it.
"""

from contextvars import ContextVar

from django.http import HttpRequest

from openlevy.reference import queries as reference

MEDICAL = "medical"
"""Of the insurances, the one whose agencies are not the social insurance agencies."""
AT_NO_PLACE = "reference"
"""Whose telephones are told to somebody who has not signed in."""
_under_way: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def answering(request: HttpRequest) -> None:
    """This thread answers that request from now on."""
    _under_way.set(request)


def about(request: HttpRequest, insurance: str) -> None:
    """What the request has turned out to be about, where its address does not say so."""
    request.__dict__["about_insurance"] = insurance


def for_others(request: HttpRequest) -> None:
    """The request is about what somebody else owes."""
    request.__dict__["for_others"] = True


def of_others() -> bool:
    """Whether the request under way is about what somebody else owes."""
    request = _under_way.get()
    return request is not None and request.__dict__.get("for_others") is True


def of_medical() -> bool:
    """Whether the request under way is about medical insurance."""
    request = _under_way.get()
    if request is None:
        return False
    return request.__dict__.get("about_insurance") == MEDICAL or request.path.startswith(
        f"/{MEDICAL}/"
    )


def of_proofs() -> bool:
    """Whether the request under way is about payment proofs."""
    request = _under_way.get()
    return request is not None and request.path.startswith("/proofs/")


def tax_phone() -> str:
    """The tax authority's."""
    return reference.place(place_under_way()).service.tax_phone


def agency_phone() -> str:
    """The social insurance agencies'."""
    return reference.place(place_under_way()).service.social_insurance_phone


def healthcare_phone() -> str:
    """The healthcare agencies'."""
    return reference.place(place_under_way()).service.healthcare_phone


def place_under_way() -> str:
    """The place of whoever asks, where that is known already: to say a telephone is no reason to
    ask the database, which may be what has failed."""
    request = _under_way.get()
    who = getattr(request, "officer", None) or getattr(request, "_cached_user", None)
    return getattr(who, "jurisdiction", "") or AT_NO_PLACE
