"""What the registers and the house know of a contract: its number, its counterparty, who may sign it, and what is still open."""

from __future__ import annotations

from yifa.cases.acting.guards import GuardContext, guard
from yifa.house.powers import HEAD
from yifa.law.text import Bilingual, counted
from yifa.parties.models import Party
from yifa.parties.register import party_answered
from yifa.parties.standing import Standing, standings_of
from yifa.procedure import Reason
from yifa.work.contracts.parameters import DEPUTY_SIGNS_BELOW
from yifa.work.contracts.registers import Contract, ContractDispute, ContractMilestone


@guard("contract/register")
@guard("contract-elsewhere/enter")
def a_number_belongs_to_one_contract(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a number that another contract in the register has."""
    number = str(ctx.all_answers.get("contract_number") or "").strip()
    there = (
        Contract.objects.filter(contract_number=number).exclude(case_id=ctx.case_id or 0).first()
        if number
        else None
    )
    if there is None:
        return ()
    return (
        Reason(
            rule=None,
            code="contracts/number-taken",
            sentence=Bilingual(
                f"合同编号{number}已属于“{there.name}”。",
                f"The number {number} is that of “{there.name}” already.",
            ),
            remedy=Bilingual(
                "请核对编号，改用未用过的编号。", "Compare the number, and take one that is free."
            ),
        ),
    )


@guard("contract/check-counterparty", "contract/sign")
def counterparty_is_not_barred(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against calling a counterparty clean, or signing with it, while a register here holds what bars dealings."""
    if ctx.step == "check-counterparty" and ctx.answers.get("credit_result") != "clean":
        return ()
    party = party_answered(ctx.all_answers.get("counterparty"))
    if party is None:
        return ()
    return tuple(
        Reason(
            rule=None,
            code="contracts/counterparty-listed",
            sentence=Bilingual(
                f"“{party.name}”在本局登记簿中有未消除的记录：{one.says.zh}，不得认定为无失信记录、不得签订。",
                f"The registers hold against “{party.name}”: {one.says.en}; it is not clean, and nothing is signed with it.",
            ),
            remedy=Bilingual(
                "请选择“列入严重失信名单”，更换合同对方；记录有误的，先办理信用修复或者撤销。",
                "Mark it as listed and take another counterparty; a wrong record is first repaired or withdrawn.",
            ),
        )
        for one in _barring(party, ctx)
    )


def _barring(party: Party, ctx: GuardContext) -> list[Standing]:
    return [one for one in standings_of(party, ctx.on) if one.bars]


@guard("contract/sign")
@guard("amending-contract/sign")
def who_signs_may_sign_so_much(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a deputy's signature under a contract from the amount on that the bureau keeps for its head."""
    amount = ctx.all_answers.get("amount")
    if not isinstance(amount, int) or HEAD in ctx.who.powers:
        return ()
    limit = DEPUTY_SIGNS_BELOW.number_on(ctx.bureau_id, ctx.on)
    if amount < limit:
        return ()
    return (
        Reason(
            rule=None,
            code="contracts/authority",
            sentence=Bilingual(
                f"合同金额{amount / 100:,.2f}元，达到机关负责人签订的标准（{limit / 100:,.2f}元），分管领导不得签订。",
                f"At {amount / 100:,.2f} yuan the contract is for the head to sign (from {limit / 100:,.2f} yuan on).",
            ),
            remedy=Bilingual(
                "请报机关负责人签订，或者按程序调整签订权限的标准。",
                "Have the head sign it, or change the standard by its procedure.",
            ),
        ),
    )


@guard("contract/end-performance")
def nothing_is_open(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against ending a contract with a milestone unmet or a dispute unsettled."""
    milestones = ContractMilestone.objects.filter(contract__case_id=ctx.case_id or 0, state="open").count()
    disputes = ContractDispute.objects.filter(contract__case_id=ctx.case_id or 0, outcome="").count()
    if not milestones and not disputes:
        return ()
    return (
        Reason(
            rule=None,
            code="contracts/still-open",
            sentence=Bilingual(
                f"合同还有未完成的节点{milestones}个、未结案的争议{disputes}件，不得了结。",
                f"{counted(milestones, 'milestones')} and {counted(disputes, 'disputes')} still open; the contract goes on.",
            ),
            remedy=Bilingual(
                "请先确认完成或者取消节点，处理完争议；在登记簿“合同履行节点”“合同争议”中可以找到。",
                "Meet or cancel the milestones and close the disputes first; both have a register.",
            ),
        ),
    )


@guard("milestone/move")
def later_and_not_earlier(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a new day that is not later than the one before."""
    row = ContractMilestone.objects.filter(case_id=ctx.case_id or 0).first()
    asked = str(ctx.answers.get("due_on", ""))
    if row is None or asked > row.due_on.isoformat():
        return ()
    return (
        Reason(
            rule=None,
            code="contracts/milestone-earlier",
            sentence=Bilingual(
                f"新的期限{asked}不晚于原期限{row.due_on}。", f"{asked} is not later than {row.due_on}."
            ),
            remedy=Bilingual(
                f"请填写{row.due_on}之后的日期；提前完成的，直接确认完成。",
                f"Give a day after {row.due_on}; what is done early is simply met.",
            ),
        ),
    )
