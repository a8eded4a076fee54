"""The people of a ``Town``: signed up, with agreements and posts, as they are needed."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.journeys.crowd import Account, children, people_of, plain_people
from tests.journeys.officer import PASSWORD, SECRET
from tests.stack.payer_client import PayerClient
from tests.stack.program import RunningStack
from tests.stack.waiting import eventually

_BATCH = 16
SIGNED_AT_BANKS = ("shanxi",)
"""Where agreements are signed at the banks' counters, by the guides and not by the data."""
Visit = dict[str, Any]


class Townspeople(RunningStack):
    """``somebody()`` is a person nobody else acts for, with a bank account that answers."""

    _crowd: Any = None
    _children: Iterator[Account] | None = None
    _elsewhere: dict[str, Iterator[Account]]
    _posts = 0
    _ready: list[Account]

    def start(self) -> None:
        """Starts the program, with nobody at hand yet."""
        super().start()
        self._ready = []
        self._elsewhere = {}

    def somebody(self) -> Account:
        """Signed up, and with an agreement that is in effect."""
        if not self._ready:
            self._prepare(_BATCH)
        return self._ready.pop(0)

    def somebody_with_phone(self) -> Account:
        """The same, with a phone."""
        return next(one for _ in range(20) if (one := self.somebody())["phone"])

    def somebody_of(self, place: str) -> Account:
        """The same at another place than Beijing, whose words they see."""
        person = self._next_of(place)
        self._register([person])
        self._sign_agreements([person])
        return person

    def stranger_of(self, place: str) -> Account:
        """Enrolled by an agency of that place, with a phone, and not signed up."""
        return next(one for _ in range(9) if (one := self._next_of(place))["phone"])

    def _next_of(self, place: str) -> Account:
        if place not in self._elsewhere:
            self._elsewhere[place] = people_of(place, *self._world(), self._persons)
        return next(self._elsewhere[place])

    def child(self) -> Account:
        """A child for whom nobody has paid yet."""
        if self._children is None:
            self._children = children(*self._world(), self._persons)
        return next(self._children)

    def parent_of(self, *others: Account) -> Account:
        """Somebody whose agreement is with the tax office of each of these."""
        person = self.somebody()
        client = PayerClient(self.url, person).sign_in()
        for office in {one["tax_office"] for one in others} - {
            one["tax_office"] for one in person["enrolments"]
        }:
            client.sign_agreement(office=office)
        eventually(lambda: not self._count_agreements("SUBMITTED"), what="verified agreements")
        self.advance_day()
        return person

    def newcomer(self) -> Account:
        """Signed up, without an agreement."""
        return self._sign_up(1)[0]

    def stranger(self) -> Account:
        """Enrolled by an agency, with a phone, and not signed up."""
        return next(one for _ in range(9) if (one := self._next_of_the_crowd(1)[0])["phone"])

    def newcomer_with_phone(self) -> Account:
        """Signed up with a phone."""
        person = self.stranger()
        self._register([person])
        return person

    def hand_out(self, person: Account) -> str:
        """A 注册码 for the person, from an officer at the hall."""
        file = self._data.path / "run" / "hand-out.json"
        file.write_text(json.dumps(person))
        return self._commands.run("tests.journeys.hand_out", str(file)).stdout.split()[-1]

    def sample(self, key: str) -> Account:
        """A sample person with an agreement in effect for each enrolment by each bank account."""
        person = self.account(key)
        if self._lacks_agreement(person):
            self._sign_agreements([person])
        return person

    def officer(self, role: str) -> Account:
        """Somebody who signs in, acts for no payer, and has been granted the role."""
        told = {**self._next_of_the_crowd(1)[0], "acts_for_payer": False, "role": role}
        self._register([told])
        return told

    def post(self, role: str, office: str, *, fresh: bool = False) -> Account:
        """An officer of one role (several: joined by ``+``) at a tax office; ``fresh``: who has not
        set up the second factor."""
        self._posts += 1
        told = {
            "username": f"post_{self._posts}",
            "name": f"秦{'明远晓雅琴'[self._posts % 5]}",
            "password": PASSWORD,
            "secret": "" if fresh else SECRET,
            "posts": [[one, office] for one in role.split("+")],
        }
        self.have_posts(told)
        return told

    def have_posts(self, *officers: Account) -> None:
        """These officers hold these posts from now on, and no others."""
        file = self._data.path / "run" / "posts.json"
        file.write_text(json.dumps(officers))
        self._run("tests.journeys.posts", str(file))

    def _prepare(self, count: int) -> None:
        people = self._sign_up(count)
        self._sign_agreements(people)
        self._ready += people

    def _sign_up(self, count: int) -> list[Account]:
        people = self._next_of_the_crowd(count)
        self._register(people)
        return people

    def _next_of_the_crowd(self, count: int) -> list[Account]:
        if self._crowd is None:
            self._crowd = plain_people(*self._world(), self._persons)
        return [next(self._crowd) for _ in range(count)]

    def _world(self) -> tuple[int, date]:
        seed, made_on = self.rows("SELECT seed, made_on FROM world", database="sandbox")[0]
        return seed, made_on

    def _register(self, people: list[Account]) -> None:
        file = self._data.path / "run" / "sign-up.json"
        file.write_text(json.dumps(people))
        self._run("tests.journeys.sign_up", str(file))

    def _sign_agreements(self, people: list[Account]) -> None:
        for person in people:
            client = PayerClient(self.url, person).sign_in()
            offices = [one["tax_office"] for one in person["enrolments"]]
            for office in dict.fromkeys(offices):
                for account in range(len(person["bank_accounts"])):
                    if person["jurisdiction"] in SIGNED_AT_BANKS:
                        assert self.sign_at_counter(person, account, office)["state"] == "taken"
                    else:
                        client.sign_agreement(account, offices.index(office))
        eventually(lambda: not self._count_agreements("SUBMITTED"), what="verified agreements")
        self.advance_day()

    def sign_at_counter(self, person: Account, account: int = 0, office: str = "") -> Visit:
        """The person signs at their bank's counter; the visit, once the bank has its answer."""
        office = office or person["enrolments"][0]["tax_office"]
        return self._at_counter(person, account, do="sign", tax_office=office)

    def end_at_counter(self, person: Account, account: int = 0) -> Visit:
        """The person ends the account's latest agreement there."""
        return self._at_counter(person, account, do="end")

    def _at_counter(self, person: Account, account: int, **order: str) -> Visit:
        shown = {
            "account": person["bank_accounts"][account]["number"],
            "id_number": person["id_number"],
        }
        number = self.outside.order("/control/counter", **shown, **order)["id"]

        def answered() -> list[Visit]:
            now = self.outside.order("/control/counter", do="look", visit=number)
            return [now] if now["state"] != "waiting" else []

        return eventually(answered, what="the answer to the bank")[0]

    def _lacks_agreement(self, person: Account) -> bool:
        return not self.rows(
            "SELECT 1 FROM payment_agreement WHERE payer_id = %s AND state = 'VERIFIED'",
            self.payer_of(person),
        )

    def _count_agreements(self, state: str) -> int:
        return self.count("SELECT count(*) FROM payment_agreement WHERE state = %s", state)

    def payer_of(self, person: Account) -> int:
        """The person's number in the product."""
        return self.count(
            "SELECT payer_id FROM access_user WHERE username = %s", person["username"]
        )

    def today(self) -> date:
        """The day for which the books are open."""
        day: date = self.rows("SELECT business_date FROM reference_business_date")[0][0]
        return day
