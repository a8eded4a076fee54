"""The sample people for those who try the product: sign-in, accounts, what is special."""

from typing import Any

from sandbox import store
from sandbox.agency.orders import payables_of
from sandbox.vault import vault
from sandbox.world import making
from sandbox.world.records import (
    Account,
    Person,
)
from sandbox.world.samples import PARTS, PASSWORD, sample

_JURISDICTIONS = {"11": "beijing", "14": "shanxi", "15": "neimenggu", "42": "hubei"}


def sample_people() -> list[dict[str, Any]]:
    """The sample people of the world there is; none before it was asked for."""
    maker = making.current()
    if maker is None:
        return []
    return [_shown(sample(maker, index)) for index in range(len(PARTS))]


def _shown(person: Person) -> dict[str, Any]:
    return {
        "role": "payer",
        "key": person.key,
        "jurisdiction": _JURISDICTIONS[person.all_enrolments[0].place.region[:2]],
        "name": person.name,
        "wire_name": person.wire_name,
        "username": person.username,
        "id_type": "201",
        "id_number": person.id_number,
        "phone": person.phone,
        "password": PASSWORD,
        "special": person.special,
        "enrolments": [
            {
                "insurance": enrolment.insurance.levy_item,
                "agency": enrolment.agency.code,
                "region": enrolment.place.region,
                "place": enrolment.place.name,
                "community": enrolment.township[1] + enrolment.community[1],
                "tax_office": enrolment.place.tax_office,
                "state": enrolment.state,
            }
            for enrolment in person.all_enrolments
        ],
        "payables": payables_of(person),
        "bank_accounts": [_account(account) for account in person.accounts],
    }


def _account(account: Account) -> dict[str, Any]:
    now = store.first(
        "SELECT id, balance_fen, mode FROM bank_account WHERE number_digest = %s",
        vault().digest(account.number),
    )
    return {
        "bank": account.bank.name,
        "bank_cnaps": account.bank.cnaps,
        "clearing_cnaps": account.bank.clearing_cnaps,
        "number": account.number,
        "holder_name": account.holder_name,
        "agreed": account.agreed,
        "behaviour": now["mode"] if now else account.mode,
        "balance_fen": now["balance_fen"] if now else account.deposit_fen,
    }
