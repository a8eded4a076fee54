"""Bent characters, drawn offline with the font that comes with ``captcha`` (Droid Sans Mono,
Apache-2.0).

Light on dark, because the library takes an ink's lightness for its opacity: dark ink comes out
pale. Drawn so, the characters stand at least 7 : 1 against the ground (WCAG 2.2, 1.4.6).
"""

import secrets
from functools import lru_cache

from captcha.image import ImageCaptcha

WIDTH, HEIGHT = 200, 64
_GROUNDS = ((16, 42, 82), (84, 24, 30), (18, 62, 42), (58, 30, 88))
_INKS = ((255, 255, 255), (255, 240, 200), (214, 240, 255))


def draw(text: str) -> bytes:
    """A PNG of ``WIDTH`` × ``HEIGHT`` pixels that says ``text``, never the same twice."""
    ground, ink = secrets.choice(_GROUNDS), secrets.choice(_INKS)
    return _artist().generate(text, format="png", bg_color=ground, fg_color=ink).getvalue()


@lru_cache(maxsize=1)
def _artist() -> ImageCaptcha:
    """Loads the font once. Characters overlap a little, so that they are not cut apart easily."""
    artist = ImageCaptcha(width=WIDTH, height=HEIGHT, font_sizes=(40, 44, 48))
    artist.word_offset_dx = 0.15
    artist.character_rotate = (-20, 20)
    return artist
