"""Every flow of the product, found by looking: a ``Flow`` in some module's ``states``."""

from importlib import import_module

from django.apps import apps

from openlevy.kernel.flow import Flow
from tests.architecture.tree import BUSINESS, ROOT


def _found() -> dict[Flow, str]:
    found: dict[Flow, str] = {}
    for name in BUSINESS:
        if (ROOT / "openlevy" / name / "states.py").is_file():
            states = import_module(f"openlevy.{name}.states")
            found |= {value: name for value in vars(states).values() if isinstance(value, Flow)}
    return found


_MODULES = _found()
FLOWS = sorted(_MODULES, key=lambda flow: flow.name)


def module_of_flow(flow: Flow) -> str:
    """The module whose records go through the flow."""
    return _MODULES[flow]


def subject_table(flow: Flow) -> str:
    """The table whose ``state`` the flow moves: the one whose first state is the flow's."""
    tables = [
        model._meta.db_table
        for model in apps.get_app_config(_MODULES[flow]).get_models()
        if any(
            field.name == "state" and str(field.db_default) == flow.initial.value
            for field in model._meta.concrete_fields
        )
        and model.__name__.lower() in flow.name.replace("_", "")
    ]
    assert len(tables) == 1, (flow.name, tables)
    return tables[0]
