"""What only register and parameters know: numbers in use, validity too long, a text unreadable, a basis that is still needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import Max

from yifa.cases.acting.guards import GuardContext, guard
from yifa.cases.acting.screened import provider_of, reads_answers
from yifa.cases.library import procedure_of_case
from yifa.cases.models import Case, LogEntry
from yifa.cases.registers.numbering import against_taken, mark_of
from yifa.house.models import Bureau
from yifa.law.limits import add_days, add_years, days_between
from yifa.law.text import Bilingual
from yifa.procedure import Reason
from yifa.screening import screen
from yifa.screening.answering import keys_of, unanswered
from yifa.work.rulemaking.drafts import DraftRefused, text_given
from yifa.work.rulemaking.drives import open_items, terms_of
from yifa.work.rulemaking.effects import registered
from yifa.work.rulemaking.parameters import (
    COMMENCEMENT_GAP,
    FILING_WITHIN,
    NUMBER_MARK,
    NUMBERED_BY,
    TRIAL_YEARS,
    VALID_YEARS,
)
from yifa.work.rulemaking.registers import CleanupDrive, NormativeDocument
from yifa.work.rulemaking.screening import context, elsewhere, latest, rules
from yifa.work.rulemaking.succession import changes_named, still_needed

_SHOWN: Final = 5

reads_answers("drafting/screen", "legality-review/review-legality", "collective-deliberation/deliberate")


def objection(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Reason:
    """A reason of this field, with what to do."""
    return Reason(
        rule=None,
        code=f"rulemaking/{code}",
        sentence=Bilingual(zh, en),
        remedy=Bilingual(do_zh, do_en),
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


@guard("rule-making/propose")
def proposal_is_whole(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against urgency without its reason, and lines that name no document in force."""
    found: list[Reason] = []
    if ctx.answers.get("is_urgent") is True and not str(ctx.answers.get("urgent_reason") or "").strip():
        found.append(
            objection(
                "urgent-unexplained",
                "选择了紧急情形，没有说明是什么突发事件或者上级的什么命令（国办发〔2018〕115号）。",
                "It is said to be urgent, but not which emergency or order from above makes it so.",
                "请填写紧急情形的说明，或者选择“否”。",
                "Say what makes it urgent, or choose no.",
            )
        )
    found += _changes(ctx)
    return tuple(found)


def _changes(ctx: GuardContext) -> Iterator[Reason]:
    for change in changes_named(str(ctx.all_answers.get("replaces") or "")):
        if change.document is None:
            yield objection(
                "change-unknown",
                f"登记簿中没有“{change.line}”所指的文件。",
                f"The register has no document that “{change.line}” names.",
                "请核对发文字号或者名称；登记簿没有的，先登记。",
                "Compare the number or title; enter the document first if it is not there.",
            )
        elif not change.relation:
            yield objection(
                "change-unsaid",
                f"“{change.line}”没有写明是修改还是废止。",
                f"“{change.line}” does not say whether it is amended or abolished.",
                "请在行首写“修改”或者“废止”。",
                "Begin the line with 修改 (amend) or 废止 (abolish).",
            )
        elif change.document.is_ended_on(ctx.on):
            yield objection(
                "change-ended",
                f"{change.document.reference}已经失效或者废止，不需要再处理。",
                f"{change.document.reference} is no longer in force; nothing is left to be done to it.",
                "请删去这一行。",
                "Delete the line.",
            )


@guard("legality-review/submit", "issuing/issue")
def nothing_loses_its_basis(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against abolishing a document on which another in force rests, unless both are dealt with together."""
    changes = [one for one in changes_named(str(ctx.all_answers.get("replaces") or "")) if one.document]
    together = [one.document.pk for one in changes if one.document is not None]
    return tuple(
        reason
        for one in changes
        if one.document is not None and one.relation == "replaces"
        for reason in still_needed(one.document, ctx.on, besides=together)
    )


@guard("drafting/draft")
def text_can_be_read(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a version without a text, and a file whose text is not certain."""
    try:
        text = text_given(ctx.answers, ctx.files)
    except DraftRefused as refused:
        return (
            Reason(
                rule=None,
                code="rulemaking/draft-unreadable",
                sentence=refused.sentence,
                remedy=refused.remedy,
            ),
        )
    if text:
        return ()
    return (
        objection(
            "draft-empty",
            "这一稿没有正文。",
            "This version has no text.",
            "请在“文件正文”中起草，或者上传docx。",
            "Write it under Text, or upload a docx.",
        ),
    )


@guard("drafting/screen")
def every_finding_is_answered(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against leaving a question of the screening open."""
    if ctx.case_id is None:
        return ()
    bureau = Bureau.objects.get(pk=ctx.bureau_id)
    said = str(ctx.answers.get("finding_answers") or "")
    left = unanswered(latest(ctx.case_id), said, context=context(bureau, ctx.on), rules=rules())
    if not left:
        return ()
    final = [one for one in left if one.final]
    if final:
        told_zh = "；".join(f"【{one.key}】“{one.span[:30]}”" for one in final[:_SHOWN])
        told_en = "; ".join(f"[{one.key}] {one.span[:30]}" for one in final[:_SHOWN])
        return (
            objection(
                "finding-final",
                f"规范性文件不得设定行政处罚（行政处罚法第十六条），不能以说明保留：{told_zh}。",
                f"A normative document may not set penalties (Penalty Law art. 16), whatever the reason: {told_en}.",
                "请修改草案，删去这一处，或者改为引用法律、法规、规章的条款，再筛查。",
                "Change the draft: delete it, or cite the article of the law or rule, and screen again.",
            ),
        )
    named_zh = "；".join(f"【{one.key}】{one.title.zh}“{one.span[:20]}”" for one in left[:_SHOWN])
    named_en = "; ".join(f"[{one.key}] {one.title.en}" for one in left[:_SHOWN])
    return (
        objection(
            "finding-unanswered",
            f"还有{len(left)}处筛查提示没有回答：{named_zh}。",
            f"{len(left)} findings are not answered: {named_en}.",
            "请逐条写明已经怎样修改，或者保留的依据和理由；“无”“已阅”等不是理由。",
            "Say of each what was changed, or on what basis it stays; 无 or 已阅 is no reason.",
        ),
    )


@guard("competition-gate/review-competition")
def findings_were_reviewed(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a review that did not see what the competition rules find in the draft as it stands now."""
    number = str(ctx.answers.get("review") or "")
    if ctx.case_id is None or not number:
        return ()
    review = Case.objects.filter(bureau_id=ctx.bureau_id, number=number).first()
    provider = None if review is None else provider_of(procedure_of_case(review), "screen")
    if review is None or provider is None:
        return ()
    bureau = Bureau.objects.get(pk=ctx.bureau_id)
    found = screen(latest(ctx.case_id), rules=elsewhere(), context=context(bureau, ctx.on))
    seen = set(
        keys_of(screen(provider(review, ctx.on).text, rules=elsewhere(), context=context(bureau, ctx.on)))
    )
    missed = [one for one, key in zip(found, keys_of(found), strict=True) if key not in seen]
    if not missed:
        return ()
    told_zh = "；".join(f"{one.title.zh}“{one.span[:20]}”" for one in missed[:_SHOWN])
    told_en = "; ".join(f"{one.title.en}" for one in missed[:_SHOWN])
    return (
        objection(
            "not-reviewed-for-competition",
            f"草案中有{len(missed)}处可能限制竞争的内容没有进入公平竞争审查：{told_zh}。",
            f"{len(missed)} places of the draft that may restrict competition were not reviewed: {told_en}.",
            "请用草案的现稿重新进行公平竞争审查，或者修改草案。",
            "Review the draft as it stands now for competition, or change the draft.",
        ),
    )


def _last(ctx: GuardContext, role: str) -> int:
    """The place in the log of the last act in a role; -1 where there is none."""
    assert ctx.case is not None
    steps = procedure_of_case(ctx.case).roles.get(role, ())
    acts = LogEntry.objects.filter(bureau_id=ctx.bureau_id, case=ctx.case, step__in=steps)
    found = acts.aggregate(last=Max("position"))["last"]
    return -1 if found is None else int(found)


@guard("legality-review/submit")
def findings_force_the_review(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against sending on a draft said to touch no operator, in which the competition rules find something nobody else judged."""
    if ctx.case_id is None or ctx.case is None or ctx.all_answers.get("touches_operators") is not False:
        return ()
    # By the order of the record: a version of the same day, or one entered late, is not what was judged.
    if _last(ctx, "competition-gate/judge-competition") > _last(ctx, "drafting/draft"):
        return ()
    bureau = Bureau.objects.get(pk=ctx.bureau_id)
    found = screen(latest(ctx.case_id), rules=elsewhere(), context=context(bureau, ctx.on))
    if not found:
        return ()
    told_zh = "；".join(f"【{one.rule}】{one.title.zh}“{one.span[:20]}”" for one in found[:_SHOWN])
    told_en = "; ".join(f"[{one.rule}] {one.title.en}" for one in found[:_SHOWN])
    rules_now = procedure_of_case(ctx.case).by_id
    return (
        Reason(
            rule=next(
                (
                    rules_now[one]
                    for one in (
                        "fair-competition-review-regulation/no-issue-without-review",
                        "fair-competition-review-opinion/no-issue-without-review",
                    )
                    if one in rules_now
                ),
                None,
            ),
            code="rulemaking/finding-forces-review",
            sentence=Bilingual(
                f"提出时说不涉及经营者经济活动，而草案中有{len(found)}处可能限制竞争的内容：{told_zh}。",
                f"Operators are said not to be touched, but {len(found)} places may restrict competition: {told_en}.",
            ),
            remedy=Bilingual(
                "请由合法性审核人员办理“复核是否涉及经营者经济活动”，或者修改草案。",
                "Have the legality reviewer judge whether operators are touched, or change the draft.",
            ),
        ),
    )


@guard("issuing/issue")
def number_is_free(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a number that something has, and against numbering where somebody else numbers."""
    bureau = Bureau.objects.get(pk=ctx.bureau_id)
    given = str(ctx.answers.get("document_number") or "").strip()
    by_bureau = NUMBERED_BY.on(bureau, ctx.on) == "bureau"
    if by_bureau and given:
        return (
            objection(
                "numbered-here",
                "本局的规范性文件由登记簿统一编号，不填发文字号。",
                "The bureau's register numbers its normative documents; no number is entered.",
                "请清空发文字号；由其他机关统一编号的，先在“机关参数”中设定。",
                "Clear the number; where another body numbers, set that under Parameters first.",
            ),
        )
    if not by_bureau and not given:
        return (
            objection(
                "numbered-elsewhere",
                "本局的规范性文件由其他机关统一编号，还没有填发文字号。",
                "Another body numbers the bureau's documents, and its number is missing.",
                "请填写所编的发文字号。",
                "Enter the number that it gave.",
            ),
        )
    if by_bureau and not mark_of(bureau, NUMBER_MARK, ctx.on):
        return (
            objection(
                "no-mark",
                "本机关没有登记机关代字，不能编号。",
                "The bureau has no mark, so that nothing can be numbered.",
                "请由系统管理员登记机关代字。",
                "A system administrator enters the mark.",
            ),
        )
    return _taken(given)


def _taken(number: str) -> tuple[Reason, ...]:
    return against_taken(number, law="（国办发〔2018〕37号二（八））")


@guard("document-elsewhere/enter", "document-elsewhere/register")
def entered_number_is_free(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against entering a document under a number that another document or a letter has."""
    return _taken(str(ctx.all_answers.get("document_number") or "").strip())


@guard("issuing/issue")
def validity_is_bounded(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a validity that is missing or longer than the bureau's parameter."""
    begins = _day(ctx.answers.get("effective_on")) or ctx.on
    ends = _day(ctx.answers.get("expires_on"))
    is_trial = ctx.answers.get("is_trial") is True
    limit = (TRIAL_YEARS if is_trial else VALID_YEARS).number_on(ctx.bureau_id, ctx.on)
    last = add_days(add_years(begins, limit), -1)
    if ends is None:
        return (
            objection(
                "validity-missing",
                "没有规定有效期。",
                "No validity is given.",
                f"请填写有效期，最长{limit}年，即至{last}。",
                f"Enter the last day; at most {limit} years, that is until {last}.",
            ),
        )
    if ends <= last:
        return ()
    kind = (
        Bilingual("暂行、试行文件", "an interim or trial document")
        if is_trial
        else Bilingual("规范性文件", "a document")
    )
    return (
        objection(
            "validity-too-long",
            f"{kind.zh}的有效期最长{limit}年，自{begins}起至迟到{last}，不能到{ends}。",
            f"The validity of {kind.en} is {limit} years at most: from {begins} until {last}, not {ends}.",
            f"请改为{last}或者更早；上限由本机关参数设定。",
            f"Take {last} or earlier; the limit is a parameter of the bureau.",
        ),
    )


@guard("issuing/publish")
def published_in_time(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against taking effect at once without a reason, and another limit for filing than the bureau's."""
    found: list[Reason] = []
    answers = ctx.all_answers
    published = _day(answers.get("published_on")) or ctx.on
    begins = _day(answers.get("effective_on")) or published
    gap = COMMENCEMENT_GAP.number_on(ctx.bureau_id, ctx.on)
    if days_between(published, begins) < gap and not str(ctx.answers.get("early_reason") or "").strip():
        found.append(
            objection(
                "commences-early",
                f"公布日期{published}与施行日期{begins}之间不足{gap}日，没有说明理由；施行在公布之前的，自公布之日起施行。",
                f"Less than {gap} days lie between publication on {published} and {begins}, without a reason;"
                " what would begin before its publication begins with it.",
                "请填写公布后不足规定间隔即施行的理由。",
                "Give the reason why it takes effect so soon.",
            )
        )
    limit = FILING_WITHIN.on(ctx.bureau_id, ctx.on)
    if answers.get("filing_within") != limit:
        words = FILING_WITHIN.choices[str(limit)]
        found.append(
            objection(
                "filing-limit",
                f"本机关的备案期限是{words.zh}。",
                f"The bureau's limit for filing is {words.en}.",
                "请选择这一项；期限由本机关参数设定。",
                "Choose that; the limit is a parameter of the bureau.",
            )
        )
    return tuple(found)


@guard("validity/end-early")
def it_has_ended(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against closing a document's matter, without an evaluation, while it binds."""
    document = NormativeDocument.objects.filter(case=ctx.case).first()
    if document is None or document.is_ended_on(ctx.on):
        return ()
    return (
        objection(
            "still-binds",
            f"{document.reference}仍然有效，不能按废止、被代替或者失效办结。",
            f"{document.reference} still binds; it is not closed as ended.",
            "期满前办理评估；确需终止的，先经清理废止，或者由新文件代替。",
            "Evaluate it before it expires; to end it, abolish it in a clean-up or replace it.",
        ),
    )


@guard("cleanup/start", "cleanup/decide")
def cleanup_knows_its_document(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against cleaning up what the register does not have, and ending what others in force rest on."""
    named = str(ctx.all_answers.get("document") or "").strip()
    document = registered(named)
    if document is None:
        return (
            objection(
                "document-unknown",
                f"登记簿中没有“{named}”。",
                f"The register has no document “{named}”.",
                "请核对发文字号或者名称；尚未登记的，先办理“规范性文件登记”。",
                "Compare the number or title; enter it by registering the document first.",
            ),
        )
    if ctx.step == "decide" and ctx.answers.get("conclusion") in ("abolish", "lapse"):
        return still_needed(document, ctx.on)
    return ()


@guard("cleanup-drive/start")
def theme_has_words(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a drive by theme without the words by which documents are found."""
    if ctx.answers.get("scope") != "theme" or terms_of(str(ctx.answers.get("terms") or "")):
        return ()
    return (
        objection(
            "no-terms",
            "按主题清理，没有填主题词，找不出涉及的文件。",
            "A clean-up by theme needs words by which its documents are found.",
            "请填主题词，或者选择全部现行有效文件。",
            "Give the words, or choose every document in force.",
        ),
    )


@guard("cleanup-drive/summarise")
def everything_is_decided(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against summing up while documents of the drive are not decided."""
    drive = CleanupDrive.objects.filter(case=ctx.case).first()
    left = [] if drive is None else open_items(drive)
    if not left:
        return ()
    shown = "、".join(one.reference for one in left[:_SHOWN])
    more = f"等{len(left)}件" if len(left) > _SHOWN else ""
    return (
        objection(
            "not-decided",
            f"还有文件没有作出清理结论：{shown}{more}。",
            f"{len(left)} documents are not decided yet: {shown}.",
            "请在清理工作页逐件办理。",
            "Take up each of them on the page of the drive.",
        ),
    )
