"""Clauses labelled with the rules that should ask about them: ``labelled/screening/*/*.txt``.

    == FC-06 FC-20        the rules; "-" where nothing should be asked
    %on 2026-03-02        facts known besides (on, issuer, document, matter, higher, steps, published, filed, whole, credit)
    申请创新券的企业……      the clause, in one line or several

Lines that begin with ``#`` say something about the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from yifa.law.errors import FileProblem
from yifa.screening.context import Context, KnownDocument, Matter, Standing


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled clause. expected: ids of rules, empty for an innocent one."""

    source: str
    line: int
    text: str
    expected: frozenset[str]
    context: Context


@dataclass
class _Open:
    line: int
    expected: frozenset[str]
    context: Context = field(default_factory=lambda: Context(is_whole=False))
    lines: list[str] = field(default_factory=list)


def read_folder(folder: Path) -> tuple[Clause, ...]:
    """Every clause of a folder's files, in order. Raises FileProblem."""
    found: list[Clause] = []
    for path in sorted(folder.glob("*.txt")):
        found += read_clauses(path)
    return tuple(found)


def read_clauses(path: Path) -> Iterable[Clause]:
    """The clauses of a file. Raises FileProblem with its line."""
    block: _Open | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        if line.startswith("=="):
            if block is not None:
                yield _closed(path, block)
            block = _Open(number, frozenset(line[2:].split()) - {"-"})
        elif block is None:
            if line.strip():
                raise FileProblem(
                    str(path), number, "条款前面要有“== 规则”一行。", "a clause follows a line '== rules'."
                )
        elif line.startswith("%"):
            block.context = _with_fact(path, number, block.context, line[1:].strip())
        else:
            block.lines.append(line)
    if block is not None:
        yield _closed(path, block)


def _closed(path: Path, block: _Open) -> Clause:
    text = "\n".join(block.lines).strip()
    if not text:
        raise FileProblem(str(path), block.line, "“==”下面没有条款。", "there is no clause under '=='.")
    return Clause(path.name, block.line, text, block.expected, block.context)


def _document(context: Context, value: str) -> Context:
    number, title, standing = (part.strip() for part in value.split("|"))
    return replace(context, documents=(*context.documents, KnownDocument(number, title, Standing(standing))))


def _matter(context: Context, value: str) -> Context:
    name, basis, conditions = (part.strip() for part in value.split("|"))
    return replace(context, matters=(*context.matters, Matter(name, basis, tuple(conditions.split("；")))))


def _higher(context: Context, value: str) -> Context:
    title, text = value.split("|", 1)
    return replace(context, higher={**context.higher, title.strip(): text.strip()})


_FACTS: Final[Mapping[str, Callable[[Context, str], Context]]] = {
    "on": lambda context, value: replace(context, on=date.fromisoformat(value)),
    "published": lambda context, value: replace(context, published_on=date.fromisoformat(value)),
    "filed": lambda context, value: replace(context, filed_on=date.fromisoformat(value)),
    "issuer": lambda context, value: replace(context, issuer=value),
    "steps": lambda context, value: replace(context, steps_done=frozenset(value.split())),
    "whole": lambda context, _value: replace(context, is_whole=True),
    "document": _document,
    "matter": _matter,
    "higher": _higher,
}


def _with_fact(path: Path, number: int, context: Context, line: str) -> Context:
    name, _space, value = line.partition(" ")
    known = _FACTS.get(name)
    if known is None:
        raise FileProblem(
            str(path),
            number,
            f"不认识“%{name}”，只有{'、'.join(_FACTS)}。",
            f"%{name} is not known; there are {', '.join(_FACTS)}.",
        )
    try:
        return known(context, value.strip())
    except ValueError:
        raise FileProblem(
            str(path), number, f"“%{line}”写法不对。", f"'%{line}' is not written right."
        ) from None
