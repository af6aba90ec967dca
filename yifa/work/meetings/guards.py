"""What the files cannot say of meetings: who is entitled, who spoke last, what adds up, and whether a matter is ready for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Final

from yifa.cases.acting.guards import GuardContext, against, guard
from yifa.cases.models import Case, CaseLink
from yifa.law.limits import days_between
from yifa.procedure import Marking, Reason, Rule
from yifa.procedure.answers import names_of
from yifa.work.meetings.parameters import LARGE_FUNDS_FEN, PAPERS_DAYS
from yifa.work.meetings.sittings import Sitting, lines_of, named, not_in
from yifa.work.meetings.subjects import bars

_reason: Final = partial(against, "meetings")

_MAJORITY: Final = "party-group-regulations/majority-of-entitled"
_BALLOT: Final = "ballot"
_MAJOR_DECISION: Final = "major_decision"


@guard("sitting/hold")
def papers_came_in_time(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a meeting whose papers came too late."""
    if ctx.case is None:
        return ()
    done = Marking.from_json(ctx.case.marking).done.get("send-papers")
    days = PAPERS_DAYS.number_on(ctx.bureau_id, ctx.on)
    if done is None or days_between(done.first, ctx.on) >= days:
        return ()
    return (_papers_late(f"材料{done.first}才送达", f"papers went out only on {done.first}", days),)


@guard("agenda-item/propose")
def what_is_large_is_major(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a large use of funds that is proposed as an ordinary matter."""
    amount = ctx.answers.get("amount")
    if ctx.answers.get("kind_of_major") != "none" or not isinstance(amount, int):
        return ()
    least = LARGE_FUNDS_FEN.number_on(ctx.bureau_id, ctx.on)
    if amount < least:
        return ()
    shown = LARGE_FUNDS_FEN.words(least)
    return (
        _reason(
            "threshold",
            f"涉及金额达到本局大额度资金使用的起点（{shown.zh}），不能按一般事项提出",
            f"the amount reaches the bureau's threshold of large funds ({shown.en}); it is no ordinary matter",
            "请把三重一大类别改为“大额度资金使用”或者“重大项目安排”",
            "choose large funds or a major project",
        ),
    )


@guard("agenda-item/propose")
def people_are_decided_on_by_the_party_group(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an appointment, or the discipline of a Party member, before another meeting."""
    kind = ctx.answers.get("kind_of_major")
    rule = ctx.rule("party-group-regulations/quorum-two-thirds")
    if (kind == "personnel" or ctx.answers.get("is_discipline") is True) and ctx.answers.get(
        "meeting_kind"
    ) != "party_group":
        return (
            _reason(
                "not-the-party-group",
                "干部任免、处分党员由党组会议讨论和表决，不能由其他会议决定",
                "appointments and the discipline of Party members are discussed and voted on by the Party group",
                "请把会议类别改为“党组会议”",
                "choose the Party group's meeting",
                rule,
            ),
        )
    return ()


@guard("agenda-item/propose")
def a_major_decision_has_its_own_matter(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a major decision whose matter is something else, with none of the reviews that the regulation wants."""
    if ctx.answers.get("kind_of_major") != _MAJOR_DECISION or not ctx.answers.get("subject"):
        return ()
    if ctx.linked("subject").get("kind_of_major") == _MAJOR_DECISION:
        return ()
    return (
        _reason(
            "no-major-decision",
            "所属事项不是重大决策事项，没有经过重大行政决策的程序",
            "the matter named is no major decision and has not been through its procedure",
            "请先提出重大行政决策，从那一件发起议题",
            "begin the major decision first, and propose the item from it",
            ctx.rule("major-decisions-regulation/reviewed-before-discussion"),
        ),
    )


@guard("agenda-item/decide-urgently")
def people_are_not_decided_on_by_one(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an appointment or discipline decided by the secretary alone: no emergency needs it."""
    if (
        ctx.all_answers.get("kind_of_major") != "personnel"
        and ctx.all_answers.get("is_discipline") is not True
    ):
        return ()
    return (
        _reason(
            "urgent-appointment",
            "干部任免、处分党员必须由三分之二以上成员到会的党组会议决定，不能临机处置",
            "appointments and the discipline of Party members need a meeting with two thirds of the members, whatever the hurry",
            "请列入党组会议议程",
            "put it on the agenda of the Party group's meeting",
            ctx.rule("party-group-regulations/quorum-two-thirds"),
        ),
    )


@guard("agenda-item/propose", "agenda-item/put-on-agenda", "agenda-item/deliberate")
def its_matter_is_ready(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an item about a matter that may not be discussed yet: with that matter's own reasons and articles."""
    number = ctx.all_answers.get("subject")
    subject = Case.objects.select_related("bureau").filter(number=str(number)).first() if number else None
    return () if subject is None else bars(subject, ctx.on)


@guard("agenda-item/cite-legal-opinion")
def the_opinion_is_about_this(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against citing what was said of something else: the opinion is of the item's own matter, or was asked for on it."""
    cited = Case.objects.filter(number=str(ctx.answers.get("cited"))).first()
    if cited is None:
        return ()
    subject = str(ctx.all_answers.get("subject") or "")
    own = {subject, ctx.case.number if ctx.case is not None else ""} - {""}
    named = CaseLink.objects.filter(from_case=cited, is_current=True, to_case__number__in=own)
    if cited.number in own or named.exists():
        return ()
    return (
        _reason(
            "cited-elsewhere",
            f"{cited.number}《{cited.title}》的法律意见不是针对本议题或者它的所属事项出具的，不能引用",
            f"the opinion of {cited.number} '{cited.title}' was given neither on this item nor on the matter that it is about",
            "请引用所属事项或者针对它咨询得到的意见；没有的，由法律顾问或者审核人员出具",
            "cite the opinion of the matter itself, or one asked for on it; where there is none, have one given",
            ctx.rule("legal-counsel-opinion/heard-before-discussion"),
        ),
    )


@guard("agenda-item/put-on-agenda")
def the_meeting_is_still_to_come(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against an agenda of a meeting that was held or called off, or of another kind."""
    sitting = named(ctx.answers.get("meeting"))
    if sitting is None:
        return ()
    if sitting.held_on is not None or sitting.is_over:
        return (
            _reason(
                "meeting-over",
                f"会议{sitting.case.number}《{sitting.case.title}》已经召开或者取消，不能再列入议题",
                f"the meeting {sitting.case.number} was held or called off; nothing is added to its agenda",
                "请选择尚未召开的会议，临时动议不讨论",
                "choose a meeting still to come; nothing is raised on the spot",
                ctx.rule("party-group-regulations/topic-settled-first"),
            ),
        )
    wanted = str(ctx.all_answers.get("meeting_kind") or "")
    kinds = {wanted, "party_group_special"} if wanted == "party_group" else {wanted}
    if sitting.kind in kinds:
        return ()
    return (
        _reason(
            "meeting-kind",
            "会议类别与议题提出的会议类别不一致",
            "the meeting is not of the kind for which the item was proposed",
            "请选择同一类别的会议",
            "choose a meeting of that kind",
        ),
    )


@guard("agenda-item/deliberate")
def the_discussion_is_as_the_rules_want(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against a discussion outside a meeting, by strangers, out of order, or put on the agenda too late."""
    sitting = named(ctx.all_answers.get("meeting"))
    if sitting is None:
        return ()
    if sitting.held_on is None or sitting.held_on > ctx.on:
        return (
            _reason(
                "not-held",
                f"会议{sitting.case.number}《{sitting.case.title}》在{ctx.on}没有召开",
                f"the meeting {sitting.case.number} was not held by {ctx.on}",
                "请先登记会议召开情况",
                "enter the meeting as held first",
                ctx.rule("party-group-regulations/decided-at-meeting"),
            ),
        )
    return (*_agenda_late(ctx, sitting), *_speakers(ctx, sitting))


@guard("agenda-item/vote")
def only_the_entitled_vote(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against votes of people who are not entitled, are absent or stood aside, votes twice, and counts that do not add up."""
    sitting = named(ctx.all_answers.get("meeting"))
    if sitting is None:
        return ()
    rule = ctx.rule(_MAJORITY)
    if _voted_already(ctx):
        return (
            _reason(
                "voted",
                "本议题已经表决并登记",
                "the vote on this item is entered already",
                "每次讨论表决一次；重新讨论的才重新表决",
                "there is one vote for each discussion",
                rule,
            ),
        )
    if ctx.answers.get("method") == _BALLOT:
        return _ballots(ctx, sitting, rule)
    votes = {key: names_of(ctx.answers, key) for key in ("votes_for", "votes_against", "abstentions")}
    voters = [one for given in votes.values() for one in given]
    avoided = names_of(ctx.all_answers, "avoided")
    problems: list[Reason] = [
        _reason(
            "vote-not-entitled",
            f"“{member}”已经回避，不参加本议题表决",
            f"{member!r} stood aside and does not vote on this item",
            "请从表决记录中删去",
            "take the vote out",
            rule,
        )
        for member in dict.fromkeys(one for one in voters if one in avoided)
    ]
    twice = [member for member, times in Counter(voters).items() if times > 1]
    if twice:
        problems.append(
            _reason(
                "voted-twice",
                f"“{'、'.join(twice)}”登记了两次表决",
                f"{', '.join(twice)} voted twice",
                "每名成员只有一票",
                "each member has one vote",
                rule,
            )
        )
    silent = not_in([one for one in sitting.present if one not in avoided], voters)
    if silent:
        problems.append(
            _reason(
                "vote-missing",
                f"“{'、'.join(silent)}”到会而没有表决记录",
                f"{', '.join(silent)} attended and have no vote",
                "请逐人登记赞成、反对或者弃权",
                "enter each as for, against or abstaining",
            )
        )
    return tuple(problems)


@guard("agenda-item/close")
def filed_with_its_own_minutes(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against filing an item with another meeting's minutes."""
    wanted = ctx.all_answers.get("meeting") or ctx.all_answers.get("reported_to")
    if not wanted or ctx.answers.get("minuted") == wanted:
        return ()
    return (
        _reason(
            "other-minutes",
            f"议题在会议{wanted}讨论，应以该会议的纪要办结",
            f"the item was discussed at {wanted}; it is filed with that meeting's minutes",
            f"请选择{wanted}",
            f"choose {wanted}",
        ),
    )


@guard("agenda-item/publish-with-subject")
def there_is_a_matter_to_publish(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against leaving publication to a matter that the item does not have."""
    if ctx.all_answers.get("subject"):
        return ()
    return (
        _reason(
            "no-subject",
            "议题没有所属事项，不能随所属事项公布",
            "the item has no matter of its own to be published with",
            "请办理公布，或者写明不予公开的依据",
            "publish it, or give the basis for keeping it closed",
        ),
    )


@guard("decided-task/escalate")
def only_what_is_overdue_is_escalated(ctx: GuardContext) -> tuple[Reason, ...]:
    """Against escalating a task whose day has not passed."""
    due = str(ctx.all_answers.get("due_on") or "")
    if not due or due < ctx.on.isoformat():
        return ()
    return (
        _reason(
            "not-overdue",
            f"完成期限{due}还没有过",
            f"its deadline {due} has not passed",
            "期限届满未完成的才升级督办；现在可以催办",
            "escalate after the deadline; until then, urge",
        ),
    )


def _agenda_late(ctx: GuardContext, sitting: Sitting) -> Iterator[Reason]:
    assert ctx.case is not None
    assert sitting.held_on is not None
    listed = Marking.from_json(ctx.case.marking).done.get("put-on-agenda")
    days = PAPERS_DAYS.number_on(ctx.bureau_id, sitting.held_on)
    if listed is not None and days_between(listed.last, sitting.held_on) < days:
        yield _papers_late(
            f"议题{listed.last}才列入议程", f"it was put on the agenda only on {listed.last}", days
        )


def _speakers(ctx: GuardContext, sitting: Sitting) -> Iterator[Reason]:
    avoided = names_of(ctx.answers, "avoided")
    spoke = tuple(lines_of(ctx.answers))
    both = [one for one in spoke if one in avoided]
    if both:
        yield _reason(
            "avoided-spoke",
            f"“{'、'.join(both)}”已经回避，不能发表意见",
            f"{', '.join(both)} stood aside and may not speak",
            "请从逐人意见中删去",
            "take their views out",
        )
    silent = not_in([one for one in sitting.present if one not in avoided], spoke)
    if silent:
        yield _reason(
            "not-heard",
            f"“{'、'.join(silent)}”到会而没有发言记录",
            f"{', '.join(silent)} attended and were not heard",
            "会议成员应当逐人充分发表意见，每人一行；没有意见的也写明",
            "each member speaks and has a line; say so where somebody had nothing to add",
            ctx.rule("major-decisions-regulation/discussed-before-decision"),
        )


def _voted_already(ctx: GuardContext) -> bool:
    """Whether the latest discussion was voted on."""
    if ctx.case is None:
        return False
    done = Marking.from_json(ctx.case.marking).done
    return "vote" in done and "deliberate" in done and done["vote"].times >= done["deliberate"].times


def _ballots(ctx: GuardContext, sitting: Sitting, rule: Rule | None) -> tuple[Reason, ...]:
    """A secret ballot names nobody: the papers are counted."""
    given = [ctx.answers.get(f"ballots_{key}") for key in ("for", "against", "abstained")]
    counts = [one if isinstance(one, int) and not isinstance(one, bool) else 0 for one in given]
    named_too = any(names_of(ctx.answers, key) for key in ("votes_for", "votes_against", "abstentions"))
    papers = len([one for one in sitting.present if one not in names_of(ctx.all_answers, "avoided")])
    if named_too or sum(counts) != papers:
        return (
            _reason(
                "ballots",
                f"无记名投票应当只填票数，三项合计 {papers} 票（到会而未回避的成员数），现为 {sum(counts)} 票",
                f"a secret ballot is counted, not named: {papers} papers in all, not {sum(counts)}",
                "请按监票、计票记录填写",
                "enter the count of the tellers",
                rule,
            ),
        )
    return ()


def _papers_late(zh: str, en: str, days: int) -> Reason:
    return _reason(
        "papers-late",
        f"{zh}，本局规定议题和材料应当至少提前 {days} 日",
        f"{en}; the bureau's rules want {days} days",
        "请改期，或者把议题列入下一次会议",
        "move the meeting, or take the item to the next one",
    )
