"""Jinja2 for the pages."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from jinja2 import Environment

from sandbox.banks.decision import MODES


def environment(**options: Any) -> Environment:
    """The environment, with what templates may call."""
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701  # Django: autoescape
    made.trim_blocks = made.lstrip_blocks = True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(url=reverse, modes=MODES)
    made.filters.update(yuan=yuan, moment=moment)
    return made


def yuan(amount_fen: int) -> str:
    """Fen as yuan with thousands separated."""
    sign = "-" if amount_fen < 0 else ""
    return f"{sign}{abs(amount_fen) // 100:,}.{abs(amount_fen) % 100:02d}"


def moment(at: dt.datetime | None) -> str:
    """An instant in Beijing time."""
    return f"{timezone.localtime(at):%m-%d %H:%M:%S}" if at else ""
