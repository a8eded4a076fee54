"""Invented people: what agencies and banks know of each. Pure: seed, date and index decide all."""

import datetime as dt
from dataclasses import replace
from random import Random

from sandbox.world import names, numbers
from sandbox.world.places import Bank, Place
from sandbox.world.records import (
    MEDICAL,
    NORMAL,
    ORDINARY,
    SUPPLEMENTARY,
    SUSPENDED,
    Account,
    Enrolment,
    Payable,
    Person,
)

_SPECIAL_GROUPS = ("01", "02", "03", "04")
_YOUNGEST, _OLDEST = 16, 84
_ONE_CHILD_IN, _CHILDREN_OF = 12, 7
_BEIJING, _MEDICAL_SINCE = "11", 2018
_GROWN_UP, _OLD_WOMAN, _OLD_MAN = 18, 50, 60
_SHARE_IN_MEDICAL, _SHARE_ASSISTED = 0.9, 0.05
_ASSISTED = {
    "31": ("特困人员", 0, 0),
    "32": ("低保对象", 10_000, 0),
    "33": ("返贫致贫人口", 20_000, 10_000),
}
"""Groups for whom public money pays: what each of them is left to pay a year, and what of the rest
medical assistance pays; all else the treasury does."""
TREASURY, MEDICAL_ASSISTANCE, COLLECTIVE = "01", "02", "03"
SUBSIDISERS = {TREASURY: "财政", MEDICAL_ASSISTANCE: "医疗救助基金", COLLECTIVE: "村集体"}
"""资助主体, as agencies code them."""
_STANDARD_FEN, _STANDARD_ELSEWHERE_FEN = {"11": 70_500}, 40_000
_COLLECTED_FROM, _HUBEI = 9, "42"
_BEHAVIOURS = ("closed", "silent", "slow", "mismatch", "says_refused")


class Maker:
    """Makes the people of one world."""

    def __init__(self, seed: int, made_on: dt.date, places: tuple[Place, ...]) -> None:
        self.made_on = made_on
        self.places = places
        self._seed = seed
        self._weights = [place.weight for place in places]

    def chance(self, index: int) -> Random:
        """The chance of one person: nobody's number changes anybody else's."""
        return Random(f"{self._seed}:{self.made_on}:{index}")  # noqa: S311  # no secret

    def place(self, region: str) -> Place:
        """The county of this code."""
        return next(place for place in self.places if place.region == region)

    def person(self, index: int) -> Person:
        """An ordinary person of the crowd."""
        chance = self.chance(index)
        male = chance.random() < 0.5
        if index % _ONE_CHILD_IN == _CHILDREN_OF:
            return self._child(chance, index, male)
        born_on = self._born(chance)
        name, wire_name = self._name(chance, male)
        places = chance.choices(self.places, self._weights, k=1)
        if chance.random() < 0.03:
            others = [one for one in self.places if one.weight and one is not places[0]]
            places.append(chance.choice(others))
        made = Person(
            index, name, male, born_on, numbers.id_number(index, born_on, male),
            numbers.phone(index) if chance.random() < 0.95 else "",
            tuple(self.enrolment(chance, place, born_on, ordinary=False) for place in places),
            self._accounts(chance, index, wire_name or name, places[0]), wire_name,
        )  # fmt: skip
        return replace(made, medical=self._medical(chance, made))

    def _child(self, chance: Random, index: int, male: bool) -> Person:
        """A child: in medical insurance alone, without a phone or a bank account."""
        born_on = self.made_on - dt.timedelta(days=chance.randrange(90, 365 * _YOUNGEST))
        name, wire_name = self._name(chance, male)
        place = chance.choices(self.places, self._weights, k=1)[0]
        beside = self.enrolment(chance, place, born_on)
        return Person(
            index, name, male, born_on, numbers.id_number(index, born_on, male), "", (), (),
            wire_name, medical=(self.medical(beside, born_on, male),),
        )  # fmt: skip

    def enrolment(
        self, chance: Random, place: Place, born_on: dt.date, *, ordinary: bool = True
    ) -> Enrolment:
        """An enrolment in a community of the place; payables only when not ``ordinary``."""
        township = chance.choice(place.townships)
        number = chance.randrange(1, 13)
        rural = township[1].endswith(("镇", "乡"))
        words = f"第{number}村（示例）" if rural else f"第{number}社区（示例）"
        community = f"{township[0]}{number:03d}", words
        since = max(2009, born_on.year + _YOUNGEST, self.made_on.year - chance.randrange(0, 16))
        from_month = f"{min(since, self.made_on.year)}01"
        if ordinary:
            return Enrolment(place, township, community, from_month)
        lot = chance.random()
        payables: tuple[Payable, ...] = ()
        if lot < 0.08:
            payables = (self.back_payment(chance, self.made_on.year - chance.randrange(1, 4)),)
        elif lot < 0.12:
            payables = (self.arrears(chance, self.made_on.year - 1),)
        group = chance.choice(_SPECIAL_GROUPS) if chance.random() < 0.06 else ORDINARY
        state = SUSPENDED if chance.random() < 0.01 else NORMAL
        return Enrolment(
            place, township, community, from_month, group=group, state=state, payables=payables
        )

    def _medical(self, chance: Random, who: Person) -> tuple[Enrolment, ...]:
        if chance.random() > _SHARE_IN_MEDICAL:
            return ()
        state = SUSPENDED if chance.random() < 0.01 else NORMAL
        made = replace(self.medical(who.enrolments[0], who.born_on, who.male), state=state)
        if chance.random() < _SHARE_ASSISTED:
            made = self.assisted(made, chance.choice(tuple(_ASSISTED)))
        return (made,)

    def assisted(self, made: Enrolment, group: str) -> Enrolment:
        """The same enrolment of somebody for whom public money pays all or a part; the part that is
        left for the year collected now is assessed by the agency."""
        whose, own_fen, assistance_fen = _ASSISTED[group]
        if not own_fen:
            return replace(made, group=group)
        on = self.made_on
        year = on.year + 1 if on.month >= _COLLECTED_FROM else on.year
        standard_fen = _STANDARD_FEN.get(made.place.region[:2], _STANDARD_ELSEWHERE_FEN)
        by = (
            (TREASURY, standard_fen - own_fen - assistance_fen),
            (MEDICAL_ASSISTANCE, assistance_fen),
        )
        payable = Payable(
            "41", f"{whose}个人应缴", f"{year}01", f"{year}12", own_fen, 0, 0,
            on - dt.timedelta(days=10), self._collected_until(made, year),
            standard_fen=standard_fen, subsidies=tuple(one for one in by if one[1]),
        )  # fmt: skip
        return replace(made, group=group, payables=(payable,))

    def _collected_until(self, made: Enrolment, year: int) -> dt.date:
        """In Hubei a year is collected until August of it, elsewhere until the end of this one."""
        if made.place.region.startswith(_HUBEI):
            return dt.date(year, 8, 31)
        return dt.date(self.made_on.year, 12, 31)

    def medical(self, beside: Enrolment, born_on: dt.date, male: bool) -> Enrolment:
        """The enrolment in medical insurance of somebody who lives where ``beside`` says."""
        since = max(_MEDICAL_SINCE, born_on.year)
        return Enrolment(
            beside.place, beside.township, beside.community, f"{since}01",
            group=self._medical_group(beside.place.region, born_on, male), insurance=MEDICAL,
        )  # fmt: skip

    def supplementary(self, beside: Enrolment) -> Enrolment:
        """The enrolment in the supplementary pension of somebody enrolled in the pension."""
        since = max(_MEDICAL_SINCE, int(beside.from_month[:4]))
        return replace(beside, insurance=SUPPLEMENTARY, from_month=f"{since}01", payables=())

    def _medical_group(self, region: str, born_on: dt.date, male: bool) -> str:
        """参保人员类别 as the place's healthcare agencies tell them apart."""
        if not region.startswith(_BEIJING):
            return "20"
        had_birthday = (self.made_on.month, self.made_on.day) >= (born_on.month, born_on.day)
        age = self.made_on.year - born_on.year - (not had_birthday)
        if age < _GROWN_UP:
            return "12"
        return "11" if age >= (_OLD_MAN if male else _OLD_WOMAN) else "13"

    def back_payment(self, chance: Random, year: int) -> Payable:
        """A year that may still be made good, with interest, due at the end of this year."""
        principal_fen = chance.randrange(1, 10) * 100_000
        years = self.made_on.year - year
        return Payable(
            "2", "补缴以前年度", f"{year}01", f"{year}12", principal_fen,
            principal_fen * 15 * years // 1000, 0, self._assessed(chance),
            dt.date(self.made_on.year, 12, 31),
        )  # fmt: skip

    def arrears(self, chance: Random, year: int) -> Payable:
        """An assessed amount that was due long ago, with the late fee to the day of assessment."""
        principal_fen = chance.randrange(1, 6) * 100_000
        due_on = dt.date(year, 12, 31)
        assessed_on = max(self._assessed(chance), due_on + dt.timedelta(days=1))
        days = (assessed_on - due_on).days
        return Payable(
            "11", "补缴欠费", f"{year}01", f"{year}12", principal_fen, 0,
            (principal_fen * 5 * days + 5_000) // 10_000, assessed_on, due_on, "逾期未缴",
        )  # fmt: skip

    def account(
        self, index: int, order: int, holder: str, bank: Bank, deposit_fen: int,
        mode: str = "ok", seconds: int = 0, special: str = "", books: bool = True,
        agreed: bool = False,
    ) -> Account:  # fmt: skip
        """A bank account of a person; ``order`` tells several of one person apart."""
        number = numbers.card_number(index, order)
        return Account(number, bank, holder, deposit_fen, mode, seconds, special, books, agreed)

    def _accounts(
        self, chance: Random, index: int, holder: str, place: Place
    ) -> tuple[Account, ...]:
        if chance.random() < 0.05:
            return ()
        banks = self.banks(chance, place)
        mode = chance.choice(_BEHAVIOURS) if chance.random() < 0.01 else "ok"
        deposit_fen = 0 if chance.random() < 0.02 else chance.randrange(20_000, 6_000_000)
        seconds = 20 if mode == "slow" else 0
        accounts = [self.account(index, 1, holder, banks[0], deposit_fen, mode, seconds)]
        if chance.random() < 0.2:
            accounts.append(self.account(index, 2, holder, banks[1], chance.randrange(4_000_000)))
        return tuple(accounts)

    def banks(self, chance: Random, place: Place) -> tuple[Bank, Bank]:
        """Two branches of different banks."""
        first = chance.choice(place.banks)
        others = [one for one in place.banks if one.clearing_cnaps != first.clearing_cnaps]
        return first, chance.choice(others)

    def _born(self, chance: Random) -> dt.date:
        days = int(365.2425 * chance.uniform(_YOUNGEST + 0.1, _OLDEST))
        return self.made_on - dt.timedelta(days=days)

    def _name(self, chance: Random, male: bool) -> tuple[str, str]:
        if chance.random() < 0.01:
            name, wire_name = names.rare(chance)
            return name, wire_name if chance.random() < 0.6 else ""
        return names.ordinary(chance, male), ""

    def _assessed(self, chance: Random) -> dt.date:
        return self.made_on - dt.timedelta(days=chance.randrange(5, 60))
