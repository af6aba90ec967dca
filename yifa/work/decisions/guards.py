"""What the files cannot say of decisions: that the file is whole, and the evaluator somebody else."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.procedure import Reason
from yifa.procedure.answers import names_of
from yifa.work.decisions.archive import AFTER_DISCUSSION, BEFORE_DISCUSSION, Item, missing

_reason: Final = partial(against, "decisions")

# Execution has a file of its own, which is begun after this one may be closed.
_FILED: Final = (*BEFORE_DISCUSSION, *(item for item in AFTER_DISCUSSION if item.link != "execution"))


@guard("decision-making/deliberate")
def papers_of_the_discussion_are_whole(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a discussion without the papers that art. 29 lists."""
    return _whole(ctx, BEFORE_DISCUSSION, "29", "提交讨论", "put to discussion")


@guard("execution-and-file/file-records")
def file_is_whole(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against filing while a record is missing (art. 33)."""
    return _whole(ctx, _FILED, "33", "归档", "filed")


@guard("execution/evaluate")
def evaluated_by_others(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an evaluation by whoever appraised the decision before it was made (art. 36)."""
    before = ctx.linked("decision")
    first = {_plain(str(before.get("appraiser") or "")), *map(_plain, names_of(before, "experts"))} - {""}
    if _plain(str(ctx.answers.get("evaluator") or "")) not in first:
        return ()
    return (
        _reason(
            "same-appraiser",
            f"“{ctx.answers.get('evaluator')}”承担过决策作出前的主要论证评估工作，不得承担决策后评估",
            f"{ctx.answers.get('evaluator')!r} did the main appraisal before the decision and may not evaluate it",
            "请委托其他机构",
            "commission somebody else",
            ctx.rule("major-decisions-regulation/evaluation-may-follow"),
        ),
    )


def _whole(ctx: GuardContext, items: tuple[Item, ...], article: str, zh: str, en: str) -> tuple[Reason, ...]:
    case = ctx.case
    if case is None:
        return ()
    lacking = missing(case, items)
    if not lacking:
        return ()
    titles_zh = "、".join(f"{one.title.zh}（第{one.article}条）" for one in lacking)
    titles_en = ", ".join(f"{one.title.en} ({one.article})" for one in lacking)
    return (
        _reason(
            "incomplete",
            f"还缺少：{titles_zh}，依照《重大行政决策程序暂行条例》第{article}条不能{zh}",
            f"by art. {article} of the Interim Regulation it cannot be {en}; missing: {titles_en}",
            "请先补齐",
            "supply what is missing first",
        ),
    )


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
