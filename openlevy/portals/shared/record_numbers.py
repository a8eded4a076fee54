"""Numbers of records in addresses: ``<record:number>``."""

from functools import cache

from django.urls import register_converter


class RecordNumber:
    """A record's number in an address: at most what the database can count to."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


@cache
def know_record_numbers() -> None:
    """Have addresses know them; every portal's addresses ask, once is enough."""
    register_converter(RecordNumber, "record")
