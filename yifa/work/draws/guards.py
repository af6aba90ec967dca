"""What the file cannot say of draws: a list to draw from, a seed nobody knows yet, and two who read it the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.evidence import draws
from yifa.procedure import Reason
from yifa.procedure.answers import day_of, names_of, rows_of
from yifa.work.draws.computations import as_published
from yifa.work.draws.registers import DrawnOne, SealedPart

_reason: Final = partial(against, "draws")

_LEAST_PARTS: Final = 2


@guard("drawing/fix")
def the_list_can_be_drawn_from(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a list with somebody twice, or with fewer in a stratum than are to be drawn."""
    listed = rows_of(ctx.answers, "candidates")
    twice = [name for name, times in Counter(str(row.get("name")) for row in listed).items() if times > 1]
    found: list[Reason] = []
    if twice:
        found.append(
            _reason(
                "twice",
                f"名单中“{twice[0]}”出现两次，同一人（家）不得有两个机会",
                f"the list has {twice[0]!r} twice; nobody has two chances",
                "请删去重复的；同名的不同人，在姓名后注明单位",
                "take one out; where two people share a name, add their units",
            )
        )
    there = Counter(str(row.get("stratum") or "-") for row in listed if not row.get("excluded"))
    for row in rows_of(ctx.answers, "takes"):
        stratum, count = draws.word(str(row.get("stratum"))), int(row.get("count") or 0)
        if there[stratum] < count:
            known = "、".join(sorted(there)) or "（没有）"
            found.append(
                _reason(
                    "too-few",
                    f"类别“{stratum}”能抽取的只有 {there[stratum]} 个，不足 {count} 个；名单中有的类别：{known}",
                    f"{there[stratum]} can be drawn of {stratum!r}, not {count}; the list has: {known}",
                    "请放宽专业或者类别的限制、补充名录，或者减少抽取数",
                    "widen the fields, add to the pool, or draw fewer",
                )
            )
    return tuple(found)


@guard("drawing/fix")
def the_value_is_still_to_come(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a seed of a day that has begun: whoever fixes the list could know it."""
    day = day_of(ctx.answers.get("seed_day"))
    if ctx.answers.get("seed_kind") != "public_value" or day is None or day > ctx.on:
        return ()
    return (
        _reason(
            "known-seed",
            f"取数日期{day}不晚于确定名单的日期{ctx.on}：定名单的人可能已经知道种子",
            f"the value of {day} may be known when the list is fixed on {ctx.on}",
            "请指定以后某一日的数值，例如下一个交易日的收盘值",
            "name a later day, such as the next day of trading",
        ),
    )


@guard("drawing/enter-value")
def the_value_has_come(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a value entered before its day."""
    day = day_of(ctx.all_answers.get("seed_day"))
    if day is None or ctx.on >= day:
        return ()
    return (
        _reason(
            "too-early",
            f"指定的是{day}的数值，现在还没有",
            f"the value named is that of {day}, which has not come",
            f"请在{day}公布之后录入",
            f"enter it when it is published on {day}",
        ),
    )


@guard("drawing/draw")
def two_read_the_same(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a draw whose value was read in two ways."""
    if ctx.all_answers.get("seed_kind") != "public_value":
        return ()
    first, second = as_published(ctx.all_answers.get("value")), as_published(ctx.answers.get("value_again"))
    if first == second:
        return ()
    return (
        _reason(
            "values-differ",
            f"两人录入的数值不一致：先录入的是“{first}”，现在录入的是“{second}”",
            f"the value was read in two ways: {first!r} before, {second!r} now",
            "请回到公布的原文核对；先录入的有误的，由录入人重新录入",
            "look at the source; where the first was wrong, enter it again",
        ),
    )


@guard("drawing/cancel")
def no_draw_is_cancelled_once_its_seed_is_known(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against cancelling when the result can be worked out already: a draw is not repeated until it pleases."""
    day = day_of(ctx.all_answers.get("seed_day"))
    if ctx.all_answers.get("seed_kind") != "public_value" or day is None or ctx.on < day:
        return ()
    return (
        _reason(
            "seed-is-known",
            f"{day}的数值已经可以查到，结果已经确定，不能取消重抽",
            f"the value of {day} can be known, and with it the result; the draw is not cancelled",
            "请录入数值并抽取；抽中的人不能担任的，登记理由、依次递补",
            "enter the value and draw; whoever cannot serve is replaced by the next, with a reason",
        ),
    )


@guard("drawing/seal-part")
def everybody_seals_one_part(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a second part by the same officer."""
    if not _own(ctx):
        return ()
    return (
        _reason(
            "sealed",
            "您已经封存了一份，每人一份，不能更换",
            "you sealed a part already; everybody has one, which is not changed",
            "请由其他人封存",
            "let somebody else seal another",
        ),
    )


@guard("drawing/reveal-part")
def what_is_revealed_was_sealed(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against opening too soon, or opening another secret than was sealed."""
    own = _own(ctx)
    secret = str(ctx.answers.get("part_secret") or "").strip()
    sealed = SealedPart.objects.filter(draw__case__id=ctx.case_id or 0).count()
    if sealed < _LEAST_PARTS:
        return (
            _reason(
                "too-few-parts",
                f"只有 {sealed} 人封存，至少应有 {_LEAST_PARTS} 人，否则一人就能决定结果",
                f"{sealed} sealed a part; at least {_LEAST_PARTS} must, or one decides the result",
                "请其他人先封存",
                "let others seal first",
            ),
        )
    if own and draws.digest_of(secret) == own[0]:
        return ()
    return (
        _reason(
            "other-secret",
            "密数与您封存的摘要不符" if own else "您没有封存过",
            "the secret does not have the digest that you sealed" if own else "you sealed nothing",
            "请填写封存时自己保存的密数" if own else "由封存的人各自揭开",
            "enter the secret that you kept" if own else "whoever sealed a part opens it",
        ),
    )


@guard("drawing/replace")
def somebody_is_left_to_follow(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against replacing more than can follow."""
    text, seed = ctx.all_answers.get("list_text"), str(ctx.all_answers.get("seed") or "")
    if not text or not seed:
        return ()
    return tuple(_nobody_follows(ctx, draws.Fixed.from_text(str(text)), seed))


def _nobody_follows(ctx: GuardContext, fixed: draws.Fixed, seed: str) -> Iterator[Reason]:

    drawn = DrawnOne.objects.filter(draw__case__id=ctx.case_id or 0)
    leaving = set(names_of(ctx.answers, "replaced"))
    gone = [one.mark for one in drawn if one.standing == "replaced" or one.name in leaving]
    left = Counter(one.stratum for one in draws.drawn_of(fixed, draws.order_of(fixed, seed), gone))
    for take in fixed.takes:
        if left[draws.word(take.stratum)] < take.count:
            yield _reason(
                "nobody-follows",
                f"类别“{take.stratum}”已经没有人可以递补",
                f"nobody of {take.stratum!r} is left to follow",
                "请取消更换，或者补充名录后另行抽取",
                "do without the replacement, or add to the pool and draw anew",
            )


def _own(ctx: GuardContext) -> list[str]:
    """The digest that whoever acts sealed, if they did."""
    person = ctx.actor.person
    if person is None or ctx.case_id is None:
        return []
    parts = SealedPart.objects.filter(draw__case__id=ctx.case_id or 0, officer=person.name)
    return list(parts.values_list("part_digest", flat=True))
