"""Residents of shanxi, who declare all their insurances on one form, on the way through its pages.

People of the world are moved there whole: their enrolment, and two more beside it.
"""

from typing import Any

from django.db import connection

from bench.people import ENROLMENT, PAYER, USER
from openlevy.reference import queries as reference

PLACE = "shanxi"
_REGION = "140105"
_APART = {"10215": 6 * 10**9, "10212": 7 * 10**9}
"""Between somebody's enrolment in the pension and the others."""
_SUBITEMS = {"10215": "102150100", "10212": "102120001"}
_GROUPS = {"10215": "00", "10212": "20"}
_MOVED = """
UPDATE parties_enrolment SET region = %(region)s, tax_office = %(office)s, agency_code = %(social)s
WHERE payer_id = %(payer)s
"""
_NOTHING_ASSESSED = "DELETE FROM assessment_payable WHERE payer_id = %(payer)s AND state = 'OPEN'"
_ENROLLED = """
INSERT INTO parties_enrolment (payer_id, id, agency_code, personal_no, levy_item, levy_subitem,
    region, township_name, community_name, tax_office, "group", status, first_month, content_hash)
SELECT payer_id, id + %(apart)s, %(agency)s, 'S' || id, %(item)s, %(subitem)s, region,
    township_name, community_name, tax_office, %(group)s, '1', '2018-01-01', sha256('s')
FROM parties_enrolment WHERE payer_id = %(payer)s AND id = %(enrolment)s
"""
_SERVED = "UPDATE access_user SET jurisdiction = %(place)s WHERE id = %(user)s"


def move(number: int) -> None:
    """Have person ``number`` live in shanxi, in three insurances, with nothing chosen yet; what
    they have declared stays as it is."""
    social, healthcare = (one.code for one in reference.agencies(_REGION)[:2])
    values: dict[str, Any] = {
        "payer": PAYER + number,
        "user": USER + number,
        "enrolment": ENROLMENT + number,
        "region": _REGION,
        "office": reference.tax_offices(_REGION[:6])[0].code,
        "place": PLACE,
        "social": social,
    }
    with connection.cursor() as cursor:
        for statement in (_MOVED, _NOTHING_ASSESSED, _SERVED):
            cursor.execute(statement, values)
        for item, apart in _APART.items():
            of_item = {"item": item, "apart": apart, "subitem": _SUBITEMS[item]}
            agency = healthcare if item == "10212" else social
            told = {**of_item, "group": _GROUPS[item], "agency": agency}
            cursor.execute(_ENROLLED, values | told)
