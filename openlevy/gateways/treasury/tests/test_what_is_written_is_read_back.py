"""decode(encode(x)) is x for every message the layouts allow; any other bytes are refused."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from openlevy.gateways.treasury.codec import LAYOUTS, MessageUnreadable, decode, encode
from openlevy.gateways.treasury.tests.golden import ENVELOPES, message
from openlevy.gateways.treasury.tests.strategies import envelopes

CALM = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@pytest.mark.parametrize("number", LAYOUTS)
@CALM
@given(data=st.data())
def test_what_is_written_is_read_back(number: str, data: st.DataObject) -> None:
    envelope = data.draw(envelopes(LAYOUTS[number]))
    assert decode(encode(envelope)) == envelope


@CALM
@given(st.binary(max_size=300))
@example(b'<?xml version="1.0" encoding="GBK"?><CFX></CFX>')
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(MessageUnreadable):
        decode(content)


@settings(CALM, max_examples=300)
@given(st.sampled_from(sorted(ENVELOPES)), st.data())
def test_a_golden_message_with_bytes_changed_is_read_or_refused(
    name: str, data: st.DataObject
) -> None:
    content = bytearray(message(name))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    try:
        read = decode(bytes(content))
    except MessageUnreadable:
        return
    assert decode(encode(read)) == read
