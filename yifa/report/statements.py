"""What of an outline's words is left where nothing lies behind them.

An outline asserts nothing by itself. Its sentences hold figures; a clause whose figures all count nothing falls away, or says so
in the words that the law or the form has for it (未发生行政复议案件), and what hangs on it (其中…, 比上年…) falls with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from yifa.figures.errors import FigureError
from yifa.report.render import Setting, peeking, say
from yifa.report.sentences import BULLET, SENTENCE_ENDS, split
from yifa.report.tokens import Aspect, Token, tokens

# A clause that begins so speaks of the one before it.
_DEPENDS = re.compile(r"(其中|分别|比上年|较上年|同比|增速|增长|占|均|全部|为此)")


def spoken(prose: str, setting: Setting) -> str:
    """An outline's prose with what has nothing behind it left out. Tokens stay tokens. Raises TokenProblem."""
    seen = peeking(setting)
    lines = (_line(line, seen) for line in prose.split("\n"))
    return "\n".join(line for line in lines if line is not None)


def _line(line: str, setting: Setting) -> str | None:
    if not line.strip():
        return line
    start = BULLET if line.strip().startswith(BULLET) else ""
    body = line.strip().removeprefix(BULLET)
    block = next((token for token in tokens(body) if token.is_block), None)
    if block is not None:
        return line if _counts(block, setting) else None
    kept = "".join(_spoken_sentence(one, setting) for one in split(body, SENTENCE_ENDS))
    return f"{start}{kept}" if kept else None


def _spoken_sentence(sentence: str, setting: Setting) -> str:
    end = sentence[-1] if sentence[-1] in SENTENCE_ENDS else ""
    kept: list[str] = []
    for statement in split(sentence.removesuffix(end), "；"):
        clauses = _kept_clauses(split(statement.removesuffix("；"), "，"), setting)
        if clauses:
            kept.append("，".join(clauses))
    return "；".join(kept) + end if kept else ""


def _kept_clauses(written_clauses: Iterable[str], setting: Setting) -> list[str]:
    """The clauses that have something behind them; a lead without figures stays with the first that does."""
    clauses = list(written_clauses)
    kept: list[str] = []
    leads: list[str] = []
    told = fell = False
    for written in clauses:
        clause = written.removesuffix("，")
        figures = [token for token in tokens(clause) if not token.is_variable]
        if fell and (not figures or _DEPENDS.match(clause)):
            continue
        if not figures:
            (kept if told else leads).append(clause)
            continue
        if any(_counts(token, setting) for token in figures):
            kept += [*leads, clause]
            leads, told, fell = [], True, False
            continue
        zero = next((words for token in figures if (words := _zero(token, setting))), "")
        fell = not zero
        if zero:
            kept.append(zero)
            told = True
    has_figures = any(not token.is_variable for clause in clauses for token in tokens(clause))
    return kept if has_figures else leads


def _counts(token: Token, setting: Setting) -> bool:
    """Whether anything lies behind the token, so that it can be told as a deed."""
    told = say(token, setting)
    if told.problem is not None:
        return False
    year = token.in_year(setting.year)
    if token.aspect is Aspect.PART:
        return bool(setting.figures.part(token.name, year, token.part).value)
    if token.years:
        return any(setting.figures.get(token.name, year - back).value for back in range(token.years))
    return bool(setting.figures.get(token.name, year).value)


def _zero(token: Token, setting: Setting) -> str:
    """A token that says there was none, where the indicator has words for it and the figure is known to be none: it stays a
    token, so that the sentence rests on the register that was attested complete, and on nobody's word."""
    if token.aspect not in {Aspect.VALUE, Aspect.TOLD}:
        return ""
    try:
        figure = setting.figures.get(token.name, token.in_year(setting.year))
    except FigureError:
        return ""
    if figure.zero is None or figure.value != 0:
        return ""
    at = f"@{token.year}" if token.year is not None else f"@-{token.years_back}" if token.years_back else ""
    return f"{{{{{token.name}{at}:{Aspect.TOLD}}}}}"
