"""What only the registers know of permits: whether a licence is still one, and whether a renewal comes too late."""

from __future__ import annotations

from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.house.tenancy import using_bureau
from yifa.procedure import Reason
from yifa.work.permits.registers import Licence

_reason: Final = partial(against, "permits")


@guard("licence-renewing/apply-renewal", "ending-licence/propose-ending")
def of_a_licence_that_is_one(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against renewing or ending a licence that ended."""
    with using_bureau(ctx.bureau_id):
        found = Licence.objects.filter(case__number=str(ctx.answers.get("licence") or "")).first()
    if found is None or found.ended_on is None:
        return ()
    return (
        _reason(
            "licence-ended",
            f"{found.licence_number}已于{found.ended_on}终止，不能延续、撤回、撤销、注销",
            f"{found.licence_number} ended on {found.ended_on}; it is neither renewed nor ended again",
            "需要继续从事的，请重新申请许可",
            "whoever goes on applies for a new one",
        ),
    )


@guard("licence-renewing/apply-renewal")
def asked_before_the_thirty_days(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a renewal asked for later than thirty days before the end (§50)."""
    if ctx.answers.get("in_time") is not False:
        return ()
    return (
        _reason(
            "renewal-late",
            "延续应当在有效期届满三十日前提出（行政许可法第五十条），现在已经来不及",
            "a renewal is asked for thirty days before the end (Licensing Law, art. 50), which has passed",
            "请重新申请许可",
            "apply for a new licence",
            ctx.rule("administrative-licensing-law/renewal-asked-30-days-before"),
        ),
    )
