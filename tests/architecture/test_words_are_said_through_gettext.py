"""Every word on a screen goes through gettext, from the first page on; the template for those who
translate has all of them."""

from pathlib import Path

import pytest

from tests.architecture.committed import is_committed
from tests.architecture.tree import ROOT, kept_files, python_files, shown
from tests.architecture.words import (
    is_chinese,
    template_of_words,
    unmarked_in_python,
    unmarked_in_template,
)

_SAYING = tuple(ROOT / "openlevy" / name for name in ("portals", "access", "gateways"))
_ON_THE_WIRE = {
    ("openlevy/gateways/treasury/compose.py", "县级"),
    ("openlevy/gateways/treasury/compose.py", "扣款结果不明"),
    ("openlevy/gateways/treasury/compose.py", "电子签名校验错"),
    ("openlevy/gateways/treasury/compose.py", "报文无法识别："),
}
"""Contents of messages, whose language is the network's whatever people here read."""
_ALL_ON_THE_WIRE = {"openlevy/gateways/treasury/from_banks.py"}
"""Files that hold nothing else: why a bank's message is not accepted."""


def test_python_says_nothing_past_gettext() -> None:
    found = {
        (shown(path), line, text)
        for path in python_files()
        if any(path.is_relative_to(folder) for folder in _SAYING) and "tests" not in path.parts
        for line, text in unmarked_in_python(path)
    }
    assert {(path, text) for path, _, text in found} >= _ON_THE_WIRE, "an exception is left over"
    said = {one for one in found if one[0] not in _ALL_ON_THE_WIRE}
    assert {path for path, _, _ in found - said} == _ALL_ON_THE_WIRE, "an exception is left over"
    assert sorted(one for one in said if (one[0], one[2]) not in _ON_THE_WIRE) == []


def test_templates_say_nothing_past_gettext() -> None:
    templates = [path for path in kept_files() if "templates" in path.parts and _is_ours(path)]
    assert len(templates) > 20
    assert [
        (shown(path), line, text)
        for path in templates
        for line, text in unmarked_in_template(path.read_text())
    ] == []


def test_scripts_say_nothing() -> None:
    """Theirs are the words of the page they work on."""
    scripts = [path for path in kept_files() if path.suffix == ".js" and _is_ours(path)]
    assert scripts
    assert [shown(path) for path in scripts if is_chinese(path.read_text())] == []


def test_translators_get_every_word() -> None:
    is_committed(ROOT / "openlevy" / "locale" / "openlevy.pot", template_of_words())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>缴费</p>", ["<p>缴费</p>"]),
        ('<p title="缴费">{{ _("缴费") }}</p>', ['<p title="缴费">']),
        ('{{ "缴费" }}{% if a == "办理" %}x{% endif %}', ["办理", "缴费"]),
        ('{{ card(_("缴费"), "办理") }}', ["办理"]),
        ('{{ _("缴费" ~ "办理") }}{% trans n=1 %}共 {{ n }} 笔{% endtrans %}{# 缴费 #}￥、。', []),
        ('{{ _("共 %(n)s 笔", n="三") }}', ["三"]),
    ],
)
def test_words_past_gettext_are_seen_wherever_they_stand(source: str, found: list[str]) -> None:
    assert sorted(text for _, text in unmarked_in_template(source)) == found


def test_words_past_gettext_are_seen_in_python(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""缴费"""\n'
        'A = _("缴费" "办理"), gettext_lazy("查询"), name.removesuffix("费"), "、。￥"  # 缴费\n'
        'B = "缴费"\n'
        'C = f"{_("缴费")} 共 {A} 笔"\n'
        'D = _("%(n)s") % {"n": "三"}\n'.replace('f"{_("缴费")}', "f\"{_('缴费')}")
    )
    assert unmarked_in_python(module) == [(3, "缴费"), (4, " 共 "), (4, " 笔"), (5, "三")]


def _is_ours(path: Path) -> bool:
    return shown(path).startswith("openlevy/portals/")
