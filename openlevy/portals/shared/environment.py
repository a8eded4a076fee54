"""The template environment: where templates lie and which words they know."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from openlevy.portals.shared import formats
from openlevy.portals.shared.assets import static

_PORTALS = Path(__file__).resolve().parent.parent
_FACES = ("shared", "payer", "public", "officer")


def environment(**options: Any) -> Environment:
    """The environment of Django's Jinja2 backend. A name that a template misspells is an error."""
    options["loader"] = FileSystemLoader([_PORTALS / face / "templates" for face in _FACES])
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 (Django sets it)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(
        url=_url, static=static, stage=settings.OPENLEVY_ENV, language=translation.get_language
    )
    env.filters.update(
        yuan=formats.yuan,
        day=formats.day,
        short_day=formats.short_day,
        instant=formats.instant,
        hour=formats.hour,
        span=formats.span,
        tail=formats.tail,
    )
    return env


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
