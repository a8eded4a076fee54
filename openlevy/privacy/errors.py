"""What can be wrong with the keys or with a sealed value."""

from dataclasses import dataclass

from openlevy.kernel.errors import Refusal


@dataclass
class KeysMissing(Refusal):
    """The key folder is not there, is empty, or lacks ``file``: nothing can be sealed or found."""

    folder: str
    file: str
    code = "privacy.keys_missing"


@dataclass
class KeyMissing(Refusal):
    """The data were sealed with key ``number``, which is not in ``folder``."""

    number: int
    folder: str
    code = "privacy.key_missing"


@dataclass
class KeysExposed(Refusal):
    """``path`` may be read by others than its owner (``mode``, octal); it is not used like that."""

    path: str
    mode: str
    code = "privacy.keys_exposed"


@dataclass
class KeyDamaged(Refusal):
    """``path`` does not hold 64 hexadecimal digits."""

    path: str
    code = "privacy.key_damaged"


@dataclass
class SealBroken(Refusal):
    """The sealed bytes were changed, cut, sealed for another purpose, or by another key that
    bears the same number. ``number`` is 0 when not even the head can be read."""

    purpose: str
    number: int
    code = "privacy.seal_broken"
