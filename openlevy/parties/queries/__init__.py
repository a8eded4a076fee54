"""Who a payer is and what they are enrolled in; plain values."""

from openlevy.parties.queries.enrolments import (
    EnrolmentSeen,
    all_enrolments,
    enrolled_at,
    enrolment,
    enrolment_by_key,
    enrolments,
)
from openlevy.parties.queries.overlaps import OverlapSeen, open_overlaps, overlap
from openlevy.parties.queries.persons import (
    NameCorrectionSeen,
    PersonSeen,
    Voice,
    id_number,
    name_correction,
    name_corrections,
    names_of,
    payer_of_agency_person,
    payer_of_id,
    payers_of_id_no,
    person,
    person_named,
    voices,
)
from openlevy.parties.queries.principals import (
    PrincipalSeen,
    principal,
    principal_of,
    principals,
    standing_principals,
)

__all__ = [
    "EnrolmentSeen",
    "NameCorrectionSeen",
    "OverlapSeen",
    "PersonSeen",
    "PrincipalSeen",
    "Voice",
    "all_enrolments",
    "enrolled_at",
    "enrolment",
    "enrolment_by_key",
    "enrolments",
    "id_number",
    "name_correction",
    "name_corrections",
    "names_of",
    "open_overlaps",
    "overlap",
    "payer_of_agency_person",
    "payer_of_id",
    "payers_of_id_no",
    "person",
    "person_named",
    "principal",
    "principal_of",
    "principals",
    "standing_principals",
    "voices",
]
