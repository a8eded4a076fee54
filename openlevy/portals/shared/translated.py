"""Words in the page's language. The program's words are few and constant, and Django's own look-up
of one costs more than the rest of a line on a page, so each is looked up once."""

from functools import cache, lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import lazy

_MOST_KEPT = 4096


def language() -> str:
    """The page's language; not asked for where there is one only."""
    return the_only_language() or translation.get_language() or settings.LANGUAGE_CODE


@cache
def the_only_language() -> str | None:
    """The language of all pages, while there is one only."""
    return settings.LANGUAGE_CODE if len(settings.LANGUAGES) == 1 else None


def gettext(text: str) -> str:
    """``text``, which is in Chinese, in the page's language."""
    return _kept(language(), text)


gettext_lazy = lazy(gettext, str)
"""The same, when it comes to be shown."""


@lru_cache(_MOST_KEPT)
def _kept(language: str, text: str) -> str:
    return translation.gettext(text)
