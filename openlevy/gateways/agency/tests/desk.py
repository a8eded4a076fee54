"""An agency as it is met over HTTP: it signs packages, delivers them and reads its feedback."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from openlevy.gateways.agency.compose import compose
from openlevy.gateways.agency.handlers import handle_waiting
from openlevy.gateways.signed import Signed
from openlevy.gateways.treasury.signing import (
    PKCS7_P256,
    ensure_node_keys,
    signer_for,
    verifier_for,
)
from openlevy.messages import services as messages

AGENCY, HEALTHCARE = "1101050000000001", "1101050000000002"
REGION = "110105"
ADDRESS = "/exchange/agency/packages"
DOCUMENT = Path(__file__).parents[4] / "docs" / "messages" / "agency.md"

Row = dict[str, Any]


def told_in_the_document() -> tuple[Row, Row]:
    """The example package and the example feedback of the description."""
    package, feedback, *_ = examples()
    return package, feedback


def examples() -> list[Row]:
    """Every example of the description: package, feedback, payments, and the credits of them."""
    found = re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    return [json.loads(text) for text in found]


def person(number: int = 12, **other: Any) -> Row:
    """A row of ``persons``: the example's person, with other columns as told."""
    row = told_in_the_document()[0]["persons"]["insert"][0]
    return {**row, "XH": number, **other}


def enrolment(number: int = 13, **other: Any) -> Row:
    """A row of ``enrolments`` for that person."""
    row = told_in_the_document()[0]["enrolments"]["insert"][0]
    return {**row, "XH": number, **other}


def payable(number: int = 14, **other: Any) -> Row:
    """A row of ``payables`` for that person."""
    row = told_in_the_document()[0]["payables"]["insert"][0]
    return {**row, "XH": number, **other}


def credit(number: int = 15, **other: Any) -> Row:
    """A row of ``credits`` for that person, of the description's last example."""
    row = examples()[3]["credits"]["insert"][0]
    return {**row, "XH": number, **other}


@dataclass
class Desk:
    """The agency ``code``; ``sent`` counts its packages, whose numbers lie beyond the example's."""

    code: str
    today: date
    sent: int = field(default=0)

    def package(self, **grids: dict[str, list[Row]]) -> Row:
        """A package under the next number."""
        self.sent += 1
        return {
            "format": "openlevy.agency.package",
            "version": "1.0",
            "SBJBJG_DM": self.code,
            "SBJBJG_MC": "北京市朝阳区社会保险基金管理中心",
            "TCQBM_DM": REGION,
            "CSPCH": f"20261120093000{REGION}{500 + self.sent:06d}",
            "CSSJC": "20261120093000",
            **grids,
        }

    def signature(self, body: bytes) -> str:
        """The agency's signature over the body."""
        folder = settings.OPENLEVY_KEYS_DIR / "agencies"
        ensure_node_keys(folder, self.code, timezone.now())
        return signer_for(PKCS7_P256, folder, self.code).sign(body).decode()

    def post(self, package: Row | bytes, signature: str | None = None) -> int:
        """Deliver, signed by the agency unless told otherwise; the status."""
        body = package if isinstance(package, bytes) else written(package)
        signed = self.signature(body) if signature is None else signature
        response = Client().post(
            ADDRESS,
            body,
            content_type="application/json; charset=utf-8",
            headers={"X-Signature": signed} if signed else {},
        )
        return response.status_code

    def handle(self) -> int:
        """The product's worker does what waits."""
        return handle_waiting(50, today=self.today)

    def feedbacks(self) -> list[Row]:
        """What the product sends now, its signature verified; the agency takes it."""
        found = []
        for message in messages.take_outgoing(["agency"], 50):
            key, composed = compose(message)
            wire = messages.keep_composed(message, message_key=key, wire=composed)
            messages.mark_sent(message.id)
            signed = Signed.from_wire(wire)
            nodes = settings.OPENLEVY_KEYS_DIR / "nodes"
            ours = verifier_for(PKCS7_P256, nodes, settings.OPENLEVY_NODE)
            ours.judge(signed.body, signed.signature, timezone.now())
            found.append(json.loads(signed.body))
        return found

    def answer(self, package: Row | bytes, signature: str | None = None) -> Row:
        """Deliver, have it handled, and read the one feedback."""
        assert self.post(package, signature) == 202
        self.handle()
        (found,) = (one for one in self.feedbacks() if one["format"].endswith(".feedback"))
        return found

    def codes(self, **grids: dict[str, list[Row]]) -> dict[int, str]:
        """The code answered to each row of a package of these grids."""
        answer = self.answer(self.package(**grids))
        assert answer["RECODE_ZT"] == "000"
        return {row["XH"]: row["returnCode"] for row in answer["rows"]}

    def enrol(self) -> None:
        """The example's person, enrolled."""
        grids = {"persons": {"insert": [person(1)]}, "enrolments": {"insert": [enrolment(2)]}}
        assert set(self.codes(**grids).values()) == {"000"}


def written(package: Row) -> bytes:
    """The package's bytes."""
    return json.dumps(package, ensure_ascii=False).encode()
