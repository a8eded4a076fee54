"""The other side of the client's CPU: psycopg alone."""

import uuid
from collections.abc import Sequence
from typing import Any

import psycopg

from bench.people import AGREEMENT, PAYABLE, PAYER, USER
from bench.pgbench import address
from bench.recording import Sent


class BarePsycopg:
    """The recorded declaring and paying on a psycopg connection and nothing else: two statements,
    prepared, their text and unchanging values at hand."""

    def __init__(self, statements: Sequence[Sent]) -> None:
        self._declare, self._pay = (sent for sent in statements if sent.values)
        where = address()
        self._connection = psycopg.connect(
            host=where["PGHOST"],
            port=where["PGPORT"],
            user=where["PGUSER"],
            password=where["PGPASSWORD"],
            dbname=where["PGDATABASE"],
            options=where["PGOPTIONS"],
            autocommit=True,
        )

    def declare_and_pay(self, number: int) -> None:
        """As the program does, for the same kind of person."""
        payer = PAYER + number
        who = {"payer_id": payer, "paid_by": payer, "agreement_id": AGREEMENT + number}
        acts = {"payables_actor": USER + number, "declarations_actor": USER + number}
        answer = self._run(self._declare, **who, **acts, payable_ids=[PAYABLE + number])
        self._run(self._pay, **who, **acts, declaration_ids=answer[1])

    def _run(self, sent: Sent, **values: Any) -> Any:
        with self._connection.cursor() as cursor:
            named = {**sent.values, **values, "request_key": uuid.uuid4()}
            cursor.execute(sent.text.encode(), named, prepare=True)
            return cursor.fetchall()[0]

    def close(self) -> None:
        """End the connection."""
        self._connection.close()
