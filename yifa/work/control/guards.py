"""Who does a thing does not check it (会计法: 不相容岗位分离)."""

from __future__ import annotations

from yifa.cases.acting.elsewhere import only_older
from yifa.cases.acting.guards import GuardContext, guard
from yifa.law.text import Bilingual
from yifa.procedure import Reason


@guard("risk-point-ledger/record")
def another_post_checks(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a risk point that whoever does the thing checks themselves."""
    does, checks = str(ctx.answers.get("does") or "").strip(), str(ctx.answers.get("checks") or "").strip()
    if not does or does != checks:
        return ()
    return (
        Reason(
            rule=None,
            code="control/same-post",
            sentence=Bilingual(
                f"经办岗位和检查岗位都是“{does}”，不相容岗位应当分离（行政事业单位内部控制规范）。",
                f"{does} does it and checks it; the two are kept apart.",
            ),
            remedy=Bilingual("请另定检查岗位。", "Name another post that checks."),
        ),
    )


@guard("vehicle-using/record")
def driven_before(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against recording a use that was to be asked for here."""
    return only_older(ctx, "used_on")
