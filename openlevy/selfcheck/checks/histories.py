"""States and transitions agree: a record stands where its history leads, by permitted steps."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from openlevy.access.queries import proofs_sql, transfers_sql
from openlevy.access.states import IDENTITY_PROOF, PHONE_TRANSFER
from openlevy.assessment.queries import payables_sql, reopenings_sql, settings_sql
from openlevy.assessment.states import PAYABLE, REOPENING, SETTING
from openlevy.certificate.queries import certificates_sql
from openlevy.certificate.states import CERTIFICATE
from openlevy.declaration.queries import declarations_sql
from openlevy.declaration.states import DECLARATION
from openlevy.history.queries import steps_sql
from openlevy.kernel.flow import Flow
from openlevy.notices.queries import notices_sql
from openlevy.notices.states import NOTICE
from openlevy.parties.queries import name_corrections_sql, overlaps_sql
from openlevy.parties.states import NAME_CORRECTION, OVERLAP
from openlevy.payment.queries import agreements_sql, orders_sql
from openlevy.payment.states import AGREEMENT, ORDER
from openlevy.selfcheck.comparing import differing
from openlevy.selfcheck.finding import Finding, found, row
from openlevy.statements.services import Fragment
from openlevy.treasury.queries import differences_sql
from openlevy.treasury.states import DIFFERENCE


class Subject(NamedTuple):
    """A table whose records go through a flow."""

    table: str
    flow: Flow
    records: Callable[[str], Fragment]


SUBJECTS = (
    Subject("access_identity_proof", IDENTITY_PROOF, proofs_sql),
    Subject("access_phone_transfer", PHONE_TRANSFER, transfers_sql),
    Subject("assessment_amount_setting", SETTING, settings_sql),
    Subject("assessment_payable", PAYABLE, payables_sql),
    Subject("assessment_reopening", REOPENING, reopenings_sql),
    Subject("certificate_certificate", CERTIFICATE, certificates_sql),
    Subject("declaration_declaration", DECLARATION, declarations_sql),
    Subject("notices_notice", NOTICE, notices_sql),
    Subject("parties_name_correction", NAME_CORRECTION, name_corrections_sql),
    Subject("parties_overlap", OVERLAP, overlaps_sql),
    Subject("payment_agreement", AGREEMENT, agreements_sql),
    Subject("payment_order", ORDER, orders_sql),
    Subject("treasury_difference", DIFFERENCE, differences_sql),
)


def states_follow_from_steps() -> Iterator[Finding]:
    """A record's state is the one its last transition led to; without any, the first of its
    process."""
    for table, flow, records in SUBJECTS:
        rows = differing(
            records("records"),
            steps_sql("steps", table),
            answer=f"""
                SELECT coalesce(r.payer_id, s.payer_id), coalesce(r.id, s.record_id), r.state,
                    coalesce(s.to_state, '{flow.initial}')
                FROM records r FULL JOIN (SELECT * FROM steps WHERE is_last) AS s
                    ON s.payer_id = r.payer_id AND s.record_id = r.id
                WHERE r.state IS DISTINCT FROM coalesce(s.to_state, '{flow.initial}')
                ORDER BY 1, 2""",
        )
        for payer_id, number, state, led_to in rows:
            yield found(
                row(table, payer_id, number),
                "its state is {state}, its history leads to {led_to}",
                state=state or "missing",
                led_to=led_to,
            )


def steps_are_those_of_the_process() -> Iterator[Finding]:
    """Every transition is a step of its process and begins where the one before ended."""
    for table, flow, _ in SUBJECTS:
        permitted = ", ".join(
            f"('{step.state}', '{step.action}', '{step.target}')" for step in flow.steps
        )
        rows = differing(
            steps_sql("steps", table),
            answer=f"""
                SELECT payer_id, record_id, action, from_state, to_state,
                    coalesce(before, '{flow.initial}')
                FROM steps
                WHERE (from_state, action, to_state) NOT IN (VALUES {permitted})
                    OR from_state <> coalesce(before, '{flow.initial}')
                ORDER BY payer_id, record_id""",
        )
        for payer_id, number, action, was, became, before in rows:
            yield found(
                row(table, payer_id, number),
                "{action} led it from {was} to {became}, where it stood at {before}",
                action=action,
                was=was,
                became=became,
                before=before,
            )
