"""What the files cannot say of credit: lent within the recommendation, repaid and recovered within what is owed, pledged once."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.db.models import Sum

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.law.quantities import say_yuan
from yifa.procedure import Reason
from yifa.procedure.answers import day_of, rows_of
from yifa.work.loans.registers import Loan, PledgedRight

_reason: Final = partial(against, "loans")


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f} yuan"


@guard("lending/lend")
def not_more_than_was_recommended(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against entering under the fund what the bank lent beyond the recommendation."""
    lent, limit = ctx.answers.get("principal"), ctx.all_answers.get("credit_limit")
    if not isinstance(lent, int) or not isinstance(limit, int) or lent <= limit:
        return ()
    return (
        _reason(
            "above-limit",
            f"放款{say_yuan(lent)}元，超过推荐额度{say_yuan(limit)}元",
            f"{_yuan(lent)} were lent; {_yuan(limit)} were recommended",
            "超过的部分不在风险补偿范围内，请只登记额度以内的金额",
            "what is beyond it is not compensated; enter what is within",
        ),
    )


@guard("lending/repay")
def not_more_than_is_owed(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against more repaid than was lent."""
    row, now = Loan.objects.filter(case_id=ctx.case_id or 0).first(), ctx.answers.get("repaid_amount")
    if row is None or not isinstance(now, int) or row.repaid_fen + now <= row.principal_fen:
        return ()
    left = row.principal_fen - row.repaid_fen
    return (
        _reason(
            "above-principal",
            f"还本{say_yuan(now)}元，超过尚欠的本金{say_yuan(left)}元",
            f"{_yuan(now)} is more than the {_yuan(left)} of the principal that are owed",
            "请核对还款凭证；利息不在这里登记",
            "compare the receipt; interest is not entered here",
        ),
    )


@guard("lending/report-overdue")
def overdue_after_its_day(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against reporting a loan before it has fallen due, or one that is repaid."""
    row = Loan.objects.filter(case_id=ctx.case_id or 0).first()
    if row is None or row.due_on is None:
        return ()
    if row.repaid_fen >= row.principal_fen:
        return (
            _reason(
                "nothing-owed",
                "本金已经还清，没有逾期",
                "the principal is repaid; nothing is overdue",
                "请登记还清、办结",
                "close the loan",
            ),
        )
    day = day_of(ctx.answers.get("overdue_on")) or ctx.on
    if day > row.due_on:
        return ()
    return (
        _reason(
            "not-due",
            f"贷款{row.due_on}到期，{day}还没有逾期",
            f"the loan is due on {row.due_on}; on {day} it is not overdue",
            "请在到期之后报告；提前到期的，先登记到期日的变更",
            "report it after that day",
        ),
    )


@guard("lending/enter-recovery")
def not_more_than_was_lost(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against recovering more than the principal that was owed when the fund bore its share."""
    row, now = Loan.objects.filter(case_id=ctx.case_id or 0).first(), ctx.answers.get("recovered_amount")
    if row is None or not isinstance(now, int):
        return ()
    before = int(row.recoveries.aggregate(total=Sum("amount_fen"))["total"] or 0)
    left = row.principal_fen - row.repaid_fen - before
    if now <= left:
        return ()
    return (
        _reason(
            "above-loss",
            f"追偿{say_yuan(now)}元，超过尚未追回的本金{say_yuan(left)}元",
            f"{_yuan(now)} is more than the {_yuan(left)} of the principal not recovered yet",
            "请核对；追回的利息归银行，不在这里登记",
            "compare it; interest is the bank's and not entered here",
        ),
    )


@guard("recording-pledges/record")
def pledged_once(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a patent that stands in a pledge which runs already."""
    patents = [str(row.get("patent")) for row in rows_of(ctx.answers, "patents")]
    day = day_of(ctx.answers.get("registered_on")) or ctx.on
    running = PledgedRight.objects.filter(
        patent__in=patents, pledge__registered_on__lte=day, pledge__pledged_until__gte=day
    ).exclude(case_id=ctx.case_id or 0)
    first = running.select_related("pledge").first()
    if first is None:
        return ()
    return (
        _reason(
            "pledged-already",
            f"专利{first.patent}已经质押（{first.pledge.notice_number}，至{first.pledge.pledged_until}）",
            f"patent {first.patent} is pledged until {first.pledge.pledged_until} ({first.pledge.notice_number})",
            "请核对登记通知书；原质押已经注销的，先更正原登记",
            "compare the notice of registration",
        ),
    )
