"""What the files cannot say of money: it does not come back twice, and nobody pays beyond what was decided."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case
from yifa.house.tenancy import using_bureau
from yifa.law.quantities import say_yuan
from yifa.procedure import Reason
from yifa.work.funds import apart  # noqa: F401  (its guard registers itself)
from yifa.work.funds.computations import allotted_on, awarded_in, clawed_on, issued_in, left_on, paid_on
from yifa.work.funds.registers import Allotment, Payment, Recovery, Voucher

_reason: Final = partial(against, "funds")


@guard("money-back/enter-money-back", "money-back/write-off")
def not_more_than_is_owed(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against more coming back, or written off, than is still open."""
    row = Recovery.objects.filter(case_id=ctx.case_id or 0).first()
    now = ctx.answers.get("returned_amount", ctx.answers.get("written_off"))
    if row is None or not isinstance(now, int):
        return ()
    left = row.demanded_fen - row.returned_fen - row.written_off_fen
    if now <= left:
        return ()
    return (
        _reason(
            "more-than-owed",
            f"{say_yuan(now)}元超过尚未退回的{say_yuan(left)}元",
            f"{now / 100:,.2f} yuan is more than the {left / 100:,.2f} yuan still open",
            "请核对到账凭证；多退的款项原路退还，不在这里登记",
            "compare the receipt; what came in excess goes back and is not entered here",
        ),
    )


@guard("allotting/propose-allotment")
def of_what_was_signed(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against allotting to a decision that is carried out by a paper both sides sign, before it is signed."""
    number = str(ctx.all_answers.get("decision") or "")
    with using_bureau(ctx.bureau_id):
        case = Case.objects.filter(number=number).first()
    if case is None or ctx.linked("decision").get("signed_on"):
        return ()
    if not any("signed_on" in step.asks for step in procedure_of_case(case).steps.values()):
        return ()
    return (
        _reason(
            "not-signed",
            f"{number}还没有签订任务书，不能下达资金",
            f"the task book of {number} is not signed yet: nothing is allotted to it",
            "请先签订任务书",
            "have the task book signed first",
        ),
    )


@guard("allotting/allot")
def still_within_when_it_is_allotted(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against allotting what another allotment has used up since the sums were checked."""
    now = ctx.all_answers.get("amount")
    decided = ctx.all_answers.get("decided_total")
    if not isinstance(now, int) or not isinstance(decided, int):
        return ()
    room = decided - allotted_on(str(ctx.all_answers.get("decision") or ""))
    left = left_on(str(ctx.all_answers.get("line") or "")) or 0
    found: list[Reason] = []
    if ctx.all_answers.get("within_decision") and now > room:
        found.append(
            _reason(
                "above-decision",
                f"决定的金额只余{say_yuan(room)}元，不能下达{say_yuan(now)}元：核对之后另有下达",
                f"of the decision {room / 100:,.2f} yuan are left, not {now / 100:,.2f}; more was allotted since the check",
                "请退回，重新提出和核对",
                "return it, propose and check it again",
                ctx.rule("house/allot-within-the-decision"),
            )
        )
    if ctx.all_answers.get("within_line") and now > left:
        found.append(
            _reason(
                "above-line",
                f"预算只余{say_yuan(left)}元，不能下达{say_yuan(now)}元：核对之后另有下达",
                f"of the line {left / 100:,.2f} yuan are left, not {now / 100:,.2f}; more was allotted since the check",
                "请退回，重新提出和核对",
                "return it, propose and check it again",
                ctx.rule("house/allot-within-the-line"),
            )
        )
    return tuple(found)


@guard("allotting/pay")
def not_more_than_was_allotted(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against paying more than is left of the allotment, or entering one receipt of the bank twice."""
    row = Allotment.objects.filter(case_id=ctx.case_id or 0).first()
    now = ctx.answers.get("paid_amount")
    if row is None or not isinstance(now, int):
        return ()
    found: list[Reason] = []
    left = row.amount_fen - row.paid_fen
    if now > left:
        found.append(
            _reason(
                "above-allotment",
                f"拨付{say_yuan(now)}元，超过下达金额中尚未拨付的{say_yuan(left)}元",
                f"{now / 100:,.2f} yuan is more than the {left / 100:,.2f} yuan of the allotment not paid yet",
                "请核对银行回单；多付的由收款单位退回",
                "compare the bank's receipt; what was paid in excess is returned by the payee",
                ctx.rule("house/pay-what-was-allotted"),
            )
        )
    voucher = str(ctx.answers.get("pay_voucher") or "").strip()
    if Payment.objects.filter(allotment=row, voucher=voucher).exists():
        found.append(
            _reason(
                "voucher-twice",
                f"凭证“{voucher}”已经登记过",
                f"the voucher “{voucher}” has been entered already",
                "请核对凭证号；同一笔到账只登记一次",
                "compare the number; one receipt is entered once",
            )
        )
    return tuple(found)


def _above_ceiling(ctx: GuardContext, before: int) -> tuple[Reason, ...]:
    now, ceiling = ctx.all_answers.get("examined_amount"), ctx.all_answers.get("year_ceiling")
    if not isinstance(now, int) or not isinstance(ceiling, int) or before + now <= ceiling:
        return ()
    return (
        _reason(
            "above-ceiling",
            f"本年度已经核定{say_yuan(before)}元，加上{say_yuan(now)}元超过每家每年的上限{say_yuan(ceiling)}元",
            f"{before / 100:,.2f} yuan were granted this year; with {now / 100:,.2f} more the ceiling of "
            f"{ceiling / 100:,.2f} is passed",
            "请不予核定，按余下的额度重新申请",
            "decline it; what is left may be applied for",
            ctx.rule("granting/grant-within-the-ceiling"),
        ),
    )


@guard("awarding/grant")
def awards_stay_within_the_ceiling(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against granting what another award of the year has used up since the ceiling was examined."""
    return _above_ceiling(ctx, awarded_in(ctx.all_answers.get("applicant"), ctx.on.year))


@guard("voucher/grant")
def vouchers_stay_within_the_ceiling(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against issuing what another voucher of the year has used up since the ceiling was examined."""
    return _above_ceiling(ctx, issued_in(ctx.all_answers.get("applicant"), ctx.on.year))


@guard("voucher/lapse")
def lapses_when_its_days_are_over(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against letting a voucher lapse while it is valid."""
    row = Voucher.objects.filter(case_id=ctx.case_id or 0).first()
    if row is None or row.valid_until < ctx.on:
        return ()
    return (
        _reason(
            "voucher-valid",
            f"创新券的有效期至{row.valid_until}，现在不能作废",
            f"the voucher is valid until {row.valid_until} and does not lapse before",
            "请在有效期过后办理",
            "do it after that day",
        ),
    )


@guard("clawing-back/find-facts", "clawing-back/decide-clawback")
def not_more_than_was_paid(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against clawing back what was never paid, or more than is left of it since other decisions to claw back."""
    number = str(ctx.all_answers.get("award") or "")
    now = ctx.answers.get("clawback_amount", ctx.answers.get("proposed_amount"))
    if not number or not isinstance(now, int):
        return ()
    paid, before = paid_on(number), clawed_on(number)
    if now <= paid - before:
        return ()
    return (
        _reason(
            "clawback-above-payment",
            f"追回{say_yuan(now)}元，超过已拨付的{say_yuan(paid)}元中尚未决定追回的{say_yuan(paid - before)}元",
            f"{now / 100:,.2f} yuan is more than the {(paid - before) / 100:,.2f} yuan paid and not clawed back yet",
            "请核对拨付到账和以前的追回决定；没有拨付的，不予下达即可",
            "compare payments and earlier decisions; what was not paid is simply not allotted",
        ),
    )
