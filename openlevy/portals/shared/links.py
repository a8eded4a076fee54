"""The addresses of pages, by name. Addresses do not change while the program runs, so each is put
together once."""

from functools import lru_cache

from django.urls import reverse

_MOST_KEPT = 4096


@lru_cache(_MOST_KEPT)
def url(name: str, *args: object) -> str:
    """The address of the page called ``payer:declaration`` for the record of this number.

    Raises:
        NoReverseMatch: no page has that name and so many arguments.
    """
    return reverse(name, args=args or None)
