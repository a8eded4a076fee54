"""``.venv/bin/python docs/pictures/make.py``: the README's pictures, from the running program.

Starts the program in a folder of its own, walks the journey in a headless browser, and writes the
pictures beside this file. Needs Chromium, poppler and a Chinese font, as ``bin/test`` does.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from launcher import machine, network  # noqa: E402
from tests.journeys import steps  # noqa: E402
from tests.journeys.payer import Payer  # noqa: E402
from tests.journeys.screen import PC, PHONE, Screen  # noqa: E402
from tests.rows.walk import Walk  # noqa: E402
from tests.stack.outside import Outside  # noqa: E402
from tests.stack.waiting import eventually  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_AMOUNT = "￥3,000.00（示例）"
_READY = "Ctrl-C stops everything"
_DOTS_PER_INCH = 110


class Running:
    """The program in a data folder of its own."""

    def __init__(self, data: Path, port: int) -> None:
        self._data = data
        self.url = f"http://127.0.0.1:{port}"
        self.outside = Outside("127.0.0.1", port + 1)

    def account(self, key: str) -> dict[str, Any]:
        """A sample person."""
        return next(one for one in self.outside.accounts() if one["key"] == key)

    def next_day(self) -> None:
        """Cuts the day: agreements become effective, what was paid is received."""
        command = [str(ROOT / "bin" / "openlevy"), "--data", str(self._data), "clock", "advance"]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # ours


def main() -> None:
    """Makes every picture."""
    program = machine.chromium()
    if program is None:
        raise SystemExit(f"Chromium is not installed: {machine.INSTALL}")
    from playwright.sync_api import sync_playwright

    with _running() as running, sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        for key in ("ordinary", "special"):
            Payer(running.url, running.account(key)).sign_in().sign_agreement()
        running.next_day()
        _payment(browser, running)
        _declarations(browser, running)
        _certificate(browser, running)
        browser.close()


@contextmanager
def _running() -> Iterator[Running]:
    port = network.free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [str(ROOT / "bin" / "run"), "--data", folder, "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # ours
        try:
            for line in process.stdout or ():
                sys.stdout.write(line)
                if _READY in line:
                    break
            yield Running(Path(folder), port)
        finally:
            process.terminate()
            process.wait()


def _screen(browser: "Browser", running: Running, width: int) -> Screen:
    return Screen(browser, running.url, Walk(), width=width, checked=False, sharpness=2)


def _keep(screen: Screen, name: str) -> None:
    screen.page.wait_for_timeout(300)
    screen.page.screenshot(path=HERE / f"{name}.png")


def _payment(browser: "Browser", running: Running) -> None:
    """S2 1.1 on a phone."""
    with _screen(browser, running, PHONE) as screen:
        screen.sign_in(running.account("ordinary"))
        steps.set_amount(screen, _AMOUNT)
        _keep(screen.open("/"), "phone-home")
        steps.to_pension(screen).press("缴费办理")
        _keep(screen.press("下一步"), "phone-payment-1")
        _keep(screen.press("下一步"), "phone-payment-2")
        screen.press("提交")
        _keep(screen.press("确认缴费"), "phone-payment-3")
        _keep(screen.press("确认缴费").until("缴费成功"), "phone-done")


def _declarations(browser: "Browser", running: Running) -> None:
    """S2 1.2 on a PC, with one paid, one voided and one still to pay."""
    with _screen(browser, running, PC) as screen:
        payer = Payer(running.url, running.account("special"))
        payer.sign_in()
        enrolment = payer.enrolments()[0]
        payer.set_amount(enrolment)
        payer.void(payer.declare(enrolment))
        first, second = payer.specials(enrolment)
        payer.pay(payer.declare(enrolment, "special", first))
        payer.declare(enrolment, "special", second)
        screen.sign_in(running.account("special")).open("/pension/declarations/")
        eventually(lambda: "已缴费" in screen.reload().text, 30)
        _keep(screen, "pc-declarations")


def _certificate(browser: "Browser", running: Running) -> None:
    """S2 4.1–4.2: the paper."""
    running.next_day()
    with _screen(browser, running, PHONE) as screen:
        screen.sign_in(running.account("ordinary"))
        screen.open("/pension/payments/")
        eventually(lambda: "尚未入库" not in screen.reload().text, 30)
        screen.press("更多相关操作").press("证明申请").press("证明申请")
        screen.see("制作成功")
        pdf = screen.fetch(screen.pressable("查看").get_attribute("href") or "")
    command = ["pdftoppm", "-png", "-r", str(_DOTS_PER_INCH), "-singlefile", "-"]
    subprocess.run([*command, HERE / "certificate"], input=pdf, check=True)  # noqa: S603  # ours


if __name__ == "__main__":
    main()
