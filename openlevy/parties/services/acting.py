"""为他人缴费 (S2 2.1): who was proved to be known by name and document, and is kept for next time.

To type a person's name, document and nationality rightly opens what there is to pay for them, and
nothing else of theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openlevy.kernel.identifiers import normalise
from openlevy.parties.models import ActsFor
from openlevy.parties.queries import person_named, principal_of
from openlevy.parties.rules import (
    MOST_PRINCIPALS,
    PROVED_FOR,
    ActsForOneself,
    NotActing,
    NotForOthers,
    PrincipalUnknown,
    TooManyPrincipals,
)
from openlevy.reference.queries import place_of


@dataclass(frozen=True, slots=True)
class Principal:
    """委托人 as typed by who acts for them."""

    name: str
    id_type: str
    id_no: str
    nationality: str


@transaction.atomic
def act_for(*, payer_id: int, typed: Principal, saved: bool, now: datetime) -> int:
    """Let ``payer_id`` pay for the person typed; the number by which they are called from now on.
    ``saved`` keeps them as 常用缴费人 until forgotten, otherwise it counts for a day. The same
    person again keeps the number, and stays saved.

    Raises:
        PrincipalUnknown, ActsForOneself, TooManyPrincipals
    """
    principal_id = _known(typed)
    if principal_id == payer_id:
        raise ActsForOneself
    mine = ActsFor.objects.filter(payer_id=payer_id)
    if saved and mine.filter(saved=True).exclude(principal_id=principal_id).count() >= (
        MOST_PRINCIPALS
    ):
        raise TooManyPrincipals(most=MOST_PRINCIPALS)
    found, made = ActsFor.objects.get_or_create(
        payer_id=payer_id, principal_id=principal_id, defaults={"saved": saved, "proved_at": now}
    )
    if not made:
        again = {"saved": found.saved or saved, "proved_at": now}
        mine.filter(principal_id=principal_id).update(**again)
    return found.id


def _known(typed: Principal) -> int:
    """The payer of whom all that was typed is true; the name as banks write it is right too: who
    cannot type a rare character uses that."""
    found = person_named(typed.id_type, normalise(typed.id_no), typed.name)
    if found is None or found.who.nationality != typed.nationality:
        raise PrincipalUnknown
    return found.who.payer_id


def require_acting(
    payer_id: int | None, principal_id: int, due: Iterable[tuple[str, str]] = ()
) -> None:
    """See to it that ``payer_id`` may act for the insured now, and that the places let ``due`` be
    paid by others: levy items, each with a region. Nobody (None), and the insured, act for
    themselves: of them nothing is asked.

    Raises:
        NotActing, NotForOthers
    """
    if payer_id is None or payer_id == principal_id:
        return
    if principal_of(payer_id, principal_id, now=timezone.now()) is None:
        raise NotActing
    for levy_item, region in due:
        if levy_item not in place_of(region).for_others:
            raise NotForOthers(levy_item=levy_item, region=region)


def forget_principal(*, payer_id: int, number: int) -> None:
    """Take a person out of 常用缴费人. Once forgotten stays so."""
    ActsFor.objects.filter(payer_id=payer_id, id=number).delete()


def purge_principals(now: datetime) -> int:
    """Forget whoever was not saved and counts no longer; how many."""
    return ActsFor.objects.filter(saved=False, proved_at__lte=now - PROVED_FOR).delete()[0]
