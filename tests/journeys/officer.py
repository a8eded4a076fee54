"""``OfficerClient``: what an officer does over plain HTTP, with the telephone at hand."""

import time

from openlevy.kernel.one_time import STEP_SECONDS, code_of, from_letters, step_at
from tests.stack.payer_client import PayerClient

SECRET = "ONQW 24DM MUWX O2LO MRXX OLLT MVRX EZLU"
PASSWORD = "Shili-shuiwu-26"
_used: dict[str, int] = {}


def telephone(username: str, secret: str = SECRET) -> str:
    """A code that was not shown before: each is good once, so who signs in twice in half a minute
    takes the next."""
    step = max(step_at(time.time()), _used.get(username, 0) + 1)
    while step > step_at(time.time()) + 1:
        time.sleep(STEP_SECONDS / 10)
    _used[username] = step
    return code_of(from_letters(secret), step)


class OfficerClient(PayerClient):
    """One officer with one browser."""

    def sign_in(self) -> "OfficerClient":
        """Both factors."""
        name = self.account["username"]
        form = self.open("/officer/sign-in").form("login")
        page = self.send("/officer/sign-in", form.filled(login=name, password=PASSWORD))
        assert page.status == 302, page.text
        form = self.open("/officer/second-factor").form("code")
        page = self.send("/officer/second-factor", form.filled(code=telephone(name)))
        assert (page.status, page.location) == (302, "/officer/"), page.text
        return self
