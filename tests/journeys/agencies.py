"""What a sandbox's agency does for somebody, up to its feedback."""

from functools import partial
from typing import Any

from tests.journeys.crowd import Account
from tests.journeys.town import Town
from tests.stack.waiting import eventually

PENSION, MEDICAL = "10210", "10212"


def social(region: str) -> str:
    """The county's 社保经办机构."""
    return f"{region}0000000001"


def healthcare(region: str) -> str:
    """The county's 医保经办机构."""
    return f"{region}0000000002"


def changes(town: Town, person: Account, **order: str) -> None:
    """Has an agency do it; every row has been taken by the product when this returns."""
    done = town.outside.order("/control/enrolment", person=person["id_number"], **order)
    for one in done if isinstance(done, list) else [done]:
        rows = eventually(partial(_answered, town, one), 30, "the feedback")
        assert {row["returnCode"] for row in rows} == {"000"}, rows


def _answered(town: Town, one: dict[str, Any]) -> list[dict[str, Any]]:
    feedback = town.outside.get(f"/packages/{one['package']}.json")["feedback"]
    rows: list[dict[str, Any]] = feedback[0]["rows"] if feedback else []
    return rows


def correct_name(town: Town, person: Account, agency: str, name: str) -> None:
    """更正姓名 at one agency."""
    changes(town, person, do="name", agency=agency, name=name)
