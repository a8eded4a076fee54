"""``Town``: the running program with people at hand, and what only a test may do to it."""

import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg

from tests.journeys import papers, pictures
from tests.journeys.counter import CounterCall
from tests.journeys.crowd import Account
from tests.journeys.papers import Paper
from tests.journeys.payer import Payer
from tests.journeys.townspeople import Townspeople
from tests.stack.program import ROOT
from tests.stack.waiting import eventually

_DAYS_OF_A_RUN = 30
_MEDICAL_FROM = 9
"""The month in which the collection of next year's premium begins."""
_LAST_IN_SHANXI = 25
"""The last day of a month on which its residents declare."""
HOLDER = "long-name"
"""Who has everything already: an agreement, a payment, a record. No journey of its own."""


class Town(Townspeople):
    """``somebody()`` is a person nobody else acts for, with a bank account that answers."""

    _paper: Paper | None = None

    def start(self) -> None:
        """Starts the program; close to the end of a year, the books open in the next, so that no
        journey comes to lie on both sides of New Year."""
        super().start()
        today = self.today()
        if (today + timedelta(days=_DAYS_OF_A_RUN)).year != today.year:
            self.cli("clock", "set", f"{today.year + 1}-01-15")

    # -- days -----------------------------------------------------------------------------------

    def collect_medical(self) -> int:
        """Moves the books to where the residents' medical premium is collected in Beijing, unless
        they are there; the year that is collected."""
        today = self.today()
        if today.month < _MEDICAL_FROM:
            self.cli("clock", "set", f"{today.year}-{_MEDICAL_FROM:02d}-01")
        return self.today().year + 1

    def open_in_shanxi(self) -> int:
        """Moves the books to a day on which shanxi's residents declare all their insurances, unless
        they are at one; the year."""
        today = self.today()
        if today.month < _MEDICAL_FROM or (today.month, today.day) > (12, _LAST_IN_SHANXI):
            year = today.year + (today.month >= _MEDICAL_FROM)
            self.cli("clock", "set", f"{year}-{_MEDICAL_FROM:02d}-01")
        elif today.day > _LAST_IN_SHANXI:
            self.cli("clock", "set", f"{today.year}-{today.month + 1:02d}-01")
        return self.today().year

    def near_the_end_of_the_year(self) -> int:
        """Moves the books to where the year's last month has begun, unless they are there; the
        year. No later, so that as many days as a run needs are left."""
        today = self.today()
        if (today.month, today.day) < (12, 1):
            self.cli("clock", "set", f"{today.year}-12-01")
        return self.today().year

    # -- what is told of the records -----------------------------------------------------------

    def story(self, subject: str, number: int | str) -> list[str]:
        """What happened to a record, in order: ``pay DECLARED>PAYING``."""
        found = self.rows(
            "SELECT action, from_state, to_state FROM history_transition"
            " WHERE subject = %s AND record_id = %s ORDER BY id",
            subject,
            int(number),
        )
        return [f"{action} {before}>{after}" for action, before, after in found]

    def orders(self, person: Account) -> list[tuple[int, str]]:
        """The person's payment orders, number and state, oldest first."""
        return self.rows(
            "SELECT id, state FROM payment_order WHERE payer_id = %s ORDER BY id",
            self.payer_of(person),
        )

    def declarations(self, person: Account) -> list[tuple[int, str]]:
        """The person's declarations, number and state, oldest first."""
        return self.rows(
            "SELECT id, state FROM declaration_declaration WHERE payer_id = %s ORDER BY id",
            self.payer_of(person),
        )

    def taken_from(self, person: Account) -> int:
        """How much the banks have debited from the person's accounts, in fen, by their books."""
        vouchers = self.outside.vouchers()
        own = self.rows(
            "SELECT voucher_no FROM payment_order WHERE payer_id = %s", self.payer_of(person)
        )
        told = [vouchers[number] for (number,) in own if number in vouchers]
        return sum(int(one["debited_fen"]) - int(one["reversed_fen"]) for one in told)

    def assess(self, key: str, amount_fen: int, region: str = "", year: int = 2021) -> int:
        """The agency assesses a special payable for a sample person and delivers it.

        Args:
            region: under which of the person's enrolments; the first one when left out.

        Returns:
            The payable's number.
        """
        before = self.count("SELECT count(*) FROM assessment_payable")
        self.outside.order(
            "/control/assess", person=key, year=year, amount_fen=amount_fen, region=region
        )
        eventually(
            lambda: self.count("SELECT count(*) FROM assessment_payable") > before,
            what="the assessed payable",
        )
        return self.count("SELECT max(id) FROM assessment_payable")

    def declare_at_the_counter(self, person: Account) -> list[int]:
        """What the person has open is declared through the other channel; the declarations."""
        told = self._run("tests.journeys.counter", str(self.payer_of(person)))
        return [int(number) for number in told.split()]

    @contextmanager
    def counter_at_the_ready(self, person: Account) -> Iterator[CounterCall]:
        """The other channel, about to declare what the person has open: ``go`` has it act."""
        signal = self._data.path / "run" / f"go-{uuid.uuid4().hex}"
        command = [sys.executable, "-m", "tests.journeys.counter"]
        process = subprocess.Popen(
            [*command, str(self.payer_of(person)), str(signal)],
            env=self._product,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield CounterCall(process, signal)
        signal.unlink(missing_ok=True)

    def paper(self) -> Paper:
        """A record of somebody's, made once for all journeys that only look at one."""
        if self._paper is None:
            self._paper = self._made_paper()
        return self._paper

    def _made_paper(self) -> Paper:
        person = self.sample(HOLDER)
        client = Payer(self.url, person)
        client.sign_in()
        enrolment = client.enrolments()[0]
        client.set_amount(enrolment)
        client.pay(client.declare(enrolment))
        self.resolve()
        self.cut_day()
        self.settle()
        year = self.today().year
        address = f"/records/print/?start={year}-01-01&end={year}-12-31"
        eventually(lambda: "证明申请" in client.open(address).text, 30, "the cleared payment")
        client.send("/records/print/", client.open(address).form("key").filled())
        downloads = "/records/downloads/"
        eventually(lambda: "制作成功" in client.open(downloads).text, 60, "the record")
        pdf = client.document()
        return Paper(person, papers.code(papers.text(pdf)), pdf)

    # -- eyes, and time ------------------------------------------------------------------------

    def read_picture(self, number: str) -> str:
        """What the captcha of this number says."""
        return pictures.read(number, Path(self._product["OPENLEVY_KEYS_DIR"]))

    def forget_guesses(self) -> None:
        """Stands for the minutes after which counted guesses are forgotten."""
        with psycopg.connect(self._databases.product, autocommit=True) as connection:
            connection.execute("DELETE FROM access_guess")
