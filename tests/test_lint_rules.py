"""Every rule of lint/rules.yaml finds its bad examples and passes its good ones."""

from __future__ import annotations

import pytest

from scripts.lint_rules import Rule, load

RULES = load()
GOOD = [(rule, example) for rule in RULES for example in rule.valid]
BAD = [(rule, example) for rule in RULES for example in rule.invalid]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    assert rule.valid
    assert rule.invalid
    assert rule.why


@pytest.mark.parametrize(
    ("rule", "example"), GOOD, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(GOOD)]
)
def test_good_example_passes(rule: Rule, example: str) -> None:
    assert list(rule.lines(example)) == []


@pytest.mark.parametrize(
    ("rule", "example"), BAD, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(BAD)]
)
def test_bad_example_is_found_unless_it_gives_a_reason(rule: Rule, example: str) -> None:
    assert list(rule.lines(example))
    if rule.kind != "catches":
        assert list(rule.lines(f"# lint: allow {rule.name}: a reason\n{example}")) == []
        assert list(rule.lines(f"# lint: allow {rule.name}:\n{example}"))


def test_exceptions_name_files_by_pattern() -> None:
    rule = next(rule for rule in RULES if rule.name == "time-is-an-argument")
    assert rule.applies_to("yifa/law/limits.py")
    assert rule.applies_to("yifa/work/services/effects.py")
    assert not rule.applies_to("yifa/cli/serve.py")
    assert not rule.applies_to("yifa/work/services/pages.py")
    assert not rule.applies_to("tests/law/test_limits.py")
