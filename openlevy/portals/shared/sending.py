"""What the forms and lists of every portal carry: the key of a request, the page of a list."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest

from openlevy.kernel.errors import Refusal

PAGE_ROWS = 20


@dataclass
class FormBroken(Refusal):
    """The form came without the key it was made with: not from a page of ours, or cut short."""

    code = "portal.form_broken"


@dataclass
class RecordUnknown(Refusal):
    """There is no such record, or it is another's."""

    code = "portal.record_unknown"


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


def page_number(request: HttpRequest) -> int:
    """The page of a list asked for, from 1."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
