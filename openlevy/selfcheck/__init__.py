"""Proves at any moment that the books are right, and names the row when they are not.

Each rule compares what one module holds with what another does, or with the ledger; nothing is
computed as the rest of something else. Serves the reconciliation that 社会保险费 collection owes
(应缴、已缴、在途、欠缴). This module reads only: it repairs nothing, and names no person.
"""

from openlevy.selfcheck.finding import Finding
from openlevy.selfcheck.running import rules, run

__all__ = ["Finding", "rules", "run"]
