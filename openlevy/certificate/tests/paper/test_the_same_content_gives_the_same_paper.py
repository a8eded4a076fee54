"""Set twice, in this process or another, the paper is the same bytes; only signatures differ."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from openlevy.certificate.paper import layout
from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.paper.typesetting import typesetter
from openlevy.certificate.tests.paper.papers import AT, record

PRINT_HASH = """
import hashlib
from openlevy.certificate.tests.paper.test_the_same_content_gives_the_same_paper import typeset
print(hashlib.sha256(typeset()).hexdigest())
"""


def typeset(count: int = 2) -> bytes:
    setter, content = typesetter(), record(count)
    sheet = layout.sheet(content, setter.typefaces, demonstration=True)
    return setter.pdf(sheet, content.printed_at)


def test_in_one_process() -> None:
    first = typeset()
    assert typeset(3) != first
    assert typeset() == first


def test_in_another_process() -> None:
    there = subprocess.run(
        [sys.executable, "-c", PRINT_HASH], capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(typeset()).hexdigest()


def test_in_several_threads_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(typeset, [1, 2, 3, 4] * 3))
    assert papers == [typeset(count) for count in [1, 2, 3, 4] * 3]


def test_a_signature_is_put_behind_the_paper_and_changes_nothing_in_it(issuing: Issuing) -> None:
    signed = [make_paper(record(), issuing, AT + timedelta(days=day)) for day in (0, 0, 1)]
    assert all(paper.startswith(typeset()) for paper in signed)
    assert len(set(signed)) == 3
