"""Whatever can happen to a few payers, as steps that may come in any order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openlevy.assessment import queries as assessment
from openlevy.assessment.services import (
    SpecialDelivered,
    amend_special,
    record_special,
    set_amount,
    withdraw_special,
)
from openlevy.assessment.tests.amounts import a_delivery, dearer
from openlevy.declaration import queries as declaration
from openlevy.declaration.services import draw_up, void
from openlevy.kernel.errors import Refusal
from openlevy.parties.tests.people import TODAY, Resident, a_resident
from openlevy.payment import queries as payment
from openlevy.payment.rules import Answer
from openlevy.payment.services import (
    Answered,
    Signing,
    agreement_answered,
    answer_arrived,
    ask_agreements_again,
    ask_reversal,
    lose_sight,
    pay,
    reversal_answered,
    revocation_answered,
    revoke_agreement,
    sign_agreement,
    status_answered,
)
from openlevy.payment.tests.at_the_bank import bank_ends
from openlevy.payment.tests.paying import BRANCH, a_bank_account, key_of
from openlevy.reference.queries import pension_tiers
from openlevy.selfcheck.tests.world import a_message
from openlevy.treasury.services import BookingLine, ReceiptLine, take_bookings, take_receipts

Act = Callable[[], Any]


@dataclass
class Lives:
    """Payers and what has been done to them. A step that the rules refuse changes nothing."""

    today: date = TODAY
    residents: list[Resident] = field(default_factory=lambda: [a_resident() for _ in range(3)])
    deliveries: list[SpecialDelivered] = field(default_factory=list)
    orders: list[tuple[Resident, int]] = field(default_factory=list)
    received_fen: int = 0
    told: set[tuple[ReceiptLine, date]] = field(default_factory=set)
    requests: list[tuple[Act, Any]] = field(default_factory=list)
    messages: list[Act] = field(default_factory=list)

    def someone(self, pick: int) -> Resident:
        """One of the payers."""
        return self.residents[pick % len(self.residents)]

    def choose(self, pick: int, tier: int) -> None:
        """The payer chooses the year's amount."""
        who = self.someone(pick)
        tiers = pension_tiers("beijing", self.today.year).amounts_fen
        chosen = tiers[tier % len(tiers)]
        _tried(
            lambda: set_amount(
                payer_id=who.payer_id,
                enrolment_id=who.enrolment_id,
                year=self.today.year,
                tier_fen=chosen,
                actor=who.actor,
                today=self.today,
            )
        )

    def assess(self, pick: int, fen: int) -> None:
        """An agency delivers a special payable."""
        told = a_delivery(self.someone(pick), fen)
        self.deliveries.append(told)
        _tried(lambda: record_special(told, today=self.today))

    def assess_again(self, pick: int, how: str) -> None:
        """The agency delivers the same again, another amount, or takes it back."""
        if not self.deliveries:
            return
        place = pick % len(self.deliveries)
        told = self.deliveries[place]
        if how == "same":
            _tried(lambda: record_special(told, today=self.today))
        elif how == "dearer":
            self.deliveries[place] = dearer(told)
            _tried(lambda: amend_special(dearer(told), today=self.today))
        else:
            _tried(
                lambda: withdraw_special(
                    told.agency_code, told.serial, told.detail, today=self.today
                )
            )

    def declare(self, pick: int, which: int, blindly: bool = False) -> None:
        """The payer declares some of what is open; blindly, also of what is not."""
        who = self.someone(pick)
        there = assessment.payables(who.payer_id, open_only=not blindly)
        chosen = [p.id for p in _some(there, which)]
        self._request(partial(_declare, who, chosen, uuid4(), self.today))

    def void(self, pick: int, which: int) -> None:
        """The payer voids a declaration."""
        who = self.someone(pick)
        there = declaration.declarations(who.payer_id, most=100)
        if there:
            number = there[which % len(there)].id
            _tried(
                lambda: void(
                    payer_id=who.payer_id, declaration_id=number, actor=who.actor, today=self.today
                )
            )

    def sign(self, pick: int) -> None:
        """The payer signs an agreement."""
        who = self.someone(pick)
        signing = Signing(who.tax_office, BRANCH, a_bank_account())
        key = uuid4()
        self._request(
            lambda: sign_agreement(
                payer_id=who.payer_id,
                signing=signing,
                actor=who.actor,
                request_key=key,
                today=self.today,
            )
        )

    def change_agreement(self, pick: int, which: int, how: str) -> None:
        """The bank answers an agreement or says that it has ended, or the payer revokes it."""
        who = self.someone(pick)
        if not (there := payment.agreements(who.payer_id)):
            return
        number, protocol_no = there[which % len(there)].id, there[which % len(there)].protocol_no
        acts: dict[str, Act] = {
            "verified": lambda: agreement_answered(protocol_no, True, "", today=self.today),
            "failed": lambda: agreement_answered(protocol_no, False, "", today=self.today),
            "noted": lambda: revocation_answered(protocol_no, "", today=self.today),
            "asked": lambda: ask_agreements_again(now=timezone.now() + timedelta(days=1)),
            "revoked": lambda: revoke_agreement(
                payer_id=who.payer_id, agreement_id=number, actor=who.actor, today=self.today
            ),
            "ended": partial(bank_ends, who, number, self.today),
        }
        _tried(acts[how])

    def pay(self, pick: int, which: int, under: int, blindly: bool = False) -> None:
        """The payer pays some of what is declared by a usable agreement; blindly, anything."""
        who = self.someone(pick)
        states = None if blindly else ["DECLARED"]
        there = declaration.declarations(who.payer_id, states=states, most=100)
        chosen = [d.id for d in _some(there, which)]
        agreements = [
            a for a in payment.agreements(who.payer_id) if blindly or a.usable_on(self.today)
        ]
        if not agreements:
            return
        agreement_id = agreements[under % len(agreements)].id
        made = self._request(partial(_pay, who, chosen, agreement_id, uuid4(), self.today))
        if made is not None:
            self.orders.append((who, made))

    def repeat_request(self, pick: int) -> None:
        """A payer's request comes once more: its answer is the same."""
        if self.requests:
            act, answered = self.requests[pick % len(self.requests)]
            assert act() == answered

    def repeat_message(self, pick: int) -> None:
        """A treasury's message is handled once more."""
        if self.messages:
            self.messages[pick % len(self.messages)]()

    def answer(self, pick: int, how: str) -> None:
        """The bank or the network says something of a debit; or silence is noticed."""
        if not self.orders:
            return
        _, number = self.orders[pick % len(self.orders)]
        key, nothing = key_of(number), Answered("", "")
        done = Answered("90000", "", self.today)
        acts: dict[str, Act] = {
            "done": lambda: answer_arrived(key, Answer.DONE, done, today=self.today),
            "refused": lambda: answer_arrived(key, Answer.REFUSED, nothing, today=self.today),
            "unknown": lambda: answer_arrived(key, Answer.UNKNOWN, nothing, today=self.today),
            "was booked": lambda: status_answered(key, True, nothing, today=self.today),
            "was not booked": lambda: status_answered(key, False, nothing, today=self.today),
            "still open": lambda: status_answered(key, None, nothing, today=self.today),
            "undo": lambda: ask_reversal(key, today=self.today),
            "undone": lambda: reversal_answered(key, True, nothing, today=self.today),
            "not undone": lambda: reversal_answered(key, False, nothing, today=self.today),
            "silence": lambda: lose_sight(
                waited=timedelta(0), now=timezone.now() + timedelta(seconds=1), today=self.today
            ),
        }
        _tried(acts[how])

    def book(self, pick: int, status: str, off_fen: int) -> None:
        """3122 on a debit."""
        if not self.orders:
            return
        told = payment.debit(self.orders[pick % len(self.orders)][1])
        on = self.today if status == "BOOKED" else None
        line = BookingLine(1, told.voucher_no, told.amount_fen + off_fen, status, on, "")
        self._message("3122", [line])

    def receive(self, picks: list[int], off_fen: int, off_treasury: int) -> None:
        """3126 on some debits, the same ones perhaps twice; the first line may be wrong."""
        lines = []
        for number, pick in enumerate(picks if self.orders else [], 1):
            told = payment.debit(self.orders[pick % len(self.orders)][1])
            lines.append(
                ReceiptLine(
                    number,
                    told.treasury_code + (off_treasury if number == 1 else 0),
                    told.voucher_no,
                    told.amount_fen + (off_fen if number == 1 else 0),
                )
            )
        self._receipts(lines)

    def receive_unknown(self, fen: int) -> None:
        """3126 on a voucher that is not ours."""
        self._receipts([ReceiptLine(1, 1111000000, "411016261199999999", fen)])

    def day_passes(self, days: int) -> None:
        """The business date moves; agreements become effective, a year may end."""
        self.today += timedelta(days=days)

    def _receipts(self, lines: list[ReceiptLine]) -> None:
        """What another list told of the same day is the same money, told again."""
        told = [(replace(line, line=0), self.today) for line in lines]
        self.received_fen += sum(
            line.amount_fen for line, on in told if (line, on) not in self.told
        )
        self.told |= set(told)
        self._message("3126", lines)

    def _message(self, topic: str, lines: list[Any]) -> None:
        number, today = a_message(topic), self.today
        act: Act = (
            partial(take_receipts, number, lines, received_on=today, today=today)
            if topic == "3126"
            else partial(take_bookings, number, lines, check_on=today, today=today)
        )
        act()
        self.messages.append(act)

    def _request(self, act: Act) -> Any:
        made = _tried(act)
        if made is not None:
            self.requests.append((act, made))
        return made


def _some(there: list[Any], which: int) -> list[Any]:
    """The bits of ``which`` choose, counted around the list."""
    return [one for n, one in enumerate(there) if which >> (n % 4) & 1]


def _declare(who: Resident, chosen: list[int], key: UUID, today: date) -> list[int]:
    return draw_up(
        payer_id=who.payer_id,
        payable_ids=chosen,
        channel="mobile",
        actor=who.actor,
        request_key=key,
        today=today,
    )


def _pay(who: Resident, chosen: list[int], agreement_id: int, key: UUID, today: date) -> int:
    return pay(
        payer_id=who.payer_id,
        declaration_ids=chosen,
        agreement_id=agreement_id,
        channel="mobile",
        actor=who.actor,
        request_key=key,
        today=today,
    )


def _tried(act: Act) -> Any:
    try:
        return act()
    except Refusal:
        return None
