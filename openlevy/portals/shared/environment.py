"""The template environment: where templates lie and which words they know."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from openlevy.portals.shared import formats
from openlevy.portals.shared.assets import static
from openlevy.portals.shared.drawn import field_once, range_once
from openlevy.portals.shared.folding import FoldingEnvironment
from openlevy.portals.shared.links import url
from openlevy.portals.shared.phones import (
    agency_phone,
    healthcare_phone,
    place_under_way,
    tax_phone,
)
from openlevy.portals.shared.placed import by_form, entry_label, place_words
from openlevy.portals.shared.translated import gettext, language, the_only_language

_PORTALS = Path(__file__).resolve().parent.parent
_FACES = ("shared", "payer", "public", "officer")
_MOST_KEPT = 512


def environment(**options: Any) -> Environment:
    """The environment of Django's Jinja2 backend. A name that a template misspells is an error.
    Every template knows the macros of ``shared/macros.html``: to import them costs at each use.
    """
    options["loader"] = FileSystemLoader([_PORTALS / face / "templates" for face in _FACES])
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = FoldingEnvironment(**options)  # Django sets autoescape
    env.globals.update(_=_words, url=url, static=static, icon=_icon, stage=settings.OPENLEVY_ENV)
    env.globals.update(
        part=_parts_of(env),
        tax_phone=tax_phone,
        agency_phone=agency_phone,
        healthcare_phone=healthcare_phone,
        place_under_way=place_under_way,
        place_words=place_words,
        by_form=by_form,
        entry_label=entry_label,
    )
    env.constant = ("url", "static", "icon", *(("_", "part") if the_only_language() else ()))
    env.filters.update(
        yuan=formats.yuan,
        day=formats.day,
        short_day=formats.short_day,
        instant=formats.instant,
        hour=formats.hour,
        span=formats.span,
        tail=formats.tail,
    )
    pieces = vars(env.get_template("shared/macros.html").module)
    env.globals.update({name: piece for name, piece in pieces.items() if isinstance(piece, Macro)})
    env.globals["field"] = field_once(pieces["field"])
    env.globals["range_form"] = range_once(pieces["range_form"])
    return env


def _parts_of(env: Environment) -> Callable[..., Markup]:
    """``part(template, …)``: a piece of a page that is the same for everybody who is at the same
    place of it, typeset once for each language. Its values are all it may know."""

    @lru_cache(_MOST_KEPT)
    def kept(_language: str, template: str, values: tuple[tuple[str, str], ...]) -> Markup:
        return Markup(env.get_template(template).render(dict(values)))  # noqa: S704 (escaped there)

    def part(template: str, **values: str) -> Markup:
        return kept(language(), template, tuple(values.items()))

    return part


def _words(text: str, **values: object) -> Markup:
    """``_("…%(name)s…", name=…)`` in a template: the words in the page's language, with the values
    escaped. The words themselves are the templates' and translators' own, so marks are kept."""
    said = _said(language(), text)
    return said % values if values else said


@lru_cache(4 * _MOST_KEPT)
def _said(_language: str, text: str) -> Markup:
    """A template's words are few and constant; finding them costs more than saying them."""
    return Markup(gettext(text))  # noqa: S704


@lru_cache(_MOST_KEPT)
def _icon(name: str, extra: str = "") -> Markup:
    """A sign of the sprite; hidden from readers, so words stand beside it."""
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        f"icon {extra}".strip(), static("icons.svg"), name
    )
