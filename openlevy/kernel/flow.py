"""A process is a table of steps: who may take which action in which state, and where it leads.

Every check, button, diagram and test reads the table; ``history.services.advance`` is the only
writer of a state. Pure: no database, no clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, StrEnum, auto

from openlevy.kernel.errors import Refusal


class Role(Flag):
    """The capacity in which somebody acts. Test with ``role & step.roles``: an empty flag is
    contained in every flag, so ``in`` would let nobody-in-particular do anything.

    ``TAX`` is the tax side without a person behind it (a counter's own system); the last four are
    its officers, each with a name (requirement L4): 受理, 审核, 征收, 管理."""

    PAYER = auto()
    TAX = auto()
    AGENCY = auto()
    BANK = auto()
    TREASURY = auto()
    CLOCK = auto()
    WINDOW = auto()
    REVIEW = auto()
    COLLECTION = auto()
    ADMIN = auto()


OFFICERS = Role.WINDOW | Role.REVIEW | Role.COLLECTION | Role.ADMIN
"""Capacities that belong to persons at a tax office, granted for that office."""


@dataclass(frozen=True, slots=True)
class Step:
    """One permitted move: in ``state``, one of ``roles`` takes ``action`` to reach ``target``."""

    state: StrEnum
    action: str
    target: StrEnum
    roles: Role


@dataclass
class ActionNotAllowed(Refusal):
    """The action is not open in the state the record has now, or not to this role."""

    flow: str
    state: str
    action: str
    code = "flow.action_not_allowed"


class Flow:
    """A named table of steps. ``(state, action)`` leads to one target only."""

    def __init__(self, name: str, initial: StrEnum, *steps: Step) -> None:
        self.name = name
        self.initial = initial
        self.steps = steps
        self._by_move = {(step.state, step.action): step for step in steps}
        if len(self._by_move) != len(steps):
            raise ValueError(f"flow {name}: one action leads to two places from one state")
        if not all(step.roles for step in steps):
            raise ValueError(f"flow {name}: a step that nobody may take")
        missing = set(type(initial)) - self.states
        if missing:
            raise ValueError(f"flow {name}: states never reached or left: {sorted(missing)}")

    @property
    def states(self) -> set[StrEnum]:
        """Every state named by the table, the initial one included."""
        ends = {state for step in self.steps for state in (step.state, step.target)}
        return {self.initial} | ends

    def target(self, state: StrEnum, action: str, role: Role) -> StrEnum:
        """Where ``action`` leads from ``state`` for ``role``.

        Raises:
            ActionNotAllowed: no such step, or it belongs to other roles.
        """
        step = self._by_move.get((state, action))
        if step is None or not (role & step.roles):
            raise ActionNotAllowed(flow=self.name, state=state.value, action=action)
        return step.target

    def sources(self, action: str, role: Role) -> dict[StrEnum, StrEnum]:
        """Every state from which ``role`` may take ``action``, with its target."""
        return {s.state: s.target for s in self.steps if s.action == action and role & s.roles}

    def actions(self, state: StrEnum, role: Role) -> list[str]:
        """What ``role`` may do in ``state``, in the order of the table: the buttons of a page."""
        return [s.action for s in self.steps if s.state == state and role & s.roles]

    def final(self) -> set[StrEnum]:
        """States that nothing leads out of."""
        return self.states - {step.state for step in self.steps}

    def mermaid(self) -> Iterator[str]:
        """The diagram for docs/processes, line by line."""
        yield "stateDiagram-v2"
        yield f"    [*] --> {self.initial.name}"
        for step in self.steps:
            who = "/".join(role.name or "" for role in step.roles)
            yield f"    {step.state.name} --> {step.target.name}: {step.action} ({who})"
        for state in sorted(self.final()):
            yield f"    {state.name} --> [*]"
