"""The worker is killed at each step between the walk of a day and the gateway's word (X6): all are
told once, nobody twice, and on one text."""

from tests.faults.running.killing import killed_at_each, require_steps
from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually

_KIND = "kind LIKE 'window.closing%%' AND key NOT LIKE '%%:gone%%'"
_TOLD = f"SELECT count(*) FROM notices_notice WHERE {_KIND} AND payer_id = %s AND state = 'TAKEN'"
_ALL = f"SELECT count(*) FROM notices_notice WHERE {_KIND} AND payer_id = %s"
_FORGET = f"UPDATE notices_notice SET key = key || %s WHERE {_KIND} AND payer_id = %s"
_FIRST = f"SELECT min(payer_id) FROM notices_notice WHERE {_KIND} AND place = 'beijing'"
_ROWS = "SELECT count(*) FROM declaration_reminder WHERE payer_id = %s"
_MESSAGES = f"""SELECT array_agg(id) FROM messages_outbox WHERE party = 'notices' AND record_id IN (
    SELECT id FROM notices_notice WHERE {_KIND} AND payer_id = %s)"""
_TEXTS = "SELECT count(*) FROM notice WHERE right(number, 12)::bigint = ANY(%s)"
"""Of these notices alone: the walk of all others may still go on."""


def test_reminding(scene: Scene) -> None:
    """Each time the walk is made anew for one of the payers; the others are known to be told."""
    _near_the_end_of_the_year(scene)
    walk = _Walk(scene)
    steps = killed_at_each(scene, ["worker"], walk.again, before=walk.forget, most=100)
    # How far, the reminder, the notice, its message, the commit; composed, sent, taken, marked.
    require_steps(steps, worker=9)
    walk.await_told()


class _Walk:
    """The day's walk for whoever was told first, as often as wanted."""

    def __init__(self, scene: Scene) -> None:
        eventually(lambda: scene.stack.rows(_FIRST)[0][0], 60, "the day's walk")
        scene.stack.settle()
        self._scene = scene
        self._payer = int(scene.stack.rows(_FIRST)[0][0])
        self._told = scene.stack.count(_ALL, self._payer)
        self._rows = scene.stack.count(_ROWS, self._payer)

    def forget(self, step: int) -> None:
        """What they were told becomes an earlier occasion's, and the day has not been walked. The
        worker walks when it starts, and otherwise in its own time."""
        self._scene.stack.settle()
        self._scene.stack.kill("worker")
        self._scene.rewrite(
            (_FORGET, f":gone{step}", self._payer),
            ("DELETE FROM declaration_reminder WHERE payer_id = %s", self._payer),
            ("DELETE FROM declaration_reminder_run WHERE place = 'beijing'",),
        )

    def again(self, _step: int) -> None:
        """The walk, and the texts that it comes to."""
        self._scene.stack.processes["worker"].start_only()
        self.await_told()
        self._scene.stack.settle()
        ((sent,),) = self._scene.stack.rows(_MESSAGES, self._payer)
        assert self._scene.stack.count(_TEXTS, sent, database="sandbox") == self._told == len(sent)

    def await_told(self) -> None:
        """As much is told as before, each once, whatever dies meanwhile."""

        def told() -> bool:
            self._scene.stack.ensure_running()
            return self._scene.stack.count(_TOLD, self._payer) == self._told

        eventually(told, 90, "the reminder")
        assert self._scene.stack.count(_ALL, self._payer) == self._told
        assert self._scene.stack.count(_ROWS, self._payer) == self._rows


def _near_the_end_of_the_year(scene: Scene) -> None:
    (today,) = scene.stack.rows("SELECT business_date FROM reference_business_date")[0]
    if (today.month, today.day) < (12, 2):
        scene.stack.cli("clock", "set", f"{today.year}-12-02")
    elif today.day > 30:
        scene.stack.cli("clock", "set", f"{today.year + 1}-12-02")
