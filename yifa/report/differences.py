"""A report in its own words, line by line, and where two editions of it differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yifa.interface.comparing import Comparison, compare
from yifa.report.errors import TokenProblem
from yifa.report.papers import open_report
from yifa.report.render import say_line
from yifa.report.tokens import tokens

if TYPE_CHECKING:
    from yifa.report.models import Report
    from yifa.report.papers import Opened


def told_text(opened: Opened) -> str:
    """A report's headings and lines as it says them, without pictures and tables: what two editions are compared by."""
    return "\n".join(line for _path, line in told_lines(opened))


def told_lines(opened: Opened) -> list[tuple[str, str]]:
    """The same line by line, each with its passage."""
    lines: list[tuple[str, str]] = []
    for each in opened.passages:
        said = [_said(line, opened) for line in each.text.split("\n") if line.strip()]
        told = [line for line in said if line]
        path = each.passage.path
        if told and each.passage.level:
            lines.append((path, say_line(each.passage.title.zh, opened.setting)))
        lines += [(path, line) for line in told]
    return lines


def _said(line: str, opened: Opened) -> str:
    try:
        if any(token.is_block for token in tokens(line)):
            return ""
    except TokenProblem:
        return line
    return say_line(line, opened.setting).removeprefix("- ")


def difference(later: Report, earlier: Report) -> Comparison:
    """Where two editions differ, paragraph by paragraph."""
    return compare(told_text(open_report(earlier)), told_text(open_report(later)))
