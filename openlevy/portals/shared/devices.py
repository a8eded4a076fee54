"""What somebody reads our pages on: a phone, or anything larger."""

from django.http import HttpRequest

_PHONE = "Mobi"
"""Every browser of a phone says so of itself, those inside apps too; asked for the pages of a
computer (桌面版网站) it says so no longer."""


def on_phone(request: HttpRequest) -> bool:
    """Whether a phone asks. It decides over words alone: who lies about it reads other labels."""
    return _PHONE in request.headers.get("User-Agent", "")
