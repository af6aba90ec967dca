"""Numbers of a meeting that cannot be: more present than entitled, more votes than people."""

from __future__ import annotations

from yifa.cases.guards import GuardContext, guard
from yifa.law.text import Bilingual
from yifa.procedure import Reason


@guard("meeting", "hold")
@guard("meeting-item", "deliberate")
def heads_add_up(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a count that contradicts itself; the minutes would."""
    entitled, present, *votes = (
        _number(ctx, name) for name in ("entitled", "present", "votes_for", "votes_against", "abstentions")
    )
    if present > entitled:
        return (
            _reason(
                f"实到{present}人，多于应到{entitled}人",
                f"{present} present are more than the {entitled} entitled",
            ),
        )
    if sum(votes) > present:
        return (
            _reason(
                f"赞成、反对、弃权共{sum(votes)}票，多于实到{present}人",
                f"{sum(votes)} votes and abstentions are more than the {present} present",
            ),
        )
    return ()


def _number(ctx: GuardContext, name: str) -> int:
    value = ctx.answers.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _reason(zh: str, en: str) -> Reason:
    return Reason(
        rule=None,
        code="meetings/heads",
        sentence=Bilingual(f"{zh}，不能登记。", f"{en}; it cannot be entered."),
        remedy=Bilingual(
            "请按签到表和表决记录更正人数。", "Correct the numbers from the attendance sheet and the vote."
        ),
    )
