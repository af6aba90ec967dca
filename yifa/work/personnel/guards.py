"""Everybody declares for themselves; either side signs in person; who hands over holds the post."""

from __future__ import annotations

from yifa.cases.acting.elsewhere import only_older
from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.house.models import Officer
from yifa.house.roster import roster_on
from yifa.procedure import Reason


def _named(ctx: GuardContext, question: str) -> Officer | None:
    return roster_on(ctx.bureau_id, ctx.on).get(str(ctx.all_answers.get(question) or ""))


@guard("interest-declaring/record", "trip-abroad/apply")
def for_oneself(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against declaring or asking for somebody else, but by personnel from the paper."""
    who = _named(ctx, "who")
    if who is None or ctx.actor.officer_id == who.pk or "personnel" in ctx.who.powers:
        return ()
    return (
        against(
            "personnel",
            "for-oneself",
            "本人的情况由本人申报，或者由组织人事人员按本人书面材料登记",
            "everybody says this for themselves, or personnel enters it from their paper",
            f"请由{who.name}本人登录办理",
            f"let {who.name} sign in and do it",
        ),
    )


@guard("interest-declaring/record")
def not_to_oneself(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a tie to oneself."""
    if not ctx.answers.get("colleague") or ctx.answers["colleague"] != ctx.answers.get("who"):
        return ()
    return (
        against(
            "personnel",
            "to-oneself",
            "申报人与对方是同一人",
            "whoever declares and the other are the same person",
            "请另选对方",
            "choose the other person",
        ),
    )


@guard("post-handing-over/list")
def held_by_the_giver(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a list for a post that the giver does not hold, and to oneself."""
    giver, taker = _named(ctx, "giver_name"), _named(ctx, "taker_name")
    post = str(ctx.answers.get("post_name") or "")
    if giver is None or taker is None:
        return ()
    if giver.pk == taker.pk:
        return (
            against(
                "personnel",
                "same-person",
                "移交人和接收人是同一人",
                "giver and taker are the same person",
                "请另选接收人",
                "choose another taker",
            ),
        )
    held = [one.post.name for one in giver.holdings_on(ctx.on)]
    if post in held:
        return ()
    return (
        against(
            "personnel",
            "not-held",
            f"{giver.name}不担任“{post}”",
            f"{giver.name} does not hold '{post}'",
            f"{giver.name}的岗位是：{'、'.join(held) or '没有'}",
            f"their posts are: {', '.join(held) or 'none'}",
        ),
    )


def _in_person(ctx: GuardContext, question: str) -> tuple[Reason, ...]:
    who = _named(ctx, question)
    if who is None or ctx.actor.officer_id == who.pk:
        return ()
    return (
        against(
            "personnel",
            "in-person",
            f"这里由{who.name}本人签字",
            f"{who.name} signs this in person",
            f"请由{who.name}登录后签字",
            f"let {who.name} sign in and sign",
        ),
    )


@guard("post-handing-over/sign-giver")
def giver_signs(ctx: GuardContext) -> tuple[Reason, ...]:
    """The giver signs, nobody else."""
    return _in_person(ctx, "giver_name")


@guard("post-handing-over/sign-taker")
def taker_signs(ctx: GuardContext) -> tuple[Reason, ...]:
    """The taker signs, nobody else."""
    return _in_person(ctx, "taker_name")


@guard("trip-abroad/record")
def made_before(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against recording a trip that was to be asked for here."""
    return only_older(ctx, "leaves_on")
