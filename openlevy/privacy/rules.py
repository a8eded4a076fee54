"""How a value is written before it is digested, so that one value has one digest. Pure."""

import ipaddress
import unicodedata
from collections.abc import Callable


def normalise(kind: str, value: str) -> str:
    """``value`` as every way of typing it is written: width, case, spaces and dashes evened out.

    Raises:
        KeyError: an unknown kind, which is a mistake of the caller's.
        ValueError: an ``address`` that is no IP address.
    """
    return KINDS[kind](unicodedata.normalize("NFKC", value))


def last4(text: str) -> str:
    """The last four characters, for a screen; of fewer than eight the latter half only, so that
    never more than half of a value is shown."""
    shown = min(4, len(text) // 2)
    return text[len(text) - shown :]


def _document(text: str) -> str:
    return "".join(text.split()).upper()


def _digits(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def _phone(text: str) -> str:
    """A mainland mobile number has 11 digits beginning with 1; only before those is 86 a prefix."""
    number = _digits(text)
    for prefix in ("+86", "0086", "86"):
        rest = number.removeprefix(prefix)
        if rest != number and len(rest) == 11 and rest.startswith("1"):
            return rest
    return number


def _username(text: str) -> str:
    return text.strip().casefold()


def _code(text: str) -> str:
    return _digits(text).upper()


def _address(text: str) -> str:
    """An IPv6 household owns a whole /64, so that is what is told apart."""
    address = ipaddress.ip_address(text.strip())
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))


KINDS: dict[str, Callable[[str], str]] = {
    "id_no": _document,
    "bank_account": _digits,
    "phone": _phone,
    "username": _username,
    "code": _code,
    "address": _address,
}
