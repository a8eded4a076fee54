"""Processes and the database server die at random moments while several people pay.

Each seed is a run of its own; ``OPENLEVY_FAULT_SEEDS`` says how many, ``OPENLEVY_FAULT_SEED`` which
one comes first.
"""

import logging
import os
import threading
import time
from random import Random

import pytest

from launcher.postgres import EmbeddedServer
from tests.faults.running.scenes import Debt, Scene
from tests.stack.payer_client import PayerClient

_FIRST = int(os.environ.get("OPENLEVY_FAULT_SEED", "1"))
_SEEDS = range(_FIRST, _FIRST + int(os.environ.get("OPENLEVY_FAULT_SEEDS", "2")))
_VICTIMS = ("web", "worker", "sandbox", "postgres")
_KEYS = ("two-banks", "special", "long-name", "rare-with-wire", "assisted", "elderly")
_DEBTS_EACH = 3
_KILLS = 7
_MOST_SECONDS = 120
_log = logging.getLogger(__name__)


@pytest.mark.parametrize("seed", _SEEDS)
def test_nothing_is_lost_and_nothing_twice(scene: Scene, server: EmbeddedServer, seed: int) -> None:
    chance = Random(seed)
    payers = scene.ready(*_KEYS)
    debts = [debt for payer in payers for debt in scene.debts(payer, _DEBTS_EACH)]
    faults: list[BaseException] = []
    people = [threading.Thread(target=_pay_all, args=(scene, debts, one, faults)) for one in payers]
    try:
        for payer, person in zip(payers, people, strict=True):
            payer.while_away = _wait  # only the main thread starts processes
            person.start()
        for _ in range(_KILLS):
            time.sleep(chance.uniform(0.1, 1.5))
            _kill(scene, server, chance.choice(_VICTIMS), chance.uniform(0.0, 0.8))
        _await_all(scene, people)
    finally:
        for payer in payers:
            payer.while_away = scene.stack.ensure_running
    assert faults == [], f"seed {seed}"
    scene.stack.await_ready()
    for debt in debts:
        scene.pay_to_the_end(debt, scene.declaration_of(debt))
        scene.require_paid_once(debt)


def _pay_all(
    scene: Scene, debts: list[Debt], payer: PayerClient, faults: list[BaseException]
) -> None:
    """One person pays all their debts, one after the other, whatever happens meanwhile."""
    try:
        for debt in debts:
            if debt.payer is payer:
                scene.paid(debt)
    except BaseException as fault:
        faults.append(fault)


def _wait() -> None:
    time.sleep(0.1)


def _kill(scene: Scene, server: EmbeddedServer, victim: str, seconds: float) -> None:
    """Kills it, and has it start again after so many seconds; does not wait until it is ready."""
    _log.info("%s is killed, for %.1f s", victim, seconds)
    if victim == "postgres":
        server.kill_immediate()
        time.sleep(seconds)
        server.start()
        return
    process = scene.stack.processes[victim]
    process.kill()
    time.sleep(seconds)
    process.start_only()


def _await_all(scene: Scene, people: list[threading.Thread]) -> None:
    until = time.monotonic() + _MOST_SECONDS
    while any(person.is_alive() for person in people):
        assert time.monotonic() < until, "the payers came to no end"
        scene.stack.ensure_running()
        time.sleep(0.1)
