"""Errors of figures: each one sentence for a clerk, in Chinese and in English.

FigureError
├── IndicatorProblem   an indicator cannot be registered as it is defined
├── UnknownIndicator   nobody registered this code
├── UnknownPart        a figure has no part of that key
└── PeriodProblem      a period ends before it begins, or a year is out of range
"""

from __future__ import annotations

from yifa.law.text import Bilingual


class FigureError(ValueError):
    """Base of the figures' errors. ``str()`` gives the Chinese; ``zh`` and ``en`` give either."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


class IndicatorProblem(FigureError):
    """An indicator is malformed or already registered; raised at start-up, naming the code."""


class UnknownIndicator(FigureError):
    """No field of work registered this code."""

    def __init__(self, code: str, near: tuple[str, ...] = ()) -> None:
        self.code = code
        zh = f"没有代码为“{code}”的指标"
        en = f"There is no indicator {code!r}"
        if near:
            zh += f"，是否指{'、'.join(f'“{other}”' for other in near)}"
            en += f"; did you mean {', '.join(repr(other) for other in near)}"
        super().__init__(
            f"{zh}？请在指标目录中查找。" if near else f"{zh}，请在指标目录中查找。",
            f"{en}? Look it up in the catalogue.",
        )


class UnknownPart(FigureError):
    """A figure has no breakdown, or none with this key."""


class PeriodProblem(FigureError):
    """A period that cannot be."""
