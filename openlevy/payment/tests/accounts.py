"""Bank accounts for tests."""

from itertools import count

_account = count(1)


def a_bank_account() -> str:
    """A bank account that nobody else has."""
    return f"62284800{next(_account):011d}"
