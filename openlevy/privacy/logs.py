"""Lines of the log, in which nobody's number can be read.

What is logged is worded without numbers. But an address that somebody typed, a host name or the
words of an exception are others' texts, and any of them may hold one.
"""

import logging

from openlevy.privacy.rules import masked


class MaskedFormatter(logging.Formatter):
    """The formatter of every handler: the whole entry is masked, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """The entry with the last four characters of each number."""
        return masked(super().format(record))
