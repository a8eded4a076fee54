"""What a phone was sent, as the worker would word it."""

from openlevy.notices.models import Notice
from openlevy.notices.queries import ToTell, to_tell


def sent_to(phone: str) -> list[ToTell]:
    """The notices that wait for this phone, in their order."""
    rows = Notice.objects.order_by("id").values_list("payer_id", "id")
    found = [to_tell(payer_id, number) for payer_id, number in rows]
    return [one for one in found if one is not None and one.address == phone]


def code_for(phone: str) -> str:
    """The code sent last."""
    return sent_to(phone)[-1].facts["code"]
