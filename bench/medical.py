"""城乡居民医疗 on the way through the pages: who is enrolled in it, and who pays for whom."""

import json
from typing import Any

from django.db import connection

from bench.people import ENROLMENT, PAYER
from openlevy.reference import queries as reference

_ENROLMENTS_APART = 5 * 10**9
"""Between a person's enrolment in the pension and the one in medical insurance."""
_ENROLLED = """
INSERT INTO parties_enrolment (payer_id, id, agency_code, personal_no, levy_item, levy_subitem,
    region, township_name, community_name, tax_office, "group", status, first_month, content_hash)
SELECT payer_id, id + %(apart)s, %(agencies)s::jsonb ->> region, 'M' || id, '10212', '102120001',
    region, township_name, community_name, tax_office, '13', '1', '2018-01-01', sha256('m')
FROM parties_enrolment WHERE payer_id = %(payer)s
"""
_ACTS = """
INSERT INTO parties_acts_for (payer_id, principal_id, saved, proved_at)
VALUES (%(payer)s, %(principal)s, true, now()) RETURNING id
"""
_KIND = "healthcare"
"""The agencies that keep it, one in each district."""


def enrol(number: int) -> int:
    """Enrol somebody of the world in medical insurance too; the number of the enrolment."""
    values: dict[str, Any] = {
        "payer": PAYER + number,
        "apart": _ENROLMENTS_APART,
        "agencies": json.dumps({one.region: one.code for one in reference.agencies("11", _KIND)}),
    }
    with connection.cursor() as cursor:
        cursor.execute(_ENROLLED, values)
    return ENROLMENT + _ENROLMENTS_APART + number


def pay_for(number: int, principal: int) -> int:
    """Have somebody pay for somebody else, who is saved; the number under which they know them."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, {"payer": PAYER + number, "principal": PAYER + principal})
        ((known,),) = cursor.fetchall()
    return int(known)
