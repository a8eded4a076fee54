"""The verbs of parties: what agencies deliver is written down; who acts for whom."""

from openlevy.parties.rules import (
    ActsForOneself,
    DocumentShared,
    KeyTaken,
    KeyUnknown,
    NameDiffers,
    NotActing,
    NotForOthers,
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
    require_acting,
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
from openlevy.parties.services.naming import ASKED, hold, reconcile
from openlevy.parties.services.overlaps import compare_enrolments

__all__ = [
    "ASKED",
    "ActsForOneself",
    "DocumentShared",
    "EnrolmentDelivered",
    "KeyTaken",
    "KeyUnknown",
    "NameDiffers",
    "NotActing",
    "NotForOthers",
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
    "compare_enrolments",
    "forget_principal",
    "hold",
    "purge_principals",
    "reconcile",
    "record_enrolment",
    "record_person",
    "remove_enrolment",
    "remove_person",
    "require_acting",
    "writable_name_sql",
]
