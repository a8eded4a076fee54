"""docs/processes shows every flow as it is: drawn from the table that the code obeys."""

from itertools import groupby

import pytest

from openlevy.kernel.flow import Flow
from tests.architecture.committed import is_committed, nothing_else_is_there
from tests.architecture.flows import FLOWS, module_of_flow, subject_table
from tests.architecture.tree import ROOT

FOLDER = ROOT / "docs" / "processes"


def page(flow: Flow) -> str:
    """The document about one flow."""
    lines = [
        f"# {flow.name}",
        "",
        f"Drawn from the table in `openlevy/{module_of_flow(flow)}/states.py`; the states of"
        f" `{subject_table(flow)}`.",
        "",
        "```mermaid",
        *flow.mermaid(),
        "```",
        "",
        "| in state | action | by | leads to |",
        "|---|---|---|---|",
        *(
            f"| {step.state.name} | {step.action} |"
            f" {', '.join((role.name or '').lower() for role in step.roles)} | {step.target.name} |"
            for step in flow.steps
        ),
    ]
    return "\n".join(lines) + "\n"


def contents() -> str:
    """The list of all of them, by module."""
    lines = ["# Processes", "", "One page a flow, drawn from the tables in the code.", ""]
    by_module = groupby(sorted(FLOWS, key=module_of_flow), key=module_of_flow)
    for module, flows in by_module:
        links = ", ".join(f"[{flow.name}]({flow.name}.md)" for flow in flows)
        lines.append(f"- {module}: {links}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_the_page_of_a_flow_shows_its_table(flow: Flow) -> None:
    is_committed(FOLDER / f"{flow.name}.md", page(flow))


def test_the_contents_name_every_flow_and_no_page_is_left_over() -> None:
    is_committed(FOLDER / "README.md", contents())
    nothing_else_is_there(FOLDER, {"README.md", *(f"{flow.name}.md" for flow in FLOWS)})
