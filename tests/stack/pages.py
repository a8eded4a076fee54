"""A page as a person without scripts has it: what it says, where it leads, its forms."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form with the values that it would be sent with as it stands."""

    action: str
    values: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **typed: str) -> list[tuple[str, str]]:
        """What is sent after these fields have been filled in or chosen."""
        kept = [(name, value) for name, value in self.values if name not in typed]
        return kept + list(typed.items())


@dataclass(frozen=True)
class Page:
    """An answer of the portal."""

    status: int
    address: str
    source: str
    location: str = ""

    @property
    def text(self) -> str:
        """What it says, without tags."""
        body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", self.source, flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", body).split())

    @property
    def headings(self) -> list[str]:
        """Its second-level headings: on pages of outcomes, the outcome."""
        found = re.findall(r"<h2[^>]*>(.*?)</h2>", self.source, flags=re.DOTALL)
        return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]

    @property
    def forms(self) -> list[Form]:
        """Its forms, in their order."""
        reader = _Forms(self.address)
        reader.feed(self.source)
        return reader.found

    @property
    def links(self) -> list[str]:
        """Where its links lead on this site."""
        return [html.unescape(one) for one in re.findall(r'href="(/[^"#]*)"', self.source)]

    def form(self, field_name: str) -> Form:
        """The form that has a field of this name."""
        for form in self.forms:
            if field_name in form.choices or any(name == field_name for name, _ in form.values):
                return form
        raise AssertionError(f"{self.status} {self.address} has no {field_name!r}: {self.text}")


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self.found: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(given.get("action") or self._address))
        elif self.found and tag == "input" and "disabled" not in given:
            self._input(given)
        elif self.found and tag == "select":
            self._select = given.get("name", "")
            self.found[-1].choices.setdefault(self._select, [])
        elif self.found and tag == "option" and self._select:
            self._option(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _input(self, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        choosing = given.get("type") in ("radio", "checkbox")
        if choosing:
            self.found[-1].choices.setdefault(name, []).append(value)
        if name and (not choosing or "checked" in given):
            self.found[-1].values.append((name, value))

    def _option(self, given: dict[str, str]) -> None:
        value = given.get("value", "")
        if value:
            self.found[-1].choices[self._select].append(value)
        if "selected" in given:
            self.found[-1].values.append((self._select, value))
