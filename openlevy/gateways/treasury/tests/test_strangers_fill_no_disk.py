"""What nobody has signed is kept up to a limit, and goes again; what is signed comes through."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from openlevy.gateways import strangers
from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.tests.network import ADDRESS, Network
from openlevy.messages.models import Incoming, Outgoing
from openlevy.parties.tests.people import TODAY
from openlevy.treasury.queries import work_date

DAY = c.WorkDateChange(work_date=TODAY)
HOUR_LATER = timedelta(hours=1)


def _unsigned(network: Network, address: str = "192.0.2.1") -> int:
    client = Client(REMOTE_ADDR=address)
    answer = client.generic("POST", ADDRESS, network.document(DAY), "application/xml; charset=GBK")
    if answer.status_code == 429:
        assert 0 < int(answer["Retry-After"]) <= strangers.WINDOW.total_seconds()
        assert len(answer.content.decode().splitlines()) == 1
    status: int = answer.status_code
    return status


def test_from_one_address_so_many_are_kept_and_no_more(network: Network) -> None:
    told = [_unsigned(network) for _ in range(strangers.FROM_ONE_ADDRESS + 5)]
    assert told == [202] * strangers.FROM_ONE_ADDRESS + [429] * 5
    assert Incoming.objects.count() == strangers.FROM_ONE_ADDRESS
    assert _unsigned(network, "192.0.2.2") == 202


def test_from_many_addresses_together_so_many_and_no_more(network: Network) -> None:
    told = [_unsigned(network, f"10.{n // 200}.{n % 200}.1") for n in range(strangers.IN_ALL + 3)]
    assert told == [202] * strangers.IN_ALL + [429] * 3
    assert Incoming.objects.count() == strangers.IN_ALL


def test_whoever_signs_is_not_hindered(network: Network) -> None:
    for _ in range(strangers.FROM_ONE_ADDRESS + 1):
        _unsigned(network, "127.0.0.1")
    network.says(DAY)
    assert work_date() == TODAY


def test_a_large_one_is_not_kept(network: Network) -> None:
    many = [
        c.TreasuryVoucher(
            treasury_code="1101010000",
            kind=c.VoucherKind.RECEIPT,
            voucher_no=f"{number:018d}",
            budget_kind=c.BudgetKind.INSIDE,
            budget_level=c.BudgetLevel.COUNTY,
            budget_subject_code="1020101",
            amount_fen=100,
            origin="1",
        )
        for number in range(400)
    ]
    pack = c.ReceiptsPack(
        tax_office_code="11101110000",
        received_on=TODAY,
        pack_no="00000001",
        pack_count=1,
        pack_number=1,
        vouchers=tuple(many),
    )
    unsigned = network.document(pack)
    assert len(unsigned) > strangers.MOST_BYTES
    answer = network.post(unsigned)
    assert answer.status_code == 413
    assert answer.content.decode() == "Not signed by the network, and over 65536 bytes.\n"
    assert Incoming.objects.count() == 0
    assert network.post(network.message(pack)).status_code == 202


@pytest.mark.parametrize(("hours", "left"), [(47, 1), (49, 0)])
def test_they_go_two_days_after_they_were_answered(network: Network, hours: int, left: int) -> None:
    network.says(DAY)
    _unsigned(network)
    network.let_handle()
    Outgoing.objects.filter(topic="9120").update(sent_at=timezone.now(), wire=b"x")
    assert Incoming.objects.count() == 2
    strangers.purge(timezone.now() + timedelta(hours=hours))
    assert Incoming.objects.filter(message_key__startswith="unsigned:").count() == left
    assert Incoming.objects.exclude(message_key__startswith="unsigned:").count() == 1
    assert Outgoing.objects.filter(topic="9120").count() == left


def test_one_that_waits_to_be_handled_stays(network: Network) -> None:
    _unsigned(network)
    assert strangers.purge(timezone.now() + timedelta(days=9)) == 0
    assert Incoming.objects.count() == 1
