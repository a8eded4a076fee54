"""What a corruption is, and words for those that the tests try."""

from collections.abc import Callable
from typing import NamedTuple

from openlevy.selfcheck.tests.world import World

POSTING = (
    "INSERT INTO ledger_posting (payer_id, record_id, event, source, source_of, destination,"
    " destination_of, amount_fen, business_date) VALUES "
)


class Corruption(NamedTuple):
    """The rule that must find it, the record corrupted, the change, and who is named.

    In ``sql`` and ``named`` {payer} and {id} are the record's.
    """

    rule: str
    record: Callable[[World], tuple[int, int]]
    sql: str
    named: str = "payer {payer}"


def of_order(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.orders[state]


def of_payable(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.payables[state]


def of_declaration(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.declarations[state]


def of_agreement(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.agreements[state]


def of_certificate(state: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.certificates[state]


THIS = "WHERE payer_id = {payer} AND id = {id}"
POSTED = "WHERE payer_id = {payer} AND record_id = {id}"
ORDER = "payment_order (payer {payer}, id {id})"
DECLARATION = "declaration_declaration (payer {payer}, id {id})"
PAYABLE = "assessment_payable (payer {payer}, id {id})"
CERTIFICATE = "certificate_certificate (payer {payer}, id {id})"
AGREEMENT = "payment_agreement (payer {payer}, id {id})"
