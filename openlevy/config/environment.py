"""Settings come from the environment; a bad value stops the start with a sentence."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

STAGES = ("production", "demonstration", "test")


class Environment:
    """Reads and checks variables; every refusal names the variable and what it may be."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self._variables = os.environ if variables is None else variables

    def text(self, name: str, default: str | None = None) -> str:
        """The variable's text; without a default it must be set."""
        value = self._variables.get(name, default)
        if value is None or value == "":
            if default is not None:
                return default
            raise ImproperlyConfigured(f"{name} is not set.")
        return value

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """One of the named words."""
        value = self.text(name, default)
        if value not in choices:
            raise ImproperlyConfigured(f"{name} is {value!r}; it may be {', '.join(choices)}.")
        return value

    def whole(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ImproperlyConfigured(
                f"{name} is {value!r}; it must be a whole number from {least} to {most}."
            )
        return int(value)

    def flag(self, name: str, default: bool) -> bool:
        """``1`` or ``0``."""
        return self.choice(name, ("0", "1"), "1" if default else "0") == "1"

    def folder(self, name: str, default: Path) -> Path:
        """A folder that need not exist yet."""
        return Path(self.text(name, str(default))).expanduser().resolve()

    def words(self, name: str, default: str) -> list[str]:
        """Comma-separated words; none for an empty text."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def url(self, name: str, default: str | None) -> str:
        """An http(s) address without a trailing slash; without a default it must be set."""
        value = self.text(name, default).rstrip("/")
        if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
            raise ImproperlyConfigured(f"{name} is {value!r}; it must be an http(s) address.")
        return value

    def database(self, name: str) -> dict[str, object]:
        """``postgresql://user:password@host:port/name`` as Django's dictionary."""
        value = self.text(name)
        parts = urlsplit(value)
        if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
            raise ImproperlyConfigured(
                f"{name} must look like postgresql://user:password@host:port/name."
            )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }
