"""Tables stand in columns, also with Chinese in them."""

from io import StringIO
from pathlib import Path

from launcher.terminal import Terminal, table


def test_chinese_characters_count_for_two_columns() -> None:
    rows = [{"name": "欧阳测", "role": "payer"}, {"name": "Li", "role": "clerk"}]
    assert table(rows) == [
        "name    role",
        "------  -----",
        "欧阳测  payer",
        "Li      clerk",
    ]


def test_values_that_are_lists_or_have_parts_are_written_out() -> None:
    [_, _, line] = table(
        [{"sign-in": {"user": "a", "password": "b"}, "for": ["x", "y"], "n": None}]
    )
    assert line == "user a, password b  x, y"


def test_nothing_moves_where_nobody_watches(tmp_path: Path) -> None:
    out = StringIO()
    terminal = Terminal(out)
    terminal.also_to(tmp_path / "log")
    terminal.progress("half")
    terminal.say("done")
    assert out.getvalue() == "done\n"
    assert (tmp_path / "log").read_text().endswith(" done\n")
