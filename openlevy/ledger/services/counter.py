"""Transaction numbers never go back, also not in a database restored from a dump.

A new cluster counts from the beginning while the journal's rows bring their old numbers. The
function ``ledger_xact`` adds a constant that lifts the new numbers above the old ones; it is
inlined, so a posting costs nothing more.
"""

from django.db import connection, transaction

from openlevy.ledger.services.sealing import SEALERS

_AHEAD = """
    SELECT greatest(
            coalesce((SELECT max(end_xact) FROM ledger_block), 0),
            coalesce((SELECT max(xact) + 1 FROM ledger_posting
                WHERE xact >= coalesce((SELECT max(end_xact) FROM ledger_block), 0)), 0)),
        ledger_xact(pg_current_xact_id()),
        pg_current_xact_id()::text::bigint"""


@transaction.atomic
def keep_counter_ahead() -> int:
    """Lift the numbers of coming postings above every number in the journal; by how much they
    were lifted, 0 when they were above already.

    Called by every start, after the migrations and before anything is posted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALERS])
        cursor.execute(_AHEAD)
        taken, now_at, counter = cursor.fetchone()
        if now_at >= taken:
            return 0
        # The body is a constant expression on purpose: the planner puts it in place of the call.
        cursor.execute(
            "CREATE OR REPLACE FUNCTION ledger_xact(id xid8) RETURNS bigint"
            " LANGUAGE sql IMMUTABLE PARALLEL SAFE"
            f" AS 'SELECT id::text::bigint + {taken - counter:d}'"
        )
        return int(taken - now_at)
