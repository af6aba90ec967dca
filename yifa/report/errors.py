"""Errors of the report: each one sentence for a clerk, in Chinese and in English.

ReportError
├── TokenProblem     a token in the prose cannot be read or names what is not there (line and column)
├── OutlineUnknown   no outline has this key, or none fits the bureau
├── ReportFrozen     a frozen report takes no edits
├── ReportMoved      someone else saved the same passage meanwhile
├── NotReady         it cannot be frozen yet; says what is open
├── YearNotOver      the year that it reports has not ended
├── Unconfirmed      it is no longer what was shown when its freezing was confirmed
├── OutlineFixed     it was begun with another outline
├── PaperDamaged     a kept file is missing or not what was frozen
├── PapersRefused    the files cannot be written to the folder
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


class YearNotOver(ReportError):
    """The report's year has not ended, and its figures go on moving."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{year}年还没有结束，数据仍会变化，{year}年度报告不能定稿。请在{year + 1}年1月1日（北京时间）之后再定稿。",
            f"{year} has not ended and its figures still move; the report on {year} cannot be frozen. "
            f"Freeze it from 1 January {year + 1} on (China time).",
        )


class Unconfirmed(ReportError):
    """What would be frozen is not what was confirmed."""

    def __init__(self) -> None:
        super().__init__(
            "您确认之后，报告的文字或者数据有了变化，没有定稿。请再看一遍，重新确认。",
            "The report's words or figures have changed since you confirmed; it was not frozen. Look again and confirm anew.",
        )


class OutlineFixed(ReportError):
    """The report was begun with another outline than the one named."""

    def __init__(self, year: int, bureau: str, begun_with: str, asked_for: str) -> None:
        super().__init__(
            f"{year}年度报告已按提纲“{begun_with}”开始，不能同时按“{asked_for}”编制。"
            f"要改用新提纲（已写的文字按段落保留），请在报告页上“换提纲”，或者运行 "
            f"yifa report outline {bureau} {year} {asked_for}。",
            f"The report on {year} was begun with the outline {begun_with!r} and is not built by {asked_for!r} as well. "
            f"To change to it (what was written stays with its passage), use “Change the outline” on the report's page, or run "
            f"yifa report outline {bureau} {year} {asked_for}.",
        )


class TieProblem(ReportError):
    """A number cannot be tied to the source as asked."""


class PaperDamaged(ReportError):
    """A kept file is not, byte for byte, what was frozen."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(
            f"《{title}》保存的文件“{name}”缺失或者与定稿时的 SHA-256 不符，不予显示。请系统管理员从备份核对恢复。",
            f"The kept file {name} of “{title}” is missing or is not what its SHA-256 says was frozen; it is not shown. "
            "The system administrator should restore it from a backup.",
        )


class PapersRefused(ReportError):
    """The report's files cannot be written."""
