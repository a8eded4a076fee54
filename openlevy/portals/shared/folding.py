"""What a template says with constants alone, said when the template is compiled: ``_("确定")``,
``url("payer:home")``, ``icon("search")``. The words become part of the text around them, so that a
page is put together from a few long pieces instead of a hundred short ones.
"""

from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer


class FoldingEnvironment(Environment):
    """Calls of ``constant`` globals with constant values are made once. They must give the same for
    the same values as long as the program runs, and be called by their own names."""

    constant: Sequence[str] = ()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        pure: dict[str, Any] = {name: self.globals[name] for name in self.constant}
        folded: nodes.Template = _Folder(pure).visit(tree)
        return folded


class _Folder(NodeTransformer):
    def __init__(self, pure: dict[str, Callable[..., Any]]) -> None:
        self._pure = pure

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  (the visitor names it)
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in self._pure or node.dyn_args or node.dyn_kwargs:
            return node
        try:
            values = [value.as_const() for value in node.args]
            named = {one.key: one.value.as_const() for one in node.kwargs}
        except nodes.Impossible:
            return node
        return nodes.Const(self._pure[name](*values, **named), lineno=node.lineno)
