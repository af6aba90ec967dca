"""Errors of the report: each one sentence for a clerk, in Chinese and in English.

ReportError
├── TokenProblem     a token in the prose cannot be read or names what is not there (line and column)
├── OutlineUnknown   no outline has this key, or none fits the bureau
├── ReportFrozen     a frozen report takes no edits
├── ReportMoved      someone else saved the same passage meanwhile
├── NotReady         it cannot be frozen yet; says what is open
└── TieProblem       a typed number cannot be tied as asked
"""

from __future__ import annotations

from yifa.law.text import Bilingual


class ReportError(ValueError):
    """Base of the report's errors. ``str()`` gives the Chinese; ``zh`` and ``en`` give either."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


class TokenProblem(ReportError):
    """A token cannot be read. ``line`` and ``column`` (1-based) are those of the passage."""

    def __init__(self, line: int, column: int, zh: str, en: str) -> None:
        self.line = line
        self.column = column
        self.bare = Bilingual(zh=zh, en=en)
        super().__init__(f"第{line}行第{column}字：{zh}", f"Line {line}, column {column}: {en}")


class OutlineUnknown(ReportError):
    """There is no outline of this key, or none for the bureau's place."""


class ReportFrozen(ReportError):
    """The report is frozen: its figures and words are kept as they were published."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"《{title}》已定稿，文字和数据不能再改；确需更正的，请按程序另行印发更正。",
            f"“{title}” is frozen; neither words nor figures change. Issue a correction if one is needed.",
        )


class ReportMoved(ReportError):
    """The passage was saved by someone else since it was opened; ``current`` is what they saved."""

    def __init__(self, who: str, current: str) -> None:
        self.current = current
        super().__init__(
            f"{who}刚刚保存了这一段。您写的内容还在下面，请与对方的文字合并后再保存。",
            f"{who} has just saved this passage. Your text is kept below; merge the two and save again.",
        )


class NotReady(ReportError):
    """The report cannot be frozen yet; ``reasons`` lists what is open."""

    def __init__(self, reasons: tuple[Bilingual, ...]) -> None:
        self.reasons = reasons
        super().__init__(
            "报告还不能定稿：" + "；".join(reason.zh.rstrip("。") for reason in reasons) + "。",
            "The report cannot be frozen yet: "
            + "; ".join(reason.en.rstrip(".") for reason in reasons)
            + ".",
        )


class TieProblem(ReportError):
    """A number cannot be tied to the source as asked."""


class PapersRefused(ReportError):
    """The report's files cannot be written."""
