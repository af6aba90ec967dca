"""What the annual report's procedure cannot say: what is signed is what was frozen.

The head signs figures. While the workspace still holds a draft of the year's report, its figures may move under the signature;
so it is frozen first. A bureau that wrote its report elsewhere has no draft here, and the guard has nothing to say.
"""

from __future__ import annotations

from yifa.cases.guards import GuardContext, guard
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.report.models import Report, Status


@guard("annual-report", "sign")
def what_is_signed_is_frozen(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against signing while the report is a draft."""
    year = ctx.all_answers.get("report_year")
    if not isinstance(year, int) or not Report.objects.filter(year=year, status=Status.DRAFT).exists():
        return ()
    return (
        Reason(
            rule=None,
            code="report/not-frozen",
            sentence=Bilingual(
                zh=f"{year}年度报告还在起草，数据仍会随记录变化，不能签发。",
                en=f"The report on {year} is still a draft and its figures move with the records; it cannot be signed.",
            ),
            remedy=Bilingual(
                zh="请先在“报告”中处理缺项并定稿封存，再签发。",
                en="Settle what is open in Reports and freeze it there; then sign.",
            ),
            who=Bilingual(zh="年度报告起草人员", en="the report's writer"),
        ),
    )
