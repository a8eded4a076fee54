"""What is the same on every page is made once; what is not, is not."""

from typing import Any

import pytest
from django import forms
from django.template import engines
from jinja2 import Environment, nodes

from openlevy.portals.shared.environment import environment
from openlevy.portals.shared.fields import Picked, Typed
from openlevy.portals.shared.folding import FoldingEnvironment


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(autoescape=True)


def _words_left(env: Environment, source: str) -> list[str]:
    """The names that a compiled template still calls when it is rendered."""
    calls = env._parse(source, None, None).find_all(nodes.Call)
    return [call.node.name for call in calls if isinstance(call.node, nodes.Name)]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{{ _("确定") }}', "确定"),
        ('<a href="{{ url("payer:home") }}">', '<a href="/">'),
        ('{{ url("payer:declaration", 7) }}', "/declarations/7/"),
        ('{{ _("%(name)s，您好", name="A<B") }}', "A&lt;B，您好"),
    ],
)
def test_a_call_with_constants_is_made_when_the_template_is_compiled(
    env: Environment, source: str, said: str
) -> None:
    assert _words_left(env, source) == []
    assert said in env.from_string(source).render()


def test_a_call_with_a_value_is_made_each_time(env: Environment) -> None:
    source = '{{ _("%(name)s，您好", name=name) }}{{ url("payer:declaration", number) }}'
    assert _words_left(env, source) == ["_", "url"]
    template = env.from_string(source)
    assert template.render(name="A<B", number=1) == "A&lt;B，您好/declarations/1/"
    assert template.render(name="乙", number=2) == "乙，您好/declarations/2/"


def test_with_several_languages_words_are_looked_up_for_each_page(
    settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openlevy.portals.shared.environment.the_only_language", lambda: None)
    env = environment(autoescape=True)
    assert _words_left(env, '{{ _("确定") }}{{ url("payer:home") }}') == ["_"]


def test_an_address_that_no_page_has_is_found_when_the_template_is_compiled(
    env: Environment,
) -> None:
    with pytest.raises(Exception, match="nowhere"):
        env.from_string('{{ url("payer:nowhere") }}')


class _Form(forms.Form):
    line = Typed(label="行", missing="请填写。")
    one = Picked(label="项", missing="请选择。")

    def __init__(self, pairs: list[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["one"]
        assert isinstance(field, Picked)
        field.offer(pairs)


def _drawn(env: Environment, form: forms.Form) -> str:
    return env.from_string('{{ field(form["line"]) }}{{ field(form["one"]) }}').render(form=form)


@pytest.mark.parametrize("chosen", ["1", "2"])
def test_a_list_that_is_kept_shows_what_is_chosen_and_offered_now(
    env: Environment, chosen: str
) -> None:
    for words in ("甲", "乙"):
        drawn = _drawn(env, _Form([("1", words), ("2", "丙")], initial={"one": chosen}))
        assert f">{words}<" in drawn
        assert f'value="{chosen}" selected' in drawn
        assert drawn.count(" selected") == 1


def test_what_was_sent_and_refused_is_never_kept(env: Environment) -> None:
    _drawn(env, _Form([("1", "甲")]))
    refused = _drawn(env, _Form([("1", "甲")], {"line": "", "one": "9"}))
    assert "请填写。" in refused
    assert "请选择。" in refused
    assert "请填写。" not in _drawn(env, _Form([("1", "甲")]))


def test_django_uses_this_environment() -> None:
    engine: Any = engines["jinja2"]
    assert isinstance(engine.env, FoldingEnvironment)
