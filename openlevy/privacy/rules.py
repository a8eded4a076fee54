"""How a value is written before it is digested, so that one value has one digest, and how much of
a number is shown. Pure."""

import ipaddress
import re
from collections.abc import Callable

from openlevy.kernel.text import compact, half_width


def normalise(kind: str, value: str) -> str:
    """The one way of writing ``value``: width, case, spaces and dashes are evened out.

    Raises:
        KeyError: an unknown kind, which is a mistake of the caller's.
        ValueError: an ``address`` that is no IP address.
    """
    return KINDS[kind](value)


def last4(text: str) -> str:
    """The last four characters, for a screen; of fewer than eight the latter half only, so that
    never more than half of a value is shown."""
    shown = min(4, len(text) // 2)
    return text[len(text) - shown :]


def masked_mailbox(text: str) -> str:
    """A mailbox for its owner's screen: its first character, and where it is."""
    name, _, host = text.partition("@")
    return f"{name[:1]}***@{host}" if host else ""


def masked(text: str) -> str:
    """``text`` of somebody else's with the last four characters of each number in it that may be a
    document's, a bank account's or a phone's, be it written at full width or in groups parted by
    single spaces or dashes. Numbers of messages and packages, which begin with their day, codes of
    offices and banks, amounts, days, months and years stay."""
    plain, shown, end = half_width(text), "", 0  # of one length
    for found in _NUMBERS.finditer(plain):
        if found["number"]:
            shown += text[end : found.start()] + "****" + last4(_PARTING.sub("", found[0]))
            end = found.end()
    return shown + text[end:]


def _undashed(text: str) -> str:
    return compact(text).replace("-", "")


def _phone(text: str) -> str:
    """A mainland mobile number has 11 digits beginning with 1; only before those is 86 a prefix."""
    number = _undashed(text)
    for prefix in ("+86", "0086", "86"):
        rest = number.removeprefix(prefix)
        if rest != number and len(rest) == 11 and rest.startswith("1"):
            return rest
    return number


def _username(text: str) -> str:
    return half_width(text).strip().casefold()


def _address(text: str) -> str:
    """An IPv6 household owns a whole /64, so that is what is told apart."""
    address = ipaddress.ip_address(half_width(text).strip())
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))


_P = r"[ \u00a0\u2010-\u2015\u2212-]"
_PARTING = re.compile(_P)
_WHEN = (  # a day or a month
    r"(?:19|20)[0-9]{2}(?:-(?:0?[1-9]|1[0-2])(?:-[0-3]?[0-9])?|[01][0-9](?:[0-3][0-9])?)(?![0-9])"
)
_DAY = r"(?:18|19|20)[0-9]{2}[01][0-9][0-3][0-9]"
# Between two digits of a number that is written in groups: the next has three to eight digits, or
# is a short last one; it is no day, and nothing that says of itself that it is an amount or a time.
_GAP = (
    rf"{_P}(?!{_WHEN})(?=[0-9]{{3,8}}(?![0-9年月日元]|\.[0-9]{{2}}(?![0-9]))"
    rf"|[0-9]{{1,2}}[Xx]?(?!{_P}?[0-9]|[年月日元]|[.:][0-9]{{2}}(?![0-9])|,[0-9]{{3}}[.,元]))"
)
_NUMBERS = re.compile(
    r"(?:(?<![0-9])|(?<=\\u[0-9a-f]{4})|(?<=\\x[0-9a-f]{2})|(?<=%[0-9A-F]{2}))(?:"
    r"(?P<number>"
    rf"(?!{_WHEN})1[3-9][0-9](?:(?:{_GAP})?[0-9]){{8}}"  # a phone
    rf"|[0-9]{{6}}{_P}?{_DAY}{_P}?[0-9]{{3}}{_P}?[0-9Xx]"  # a document, its day of birth apart
    r"|(?!20[0-9]{2}[01][0-9][0-3][0-9]{13,}(?![0-9]))[0-9]{13,}[Xx]?"
    rf"|(?!{_WHEN}|(?:19|20)[0-9]{{2}}{_P}(?:19|20)[0-9]{{2}}(?![0-9]))(?=[0-9]{{3,8}}(?![0-9]))"
    rf"[0-9](?:(?:{_GAP})?[0-9]){{12,}}(?:{_P}?[Xx])?"
    rf")|{_WHEN}|(?:19|20)[0-9]{{2}})(?![0-9])"
)
KINDS: dict[str, Callable[[str], str]] = {
    "id_no": compact,
    "bank_account": _undashed,
    "phone": _phone,
    "username": _username,
    "email": _username,
    "code": _undashed,
    "address": _address,
    "content": str,
}
