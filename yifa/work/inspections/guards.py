"""What the files cannot say of an inspection: a published item, an object that was drawn, the ceiling, the approved team."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from django.db.models import Q

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.models import Party
from yifa.parties.names import normalised
from yifa.procedure import Reason
from yifa.procedure.answers import day_of, names_of
from yifa.work.inspections.computations import item_on, visits_in
from yifa.work.inspections.registers import Item, Object

_reason: Final = partial(against, "inspections")
_OPINION: Final = "house/approved-first"
_OPINIONS_FROM: Final = date(2025, 1, 3)


def basis(on: date) -> Bilingual:
    """What inspections rest on, on a day: the State Council's opinions since they were published, the bureau's rules before."""
    if on >= _OPINIONS_FROM:
        return Bilingual("国办发〔2024〕54号", "Guobanfa [2024] 54")
    return Bilingual("本局行政检查工作制度", "the bureau's rules on inspection")


@guard("inspecting/apply", "inspecting/inspect")
def of_a_published_item(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against inspecting what the bureau did not publish, or no longer inspects."""
    item = str(ctx.all_answers.get("item") or "")
    with using_bureau(ctx.bureau_id):
        if item_on(item, ctx.on) is not None:
            return ()
    return (
        _reason(
            "item-not-published",
            f"检查事项“{item}”没有公布，或者已经取消，不得检查，企业有权拒绝（{basis(ctx.on).zh}）",
            f"the item {item!r} is not published, or was ended: the enterprise may refuse ({basis(ctx.on).en})",
            "请先办理“行政检查事项”，核对并公布",
            "enter it as an item of inspection, have it checked and published first",
            ctx.rule(_OPINION),
        ),
    )


@guard("inspecting/apply")
def of_the_plan_and_the_draw(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an object that was not drawn from the objects of inspection, and a plan of another year or another item."""
    answers = ctx.all_answers
    found: list[Reason] = []
    plan = ctx.linked("plan")
    if plan and (plan.get("item") != answers.get("item") or plan.get("plan_year") != ctx.on.year):
        found.append(
            _reason(
                "other-plan",
                f"所选计划是{plan.get('plan_year')}年的“{plan.get('item')}”，与本次检查的年度或者事项不符",
                f"that plan is of {plan.get('plan_year')} and of {plan.get('item')!r}: not this year's, or not this item's",
                "请选择当年同一事项的计划；不在计划内的，按个案或者专项检查申请",
                "choose this year's plan of the item; what is not planned is applied for as single or special",
            )
        )
    if plan and plan.get("chosen_how") == "random" and answers.get("kind") == "planned":
        found.append(
            _reason(
                "plan-is-drawn",
                "该计划公布的是随机抽取，不得自行确定检查对象",
                "that plan was published as drawn: its objects are not chosen by anybody",
                "请先办理随机抽取，按抽中的对象申请",
                "draw first, and apply for whom was drawn",
            )
        )
    if answers.get("kind") == "random" and answers.get("drawn_in"):
        draw = ctx.linked("drawn_in")
        with using_bureau(ctx.bureau_id):
            party = Party.objects.filter(pk=answers.get("party") or 0).first()
        drawn = {normalised(name) for name in names_of(draw, "drawn")}
        if draw.get("pool") != "inspection_objects" or party is None or normalised(party.name) not in drawn:
            name = "" if party is None else party.name
            found.append(
                _reason(
                    "not-drawn",
                    f"{name}不是该次抽取从检查对象名录库中抽中的",
                    f"{name} was not drawn from the objects of inspection in that draw",
                    "请选择抽中该对象的那次抽取；没有抽中的，不作为随机检查",
                    "choose the draw in which it was drawn; who was not drawn is not inspected as drawn",
                )
            )
    return tuple(found)


@guard("inspecting/apply", "inspecting/inspect")
def within_the_ceiling(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a visit above the year's ceiling without a ground, also where others visited since it was approved."""
    answers = ctx.all_answers
    party = answers.get("party")
    if answers.get("mode") != "on_site" or answers.get("exempt_ground") or not isinstance(party, int):
        return ()
    # What is applied for counts in the year of its planned day, what is done in the year of its own.
    day = day_of(ctx.answers.get("planned_on")) or ctx.on
    with using_bureau(ctx.bureau_id):
        item = item_on(str(answers.get("item") or ""), ctx.on)
        visits = visits_in(party, day.year, ctx.case_id)
    if item is None or visits < item.yearly_ceiling:
        return ()
    return (
        _reason(
            "above-ceiling",
            f"本年度已入企检查{visits}次，达到公布的上限{item.yearly_ceiling}次（{basis(ctx.on).zh}）",
            f"{visits} visits this year reach the published ceiling of {item.yearly_ceiling} ({basis(ctx.on).en})",
            "请改为非现场检查；属于不受上限限制的情形的，在申请中写明，另行批准",
            "inspect off site; where a ground lifts the ceiling, apply anew with it and have it approved",
            ctx.rule(_OPINION),
        ),
    )


@guard("inspecting/inspect")
def by_the_team_that_was_approved(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an inspection that somebody makes, or signs, who is not in the approved team."""
    team = names_of(ctx.all_answers, "team")
    strangers = ctx.strangers_to(team)
    if not strangers:
        return ()
    return (
        _reason(
            "not-in-the-team",
            f"{'、'.join(strangers)}不在批准的检查人员（{'、'.join(team)}）中",
            f"{', '.join(strangers)} is not in the team that was approved ({', '.join(team)})",
            "请由批准的人员实施；人员有变化的，取消后另行申请",
            "let the approved team inspect; where it changes, cancel this and apply anew",
            ctx.rule(_OPINION),
        ),
    )


@guard("inspection-listing/record")
def one_item_of_a_name(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a second item of one name or code while the first stands."""
    with using_bureau(ctx.bureau_id):
        standing = Item.objects.filter(ended_on__isnull=True).exclude(case_id=ctx.case_id or 0)
        named = Q(item=str(ctx.answers.get("item") or ""))
        if not standing.filter(named | Q(item_code=str(ctx.answers.get("item_code") or ""))).exists():
            return ()
    return (
        _reason(
            "item-there",
            "同一名称或者编号的检查事项已经公布",
            "an item of that name or code is published already",
            "请先取消原来的事项，或者更正名称、编号",
            "end the item that there is, or mend the name or code",
        ),
    )


@guard("inspection-objects/record")
def one_object_of_a_category(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against entering an enterprise twice in one category: a draw could not tell them apart."""
    party = ctx.answers.get("party")
    with using_bureau(ctx.bureau_id):
        there = Object.objects.filter(
            party_id=party if isinstance(party, int) else 0,
            object_category=str(ctx.answers.get("object_category") or ""),
            ended_on__isnull=True,
        )
        if not there.exclude(case_id=ctx.case_id or 0).exists():
            return ()
    return (
        _reason(
            "object-there",
            "该对象已在这一类别的名录中",
            "it stands in the list of that category already",
            "请核对；风险等级有变化的，先终止原来的登记",
            "compare; where its risk changed, end the entry that there is first",
        ),
    )
