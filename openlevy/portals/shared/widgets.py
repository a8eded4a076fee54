"""The two inputs that forms have, drawn without a template of their own: Django's widgets load one
for each input and each option, which cost more than the rest of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe
from markupsafe import escape


def attributes(values: dict[str, Any]) -> str:
    """As they stand in a tag: ``True`` by its name alone, ``False`` and ``None`` not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in values.items()
        if value is not None and value is not False
    )


class Line(forms.TextInput):
    """One line to type into."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The ``<input>``, with what was typed."""
        shown = self.format_value(value)
        own = {"type": self.input_type, "name": name} | ({} if shown is None else {"value": shown})
        return mark_safe(f"<input{attributes(own | self.build_attrs(self.attrs, attrs))}>")  # noqa: S308


class Tick(forms.CheckboxInput):
    """A box to tick."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The ``<input>``, ticked or not."""
        own = {"type": "checkbox", "name": name, "checked": bool(value)}
        return mark_safe(f"<input{attributes(own | self.build_attrs(self.attrs, attrs))}>")  # noqa: S308


class Password(Line):
    """One line that nobody sees; what was typed is never sent back."""

    input_type = "password"

    def format_value(self, value: Any) -> str | None:
        """Nothing."""
        return None


class Pairs(BaseChoiceIterator):
    """A plain list of keys and words, as it is: Django looks into each for groups otherwise."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = tuple(pairs)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Key and words of each."""
        return iter(self._pairs)


@lru_cache(256)
def _chosen(pairs: tuple[tuple[str, str], ...], chosen: tuple[str, ...]) -> str:
    return "".join(
        f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>'
        f"{escape(words)}</option>"
        for key, words in pairs
    )


class Choice(forms.Select):
    """One of a plain list, no groups."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The ``<select>`` with its options."""
        pairs: tuple[tuple[str, str], ...] = tuple(self.choices)  # type: ignore[arg-type]
        chosen = tuple(self.format_value(value))
        own = attributes({"name": name} | self.build_attrs(self.attrs, attrs))
        return mark_safe(f"<select{own}>{_chosen(pairs, chosen)}</select>")  # noqa: S308
