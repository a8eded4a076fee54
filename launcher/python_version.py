# Written for Python 3.6 and later: an old Python must be able to read it to be told its age.
"""Refuses a Python that is too old, in one sentence."""

import sys

LEAST = (3, 11)


def require():
    # type: () -> None
    """Ends the program when this Python is older than the least one."""
    if sys.version_info < LEAST:
        sys.exit(
            "OpenLevy needs Python {}.{} or later and {} is Python {}.{}; "
            "start it with a newer one, for example: python3.11 {}".format(
                *LEAST, sys.executable, *sys.version_info[:2], sys.argv[0]
            )
        )
