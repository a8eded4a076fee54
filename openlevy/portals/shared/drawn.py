"""Parts of forms that look the same for everybody who opens them, typeset once for each language: a
field nobody has typed into yet, a range of days that is understood. Django works through a form at
every look otherwise, which took a fifth of a page.
"""

from collections.abc import Callable, Hashable

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

from openlevy.portals.shared.fields import Range
from openlevy.portals.shared.translated import language

_MOST_KEPT = 512
Macro = Callable[..., Markup]


class _Kept:
    """What a macro has made, by what it depends on; forgotten when there is too much of it."""

    def __init__(self, macro: Macro) -> None:
        self._macro = macro
        self._made: dict[Hashable, Markup] = {}

    def by(self, key: Hashable, *values: object) -> Markup:
        """What the macro makes of the values, which must be the same whenever the key is."""
        key = (language(), key)
        made = self._made.get(key)
        if made is None:
            made = self._macro(*values)
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            self._made[key] = made
        return made


def field_once(macro: Macro) -> Macro:
    """The macro ``field(bound)``, kept for what was not sent yet: a line of text that is empty, a
    list with what is chosen in it."""
    kept = _Kept(macro)

    def field(bound: BoundField) -> Markup:
        if bound.form.is_bound:
            return macro(bound)
        value, offered = bound.value(), ()
        if isinstance(bound.field, forms.ChoiceField):
            offered = tuple(bound.field.choices)  # type: ignore[arg-type]
        elif value:
            return macro(bound)
        # A place may call the field otherwise than another.
        said = str(bound.label)
        return kept.by((type(bound.form), bound.name, said, value, offered), bound)

    return field


def range_once(macro: Macro) -> Macro:
    """The macro ``range_form(form, submit, sign)``, kept for the days that it shows."""
    kept = _Kept(macro)

    def range_form(form: Range, submit: str, sign: str = "search") -> Markup:
        if form.is_bound and form.errors:
            return macro(form, submit, sign)
        days = form["start"].value(), form["end"].value()
        return kept.by((type(form), days, submit, sign), form, submit, sign)

    return range_form
