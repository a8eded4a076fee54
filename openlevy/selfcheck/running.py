"""The rules in their order, run over one view of the data."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import connection, transaction

from openlevy.selfcheck.checks.agencies import (
    agencies_are_told_what_was_cleared,
    credited_lines_were_cleared,
)
from openlevy.selfcheck.checks.balances import (
    credits_agree,
    due_agrees,
    in_flight_agrees,
    paid_agrees,
    payable_agrees,
)
from openlevy.selfcheck.checks.certificates import (
    certificates_are_the_sum_of_their_lines,
    certified_lines_are_cleared,
)
from openlevy.selfcheck.checks.histories import (
    states_follow_from_steps,
    steps_are_those_of_the_process,
)
from openlevy.selfcheck.checks.journal import (
    accounts_sum_to_zero,
    chain_is_whole,
    no_account_is_overdrawn,
)
from openlevy.selfcheck.checks.lists import bookings_came_by_a_message, orders_fit_the_last_list
from openlevy.selfcheck.checks.postings import (
    assessments_have_their_postings,
    declarations_have_their_postings,
    orders_have_their_postings,
    suspense_has_its_receipts,
)
from openlevy.selfcheck.checks.queues import messages_are_not_stuck, questions_were_asked
from openlevy.selfcheck.checks.receipts import (
    cleared_orders_have_their_receipt,
    receipts_came_by_a_message,
)
from openlevy.selfcheck.checks.records import (
    credits_follow_from_orders,
    declarations_fit_their_orders,
    orders_are_the_sum_of_their_lines,
    payables_fit_their_declarations,
)
from openlevy.selfcheck.finding import Finding

Check = Callable[[], Iterator[Finding]]
BALANCES: tuple[Check, ...] = (
    payable_agrees,
    paid_agrees,
    in_flight_agrees,
    due_agrees,
    credits_agree,
)
CHECKS: tuple[Check, ...] = (
    *BALANCES,
    accounts_sum_to_zero,
    no_account_is_overdrawn,
    assessments_have_their_postings,
    declarations_have_their_postings,
    orders_have_their_postings,
    suspense_has_its_receipts,
    cleared_orders_have_their_receipt,
    receipts_came_by_a_message,
    bookings_came_by_a_message,
    orders_fit_the_last_list,
    agencies_are_told_what_was_cleared,
    credited_lines_were_cleared,
    states_follow_from_steps,
    steps_are_those_of_the_process,
    payables_fit_their_declarations,
    declarations_fit_their_orders,
    orders_are_the_sum_of_their_lines,
    credits_follow_from_orders,
    certified_lines_are_cleared,
    certificates_are_the_sum_of_their_lines,
    chain_is_whole,
    questions_were_asked,
    messages_are_not_stuck,
)
_STATEMENT_MOST = "1h"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name and what it says."""

    name: str
    meaning: str


def rules() -> list[Rule]:
    """Every rule, in the order in which they are run."""
    return [Rule(_name(check), " ".join((check.__doc__ or "").split())) for check in CHECKS]


def run(checks: Sequence[Check] = CHECKS) -> Iterator[Finding]:
    """Whatever is not right; nothing when the books are.

    All rules see the same instant, however long they take: a system that works meanwhile gives no
    false alarm. Reading only, in a transaction of its own; the caller's connection is busy until
    the last finding is taken.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [_STATEMENT_MOST])
            cursor.execute(
                "SELECT set_config('idle_in_transaction_session_timeout', %s, true)",
                [_STATEMENT_MOST],
            )
        yield from findings(checks)


def findings(checks: Sequence[Check] = CHECKS) -> Iterator[Finding]:
    """The same, seen by the caller's own transaction."""
    for check in checks:
        for finding in check():
            yield replace(finding, rule=_name(check))


def _name(check: Check) -> str:
    return check.__name__.replace("_", " ")
