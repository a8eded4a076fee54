"""Form fields that take what people type and say in a sentence what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField

from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _
from openlevy.portals.shared.translated import gettext_lazy
from openlevy.portals.shared.typed_days import DayUnreadableError, typed_day
from openlevy.portals.shared.widgets import Choice, Line, Pairs
from openlevy.privacy.rules import masked

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Described(BoundField):
    """A field whose input names its hint and its error, so that they are read out with it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """The widget's attributes, ``aria-describedby`` and ``aria-invalid`` among them."""
        built = super().build_widget_attrs(attrs, widget)
        parts = [f"{self.id_for_label}-hint"] if self.help_text else []
        if self.errors:
            parts.append(f"{self.id_for_label}-wrong")
            built["aria-invalid"] = "true"
        if parts:
            built["aria-describedby"] = " ".join(parts)
        return built


class Typed(forms.CharField):
    """One line of text. What was typed stays in the field when it is refused."""

    bound_field_class = Described

    def __init__(
        self,
        *,
        label: str | _StrPromise,
        missing: str | _StrPromise,
        longest: int = 100,
        attrs: dict[str, str] | None = None,
        hint: str | _StrPromise = "",
        **kwargs: Any,
    ) -> None:
        widget = kwargs.pop("widget", Line)
        super().__init__(
            label=label,
            help_text=hint,
            max_length=longest,
            strip=kwargs.pop("strip", True),
            widget=widget(attrs={"class": "input", **(attrs or {})}),
            error_messages={
                "required": missing,
                "max_length": gettext_lazy("最多填写 %(limit_value)d 个字符。"),
                "null_characters_not_allowed": gettext_lazy("含有不能使用的字符，请重新填写。"),
            },
            **kwargs,
        )


class Picked(forms.ChoiceField):
    """One of a list that the page fills in."""

    bound_field_class = Described

    def __init__(
        self, *, label: str | _StrPromise, missing: str | _StrPromise, hint: str | _StrPromise = ""
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            widget=Choice(attrs={"class": "input"}),
            error_messages={"required": missing, "invalid_choice": missing},
        )

    def offer(self, pairs: Iterable[tuple[str, str]]) -> None:
        """What there is to choose from, key and words; before it, a request to choose."""
        self.choices = Pairs([("", _("请选择")), *pairs])


class Day(forms.Field):
    """A day in any form that can mean one day only; see ``typed_days``."""

    bound_field_class = Described

    def __init__(self, *, label: str | _StrPromise, last: bool = False) -> None:
        self.last = last
        super().__init__(
            label=label,
            widget=Line(
                attrs={
                    "class": "input number",
                    "inputmode": "numeric",
                    "autocomplete": "off",
                    "maxlength": "30",
                    "placeholder": "2026-01-01",
                }
            ),
            error_messages={"required": gettext_lazy("请填写日期，例如 2026-01-01。")},
        )

    def to_python(self, value: Any) -> date | None:
        """The day, or a sentence that says which forms are understood."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return typed_day(text, last=self.last)
        except DayUnreadableError:
            raise forms.ValidationError(
                _("看不懂日期“%(text)s”，请按 年-月-日 填写，例如 2026-01-01。")
                % {"text": masked(text[:30])}
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """A day is shown as ``2026-01-01``; what was typed, as it was typed."""
        return formats.short_day(value) if isinstance(value, date) else value


class Range(forms.Form):
    """From one day to another. Turned round by mistake, the days are taken the right way."""

    named: str | _StrPromise = ""
    """What the guide calls both days together, where it has one word for them; the labels of the
    two begin with it."""

    start = Day(label=gettext_lazy("起始日期"))
    end = Day(label=gettext_lazy("截止日期"), last=True)

    turned = False

    def clean(self) -> dict[str, Any]:
        """The days in order, and a range that ends somewhere."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end:
            self.turned = end < start
            cleaned["start"], cleaned["end"] = sorted((start, end))
        return cleaned

    @property
    def note(self) -> str:
        """What the page says when the days were turned round."""
        if not self.turned:
            return ""
        return _("起始日期晚于截止日期，已按 %(start)s 至 %(end)s 查询。") % {
            "start": formats.short_day(self.cleaned_data["start"]),
            "end": formats.short_day(self.cleaned_data["end"]),
        }
