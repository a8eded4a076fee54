"""Bent characters, drawn offline with ``captcha`` and the font that comes with it (Droid Sans Mono,
Apache-2.0).

To bend five characters takes longer than everything else about a page. So each process keeps some
bent forms of each character and some layers of noise, picks among them, and bends one anew now
and then. Programs can be taught to read such pictures as they can the library's own; what keeps
them out is the limit on guesses (docs/decisions/sessions.md).

Light on dark: the characters stand at least 7 : 1 against the ground (WCAG 2.2, 1.4.6).
"""

import secrets
from functools import cache
from io import BytesIO
from zlib import Z_RLE

from captcha.image import ImageCaptcha
from PIL import Image, ImageChops, ImageFilter

WIDTH, HEIGHT = 160, 60
_FORMS = 12
"""Bent forms kept of each character, and layers of noise."""
_USES = 240
"""How often one is used, about, before it is bent anew."""
_OVERLAP = 4
_LEVELS = 16
_SHADES = [value * _LEVELS // 256 for value in range(256)]
_Colour = tuple[int, int, int]
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_GROUNDS = ((16, 42, 82), (84, 24, 30), (18, 62, 42), (58, 30, 88))
_INKS = ((255, 255, 255), (255, 240, 200), (214, 240, 255))

_forms: dict[str, list[Image.Image]] = {}


def draw(text: str) -> bytes:
    """A PNG of ``WIDTH`` × ``HEIGHT`` pixels that says ``text``, never the same twice."""
    picture = Image.new("L", (WIDTH, HEIGHT))
    forms = _within(WIDTH, [_form(character) for character in text])
    overlaps = [secrets.randbelow(_OVERLAP + 1) for _ in forms]
    taken = sum(form.width for form in forms) - sum(overlaps[:-1])
    left = secrets.randbelow(WIDTH - taken + 1)
    for form, overlap in zip(forms, overlaps, strict=True):
        down = secrets.randbelow(HEIGHT - form.height + 1)
        box = (left, down, left + form.width, down + form.height)
        picture.paste(ImageChops.lighter(picture.crop(box), form), box)
        left += form.width - overlap
    noise = ImageChops.offset(_form(""), secrets.randbelow(WIDTH), secrets.randbelow(HEIGHT))
    return _png(ImageChops.lighter(picture, noise))


def _within(width: int, forms: list[Image.Image]) -> list[Image.Image]:
    """The same, narrowed where they would not all stand inside: what is cut off cannot be read."""
    taken = sum(form.width for form in forms)
    if taken <= width:
        return forms
    return [form.resize((form.width * width // taken, form.height)) for form in forms]


def _form(character: str) -> Image.Image:
    """One of the kept forms, light on black; of ``""`` a layer of noise."""
    kept = _forms.get(character)
    if kept is None:
        kept = _forms[character] = [_bent(character) for _ in range(_FORMS)]
    place = secrets.randbelow(_FORMS)
    if not secrets.randbelow(_USES):
        kept[place] = _bent(character)
    return kept[place]


def _bent(character: str) -> Image.Image:
    artist = ImageCaptcha(width=2 * HEIGHT, height=HEIGHT, font_sizes=(36, 40, 44))
    artist.character_rotate = (-20, 20)
    if not character:
        layer = Image.new("RGB", (WIDTH, HEIGHT))
        artist.create_noise_dots(layer, _WHITE)
        return artist.create_noise_curve(layer, _WHITE).convert("L").filter(ImageFilter.SMOOTH)
    drawn = artist.create_captcha_image(character, _WHITE, _BLACK).convert("L")
    return drawn.filter(ImageFilter.SMOOTH).crop(drawn.getbbox())


def _png(picture: Image.Image) -> bytes:
    """In sixteen shades between a ground and an ink."""
    ground, ink = secrets.choice(_GROUNDS), secrets.choice(_INKS)
    shades = picture.point(_SHADES)
    shades.putpalette(_palette(ground, ink))
    file = BytesIO()
    shades.save(file, format="png", bits=4, compress_level=1, compress_type=Z_RLE)
    return file.getvalue()


@cache
def _palette(ground: _Colour, ink: _Colour) -> bytes:
    return bytes(
        low + (high - low) * level // (_LEVELS - 1)
        for level in range(_LEVELS)
        for low, high in zip(ground, ink, strict=True)
    )
