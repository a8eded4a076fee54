"""The verbs of parties: what agencies deliver is written down; who acts for whom."""

from openlevy.parties.rules import (
    ActsForOneself,
    DocumentShared,
    KeyTaken,
    KeyUnknown,
    NameDiffers,
    PersonDiffers,
    PrincipalUnknown,
    StillEnrolled,
    TooManyPrincipals,
)
from openlevy.parties.services.acting import (
    Principal,
    act_for,
    forget_principal,
    purge_principals,
)
from openlevy.parties.services.delivered import (
    EnrolmentDelivered,
    PersonDelivered,
    active_enrolments_sql,
    amend_enrolment,
    amend_person,
    record_enrolment,
    record_person,
    remove_enrolment,
    remove_person,
    writable_name_sql,
)
from openlevy.parties.services.naming import ASKED, reconcile

__all__ = [
    "ASKED",
    "ActsForOneself",
    "DocumentShared",
    "EnrolmentDelivered",
    "KeyTaken",
    "KeyUnknown",
    "NameDiffers",
    "PersonDelivered",
    "PersonDiffers",
    "Principal",
    "PrincipalUnknown",
    "StillEnrolled",
    "TooManyPrincipals",
    "act_for",
    "active_enrolments_sql",
    "amend_enrolment",
    "amend_person",
    "forget_principal",
    "purge_principals",
    "reconcile",
    "record_enrolment",
    "record_person",
    "remove_enrolment",
    "remove_person",
    "writable_name_sql",
]
