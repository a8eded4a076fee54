"""Double entry: the journal of every fen, its chart of accounts, balances and seals.

A posting names a source, a destination and an amount, so an unbalanced entry cannot be written.
The journal is insert-only: what was wrong is reversed by a posting of its own. This module knows
no business; the events it permits are the table in ``chart``. It never updates or deletes.
"""
