"""What the files cannot say of reviews: whoever was drawn signs alone and has nothing to avoid, and nobody opens half a panel."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.procedure import Reason
from yifa.procedure.answers import names_of, rows_of
from yifa.work.experts.parameters import LEAST_EXPERTS
from yifa.work.experts.registers import Expert, ReviewSheet

_reason: Final = partial(against, "experts")


@guard("pool-entry/propose")
def names_are_told_apart(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against two in the pool under one name: a draw could not tell them apart."""
    name = str(ctx.answers.get("expert_name") or "")
    if not Expert.objects.filter(expert_name=name).exclude(standing="removed").exists():
        return ()
    return (
        _reason(
            "same-name",
            f"专家库里已有“{name}”",
            f"{name!r} is in the pool already",
            "不是同一人的，请在姓名后注明单位；是同一人的，办理续聘",
            "for another person add the unit to the name; for the same one, renew",
        ),
    )


@guard("expert-panel/name-panel")
def the_panel_is_large_enough(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against fewer experts than the bureau's rules want."""
    least, panel = LEAST_EXPERTS.number_on(ctx.bureau_id, ctx.on), names_of(ctx.all_answers, "panel")
    if len(panel) >= least:
        return ()
    return (
        _reason(
            "panel-too-small",
            f"抽中的专家只有 {len(panel)} 人，至少应有 {least} 人",
            f"{len(panel)} experts were drawn; at least {least} review",
            "请另行抽取足够的专家",
            "draw enough experts",
        ),
    )


@guard("expert-panel/accept-review", "expert-panel/score")
def only_who_was_drawn_signs(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against anybody who was not drawn for this matter, whoever asks them to."""
    own, panel = str(ctx.answers.get("reviewer") or ""), names_of(ctx.all_answers, "panel")
    if own in panel:
        return ()
    return (
        _reason(
            "not-drawn",
            f"“{own}”不是本事项抽中的评审专家，不能评审",
            f"{own!r} was not drawn for this matter and does not review it",
            "抽中的专家本人登录后声明、打分，不能由他人代为办理",
            "whoever was drawn signs in and does so; nobody does it for them",
        ),
    )


@guard("expert-panel/score")
def who_avoids_does_not_score(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a sheet of somebody who declared a conflict, or declared nothing."""
    own = ReviewSheet.objects.filter(
        case_id=ctx.case_id or 0, reviewer=str(ctx.answers.get("reviewer"))
    ).first()
    if own is not None and own.conflict == "none":
        return ()
    return (
        _reason(
            "avoids",
            "您还没有声明回避情况" if own is None else "您声明了应当回避的情形，不能评审",
            "you did not declare yet whether you must stand aside"
            if own is None
            else "you declared a conflict and do not review",
            "请先声明回避情况" if own is None else "请工作人员在抽取中登记更换、依次递补",
            "declare it first" if own is None else "the draw's next in order takes the place",
        ),
    )


@guard("expert-panel/score")
def an_item_has_its_most(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against more points for an item than it can have."""
    rows = rows_of(ctx.answers, "items")
    for row in rows:
        most, points = row.get("most"), row.get("points")
        if isinstance(most, int | float) and isinstance(points, int | float) and points > most:
            return (
                _reason(
                    "above-most",
                    f"“{row.get('item')}”得 {points} 分，超过满分 {most} 分",
                    f"{row.get('item')!r} has {points} points of {most}",
                    "请改正该项得分",
                    "correct the points",
                ),
            )
    return ()


@guard("expert-panel/open-sheets")
def all_sheets_are_in(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against opening before everybody on the panel has scored, or while the draw has somebody else."""
    panel = names_of(ctx.all_answers, "panel")
    drawn = ctx.linked("drawing").get("drawn")
    if isinstance(drawn, list) and sorted(map(str, drawn)) != sorted(panel):
        return (
            _reason(
                "panel-changed",
                "抽取的结果已经更换，与确定的评审专家不一致",
                "the draw has replaced somebody since the panel was named",
                "请重新确定评审专家，由递补的专家打分",
                "name the panel again, and let the next in order score",
            ),
        )
    scored = ReviewSheet.objects.filter(
        case_id=ctx.case_id or 0, sealed_points__isnull=False, conflict="none"
    ).values_list("reviewer", flat=True)
    waiting = [one for one in panel if one not in set(scored)]
    if not waiting:
        return ()
    who = "、".join(waiting)
    return (
        _reason(
            "sheets-missing",
            f"{who}还没有交评分表，全部交齐之前不能揭开",
            f"{who} did not score yet; the sheets are opened together",
            "请其打分；不能评审的，在抽取中登记更换、依次递补",
            "let them score, or replace them by the draw's next in order",
        ),
    )
