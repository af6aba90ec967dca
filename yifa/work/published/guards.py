"""What the procedure cannot see: whether the figures stand in the report, and whether a confirmation confirms."""

from __future__ import annotations

from itertools import islice
from typing import Final

from yifa.cases.acting.guards import GuardContext, guard
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.work.published.registers import PublishedReport
from yifa.work.published.taking import parse, problems

_MOST_REASONS: Final = 20
_GO_THROUGH: Final = Bilingual(
    "请在核对页面上改正后再提交。", "Correct it on the page where the figures are gone through."
)


@guard("reading-report/review")
def figures_stand_in_the_report(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against figures that are not in the text, have no meaning that can be kept, or speak for one year twice."""
    report = PublishedReport.objects.filter(case_id=ctx.case_id or 0).first()
    if report is None:
        return ()
    try:
        figures = parse(ctx.answers.get("figures"))
    except ValueError:
        return (
            _against(
                "figures",
                Bilingual(
                    "拟采用的数据写法不对，应由核对页面填写。",
                    "The figures are malformed; they are filled in by the page where they are gone through.",
                ),
            ),
        )
    found = problems(figures, report.text, report.report_year)
    return tuple(_against("figure", sentence) for _start, sentence in islice(found, _MOST_REASONS))


@guard("reading-report/confirm")
def confirmed_only_if_they_agree(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a confirmation that says that the figures do not agree: it is a return."""
    if ctx.answers.get("agrees") is True:
        return ()
    return (
        Reason(
            rule=None,
            code="published/agrees",
            sentence=Bilingual(
                "与原件不一致的，不能采用。", "Figures that do not agree with the report are not taken over."
            ),
            remedy=Bilingual("请退回核对人更正。", "Send them back to whoever went through them."),
        ),
    )


def _against(what: str, sentence: Bilingual) -> Reason:
    return Reason(rule=None, code=f"published/{what}", sentence=sentence, remedy=_GO_THROUGH)
