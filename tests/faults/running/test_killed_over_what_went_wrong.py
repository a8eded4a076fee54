"""Web and worker are killed at each step of what follows on a debit that was lost, on a list that
says otherwise than the banks, and on what a payer takes back."""

from tests.faults.running.killing import TOGETHER, killed_at_each, require_steps
from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually
from tests.stack.wire import Fault

_DIFFERENCES = "SELECT kind FROM treasury_difference WHERE order_id = %s ORDER BY id"
_DECLARED = """
    SELECT id, amount_fen FROM declaration_declaration
    WHERE enrolment_id = %s AND state = 'DECLARED'"""


def test_a_debit_that_never_arrived(scene: Scene) -> None:
    """The network has taken the instruction and lost it: asked after (9003), it has never seen it,
    and is asked to undo it should it ever come (1021, 2021)."""
    [payer] = scene.ready("special")
    debts = scene.debts(payer, 40)
    line = scene.stack.to_network
    orders: list[str] = []

    def lost(step: int) -> None:
        declaration = scene.declared(debts[step - 1])
        scene.stack.settle()
        line.disturb(Fault.SWALLOWED, times=1)
        orders.append(payer.pay(declaration))
        scene.stack.settle()
        line.disturb(Fault.DOWN)
        _await_state(scene, orders[-1], "UNKNOWN")

    def undone(_step: int) -> None:
        line.mend()
        _await_state(scene, orders[-1], "REVERSED")
        scene.require_true_page(payer, orders[-1])

    steps = killed_at_each(scene, TOGETHER, undone, before=lost)
    # 9003 and 1021, each taken, kept, sent, marked; their answers, each kept, handled, marked.
    require_steps(steps, worker=14, web=4)
    for debt in debts[: len(orders)]:
        declaration = scene.declaration_of(debt)
        scene.pay_to_the_end(debt, declaration)
        scene.require_paid_once(debt)


def test_a_list_that_says_otherwise(scene: Scene) -> None:
    """3122 overturns what two banks had answered: one had booked and said no, one the reverse."""
    refused, confirmed = scene.ready("assisted", "elderly")
    debts = scene.debts(refused, 40), scene.debts(confirmed, 40)
    orders: list[tuple[str, str]] = []

    def answered_wrongly(step: int) -> None:
        scene.behave(refused, "says_refused")
        scene.behave(confirmed, "says_ok")
        try:
            no, yes = (scene.paid(of[step - 1]) for of in debts)
            assert scene.await_end(refused, no) == "REFUSED"
            assert scene.await_end(confirmed, yes) == "CONFIRMED"
            orders.append((no, yes))
        finally:
            scene.behave(refused, "ok")
            scene.behave(confirmed, "ok")
        scene.stack.settle()

    def overturned(_step: int) -> None:
        no, yes = orders[-1]
        scene.stack.close_session()
        _await_state(scene, no, "CONFIRMED")
        _await_state(scene, yes, "RETRACTED")
        scene.require_true_page(refused, no)
        scene.require_true_page(confirmed, yes)

    steps = killed_at_each(scene, ("worker",), overturned, before=answered_wrongly)
    # Kept by the web; taken, the pack, a line each with its difference, marked.
    require_steps(steps, worker=6)
    for no, yes in orders:
        found = [scene.stack.rows(_DIFFERENCES, int(order)) for order in (no, yes)]
        assert found == [[("BOOKED_AGAINST_ANSWER",)], [("NOT_BOOKED_AGAINST_ANSWER",)]]


def test_what_is_set_declared_and_voided(scene: Scene) -> None:
    payer = scene.payer("no-account")
    enrolment = payer.enrolments()[0]
    count = "SELECT count(*) FROM declaration_declaration WHERE enrolment_id = %s AND state = %s"

    def set_declare_void(step: int) -> None:
        tier = payer.set_amount(enrolment, step % 2)
        declaration = payer.declare(enrolment)
        assert scene.stack.rows(_DECLARED, int(enrolment)) == [(int(declaration), int(tier))]
        address = f"/declarations/{declaration}/voiding/"
        assert payer.send(address, payer.open(address).form("key").filled()).status == 302
        states = [scene.stack.count(count, int(enrolment), was) for was in ("DECLARED", "VOIDED")]
        assert states == [0, step], "each declared once and voided once"
        assert payer.prepared_declaration(enrolment)[1], "what is voided can be declared again"

    steps = killed_at_each(scene, ("web",), set_declare_void)
    # The amount and its payable, committed; the declaration; its end, the payable open again.
    require_steps(steps, web=6)


def _await_state(scene: Scene, order: str, state: str) -> None:
    def there() -> bool:
        scene.stack.ensure_running()
        return scene.order_state(order) == state

    eventually(there, 60, f"{order} being {state}")
