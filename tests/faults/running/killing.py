"""Processes that die one step later each time, until all come through alive.

A step is a point after which the world differs (see ``tests.stack.killable``). Afterwards they are
started again, and nothing is lost and nothing is there twice.
"""

import logging
from collections.abc import Callable, Sequence

from tests.faults.running.scenes import Scene

TOGETHER = ("worker", "web")
_MOST_STEPS = 60
_log = logging.getLogger(__name__)


def killed_at_each(
    scene: Scene,
    names: Sequence[str],
    act: Callable[[int], None],
    before: Callable[[int], None] = lambda step: None,
    most: int = _MOST_STEPS,
) -> dict[str, list[str]]:
    """Does ``act`` again and again while each of the processes dies one step later each time, until
    all came through alive; the steps that each came by in the end. ``before`` is done in peace."""
    scene.stack.settle()
    for step in range(1, most):
        before(step)
        for name in names:
            scene.stack.arm(name, step)
        act(step)
        steps = {name: scene.stack.disarm(name) for name in names}
        scene.stack.ensure_running()
        died = {name: said[step - 1] for name, said in steps.items() if len(said) >= step}
        if not died:
            return steps
        _log.info("%s", died)
    raise AssertionError(f"{names} never came through {most} steps")


def require_steps(steps: dict[str, list[str]], **least: int) -> None:
    """That they were killed at no fewer steps than we know there are."""
    for name, said in steps.items():
        assert len(said) >= least[name], said
