"""Who does a thing does not check it (会计法: 不相容岗位分离)."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.elsewhere import only_older
from yifa.cases.acting.guards import GuardContext, guard
from yifa.house.models import Holding
from yifa.law.text import Bilingual
from yifa.procedure import Reason


@guard("risk-point-ledger/record")
def another_checks(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a risk point that whoever does the thing checks themselves: in the same post, or in two that one person holds."""
    does, checks = str(ctx.answers.get("does") or "").strip(), str(ctx.answers.get("checks") or "").strip()
    if not does or not checks:
        return ()
    remedy = Bilingual("请另定检查岗位。", "Name another post that checks.")
    if does == checks:
        return (
            Reason(
                rule=None,
                code="control/same-post",
                sentence=Bilingual(
                    f"经办岗位和检查岗位都是“{does}”，不相容岗位应当分离（行政事业单位内部控制规范）。",
                    f"{does} does it and checks it; the two are kept apart.",
                ),
                remedy=remedy,
            ),
        )
    both = _holders(does, ctx.on) & _holders(checks, ctx.on)
    if not both:
        return ()
    shown = "、".join(sorted(both))
    return (
        Reason(
            rule=None,
            code="control/same-person",
            sentence=Bilingual(
                f"“{does}”和“{checks}”都由{shown}担任，不相容岗位应当分离（行政事业单位内部控制规范）。",
                f"{shown} holds both {does} and {checks}; the two are kept apart.",
            ),
            remedy=remedy,
        ),
    )


def _holders(post: str, on: date) -> set[str]:
    """Who holds a post of that name on a day."""
    rows = Holding.objects.filter(post__name=post, from_on__lte=on)
    return set(rows.exclude(until_on__lt=on).values_list("officer__name", flat=True))


@guard("vehicle-using/record")
def driven_before(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against recording a use that was to be asked for here."""
    return only_older(ctx, "used_on")
