"""One ID number is one payer, whose name several agencies may tell. What each says is kept with its
own row; the name that counts is the one that all of them say who have the person enrolled. Until
they do, the one that counted stays, and those who say otherwise than the newest are asked."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from openlevy.access.services import rename_payer, tell_payer
from openlevy.history.services import AGENCY, advance
from openlevy.kernel.wire import gbk_gap
from openlevy.messages.services import enqueue
from openlevy.parties.models import AgencyPerson, NameCorrection, Person
from openlevy.parties.queries import Voice, voices
from openlevy.parties.rules import NameDiffers, NameSaid, agreed_name
from openlevy.parties.states import NAME_CORRECTION, NameCorrectionState
from openlevy.statements.services import next_record_id

ASKED = "question"
"""What an agency is asked goes out under ``question:<agency>``; the record is the correction."""


def hold(payer_id: int) -> Person:
    """The person, until the transaction ends: agencies that speak at once are heard one by one."""
    # Its key does not change, so what is written of the payer meanwhile need not wait.
    return Person.objects.select_for_update(no_key=True).get(payer_id=payer_id)


def writable(said: NameSaid) -> str | None:
    """The name as GBK can write it; None where nobody has given one."""
    return said.wire_name or (None if gbk_gap(said.name) else said.name)


def hear(by: AgencyPerson, said: NameSaid, *, today: date) -> None:
    """An agency, whose row the caller has locked, says what a person is called. It counts at once
    where all agencies say it now; otherwise the others are asked."""
    hold(by.payer_id)
    if by.name is not None and said == NameSaid(by.name, by.wire_name):
        return
    by.name, by.wire_name = said.name, said.wire_name
    by.save(update_fields=["name", "wire_name"])
    reconcile(by.payer_id, today=today)


@transaction.atomic
def reconcile(payer_id: int, *, today: date) -> None:
    """Compare what the agencies say, and let the name count that they agree on."""
    who, said = hold(payer_id), voices(payer_id)
    agreed = agreed_name([one.said for one in said])
    counts = agreed is not None and (agreed.name, writable(agreed)) != (who.name, who.wire_name)
    proposed = _proposed(who, said, today=today, keep=agreed if counts else None)
    if agreed is None:
        _ask(proposed, said)
    elif counts:
        # One that tells no writing for the banks any more differs in nothing that counts.
        _let_count(who, agreed, proposed or [_propose(said[0], who, today)], today)


def join(who: Person, told: NameSaid, agency_code: str, personal_no: str) -> None:
    """Another agency delivers a person whom the caller holds.

    Raises:
        NameDiffers: under a name that neither counts nor is told by an agency already.
    """
    said = [one.said for one in voices(who.payer_id)]
    if told.name not in {who.name, *(one.name for one in said)}:
        raise NameDiffers(agency_code=agency_code, key=personal_no)
    wires = {one.wire_name for one in said if one.wire_name and one.name == told.name}
    if told.wire_name and wires - {told.wire_name}:
        raise NameDiffers(agency_code=agency_code, key=personal_no)
    if told.wire_name and told.name == who.name:
        Person.objects.filter(payer_id=who.payer_id).update(wire_name=told.wire_name)


def _differs(said: NameSaid, who: Person) -> bool:
    return said.name != who.name or (said.wire_name or who.wire_name) != who.wire_name


def _proposed(
    who: Person, said: Sequence[Voice], *, today: date, keep: NameSaid | None
) -> list[NameCorrection]:
    """The corrections that are open after this: one for each agency that says otherwise than what
    counts, none of what nobody says any more. One that says ``keep`` stays: it will count."""
    wanted = {(one.agency_code, one.personal_no): one for one in said if _differs(one.said, who)}
    staying = []
    for before in _open_ones(who.payer_id):
        same = NameSaid(before.name, before.wire_name)
        its = wanted.get((before.agency_code, before.personal_no))
        if (its and its.said == same) or (keep is not None and agreed_name([keep, same])):
            wanted.pop((before.agency_code, before.personal_no), None)
            staying.append(before)
        else:
            also = {"ended_on": today}
            advance(before, NAME_CORRECTION, "withdraw", AGENCY, today=today, also=also)
    return [*staying, *(_propose(one, who, today) for one in wanted.values())]


def _open_ones(payer_id: int) -> list[NameCorrection]:
    state = NameCorrectionState.PROPOSED
    return list(NameCorrection.objects.filter(payer_id=payer_id, state=state).order_by("id"))


def _propose(by: Voice, who: Person, today: date) -> NameCorrection:
    return NameCorrection.objects.create(
        payer_id=who.payer_id,
        id=next_record_id(),
        agency_code=by.agency_code,
        personal_no=by.personal_no,
        was=who.name,
        name=by.said.name,
        wire_name=by.said.wire_name,
        told_on=today,
        state=NameCorrectionState.PROPOSED,
    )


def _let_count(who: Person, agreed: NameSaid, proposed: list[NameCorrection], today: date) -> None:
    Person.objects.filter(payer_id=who.payer_id).update(
        name=agreed.name, wire_name=writable(agreed)
    )
    for action, one in zip(["agree", *["confirm"] * len(proposed)], proposed, strict=False):
        advance(one, NAME_CORRECTION, action, AGENCY, today=today, also={"ended_on": today})
    if agreed.name == who.name:
        return  # the writing for the banks alone, which nobody is called by
    rename_payer(who.payer_id, agreed.name)
    kind = "person.name_corrected"
    tell_payer(who.payer_id, key=f"{kind}:{proposed[-1].id}", kind=kind)


def _ask(proposed: list[NameCorrection], said: Sequence[Voice]) -> None:
    """Each agency that says otherwise, about each correction, once."""
    for one in proposed:
        told = NameSaid(one.name, one.wire_name)
        for agency in sorted({its.agency_code for its in said if its.said != told}):
            topic = f"{ASKED}:{agency}"
            enqueue(party="agency", topic=topic, payer_id=one.payer_id, record_id=one.id)
