"""What the procedure's file cannot say: a text that can be read, findings answered, items that exist, an end still to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from yifa.cases.acting.basis import basis_source
from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.acting.screened import Screened, reads_answers, screens, shows_standard
from yifa.cases.library import procedure_of_case, statutory_rule
from yifa.cases.models import Case
from yifa.law.references import Reference
from yifa.law.text import Bilingual
from yifa.procedure import Reason, Rule
from yifa.screening import Standard, standard
from yifa.screening.answering import unanswered
from yifa.work.competition.drafts import DraftRefused, context, latest, rules, text_given
from yifa.work.competition.registers import CompetitionReview

_STOPPED: Final = "fair-competition-review-measures/stopped-when-the-time-is-over"
_ITEM: Final = re.compile(r"(?<!\d)(\d{1,2})\s*[(（]\s*(\d{1,2})\s*[)）]")
_SHOWN: Final = 5
_YES: Final = "found"


def _reason(code: str, zh: str, en: str, do_zh: str, do_en: str, rule: Rule | None = None) -> Reason:
    return Reason(
        rule=rule, code=f"competition/{code}", sentence=Bilingual(zh, en), remedy=Bilingual(do_zh, do_en)
    )


@guard("competition-review/receive", "competition-review/revise")
def text_can_be_read(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a measure without a text, and a file whose text cannot be read or is not certain."""
    if ctx.all_answers.get("touches_operators") is False:
        return ()
    try:
        text = text_given(ctx.answers, ctx.files)
    except DraftRefused as refused:
        return (
            Reason(
                rule=None,
                code="competition/draft-unreadable",
                sentence=refused.sentence,
                remedy=refused.remedy,
            ),
        )
    if text:
        return ()
    return (
        _reason(
            "no-text",
            "没有政策措施的正文，无法筛查和审查。",
            "There is no text of the measure to screen and review.",
            "请在“正文”中粘贴全文，或者上传文件。",
            "Paste the text, or give a file.",
        ),
    )


@guard("competition-review/screen")
def every_finding_is_answered(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against leaving a question of the screening open; one reason names them."""
    if ctx.case_id is None:
        return ()
    open_ones = unanswered(
        latest(ctx.case_id),
        str(ctx.answers.get("finding_answers") or ""),
        context=context(ctx.on),
        rules=rules(),
    )
    if not open_ones:
        return ()
    named_zh = "；".join(f"【{one.key}】{one.title.zh}“{one.span[:20]}”" for one in open_ones[:_SHOWN])
    named_en = "; ".join(f"[{one.key}] {one.title.en}" for one in open_ones[:_SHOWN])
    more_zh = f"等{len(open_ones)}处" if len(open_ones) > _SHOWN else ""
    more_en = f" and {len(open_ones) - _SHOWN} more" if len(open_ones) > _SHOWN else ""
    return (
        _reason(
            "finding-unanswered",
            f"筛查问题还没有说明：{named_zh}{more_zh}。",
            f"Not answered yet: {named_en}{more_en}.",
            "请打开“逐条答复筛查问题”，对每一处写明已经修改的内容或者保留的理由；“无”“已阅”等不是理由。",
            "Open 'Answer the screening one by one' and say of each place what was changed, or why it stays; 无 is no reason.",
        ),
    )


reads_answers("competition-review/screen", "competition-review/assess", "competition-review/conclude")


@guard("competition-review/assess")
def items_fit_their_groups(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a group that is found to restrict without an item named, and items that do not exist (办法 arts 9–23)."""
    case = ctx.case
    if case is None or not _has_items(case):
        return ()
    known = standard()
    named = [
        f"{article}({item})" for article, item in _ITEM.findall(str(ctx.answers.get("items_found") or ""))
    ]
    return (*_unknown(known, named), *_groups(known, named, ctx))


def _has_items(case: Case) -> bool:
    """Whether the case runs under the measures; before them there were no sixty-six items."""
    procedure = procedure_of_case(case)
    return "fair-competition-review-measures" in procedure.statutes


def _unknown(known: Standard, named: Sequence[str]) -> Iterable[Reason]:
    there = {one.name for one in known.items}
    for name in dict.fromkeys(named):
        if name not in there:
            yield _reason(
                "no-such-item",
                f"实施办法没有“{name}”这一项（第九条至第二十三条，共66项）。",
                f"The measures have no item {name} (arts 9–23, 66 items).",
                "请核对条、项，写作 19(3)。",
                "Check article and item; write 19(3).",
            )


def _groups(known: Standard, named: Sequence[str], ctx: GuardContext) -> Iterable[Reason]:
    found_any = False
    for group in known.groups:
        is_found = ctx.answers.get(f"group_{group.key}") == _YES
        found_any = found_any or is_found
        has_item = any(one.name in named for one in group.items)
        if is_found and not has_item:
            yield _reason(
                "item-unnamed",
                f"“{group.title.zh}”选择了有所列情形，没有写明是哪一项。",
                f"'{group.title.en}' is said to be found, but no item of it is named.",
                f"请在“具体情形和理由”中写明，例如 {group.items[0].name}。",
                f"Name the item and the clause, for example {group.items[0].name}.",
            )
        elif has_item and not is_found:
            yield _reason(
                "group-unsaid",
                f"写明了“{group.title.zh}”的情形，却选择了没有所列情形。",
                f"An item of '{group.title.en}' is named, but the group is said to have none.",
                "请改选“有所列情形”，或者删去该项。",
                "Choose 'found', or delete the item.",
            )
    if found_any and ctx.answers.get("assessment") == "meets":
        yield _reason(
            "found-yet-meets",
            "有所列情形，评估结果不能是符合审查标准。",
            "Something is found, so the assessment cannot be that it meets the standards.",
            "请改选“具有或者可能具有排除、限制竞争效果”，然后修改、说明例外或者不予出台。",
            "Choose 'restricts', then amend, justify an exception, or give it up.",
        )


@guard("competition-review/consult")
def views_add_up(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against more views adopted than came in, and the public interest touched with the public unheard (条例 art. 16)."""
    found: list[Reason] = []
    received, adopted = ctx.answers.get("views_received"), ctx.answers.get("views_adopted")
    if isinstance(received, int) and isinstance(adopted, int) and adopted > received:
        found.append(
            _reason(
                "adopted-more-than-received",
                f"采纳意见{adopted}条，多于收到的{received}条。",
                f"{adopted} views adopted, but only {received} received.",
                "请核对两个数字。",
                "Check both numbers.",
            )
        )
    heard = ctx.answers.get("parties_heard") or []
    if ctx.answers.get("touches_public") is True and isinstance(heard, list) and "public" not in heard:
        found.append(
            _reason(
                "public-unheard",
                "涉及社会公众利益的，应当听取社会公众意见（条例第十六条）。",
                "Where the public interest is touched, the public is heard (Regulation art. 16).",
                "请听取社会公众意见后再填写，并选择“社会公众”。",
                "Hear the public first, and choose 'the public'.",
                ctx.rule("fair-competition-review-regulation/concerned-are-heard"),
            )
        )
    return tuple(found)


@guard("competition-review/justify-exception", "competition-review/conclude")
def the_end_is_still_to_come(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an exception that would be over before it began."""
    ends = _day(ctx.all_answers.get("exception_ends_on"))
    if ends is None or ends > ctx.on:
        return ()
    if ctx.step == "conclude" and ctx.answers.get("outcome") != "exception":
        return ()
    return (
        _reason(
            "exception-over",
            f"实施期限至{ends}，已经过去。",
            f"The exception would end on {ends}, which has passed.",
            "请填写为实现政策目的所需的最短期限。",
            "Give the shortest period that the aim needs, from today on.",
        ),
    )


@basis_source
def lapsed_exceptions(bureau_id: int, cited: Sequence[Reference], on: date) -> Iterable[Reason]:
    """Against resting on a measure whose exception is over (条例 art. 12, 办法 art. 25)."""
    titles = {one.title for one in cited if one.title}
    if not titles:
        return
    rows = CompetitionReview.objects.filter(bureau_id=bureau_id, outcome="exception", name__in=titles)
    for row in rows.order_by("name", "-concluded_on").distinct("name"):
        if row.has_lapsed(on):
            over = row.ended_on or row.exception_ends_on
            yield _reason(
                "exception-lapsed",
                f"《{row.name}》适用公平竞争审查例外规定的期限已于{over}届满，应当停止实施，不得作为依据。",
                f"The exception under which {row.name} stood ended on {over}; it is to be stopped and is no basis.",
                "请改引其他依据；确需继续实施的，重新进行公平竞争审查。",
                "Rest on something else; if the measure must go on, review it anew.",
                statutory_rule(_STOPPED, on),
            )


@shows_standard("competition-review/assess")
@screens("competition-review/screen")
def screened(case: Case, on: date) -> Screened:
    """The latest text of a review, for the page on which its findings are answered."""
    return Screened(latest(case.pk), context(on), rules(), "finding_answers")


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
