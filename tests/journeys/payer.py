"""``Payer``: what a person does over plain HTTP beside paying, where no browser is needed."""

import http.client
import re
import urllib.request

from tests.stack.payer_client import PayerClient

_SECONDS = 20


class Payer(PayerClient):
    """A payer who also voids, lists, and opens documents."""

    def void(self, declaration: str) -> None:
        """「作废」, and again when asked."""
        address = f"/declarations/{declaration}/voiding/"
        page = self.send(address, self.open(address).form("key").filled())
        assert page.status == 302, page.text

    def declarations(self) -> list[str]:
        """Their numbers, newest first."""
        return self._numbers("/pension/declarations/", r'href="/declarations/(\d+)/"')

    def agreements(self) -> list[str]:
        """The numbers of those that can be revoked, newest first."""
        return self._numbers("/agreements/", r'href="/agreements/(\d+)/revocation/"')

    def token(self) -> tuple[str, str]:
        """What a form of this session carries, for forms that no page has made."""
        values = dict(self.open("/agreements/new/").form("bank_account").values)
        return "csrfmiddlewaretoken", values["csrfmiddlewaretoken"]

    def allowed(self, address: str) -> set[str]:
        """The methods that an address says it takes; it has to say so."""
        connection = http.client.HTTPConnection(self._server, timeout=_SECONDS)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        try:
            connection.request("OPTIONS", address, headers={"Cookie": cookies})
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        said = answer.headers.get("Allow", "")
        assert (answer.status, bool(said)) == (405, True), (address, answer.status)
        return set(said.split(", "))

    def document(self) -> bytes:
        """「查看」 for the newest record."""
        source = self.open("/records/downloads/").source
        found = re.search(r'href="(/records/\d+/document\.pdf)"', source)
        assert found, source
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        request = urllib.request.Request(f"http://{self._server}{found[1]}")
        request.add_header("Cookie", cookies)
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            content: bytes = answer.read()
        return content

    def _numbers(self, address: str, pattern: str) -> list[str]:
        return list(dict.fromkeys(re.findall(pattern, self.open(address).source)))
