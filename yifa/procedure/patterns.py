"""Patterns of answers (``pattern:``), matched by an engine whose time grows with the text and with nothing else.

Python's own engine backtracks: ``(a+)+$`` against forty letters takes longer than a working life, and whoever fills in a form
chooses the letters. The engine behind CEL (Rust's, of RE2's kind) is here already for the guards; it knows no look-around and no
references back, and a pattern that needs them is refused when the file is read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from yifa.procedure.engine import engine

LONGEST = 500
_BEHIND = re.compile(r"not a valid regex:\s*(.*?)\.? Check function", re.DOTALL)


class PatternProblem(ValueError):
    """A pattern cannot be used; ``why`` is the engine's own word for it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check_pattern(pattern: str) -> None:
    """Raises PatternProblem unless the pattern can be used."""
    if len(pattern) > LONGEST:
        raise PatternProblem(f"more than {LONGEST} characters")
    try:
        fits(pattern, "")
    except RuntimeError as error:
        found = _BEHIND.search(str(error))
        lines = (found[1] if found else str(error)).strip().splitlines()
        raise PatternProblem(lines[-1].removeprefix("error: ")) from None


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text is in the pattern's form."""
    return bool(_program().execute({"text": text, "pattern": rf"\A(?:{pattern})\z"}))


@lru_cache(maxsize=1)
def _program() -> Any:
    return engine.compile("text.matches(pattern)")
