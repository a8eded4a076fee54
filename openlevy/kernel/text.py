"""What people type and paste: full-width forms, spaces, lower case. Pure."""

_FULL_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
"""Full-width forms to ASCII, the ideographic space to a space, ￥ to ¥. Unicode's own compatibility
forms (NFKC) go too far: they read 10² as 102."""


def half_width(text: str) -> str:
    """``text`` with full-width letters, digits and signs made half-width; nothing else changes."""
    return text.translate(_FULL_WIDTH)


def compact(text: str) -> str:
    """A number as stored: half-width, upper case, without white space."""
    return "".join(half_width(text).split()).upper()
