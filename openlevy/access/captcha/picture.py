"""Bent characters on a light ground, drawn offline with the font that comes with ``captcha``
(Droid Sans Mono, Apache-2.0)."""

import secrets
from functools import lru_cache

from captcha.image import ImageCaptcha

WIDTH, HEIGHT = 180, 64
_GROUND = (255, 255, 255)
_INKS = ((16, 58, 113), (122, 28, 28), (20, 83, 45), (76, 29, 109))
"""Each at least 9 : 1 against the ground, also for those who do not tell colours apart."""


def draw(text: str) -> bytes:
    """A PNG of ``WIDTH`` × ``HEIGHT`` pixels that says ``text``, never the same twice."""
    ink = secrets.choice(_INKS)
    return _artist().generate(text, format="png", bg_color=_GROUND, fg_color=ink).getvalue()


@lru_cache(maxsize=1)
def _artist() -> ImageCaptcha:
    """Loads the font once."""
    return ImageCaptcha(width=WIDTH, height=HEIGHT, font_sizes=(40, 44, 48))
