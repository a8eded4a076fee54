"""Words that people read, as gettext's extraction finds them and as they stand in the sources."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po
from jinja2 import Environment, nodes

from tests.architecture.tree import ROOT, parsed

MAPPING = ROOT / "openlevy" / "portals" / "shared" / "babel.cfg"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "gettext_noop": None,
    "pgettext_lazy": ((1, "c"), 2),
}
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_LOOKED_FOR = {"compile", "strip", "rstrip", "lstrip", "removeprefix", "removesuffix"}
"""Their arguments are looked for in a text, not said to anybody."""
_HEADER = "# Words of OpenLevy. Made from the sources; translations are made from this."
_OF_A_DAY = (
    '"Project-Id', '"Report-Msgid', '"POT-Creation', '"PO-Revision', '"Last-Tr', '"Language-Team',
    '"Generated-By',
)  # fmt: skip


def unmarked_in_python(path: Path) -> list[tuple[int, str]]:
    """Line and text of every Chinese literal that gettext would not find."""
    tree = parsed(path)
    left_out = set(_marked(tree)) | set(_docstrings(tree))
    return sorted(
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and is_chinese(node.value)
        and id(node) not in left_out
    )


def unmarked_in_template(source: str) -> list[tuple[int, str]]:
    """Line and text of every Chinese word of a Jinja2 template that gettext would not find."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    marked = {
        id(constant)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in KEYWORDS
        for argument in call.args
        for constant in _constants(argument)
    }
    texts = [(one.lineno, one.data) for one in tree.find_all(nodes.TemplateData)]
    texts += [
        (one.lineno, one.value)
        for one in tree.find_all(nodes.Const)
        if id(one) not in marked and isinstance(one.value, str)
    ]
    return sorted((line, " ".join(text.split())) for line, text in texts if is_chinese(text))


def is_chinese(text: str) -> bool:
    """Whether an ideograph stands in it; punctuation and ￥ alone are nobody's language."""
    return _CHINESE.search(text) is not None


def template_of_words() -> str:
    """openlevy.pot: every word there is and the files it stands in. Without dates and line
    numbers, so that it changes when a word does."""
    with MAPPING.open() as lines:
        methods, options = parse_mapping_cfg(lines)  # type: ignore[no-untyped-call]
    catalog = Catalog(header_comment=_HEADER, fuzzy=False, charset="utf-8")
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_ours)
    for name, _line, message, comments, context in sorted(found, key=lambda one: one[:2]):
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    written = BytesIO()
    write_po(written, catalog, width=100, sort_output=True, omit_header=False, include_lineno=False)
    lines_of_it = written.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines_of_it if not line.startswith(_OF_A_DAY))


def _ours(folder: str) -> bool:
    top = Path(folder).relative_to(ROOT).parts[:1]
    return top in ((), ("openlevy",)) and Path(folder).name != "__pycache__"


def _marked(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in KEYWORDS or name in _LOOKED_FOR:
                yield from (id(inner) for one in node.args for inner in ast.walk(one))


def _docstrings(tree: ast.Module) -> Iterator[int]:
    """Texts that are statements: docstrings, and notes below what they explain."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield id(node.value)


def _constants(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.Const):
        yield node
    yield from node.find_all(nodes.Const)
