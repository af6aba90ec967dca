"""What the files cannot say of projects: a task book that promises less, shares that do not add up, sums above the decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.law.quantities import say_yuan
from yifa.procedure import Reason
from yifa.procedure.answers import rows_of

_reason: Final = partial(against, "projects")


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f} yuan"


def _targets(answers: Mapping[str, Any], key: str) -> dict[tuple[str, str], float]:
    return {
        (str(row.get("target")), str(row.get("unit"))): float(row["amount"])
        for row in rows_of(answers, key)
        if isinstance(row.get("amount"), int | float)
    }


@guard("project/sign-task-book")
def targets_are_kept(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a task book whose targets are lower than those applied with, or gone, without an approved reason."""
    applied, signed = _targets(ctx.all_answers, "targets"), _targets(ctx.answers, "task_targets")
    lower = [name for (name, unit), amount in applied.items() if signed.get((name, unit), -1.0) < amount]
    if not lower or str(ctx.answers.get("lowered_because") or "").strip():
        return ()
    which = "、".join(lower)
    return (
        _reason(
            "targets-lowered",
            f"任务书的“{which}”低于申报书，或者没有列入",
            f"the task book promises less than the application did: {which}",
            "请按申报书填写指标；经批准降低的，写明批准的理由",
            "take the targets of the application, or give the approved reason",
        ),
    )


@guard("project/sign-task-book")
def instalments_add_up(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a plan of payments that is not the amount decided."""
    approved = ctx.all_answers.get("approved_amount")
    planned = sum(
        row["sum"] for row in rows_of(ctx.answers, "instalments") if isinstance(row.get("sum"), int)
    )
    if not isinstance(approved, int) or planned == approved:
        return ()
    return (
        _reason(
            "instalments",
            f"拨款计划合计{say_yuan(planned)}元，立项金额是{say_yuan(approved)}元",
            f"the instalments add up to {_yuan(planned)}; {_yuan(approved)} were decided",
            "请改正拨款计划；拨付不得超过立项决定的金额",
            "correct the plan; what is paid never passes the decision",
        ),
    )


@guard("project/decide-collectively")
def not_more_than_was_asked(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a grant above what was applied for."""
    asked, given = ctx.all_answers.get("amount"), ctx.answers.get("approved_amount")
    if not isinstance(asked, int) or not isinstance(given, int) or given <= asked:
        return ()
    return (
        _reason(
            "above-application",
            f"拟支持{say_yuan(given)}元，超过申请的{say_yuan(asked)}元",
            f"{_yuan(given)} is more than the {_yuan(asked)} applied for",
            "请核对金额",
            "compare the amounts",
        ),
    )


@guard("accepting-project/apply")
def spent_was_there(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against more grant spent than came, or more come than was decided."""
    got, spent = ctx.answers.get("money_got"), ctx.answers.get("money_spent")
    decided = ctx.linked("project").get("decided_amount")
    found: list[Reason] = []
    if isinstance(got, int) and isinstance(spent, int) and spent > got:
        found.append(
            _reason(
                "spent-more",
                f"支出财政经费{say_yuan(spent)}元，多于到位的{say_yuan(got)}元",
                f"{_yuan(spent)} of the grant spent, but {_yuan(got)} came",
                "请核对决算；自筹支出另填",
                "compare the accounts; own money is entered apart",
            )
        )
    if isinstance(got, int) and isinstance(decided, int) and got > decided:
        found.append(
            _reason(
                "got-more",
                f"到位财政经费{say_yuan(got)}元，多于立项决定的{say_yuan(decided)}元",
                f"{_yuan(got)} came, but {_yuan(decided)} were decided",
                "请核对到账凭证",
                "compare the receipts",
            )
        )
    return tuple(found)
