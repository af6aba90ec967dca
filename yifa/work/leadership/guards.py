"""What only the registers know: who was named, who has stated, what was added already, and who acts."""

from __future__ import annotations

from datetime import date

from yifa.cases.acting.guards import GuardContext, guard
from yifa.house.models import Officer
from yifa.law.limits import end_of_year
from yifa.law.text import Bilingual, counted
from yifa.procedure import Reason
from yifa.work.leadership.registers import GroupEvent, Statement, StatementRound

_SHOWN = 6


def _reason(code: str, sentence: Bilingual, remedy: Bilingual) -> tuple[Reason, ...]:
    return (Reason(rule=None, code=f"leadership/{code}", sentence=sentence, remedy=remedy),)


@guard("statements/call")
def within_the_year(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against collecting the year's statements after 31 December."""
    year, by = ctx.answers.get("statement_year"), _day(ctx.answers.get("collect_by"))
    if not isinstance(year, int) or by is None or by <= end_of_year(year):
        return ()
    return _reason(
        "after-the-year",
        Bilingual(
            f"{year}年度述法应当在{end_of_year(year)}以前收齐，不能定为{by}。",
            f"The statements of {year} are in by {end_of_year(year)}, not {by}.",
        ),
        Bilingual(
            f"请填写{end_of_year(year)}或者以前的日期。", f"Give {end_of_year(year)} or an earlier day."
        ),
    )


@guard("statements/conclude")
def everybody_stated(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against concluding while somebody named has not stated, or was not assessed, and was not released either."""
    named = ctx.all_answers.get("leaders")
    rows = {one.leader: one for one in Statement.objects.filter(round__case_id=ctx.case_id or 0)}
    missing = [
        str(name)
        for name in (named if isinstance(named, list) else [])
        if (row := rows.get(str(name))) is None or (not row.grade and row.released_on is None)
    ]
    if not missing:
        return ()
    shown = "、".join(missing[:_SHOWN])
    return _reason(
        "not-stated",
        Bilingual(
            f"还有{len(missing)}人没有述法或者没有评议：{shown}，不能汇总。",
            f"{counted(len(missing), 'leaders')} not stated or not assessed: {shown}.",
        ),
        Bilingual(
            "请逐人办理述法和评议；不需述法的，办理免予述法。",
            "Take each statement to its assessment, or release who need not state.",
        ),
    )


@guard("statement/ask")
def asked_once(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against asking somebody twice in one year."""
    number, leader = str(ctx.answers.get("round") or ""), str(ctx.answers.get("leader") or "").strip()
    found = StatementRound.objects.select_related("case").filter(case__number=number).first()
    if found is None:
        return ()
    if Statement.objects.filter(round=found, leader=leader).exists():
        return _reason(
            "asked-twice",
            Bilingual(f"{leader}的{found}已经通知过。", f"{leader} was asked already in {number}."),
            Bilingual("请在原来的述法事项中办理。", "Go on with that case."),
        )
    return ()


@guard("statement/state")
def in_person(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against stating for somebody else, where that leader has a seat in the bureau."""
    row = Statement.objects.filter(case_id=ctx.case_id or 0).first()
    person = ctx.actor.person
    if row is None or person is None or person.name == row.leader:
        return ()
    if not Officer.objects.filter(name=row.leader, is_active=True).exists():
        return ()
    return _reason(
        "not-in-person",
        Bilingual(
            f"这是{row.leader}的述法，应当由本人办理。", f"This statement is {row.leader}'s own to give."
        ),
        Bilingual(f"请由{row.leader}登录办理。", f"Let {row.leader} sign in and give it."),
    )


@guard("group/add-meeting", "group/add-report")
def added_once(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against counting a meeting or a report twice."""
    number = str(ctx.answers.get("meeting") or ctx.answers.get("report") or "")
    if not GroupEvent.objects.filter(group__case_id=ctx.case_id or 0, matter__number=number).exists():
        return ()
    return _reason(
        "added-twice",
        Bilingual(f"{number}已经引用过。", f"{number} was added already."),
        Bilingual("不需要重复引用。", "There is nothing to add."),
    )


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
