"""Numbers of invented people and accounts: valid in every check digit, and nobody's."""

import datetime as dt

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PEOPLE_PER_AREA = 400


def id_number(index: int, born_on: dt.date, male: bool) -> str:
    """An ID number (GB 11643) with area 99xxxx, which GB/T 2260 does not assign."""
    area = 990000 + index // _PEOPLE_PER_AREA % 10000
    order = index % _PEOPLE_PER_AREA * 2 + (1 if male else 2)
    seventeen = f"{area:06d}{born_on:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return seventeen + _CHECK[total % 11]


def index_of(id_number: str) -> int | None:
    """Whose number it would be; None when it is nobody's of the world."""
    area, order = id_number[2:6], id_number[14:17]
    if len(id_number) != 18 or not (id_number.startswith("99") and (area + order).isdigit()):
        return None
    place = (int(order) - 1) // 2
    return int(area) * _PEOPLE_PER_AREA + place if 0 <= place < _PEOPLE_PER_AREA else None


def phone(index: int) -> str:
    """A mobile number of the segment 154, which no operator has."""
    return f"154{(index * 7919 + 20260301) % 100_000_000:08d}"


def card_number(index: int, order: int) -> str:
    """A 19-digit card number with a valid Luhn digit; issuer 9955 does not exist."""
    payload = f"9955{order:02d}{(index * 104_729 + 7) % 10**12:012d}"
    return payload + _luhn(payload)


def _luhn(payload: str) -> str:
    total = 0
    for position, digit in enumerate(reversed(payload)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
