"""A recognition cannot end before it begins."""

from __future__ import annotations

from yifa.cases.guards import GuardContext, guard
from yifa.law.text import Bilingual
from yifa.procedure import Reason


@guard("recognition-entry", "record", "renew")
@guard("municipal-recognition", "recognise")
def ends_after_it_begins(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a last day before the day of recognition."""
    answers = ctx.all_answers
    began = str(answers.get("recognised_on") or ctx.on)
    ended = answers.get("new_valid_until") if ctx.step == "renew" else answers.get("valid_until")
    if not ended or str(ended) >= began:
        return ()
    return (
        Reason(
            rule=None,
            code="recognition/days",
            sentence=Bilingual(
                f"有效期至{ended}，早于认定日期{began}，不能登记。",
                f"It would be valid until {ended}, before it was recognised on {began}; it cannot be entered.",
            ),
            remedy=Bilingual(
                "请按认定文件和证书核对两个日期。", "Compare both days with the document and the certificate."
            ),
        ),
    )
