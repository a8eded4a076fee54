"""One row → one verb of the module that owns the record; the record's id."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from openlevy.assessment import services as assessment
from openlevy.assessment.queries import used
from openlevy.declaration.services import void_outdated
from openlevy.gateways.agency.codec import (
    Action,
    Credit,
    Enrolment,
    EnrolmentKey,
    Payable,
    PayableKey,
    Person,
    PersonKey,
    Row,
    Table,
)
from openlevy.gateways.agency.words import (
    document_of_another,
    enrolment_used,
    item_of_other_agencies,
    kind_of_another,
    person_not_enrolled,
    region_of_another_agency,
    region_of_another_office,
    subitem_of_another,
)
from openlevy.parties import queries as parties_read
from openlevy.parties import services as parties
from openlevy.payment.services import credited
from openlevy.privacy.rules import masked
from openlevy.reference import queries as reference


def apply(agency_code: str, row: Row, *, today: date) -> int:
    """Let the row have its effect; our id of the record. The caller has opened a transaction.

    Raises:
        Refusal: of the services and the reference data, worded by ``words.of_refusal``.
        Rejected: of this gateway.
    """
    return _ACTS[row.table, row.action](agency_code, row.value, today)


def _record_person(agency_code: str, told: Person, today: date) -> int:
    reference.id_type(told.id_type)
    return parties.record_person(_person(agency_code, told))


def _amend_person(agency_code: str, told: Person, today: date) -> int:
    reference.id_type(told.id_type)
    known = parties_read.payer_of_agency_person(agency_code, told.personal_no)
    owner = parties_read.payer_of_id(told.id_type, told.id_no)
    if known is not None and owner not in (None, known):
        raise document_of_another()
    return parties.amend_person(_person(agency_code, told), today=today)


def _remove_person(agency_code: str, key: PersonKey, today: date) -> int:
    return parties.remove_person(agency_code, key.personal_no, today=today)


def _record_enrolment(agency_code: str, told: Enrolment, today: date) -> int:
    _require_codes(agency_code, told)
    number = parties.record_enrolment(_enrolment(agency_code, told))
    under = parties_read.enrolment_by_key(agency_code, told.personal_no, told.levy_item)
    assert under is not None  # or the line before the last has refused
    parties.compare_enrolments(under.payer_id, under.levy_item, today=today)
    return number


def _amend_enrolment(agency_code: str, told: Enrolment, today: date) -> int:
    _require_codes(agency_code, told)
    number = parties.amend_enrolment(_enrolment(agency_code, told))
    under = parties_read.enrolment_by_key(agency_code, told.personal_no, told.levy_item)
    assert under is not None  # or the line before the last has refused
    void_outdated(under, today=today)
    assessment.follow_enrolment(under, today=today)
    # Of somebody who has moved away the old agency is asked no more.
    parties.reconcile(under.payer_id, today=today)
    parties.compare_enrolments(under.payer_id, under.levy_item, today=today)
    return number


def _remove_enrolment(agency_code: str, key: EnrolmentKey, today: date) -> int:
    known = parties_read.enrolment_by_key(agency_code, key.personal_no, key.levy_item)
    if known is not None:
        # In the order in which a correction takes them.
        parties.hold(known.payer_id)
        assessment.lock_enrolment(known.id)
        if used(known.payer_id, known.id):
            raise enrolment_used()
    parties.remove_enrolment(agency_code, key.personal_no, key.levy_item)
    assert known is not None  # or the line above has refused
    parties.compare_enrolments(known.payer_id, known.levy_item, today=today)
    return known.id


def _record_special(agency_code: str, told: Payable, today: date) -> int:
    _require_kind(told)
    return assessment.record_special(_special(agency_code, told), today=today)


def _amend_special(agency_code: str, told: Payable, today: date) -> int:
    _require_kind(told)
    return assessment.amend_special(_special(agency_code, told), today=today)


def _withdraw_special(agency_code: str, key: PayableKey, today: date) -> int:
    return assessment.withdraw_special(agency_code, key.serial, key.detail, today=today)


def _record_credit(agency_code: str, told: Credit, today: date) -> int:
    enrolled = parties_read.enrolment_by_key(agency_code, told.personal_no, told.levy_item)
    if enrolled is None:
        raise person_not_enrolled()
    return credited(
        voucher_no=told.voucher_no,
        payer_id=enrolled.payer_id,
        enrolment_id=enrolled.id,
        on=told.credited_on,
    )


_MEDICAL = "10212"
_KEPT_BY = {_MEDICAL: "healthcare"}
"""The kind of agency that enrols in an insurance, where it is not that of the pensions."""
_ACTS: dict[tuple[Table, Action], Callable[[str, Any, date], int]] = {
    (Table.PERSONS, Action.INSERT): _record_person,
    (Table.PERSONS, Action.UPDATE): _amend_person,
    (Table.PERSONS, Action.DELETE): _remove_person,
    (Table.ENROLMENTS, Action.INSERT): _record_enrolment,
    (Table.ENROLMENTS, Action.UPDATE): _amend_enrolment,
    (Table.ENROLMENTS, Action.DELETE): _remove_enrolment,
    (Table.PAYABLES, Action.INSERT): _record_special,
    (Table.PAYABLES, Action.UPDATE): _amend_special,
    (Table.PAYABLES, Action.DELETE): _withdraw_special,
    (Table.CREDITS, Action.INSERT): _record_credit,
}


def _require_codes(agency_code: str, told: Enrolment) -> None:
    """Each code is known, and no two of them contradict each other: a premium goes to the treasury
    of the office, in the amount of the region's place, and is told to the agency.

    Raises:
        CodeUnknown, Rejected
    """
    office, agency = reference.tax_office(told.tax_office), reference.agency(agency_code)
    reference.region(told.region)
    reference.place_of(told.region)
    _require_subitem(told.levy_item, told.levy_subitem)
    reference.resident_group(told.region, told.levy_item, told.group)
    if agency.kind != _KEPT_BY.get(told.levy_item, "social_insurance"):
        raise item_of_other_agencies()
    if not reference.is_within(told.region, agency.region):
        raise region_of_another_agency()
    if not reference.is_within(told.region, office.region):
        raise region_of_another_office()


def _require_kind(told: Payable) -> None:
    """定额 is what a special group pays for medical insurance; in the pension there is none."""
    _require_subitem(told.levy_item, told.levy_subitem)
    if told.special_kind == assessment.FLAT_KIND and told.levy_item != _MEDICAL:
        raise kind_of_another()


def _require_subitem(levy_item: str, levy_subitem: str) -> None:
    reference.levy_item(levy_item)
    if reference.levy_item(levy_subitem).item != levy_item:
        raise subitem_of_another()


def _person(agency_code: str, told: Person) -> parties.PersonDelivered:
    return parties.PersonDelivered(
        agency_code=agency_code, **_same_fields(parties.PersonDelivered, told)
    )


def _enrolment(agency_code: str, told: Enrolment) -> parties.EnrolmentDelivered:
    return parties.EnrolmentDelivered(
        agency_code=agency_code, **_same_fields(parties.EnrolmentDelivered, told)
    )


def _special(agency_code: str, told: Payable) -> assessment.SpecialDelivered:
    return assessment.SpecialDelivered(
        agency_code=agency_code, **_same_fields(assessment.SpecialDelivered, told) | _in_words(told)
    )


def _in_words(told: Payable) -> dict[str, str]:
    """What the clerk wrote, as it is kept in the open; the package itself stays sealed."""
    return {"kind_words": masked(told.kind_words), "remark": masked(told.remark)}


def _same_fields(kind: type[Any], told: Person | Enrolment | Payable) -> dict[str, Any]:
    """The fields that both have; what no module keeps yet stays in the package alone."""
    names = {field.name for field in fields(kind)} - {"agency_code"}
    return {name: getattr(told, name) for name in names}
