"""Every page of the journey, each asked for by somebody for whom it has something to show."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bench import medical, operation, shanxi, world
from bench.people import AGREEMENT, ENROLMENT, PAYER
from bench.sessions import cookies
from bench.world import World
from openlevy.access.services import new_challenge
from openlevy.assessment.services import SpecialDelivered, record_special
from openlevy.certificate.services import Asking, apply
from openlevy.certificate.services.making import make_waiting
from openlevy.kernel.period import Period
from openlevy.parties.queries import enrolments


@dataclass(frozen=True, slots=True)
class Asked:
    """A page: its name, its address, and who asks for it; nobody where ``cookies`` is empty.
    ``most`` is what it may cost, in bare views."""

    name: str
    path: str
    cookies: str
    most: float = 2.0


def pages(people: World, today: date) -> list[Asked]:
    """What a resident passes from the sign-in to the certificate and what they may look up.

    Three people stand at three places of the way: one has everything before them, one has declared
    and not paid, one has paid, is cleared and certified.
    """
    three = people.people(3)
    fresh, declared, paid = three.first, three.first + 1, three.last
    _special(fresh, today)
    (declaration,) = operation.declare(declared, today)
    order = operation.declare_pay_and_clear(paid)
    _certified(paid, today)
    return [
        *_before(fresh),
        *_medical(fresh, declared),
        *_declared(declared, declaration),
        *_afterwards(paid, order, today),
        *_shanxis(people, today),
        Asked("verify", reverse("public:verify"), ""),
        Asked("verify_captcha", reverse("public:verify_captcha"), ""),
        Asked("verify_picture", reverse("public:verify_picture", args=[_picture()]), ""),
    ]


def _picture() -> str:
    """The number of a captcha that waits for as long as one does."""
    return new_challenge()


def _before(number: int) -> list[Asked]:
    mine = cookies(number)
    enrolment, agreement = ENROLMENT + number, AGREEMENT + number
    return [
        *(Asked(name, reverse(f"payer:{name}"), "") for name in _OUTSIDE),
        *(_page(mine, name) for name in _MENUS),
        _page(mine, "payment"),
        _page(mine, "payment_enrolments"),
        _page(mine, "amount"),
        _page(mine, "amount_enrolment", enrolment),
        _page(mine, "amount_done", enrolment),
        _page(mine, "payment_regular", enrolment),
        _page(mine, "payment_special", enrolment),
        _page(mine, "agreements"),
        _page(mine, "agreement_new"),
        _page(mine, "agreement_signed", agreement),
        _page(mine, "agreement_state", agreement),
        _page(mine, "agreement_revocation", agreement),
    ]


_OUTSIDE = ("sign_in", "registration", "recovery", "regain")
_MENUS = (
    *("home", "messages", "me", "password", "phone", "services", "premium_services", "pension"),
    *("agreement_services", "record_services"),
)


def _medical(number: int, principal: int) -> list[Asked]:
    """For oneself, and for somebody else."""
    mine = cookies(number)
    enrolment, others = medical.enrol(number), medical.enrol(principal)
    known = medical.pay_for(number, principal)
    return [
        _page(mine, "medical"),
        _page(mine, "medical_payment"),
        _page(mine, "medical_payment_enrolments"),
        _page(mine, "medical_payment_amounts", enrolment),
        _page(mine, "medical_declarations"),
        _page(mine, "medical_payments"),
        _page(mine, "medical_others_payment"),
        _page(mine, "medical_others_enrolments", known),
        _page(mine, "medical_others_amounts", known, others),
        _page(mine, "medical_others_payments"),
    ]


_FORM_MOST = 3.0
"""The one form does for three insurances what elsewhere two pages do for each of them."""


def _shanxis(people: World, today: date) -> list[Asked]:
    """All insurances on one form: for oneself, for one of the family, and what was declared."""
    three = people.people(3)
    fresh, relative, declared = three.first, three.first + 1, three.last
    operation.declare(declared, today)
    for number in (fresh, relative, declared):
        shanxi.move(number)
    known = medical.pay_for(fresh, relative)
    mine, theirs = cookies(fresh), cookies(declared)
    return [
        _page(mine, "home", named="home_shanxi"),
        replace(_page(mine, "daily"), most=_FORM_MOST),
        _page(mine, "daily_others_payment"),
        replace(_page(mine, "daily_others_enrolments", known), most=_FORM_MOST),
        _page(theirs, "daily_paying", query="?fetch=1"),
        _page(theirs, "daily_voiding"),
        _page(theirs, "daily_declarations"),
        _page(theirs, "daily_payments"),
        _page(theirs, "proof_printing"),
    ]


def _declared(number: int, declaration: int) -> list[Asked]:
    mine = cookies(number)
    chosen = f"?declaration={declaration}"
    return [
        _page(mine, "pay", query=chosen),
        _page(mine, "pay_agreement", query=chosen),
        _page(mine, "declarations"),
        _page(mine, "declaration", declaration),
        _page(mine, "declaration_voiding", declaration),
    ]


def _afterwards(number: int, order: int, today: date) -> list[Asked]:
    mine = cookies(number)
    months = f"?start={today.year}-01&end={today.year}-12"
    return [
        _page(mine, "outcome", order),
        _page(mine, "outcome_state", order),
        _page(mine, "payments"),
        _page(mine, "payment_record", order),
        _page(mine, "record_printing", query=months),
        _page(mine, "record_downloads"),
        _page(mine, "record_downloads_state"),
    ]


def _page(mine: str, name: str, *args: Any, query: str = "", named: str = "") -> Asked:
    return Asked(named or name, reverse(f"payer:{name}", args=args) + query, mine)


def _special(number: int, today: date) -> None:
    [under] = enrolments(PAYER + number, world.LEVY_ITEM)
    told = SpecialDelivered(
        agency_code=under.agency_code,
        serial=f"BENCH{number}",
        detail="1",
        personal_no=f"B{number}",
        levy_item=world.LEVY_ITEM,
        levy_subitem=world.LEVY_SUBITEM,
        special_kind="02",
        kind_words="补缴",
        period=Period.year(today.year - 1),
        principal_fen=world.AMOUNT_FEN,
        interest_fen=1_000,
        late_fee_fen=0,
        assessed_on=today,
        due_on=today,
        remark="",
    )
    record_special(told, today=today)


def _certified(number: int, today: date) -> None:
    asking = Asking(world.PLACE, world.LEVY_ITEM, Period.year(today.year))
    apply(
        payer_id=PAYER + number,
        asking=asking,
        request_key=uuid.uuid4(),
        today=today,
        at=timezone.now(),
    )
    make_waiting(most=1, today=today)
