"""Exactly one module of the tree counts days, and exactly one knows the package of holidays."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TREE = Path(__file__).parents[2] / "yifa"
COUNTER = TREE / "law" / "limits.py"
CALENDAR = TREE / "law" / "calendar.py"


def adds_days(source: str) -> bool:
    """Whether the source makes a span of days: a timedelta of days or weeks, or a relativedelta."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "relativedelta":
            return True
        if name == "timedelta" and (
            node.args or any(word.arg in ("days", "weeks") for word in node.keywords)
        ):
            return True
    return False


def imports(source: str, package: str) -> bool:
    """Whether the source imports the package or a part of it."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        if any(name.split(".")[0] == package for name in names):
            return True
    return False


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("timedelta(days=3)", True),
        ("datetime.timedelta(weeks=1)", True),
        ("timedelta(1)", True),
        ("relativedelta(months=1)", True),
        ("timedelta(minutes=5)", False),
        ("timedelta()", False),
        ("add_days(day, 3)", False),
    ],
)
def test_the_rule_tells_adding_days_from_other_arithmetic(source: str, found: bool) -> None:
    assert adds_days(source) is found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import chinese_calendar", True),
        ("from chinese_calendar.constants import x", True),
        ("import calendar", False),
    ],
)
def test_the_rule_tells_the_package_of_holidays(source: str, found: bool) -> None:
    assert imports(source, "chinese_calendar") is found


def test_only_limits_adds_days() -> None:
    offenders = [
        str(path.relative_to(TREE))
        for path in TREE.rglob("*.py")
        if path != COUNTER and adds_days(path.read_text(encoding="utf-8"))
    ]
    assert offenders == [], "use yifa.law.limits (add_days, due_on, …) instead of timedelta"


def test_only_calendar_knows_the_package_of_holidays() -> None:
    users = [
        path for path in TREE.rglob("*.py") if imports(path.read_text(encoding="utf-8"), "chinese_calendar")
    ]
    assert users == [CALENDAR]
