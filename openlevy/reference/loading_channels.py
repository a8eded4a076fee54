"""``channels.toml`` of a place, to names by channel or to sentences on what is wrong. Pure."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from openlevy.reference.facts import Fact
from openlevy.reference.sections import open_section

CHANNELS = ("portal", "mobile", "counter", "bank", "batch")
"""By which declarations and payments come in, as records keep it: our pages on a computer, the same
on a phone, an officer at the window, a bank, the batch debit. Every place has a name for each."""


def read_channels(
    folder: Path, key: str, facts: list[Fact], problems: list[str]
) -> Mapping[str, str]:
    """The file of ``folder``; its fact is named ``key``.channels."""
    file = open_section(folder, "channels.toml", problems)
    channels = file.child("channels")
    facts.append(channels.fact(f"{key}.channels"))
    names = channels.child("names")
    told = {channel: names.text(channel, r".{1,20}") for channel in CHANNELS}
    for section in (file, channels, names):
        section.close()
    return MappingProxyType(told)
