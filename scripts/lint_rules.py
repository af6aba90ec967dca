"""Rules of this tree that no general tool knows: see lint/rules.yaml.

    python scripts/lint_rules.py

Prints ``file:line: rule: the line``, then why each broken rule stands, and exits 1 if any is broken.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yifa.law.placed import read_plain

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "lint" / "rules.yaml"
_KEYS = {"rule", "why", "files", "except", "call", "catches", "text", "valid", "invalid"}
_ALLOWED = re.compile(r"lint: allow ([a-z-]+): \S")


@dataclass(frozen=True)
class Rule:
    """One rule; exactly one of ``call``, ``catches`` and ``text`` is given."""

    name: str
    why: str
    files: tuple[str, ...]
    exceptions: tuple[str, ...]
    kind: str
    pattern: re.Pattern[str]
    valid: tuple[str, ...]
    invalid: tuple[str, ...]

    def applies_to(self, path: str) -> bool:
        """path: relative to the checkout, with slashes."""
        return any(_glob(one).fullmatch(path) for one in self.files) and not any(
            _glob(one).fullmatch(path) for one in self.exceptions
        )

    def lines(self, source: str) -> Iterator[int]:
        """Numbers of the lines in which ``source`` breaks the rule and does not say why it may."""
        text = source.splitlines()
        for number in sorted(set(self._found(source))):
            # The reason stands on the line itself or on the one above.
            near = text[max(0, number - 2) : number]
            if not any(match[1] == self.name for line in near for match in _ALLOWED.finditer(line)):
                yield number

    def _found(self, source: str) -> Iterator[int]:
        if self.kind == "text":
            for number, line in enumerate(source.splitlines(), start=1):
                if self.pattern.search(line):
                    yield number
            return
        for node in ast.walk(ast.parse(source)):
            if self.kind == "call" and isinstance(node, ast.Call):
                if self.pattern.match(ast.unparse(node)):
                    yield node.lineno
            elif self.kind == "catches" and isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type is not None else "BaseException"
                # Whoever passes the error on after tidying up has hidden nothing.
                passes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
                if self.pattern.fullmatch(caught) and not passes_on:
                    yield node.lineno


def load(path: Path = RULES) -> list[Rule]:
    """The rules of the file. Raises ValueError for a rule that is not well formed, naming it."""
    return [_rule(entry) for entry in read_plain(path)]


def broken(rules: list[Rule], root: Path = ROOT) -> Iterator[tuple[Rule, Path, int]]:
    """Every place under ``root`` that breaks a rule."""
    for folder in ("yifa", "scripts", "benchmarks"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            applying = [rule for rule in rules if path.suffix in {".py", ".html"} and rule.applies_to(name)]
            if not applying:
                continue
            source = path.read_text(encoding="utf-8")
            for rule in applying:
                for number in rule.lines(source):
                    yield rule, path, number


def _rule(entry: Mapping[str, object]) -> Rule:
    name = str(entry.get("rule", "?"))
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"rule {name}: unknown keys {sorted(unknown)}")
    kinds = [kind for kind in ("call", "catches", "text") if kind in entry]
    if len(kinds) != 1:
        raise ValueError(f"rule {name}: give one of call, catches, text")
    return Rule(
        name=name,
        why=str(entry["why"]).strip(),
        files=_texts(entry["files"]),
        exceptions=_texts(entry.get("except", ())),
        kind=kinds[0],
        pattern=re.compile(str(entry[kinds[0]]), re.DOTALL),
        valid=_texts(entry["valid"]),
        invalid=_texts(entry["invalid"]),
    )


def _texts(value: object) -> tuple[str, ...]:
    assert isinstance(value, (list, tuple)), value
    return tuple(map(str, value))


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """``**`` crosses folders, ``*`` does not."""
    parts = (
        {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*"}.get(part, re.escape(part))
        for part in re.split(r"(\*\*/|\*\*|\*)", pattern)
    )
    return re.compile("".join(parts))


def main() -> int:
    found = list(broken(load()))
    for rule, path, number in found:
        line = path.read_text(encoding="utf-8").splitlines()[number - 1].strip()
        print(f"{path.relative_to(ROOT)}:{number}: {rule.name}: {line}")
    for rule in {rule.name: rule for rule, _, _ in found}.values():
        print(f"\n{rule.name}: {rule.why}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
