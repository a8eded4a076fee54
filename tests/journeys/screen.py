"""``Screen``: somebody before a browser, who reads and presses what the page says."""

import os
import re
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.journeys import finding
from tests.journeys.quality import faults
from tests.rows.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

PHONE, PC = 390, 1280
_HEIGHTS = {PHONE: 844, PC: 800}
_PATIENCE_MS = 40_000
_SETTLING_MS = 150
_OF_A_PHONE = (
    "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36"
)
"""How the browser of a phone calls itself: to the product that is the channel 手机."""
_REFUSED = 400
"""A page that was refused is none that was visited."""
_EXPECTED_NOISE = re.compile(
    r"Failed to load resource: the server responded with a status of 4\d\d"
)


class Screen:
    """A browser of one person's. Every page it comes to is recorded and checked.

    Args:
        checked: each page is checked by axe, for its width and its targets as it is reached.
        scripts: whether the browser runs scripts.
        name: what pictures are called. With ``JOURNEY_PICTURES`` in the environment, a folder, a
            picture of every page reached is kept there.
        sharpness: how many dots of a picture one pixel is.
    """

    def __init__(
        self,
        browser: "Browser",
        url: str,
        walk: Walk,
        *,
        width: int = PHONE,
        scripts: bool = True,
        checked: bool = True,
        name: str = "",
        sharpness: float = 1,
    ) -> None:
        self.url = url
        self.width = width
        self._scripts = scripts
        self._walk = walk
        self._checked = checked and scripts
        self._name = name
        self._count = 0
        self.noise: list[str] = []
        self.faults: list[str] = []
        self.status = 0
        self.context = browser.new_context(
            base_url=url,
            viewport={"width": width, "height": _HEIGHTS.get(width, 800)},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            has_touch=width == PHONE,
            user_agent=_OF_A_PHONE if width == PHONE else None,
            reduced_motion="reduce",
            device_scale_factor=sharpness,
        )
        self.context.set_default_timeout(_PATIENCE_MS)
        self.page = self._listened(self.context.new_page())

    def __enter__(self) -> "Screen":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()

    # -- going about ---------------------------------------------------------------------------

    def sign_in(self, person: dict[str, Any]) -> "Screen":
        """「登录」 on 自然人业务, and the first page comes up."""
        self.open("/sign-in")
        self.fill("证件号码 / 手机号 / 用户名", person["username"])
        self.fill("密码", person["password"])
        self.press("登录")
        assert self.path == "/", self.text
        self._walk.was_in(person["jurisdiction"])
        return self

    def open(self, path: str) -> "Screen":
        """Goes to an address typed in."""
        self.page.goto(path)
        return self._arrived()

    def follow(self, *labels: str) -> "Screen":
        """Presses one after the other."""
        for label in labels:
            self.press(label)
        return self

    def press(self, label: str, within: str = "") -> "Screen":
        """Presses what is labelled exactly so: a link, a button, a fold, or what is to be ticked.

        Args:
            within: words of the one row, card or notice in which it is meant.
        """
        target = self.pressable(label, within)
        if finding.leads_away(target, self._scripts):
            with self.page.expect_navigation(timeout=_PATIENCE_MS):
                target.click()
        else:
            target.click()
            self.page.wait_for_timeout(_SETTLING_MS)
        self._walk.used(label)
        return self._arrived()

    def fill(self, label: str, value: str) -> "Screen":
        """Types into the field of this label."""
        self.field(label).fill(value)
        self._walk.used(label)
        return self

    def choose(self, label: str, option: str) -> "Screen":
        """Picks an option, by its words, in the list of this label."""
        self.field(label).select_option(label=option)
        self._walk.used(label)
        return self

    def back(self) -> "Screen":
        """The browser's own Back."""
        self.page.go_back()
        return self._arrived()

    def reload(self) -> "Screen":
        """The browser's own reload."""
        self.page.reload()
        return self._arrived()

    def second_tab(self, path: str) -> "Screen":
        """Another tab of the same browser, in front from now on; ``screen.context.pages``."""
        self.page = self._listened(self.context.new_page())
        return self.open(path)

    def fetch(self, path: str) -> bytes:
        """A file that the browser is offered, with this person's own cookies."""
        answer = self.context.request.get(path)
        assert answer.status == 200, (path, answer.status)
        self._walk.visited(path)
        return answer.body()

    # -- what is seen --------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The address without server and query."""
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return " ".join(self.page.locator("body").inner_text().split())

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").first.inner_text().strip()

    def see(self, *words: str) -> "Screen":
        """Asserts that each of these stands on the page, to the letter, now or very soon."""
        for one in words:
            place = self.page.get_by_text(one).locator("visible=true").first
            try:
                place.wait_for(state="visible")
            except Exception as error:
                raise AssertionError(f"「{one}」 is not on {self.path}: {self.text}") from error
        self._walk.used(*words)
        return self

    def see_not(self, *words: str) -> "Screen":
        """Asserts that none of these stands on the page."""
        text = self.text
        for one in words:
            assert one not in text, f"「{one}」 is on {self.path}: {text}"
        return self

    def offers(self, label: str, within: str = "") -> bool:
        """Whether something to press is labelled so."""
        return finding.pressables(self.page, label, within).count() > 0

    def until(self, heading: str, seconds: float = 30) -> "Screen":
        """Waits until the page by itself comes to say so in its second heading."""
        place = self.page.locator("main h2").filter(has_text=re.compile(f"^{heading}$")).first
        try:
            place.wait_for(timeout=seconds * 1000)
        except Exception as error:
            raise AssertionError(f"「{heading}」 did not come up: {self.text}") from error
        self._walk.used(heading)
        return self._arrived()

    def facts(self) -> dict[str, str]:
        """Label and value of everything listed on the page so."""
        pairs = self.page.locator("main dl.facts > div")
        return {
            pairs.nth(i).locator("dt").inner_text().strip(): pairs.nth(i)
            .locator("dd")
            .inner_text()
            .strip()
            for i in range(pairs.count())
        }

    def rows(self) -> list[str]:
        """The rows of the page's table, each as one line of text."""
        found = self.page.locator("main table tbody tr").all()
        return [" ".join(one.inner_text().split()) for one in found]

    @property
    def number(self) -> int:
        """The number of the record that the address names."""
        found = re.search(r"/(\d+)/", self.path) or re.search(r"\bdeclaration=(\d+)", self.page.url)
        assert found, f"{self.page.url}: {self.text}"
        return int(found[1])

    # -- underneath ----------------------------------------------------------------------------

    def pressable(self, label: str, within: str = "") -> "Locator":
        """The one thing to press that is labelled exactly so, or several that lead to one place."""
        found = finding.pressables(self.page, label, within)
        return finding.the_one(found, f"「{label}」 on {self.path}: {self.text}")

    def field(self, label: str) -> "Locator":
        """The field of this label that somebody can type into or choose from."""
        found = self.page.get_by_label(label, exact=True).locator("visible=true")
        return found.and_(self.page.locator(":not([aria-hidden=true])")).first

    def _listened(self, page: "Page") -> "Page":
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.noise.append(f"script: {error}"))
        page.on("response", self._answered)
        return page

    def _heard(self, message: "ConsoleMessage") -> None:
        if message.type in ("error", "warning") and not _EXPECTED_NOISE.match(message.text):
            self.noise.append(f"console on {self.path}: {message.text}")

    def _answered(self, response: "Response") -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        if response.status >= 500:
            self.noise.append(f"{response.status} from {response.url}")

    def _arrived(self) -> "Screen":
        self.page.wait_for_load_state("load")
        if urlsplit(self.page.url).scheme not in ("http", "https"):
            return self
        if self.status < _REFUSED:
            self._walk.visited(self.page.url)
        if self._checked:
            here = f"{self.path} ({self.width} px)"
            self.faults += [f"{here}: {one}" for one in faults(self.page)]
        self._keep_picture()
        return self

    def _keep_picture(self) -> None:
        folder = os.environ.get("JOURNEY_PICTURES")
        if folder:
            self._count += 1
            name = re.sub(r"[^\w-]+", "_", f"{self._name}-{self.width}-{self._count:02}")
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
