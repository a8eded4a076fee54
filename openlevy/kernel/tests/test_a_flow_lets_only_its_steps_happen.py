"""The table decides: who, in which state, leading where; and a wrong table is refused."""

from enum import StrEnum

import pytest

from openlevy.kernel.flow import ActionNotAllowed, Flow, Role, Step


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled"


SHUT = Step(Door.OPEN, "shut", Door.SHUT, Role.PAYER)
REOPEN = Step(Door.SHUT, "reopen", Door.OPEN, Role.PAYER | Role.TAX)
WALL = Step(Door.SHUT, "wall", Door.WALLED, Role.TAX)
WALL_OPEN = Step(Door.OPEN, "wall", Door.WALLED, Role.TAX)
FLOW = Flow("door", Door.OPEN, SHUT, REOPEN, WALL, WALL_OPEN)


def test_a_step_leads_where_the_table_says() -> None:
    assert FLOW.target(Door.OPEN, "shut", Role.PAYER) is Door.SHUT
    assert FLOW.target(Door.SHUT, "reopen", Role.TAX) is Door.OPEN


@pytest.mark.parametrize(
    ("state", "action", "role"),
    [
        (Door.OPEN, "reopen", Role.PAYER),
        (Door.WALLED, "shut", Role.PAYER),
        (Door.OPEN, "burn", Role.PAYER),
        (Door.SHUT, "wall", Role.PAYER),
        (Door.SHUT, "wall", Role(0)),
    ],
)
def test_anything_else_is_refused_with_the_facts(state: Door, action: str, role: Role) -> None:
    with pytest.raises(ActionNotAllowed) as refused:
        FLOW.target(state, action, role)
    assert refused.value.facts() == {"flow": "door", "state": state.value, "action": action}


def test_somebody_in_two_capacities_may_do_what_either_may() -> None:
    assert FLOW.target(Door.SHUT, "wall", Role.PAYER | Role.TAX) is Door.WALLED


def test_the_buttons_are_the_actions_of_the_role_in_table_order() -> None:
    assert FLOW.actions(Door.SHUT, Role.TAX) == ["reopen", "wall"]
    assert FLOW.actions(Door.SHUT, Role.PAYER) == ["reopen"]
    assert FLOW.actions(Door.SHUT, Role(0)) == []
    assert FLOW.actions(Door.WALLED, Role.TAX) == []


def test_the_sources_of_an_action_come_with_their_targets() -> None:
    assert FLOW.sources("wall", Role.TAX) == {Door.SHUT: Door.WALLED, Door.OPEN: Door.WALLED}
    assert FLOW.sources("wall", Role.PAYER) == {}


def test_states_and_final_states_are_read_from_the_table() -> None:
    assert FLOW.states == set(Door)
    assert FLOW.final() == {Door.WALLED}


def test_one_action_may_not_lead_to_two_places() -> None:
    twice = Step(Door.SHUT, "wall", Door.OPEN, Role.TAX)
    with pytest.raises(ValueError, match="two places"):
        Flow("door", Door.OPEN, SHUT, REOPEN, WALL, twice)


def test_a_step_that_nobody_may_take_is_refused() -> None:
    nobody = Step(Door.SHUT, "burn", Door.WALLED, Role(0))
    with pytest.raises(ValueError, match="nobody"):
        Flow("door", Door.OPEN, SHUT, REOPEN, WALL, nobody)


def test_a_state_outside_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="walled"):
        Flow("door", Door.OPEN, SHUT, REOPEN)


def test_the_diagram_shows_every_step_and_end() -> None:
    assert list(FLOW.mermaid()) == [
        "stateDiagram-v2",
        "    [*] --> OPEN",
        "    OPEN --> SHUT: shut (PAYER)",
        "    SHUT --> OPEN: reopen (PAYER/TAX)",
        "    SHUT --> WALLED: wall (TAX)",
        "    OPEN --> WALLED: wall (TAX)",
        "    WALLED --> [*]",
    ]
