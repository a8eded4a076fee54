"""The self-check compares every flow's history with its records: none is left out."""

from openlevy.selfcheck.checks.histories import SUBJECTS
from tests.architecture.flows import FLOWS, subject_table


def test_every_flow_has_its_records_checked() -> None:
    checked = {(subject.flow.name, subject.table) for subject in SUBJECTS}
    assert checked == {(flow.name, subject_table(flow)) for flow in FLOWS}
    assert len(SUBJECTS) == len(FLOWS)
