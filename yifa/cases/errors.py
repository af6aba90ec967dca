"""What can go wrong around an act, in sentences for a clerk.

CasesError
├── NoSuchCase          the case is not this bureau's, or not there
├── ActRefused          the procedure (or a guard of the field) forbids it; ``ruling`` says why, rule by rule
├── CaseMoved           somebody else acted meanwhile; ``happened`` says what
├── LateReasonMissing   an act is entered after the fact, without a reason
├── NotYetHappened      an act would be recorded before it happens
├── ClockBehind         the computer's clock stands before the log's last entry
├── ProcedureMissing    the version of the procedure that the case runs under is neither in the library nor kept
│   └── ProcedureDamaged  what was kept of it is not what its hash says
├── FileRefused         a file is too large, empty, or of a kind that is not allowed
├── DeskRefused         a desk act (hand over, ask for an opinion, …) has no place in this case
├── ImportRefused       a workbook has rows that cannot be taken; ``problems`` names sheet and cell of each
└── RecordProblem              the log cannot be signed, read or exported
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yifa.law.text import Bilingual
from yifa.procedure import Reason, Ruling


class CasesError(RuntimeError):
    """Base: ``zh`` and ``en`` are sentences that say what is wrong and what to do. ``may_help_to_retry``: as it is."""

    may_help_to_retry = False

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = Bilingual(zh=zh, en=en)

    @property
    def zh(self) -> str:
        return self.text.zh

    @property
    def en(self) -> str:
        return self.text.en


class NoSuchCase(CasesError):
    """The case is not this bureau's, or not there."""

    def __init__(self, case_id: int | str) -> None:
        super().__init__(
            zh=f"没有编号为 {case_id} 的事项，或它不属于本机关；请核对编号。",
            en=f"There is no case {case_id} in this bureau; check the number.",
        )


class ActRefused(CasesError):
    """The procedure forbids the step, or a guard of its field does."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(
            zh="；".join(reason.sentence.zh for reason in ruling.reasons),
            en="; ".join(reason.sentence.en for reason in ruling.reasons),
        )
        self.ruling = ruling

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason, with its rule and article."""
        return self.ruling.reasons


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry that somebody else made meanwhile."""

    step: str
    title: Bilingual
    officer: str
    recorded_at: datetime


class CaseMoved(CasesError):
    """Somebody else acted on the case since it was read. Look again, then decide."""

    may_help_to_retry = True

    def __init__(self, happened: Sequence[Happened]) -> None:
        said_zh = "；".join(f"{one.officer or '系统'}已办理「{one.title.zh}」" for one in happened)
        said_en = "; ".join(f"{one.officer or 'the system'} took '{one.title.en}'" for one in happened)
        super().__init__(
            zh=f"此事项在您打开之后已有变化（{said_zh or '状态已变'}），所填内容已保留；请查看最新情况后再办理。",
            en=f"The case changed after you opened it ({said_en or 'its state changed'}). What you typed is kept; look again.",
        )
        self.happened = tuple(happened)


class LateReasonMissing(CasesError):
    """An act is entered after the fact (补录), without a reason."""

    def __init__(self, days: int) -> None:
        super().__init__(
            zh=f"办理日期早于今天 {days} 天，属于补录，请填写补录理由。",
            en=f"The act happened {days} days ago; give the reason why it is entered late.",
        )
        self.days = days


class NotYetHappened(CasesError):
    """An act would be recorded before it happens."""

    def __init__(self) -> None:
        super().__init__(
            zh="办理时间晚于现在，请改为实际办理的时间。",
            en="The act would happen in the future; give the time at which it happened.",
        )


class ClockBehind(CasesError):
    """The clock stands before the log's last entry by more than clocks differ."""

    def __init__(self, last: datetime, now: datetime) -> None:
        super().__init__(
            zh=f"记录的最后一条登记于 {last:%Y-%m-%d %H:%M:%S}，晚于现在的 {now:%Y-%m-%d %H:%M:%S}（UTC）；请校准计算机时钟。",
            en=f"The log's last entry was recorded at {last:%Y-%m-%d %H:%M:%S}, after {now:%Y-%m-%d %H:%M:%S} ; set the clock.",
        )


class ClockAhead(CasesError):
    """An entry would be recorded ahead of the database server's clock."""

    def __init__(self) -> None:
        super().__init__(
            zh="这台计算机的时钟比数据库服务器快五分钟以上，没有记录；请管理员校准时钟后重新办理。",
            en="This computer's clock is more than five minutes ahead of the database server's and nothing was recorded; "
            "have the administrator set it, then try again.",
        )


class ProcedureMissing(CasesError):
    """The version of the procedure that the case runs under is neither in the library nor kept."""

    def __init__(self, key: str, version: int | None = None) -> None:
        shown_zh = f"第 {version} 版" if version is not None else "现行版本"
        shown_en = f"version {version}" if version is not None else "a version in force"
        super().__init__(
            zh=f"程序库中没有“{key}”{shown_zh}；请把该版本的程序文件放回 procedures 目录。",
            en=f"The library has no {shown_en} of the procedure {key}; put its file back into procedures/.",
        )


class ProcedureDamaged(ProcedureMissing):
    """What was kept of the procedure that the case runs under is not what its hash says."""

    def __init__(self, text: Bilingual) -> None:
        CasesError.__init__(self, zh=text.zh, en=text.en)


class FileRefused(CasesError):
    """A file is too large, empty, or of a kind that is not allowed."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(zh=f"文件“{name}”{zh}", en=f"The file {name!r} {en}")
        self.name = name


class DeskRefused(CasesError):
    """A desk act has no place in this case."""


@dataclass(frozen=True, slots=True)
class SeenHead:
    """A head of a workbook and what it was taken for. column: a name, ``-`` for left out, empty for not known. sample: what
    stands below it.
    """

    text: str
    plain: str
    column: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong in a workbook, and where. confirms: a code that may be right all the same, if an officer confirms it."""

    sheet: str
    cell: str
    sentence: Bilingual
    confirms: str = ""


class ImportRefused(CasesError):
    """A workbook has rows that cannot be taken; nothing of it was. ``heads``: what its heads were taken for, as far as that
    went.
    """

    def __init__(self, problems: Sequence[CellProblem], heads: Sequence[SeenHead] = ()) -> None:
        first = problems[0]
        more_zh = f"（另有 {len(problems) - 1} 处）" if len(problems) > 1 else ""
        more_en = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(
            zh=f"工作表“{first.sheet}”单元格 {first.cell}：{first.sentence.zh}{more_zh}。未导入任何一行，请改正后重新导入。",
            en=f"Sheet {first.sheet!r}, cell {first.cell}: {first.sentence.en}{more_en}. Nothing was imported; correct it.",
        )
        self.problems = tuple(problems)
        self.heads = tuple(heads)


class RecordProblem(CasesError):
    """The log cannot be signed, read or exported."""
