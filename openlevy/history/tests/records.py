"""What became of one record, for tests of whoever moves it."""

from openlevy.history.models import Transition
from openlevy.history.queries import Happening
from openlevy.kernel.flow import Role


def of_record(payer_id: int, record_id: int) -> list[Happening]:
    """One record's whole history, oldest first."""
    rows = Transition.objects.filter(payer_id=payer_id, record_id=record_id).order_by("id")
    return [
        Happening(
            row.subject,
            row.record_id,
            row.action,
            row.from_state,
            row.to_state,
            Role(row.role),
            row.business_date,
            row.at,
        )
        for row in rows
    ]
