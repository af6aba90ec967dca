"""What a registry of technical contracts refuses by arithmetic, and a certificate number that another contract has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.library import procedure_in_force
from yifa.cases.models import Case
from yifa.cases.registers.publishing_gate import Shown, makes_public
from yifa.cases.roles import players
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.services.registers import ServiceItem, TechnicalContract


@makes_public("item/publish", "item/publish-change")
def guide(case: Case, on: date) -> Iterator[Shown]:  # noqa: ARG001
    """The guide of an item as the public reads it; place and telephone are there to be public."""
    for item in ServiceItem.objects.filter(case=case):
        for zh, en, text in (
            ("事项名称", "Item", item.name),
            ("设定依据", "Basis", item.basis),
            ("受理条件", "Conditions", item.conditions),
            ("申请材料", "Papers", item.materials),
            ("办理结果", "Result", item.result_name),
        ):
            yield Shown(Bilingual(zh, en), text)
        yield Shown(Bilingual("办理地点", "Place"), item.place, reaches=True)
        yield Shown(Bilingual("咨询电话", "Telephone"), item.phone, reaches=True)


@guard("by-application/apply")
def the_catalogue_has_the_item(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an application for what the catalogue does not offer on the day, or offers by another procedure.

    A bureau that has published no item yet takes applications as they come (优化营商环境条例 §35).
    """
    code = str(ctx.answers.get("item_code") or "").strip()
    item = ServiceItem.standing(code, ctx.on)
    who = Bilingual("事项目录管理人员", "whoever keeps the catalogue")
    if item is None:
        if not ServiceItem.objects.exists():
            return ()
        return (
            Reason(
                rule=None,
                code="services/unknown-item",
                sentence=Bilingual(
                    f"政务服务事项目录中没有编码为“{code}”、已经公布且没有取消的事项。",
                    f"The catalogue of services has no published item with the code {code!r}.",
                ),
                remedy=Bilingual(
                    "请从目录中选择事项；确需办理的，先编制、审核、公布事项。",
                    "Choose the item from the catalogue; where it is wanted, have it drawn up, reviewed and published first.",
                ),
                who=who,
            ),
        )
    if ctx.step in {step for name, step in players(item.applied_for_by) if name == ctx.procedure.key}:
        return ()
    titles = [procedure_in_force(name, ctx.on).title for name, _step in sorted(players(item.applied_for_by))]
    zh, en = "、".join(one.zh for one in titles), ", ".join(one.en for one in titles)
    return (
        Reason(
            rule=None,
            code="services/another-procedure",
            sentence=Bilingual(
                f"“{item.name}”按“{zh}”的程序办理。", f"'{item.called.en}' is handled by: {en}."
            ),
            remedy=Bilingual("请从“窗口”选择该事项办理。", "Begin it from the counter."),
            who=who,
        ),
    )


@guard("technical-contract/examine")
def technical_amount_is_part_of_the_amount(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a confirmed technical amount above the contract's own (技术合同认定规则: it is what remains of the amount)."""
    answers = ctx.all_answers
    amount = answers.get("amount_confirmed") or answers.get("amount") or 0
    technical = answers.get("technical_amount_confirmed") or answers.get("technical_amount") or 0
    if technical <= amount:
        return ()
    return (
        Reason(
            rule=None,
            code="services/technical-amount",
            sentence=Bilingual(
                f"核定的技术交易额{technical / 100:,.2f}元，超过合同成交总额{amount / 100:,.2f}元。",
                f"The technical amount confirmed, {technical / 100:,.2f} yuan, is above the contract's {amount / 100:,.2f}.",
            ),
            remedy=Bilingual("请重新核定两项金额。", "Confirm both amounts again."),
        ),
    )


@guard("technical-contract/register")
@guard("technical-contract-elsewhere/enter")
def a_certificate_belongs_to_one_contract(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a certificate number that is in the register: a contract is registered once (技术合同认定登记管理办法 §8)."""
    number = str(ctx.all_answers.get("certificate_number") or "").strip()
    there = TechnicalContract.objects.filter(certificate_number=number).first() if number else None
    if there is None:
        return ()
    return (
        Reason(
            rule=None,
            code="services/certificate-taken",
            sentence=Bilingual(
                f"登记证明编号{number}已属于“{there.name}”，一份合同只登记一次。",
                f"The certificate number {number} is that of “{there.name}” already; a contract is registered once.",
            ),
            remedy=Bilingual(
                "请核对编号；重复录入的，办理不予录入。", "Compare the number; drop an entry made twice."
            ),
        ),
    )
