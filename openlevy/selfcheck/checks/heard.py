"""Whether the lines of a list came in a message that is kept."""

from collections.abc import Iterator

from openlevy.messages.queries import inbox_sql
from openlevy.selfcheck.comparing import differing
from openlevy.selfcheck.finding import Finding, found
from openlevy.statements.services import Fragment


def unheard(lines: Fragment, *, table: str, topic: str, named: str) -> Iterator[Finding]:
    """The lines (an item ``lines`` with id and message_id) whose message is no ``topic`` of the
    treasury network's in the inbox; ``named`` is what it should be, in words."""
    answer = f"""
        SELECT l.id, l.message_id, m.party, m.topic, m.signed FROM lines l
        LEFT JOIN inbox m ON m.id = l.message_id
        WHERE (m.party, m.topic, m.signed) IS DISTINCT FROM ('treasury', '{topic}', true)
        ORDER BY l.id"""
    rows = differing(lines, inbox_sql("inbox"), answer=answer)
    for line_id, message_id, party, kept, signed in rows:
        from_whom = party if signed else f"somebody who is not {party}"
        yield found(
            f"{table} {line_id}",
            "its message {message} is no {named} in the inbox, but {kept}",
            message=message_id,
            named=named,
            kept=f"{kept} of {from_whom}" if party else "nothing",
        )
