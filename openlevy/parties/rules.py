"""When a name that was typed is a person's. Pure."""

from openlevy.kernel.text import half_width

_DOTS = dict.fromkeys(map(ord, "•・‧∙⋅･．."), "·")
"""Middle dots of names in several languages, as keyboards and other programs write them; the
standard one is U+00B7 (GB/T 15834)."""


def written(name: str) -> str:
    """A name by which two ways of writing it are compared: width, blanks, case and the kind of
    middle dot count for nothing."""
    return "".join(half_width(name).translate(_DOTS).split()).casefold()


def is_named(typed: str, *names: str | None) -> bool:
    """Whether what was typed is one of a person's names; one that nobody knows (None) is not."""
    said = written(typed)
    return bool(said) and any(written(name) == said for name in names if name)
