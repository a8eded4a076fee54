"""The template environment: where templates lie and which words they know."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from openlevy.portals.shared import formats
from openlevy.portals.shared.assets import static

_PORTALS = Path(__file__).resolve().parent.parent
_FACES = ("shared", "payer", "public", "officer")
_MOST_KEPT = 512


def environment(**options: Any) -> Environment:
    """The environment of Django's Jinja2 backend. A name that a template misspells is an error."""
    options["loader"] = FileSystemLoader([_PORTALS / face / "templates" for face in _FACES])
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 (Django sets it)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(url=_url, static=static, icon=_icon, stage=settings.OPENLEVY_ENV)
    env.globals["part"] = _parts_of(env)
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


def _parts_of(env: Environment) -> Callable[..., Markup]:
    """``part(template, …)``: a piece of a page that is the same for everybody who is at the same
    place of it, typeset once for each language. Its values are all it may know."""

    @lru_cache(_MOST_KEPT)
    def kept(language: str | None, template: str, values: tuple[tuple[str, str], ...]) -> Markup:
        return Markup(env.get_template(template).render(dict(values)))  # noqa: S704 (escaped there)

    def part(template: str, **values: str) -> Markup:
        return kept(translation.get_language(), template, tuple(values.items()))

    return part


@lru_cache(_MOST_KEPT)
def _icon(name: str, extra: str = "") -> Markup:
    """A sign of the sprite; hidden from readers, so words stand beside it."""
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        f"icon {extra}".strip(), static("icons.svg"), name
    )


@lru_cache(_MOST_KEPT)
def _url(name: str, *args: object) -> str:
    return reverse(name, args=args or None)
