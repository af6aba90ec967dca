"""What a refused clerk reads: one sentence with the article, what would make the step possible, and who can do that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from yifa.law.calendar import Calendar
from yifa.law.limits import Deadline, floor_ends_on
from yifa.law.text import Bilingual, counted
from yifa.procedure.answers import FieldProblem
from yifa.procedure.guard_words import answer_in_words, guard_in_words
from yifa.procedure.marking import (
    ACTOR,
    ANSWERS,
    CLOSED,
    EXCLUDED,
    ONCE,
    OPENING,
    UNKNOWN,
    Marking,
    Reason,
)
from yifa.procedure.model import (
    CERTIFICATE,
    Apart,
    By,
    Condition,
    Extend,
    Power,
    Procedure,
    Quorum,
    Rule,
    Separation,
    Step,
)


def power_names(keys: Iterable[str], titles: Mapping[str, Bilingual]) -> Bilingual:
    """What powers are called, joined; a power without a title by its key."""
    named = [titles.get(key, Bilingual(key, key)) for key in sorted(keys)]
    return Bilingual("或".join(name.zh for name in named), " or ".join(name.en for name in named))


def who_may(by: By, titles: Mapping[str, Bilingual]) -> Bilingual:
    """Who may take a step, in words. ``titles``: what powers are called."""
    zh: list[str] = []
    en: list[str] = []
    if by.applicant:
        zh.append("申请人")
        en.append("the applicant")
    if by.officer:
        zh.append("本局工作人员")
        en.append("any officer of the bureau")
    if by.powers:
        names = power_names(by.powers, titles)
        zh.append(f"具有“{names.zh}”职权的人员")
        en.append(f"an officer with the power '{names.en}'")
    if by.system:
        zh.append("系统")
        en.append("the system")
    return Bilingual("或".join(zh), " or ".join(en))


def basis_of(rule: Rule | None) -> Bilingual:
    """``（依据《行政许可法》第三十二条）``; empty without an authority."""
    if rule is None or not rule.authority.zh:
        return Bilingual("", "")
    authority = rule.authority
    return Bilingual(f"（依据{authority.zh}）", f" ({authority.en})")


def _titles(procedure: Procedure, keys: Iterable[str]) -> Bilingual:
    titles = [procedure.steps[key].title for key in keys]
    return Bilingual(
        "或".join(f"「{title.zh}」" for title in titles), " or ".join(f"'{title.en}'" for title in titles)
    )


def _going_on(procedure: Procedure, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of the steps that do not end the case: to end it is no way to a step of it."""
    return tuple(key for key in keys if not procedure.steps[key].closes)


def _who_of(procedure: Procedure, keys: Sequence[str]) -> Bilingual | None:
    names = [who_may(procedure.steps[key].by, procedure.power_titles) for key in keys]
    if not names:
        return None
    return Bilingual(
        "；".join(dict.fromkeys(name.zh for name in names)),
        "; ".join(dict.fromkeys(name.en for name in names)),
    )


def unknown_step(procedure: Procedure, key: str) -> Reason:
    return Reason(
        None,
        UNKNOWN,
        Bilingual(
            f"《{procedure.title.zh}》没有“{key}”这一步", f"'{procedure.title.en}' has no step {key!r}"
        ),
        Bilingual("请从本事项的步骤中选择", "choose one of the steps of this matter"),
    )


def closed(procedure: Procedure, marking: Marking) -> Reason:
    last = [
        procedure.steps[key]
        for key, done in marking.done.items()
        if key in procedure.steps and procedure.steps[key].closes and done
    ]
    by_zh = f"已由「{last[-1].title.zh}」" if last else "已"
    by_en = f" by '{last[-1].title.en}'" if last else ""
    return Reason(
        None,
        CLOSED,
        Bilingual(
            f"本案{by_zh}办结，不能再办理", f"the case was closed{by_en}; nothing more can be done in it"
        ),
        Bilingual("如需重新办理，请另立新案", "to do it again, open a new case"),
    )


def not_opened(procedure: Procedure, step: Step) -> Reason:
    first = [key for key, item in procedure.steps.items() if item.opens]
    titles = _titles(procedure, first)
    return Reason(
        None,
        OPENING,
        Bilingual(
            f"本案尚未开始，应先办理{titles.zh}，不能办理「{step.title.zh}」",
            f"the case has not begun: it begins with {titles.en}, not with '{step.title.en}'",
        ),
        Bilingual(f"请先办理{titles.zh}", f"take {titles.en} first"),
        _who_of(procedure, first),
        tuple(first),
    )


def taken_once(procedure: Procedure, step: Step, marking: Marking) -> Reason:
    done = marking.done.get(step.key) or marking.done.get(step.return_of or "")
    title = step.title if step.key in marking.done else procedure.steps[step.return_of or step.key].title
    day = done.last.isoformat() if done is not None else ""
    returns = [item.key for item in procedure.steps.values() if item.returns_to == step.key]
    return Reason(
        None,
        ONCE,
        Bilingual(
            f"「{title.zh}」已于{day}办理，不能重复办理",
            f"'{title.en}' was done on {day} and is not done twice",
        ),
        Bilingual(
            "如有错误，请由后续步骤退回后重新办理"
            if returns
            else "本步骤只办理一次，如有错误请在后续步骤中更正或另立新案",
            "if it is wrong, have a later step return it"
            if returns
            else "it is done once; correct an error in a later step or in a new case",
        ),
    )


def excluded(procedure: Procedure, step: Step, rule: Rule | None, cause: str) -> Reason:
    including = [
        key
        for other in procedure.rules
        if getattr(other.relation, "kind", None) == "include"
        and step.key in getattr(other.relation, "steps", ())
        for key in getattr(other.relation, "on", ())
    ]
    basis = basis_of(rule)
    if cause == ONCE:
        zh, en = (
            f"本案已以其他方式开始，不再办理「{step.title.zh}」",
            f"the case began otherwise, without '{step.title.en}'",
        )
    elif rule is None:
        zh, en = f"本案目前不需办理「{step.title.zh}」", f"'{step.title.en}' is not part of this case now"
    else:
        zh = f"{rule.says.zh}，本案不办理「{step.title.zh}」{basis.zh}"
        en = f"{rule.says.en}; '{step.title.en}' is not part of this case{basis.en}"
    including = list(_going_on(procedure, including))
    if including:
        titles = _titles(procedure, dict.fromkeys(including))
        remedy = Bilingual(
            f"办理{titles.zh}后方可办理", f"it becomes part of the case once {titles.en} is done"
        )
        return Reason(
            rule, EXCLUDED, Bilingual(zh, en), remedy, _who_of(procedure, including), tuple(including)
        )
    return Reason(rule, EXCLUDED, Bilingual(zh, en), Bilingual("无须办理", "nothing needs to be done"))


def wrong_actor(procedure: Procedure, step: Step) -> Reason:
    who = who_may(step.by, procedure.power_titles)
    return Reason(
        None,
        ACTOR,
        Bilingual(f"「{step.title.zh}」应由{who.zh}办理", f"'{step.title.en}' is taken by {who.en}"),
        Bilingual(f"请转交{who.zh}办理", f"hand it over to {who.en}"),
        who,
        (step.key,),
        step.by.powers,
    )


def lacks_power(procedure: Procedure, step: Step, rule: Rule, power: Power) -> Reason:
    basis = basis_of(rule)
    if power.needs == (CERTIFICATE,):
        return Reason(
            rule,
            rule.id,
            Bilingual(
                f"「{step.title.zh}」是执法步骤，办理和共同签署的每个人在当日都应当持有有效的执法证件{basis.zh}",
                f"'{step.title.en}' is enforcement: everybody who takes part holds a certificate valid on the day{basis.en}",
            ),
            Bilingual(
                "请由持有有效执法证件的人员办理；没有证件的只能协助。证件在“持证上岗”登记",
                "let those who hold a valid certificate take it; others only assist. Certificates are entered under "
                "'Enforcement certificates'",
            ),
            Bilingual("持有有效执法证件的人员", "officers with a valid enforcement certificate"),
            (step.key,),
            frozenset(power.needs),
        )
    names = power_names(power.needs, procedure.power_titles)
    who = Bilingual(f"具有“{names.zh}”职权的人员", f"an officer with the power '{names.en}'")
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"「{step.title.zh}」须由{who.zh}作出{basis.zh}", f"'{step.title.en}' is for {who.en}{basis.en}"
        ),
        Bilingual(f"请报{who.zh}办理", f"submit it to {who.en}"),
        who,
        (step.key,),
        frozenset(power.needs),
    )


def too_few(procedure: Procedure, step: Step, rule: Rule, quorum: Quorum, present: int) -> Reason:
    basis = basis_of(rule)
    missing = quorum.people - present
    who = who_may(step.by, procedure.power_titles)
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"「{step.title.zh}」应由不少于{quorum.people}人共同办理，现有{present}人{basis.zh}",
            f"'{step.title.en}' needs at least {quorum.people} different people; there are {present}{basis.en}",
        ),
        Bilingual(
            f"请再由{missing}名不同的人员共同签署", f"have {missing} more different people sign with you"
        ),
        who,
        (step.key,),
        step.by.powers,
    )


def bad_answers(step: Step, problems: tuple[FieldProblem, ...]) -> Reason:
    return Reason(
        None,
        ANSWERS,
        Bilingual(
            f"「{step.title.zh}」填写有误：" + "；".join(item.sentence.zh for item in problems),
            f"answers to '{step.title.en}' do not fit: " + "; ".join(item.sentence.en for item in problems),
        ),
        Bilingual("请改正后再提交", "correct them and submit again"),
        None,
        (step.key,),
    )


def _outcome_lacking(
    procedure: Procedure,
    rule: Rule,
    condition: Condition,
    marking: Marking,
    happened: list[str],
    doing: Bilingual,
) -> Reason:
    """The step was taken, but with other answers than the rule wants: which are wanted, what was answered, and what helps."""
    met = _titles(procedure, happened)
    wanted = None if condition.answers is None else guard_in_words(condition.answers, procedure.questions)
    wanted = wanted or rule.says
    told = _told_by(procedure, condition, marking)
    again = [need for need in happened if procedure.steps[need].repeat]
    returns = [key for key, step in procedure.steps.items() if step.return_of in happened]
    if again:
        title = _titles(procedure, again)
        remedy = Bilingual(
            f"情况改变后，请重新办理{title.zh}：须{wanted.zh}",
            f"once things have changed, take {title.en} again: {wanted.en}",
        )
    elif returns:
        title = _titles(procedure, returns)
        remedy = Bilingual(
            f"请办理{title.zh}，改正后重新办理{met.zh}：须{wanted.zh}",
            f"take {title.en}, put it right, and take {met.en} again: {wanted.en}",
        )
    else:
        remedy = Bilingual(
            f"{met.zh}已有结果，不能更改；请办理与这一结果相应的步骤",
            f"{met.en} has its outcome, which does not change; take the step that goes with it",
        )
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"{rule.says.zh}：{met.zh}须{wanted.zh}{told.zh}，{doing.zh}",
            f"{rule.says.en}: in {met.en}, {wanted.en}{told.en}; {doing.en}",
        ),
        remedy,
        _who_of(procedure, again or returns or happened),
        tuple(again or returns or happened),
    )


def _told_by(procedure: Procedure, condition: Condition, marking: Marking) -> Bilingual:
    """What was answered instead, as far as the case still knows it."""
    fields = () if condition.answers is None else condition.answers.fields
    known = [
        answer_in_words(procedure.questions[key], marking.answers[key])
        for key in fields
        if key in marking.answers and key in procedure.questions and not procedure.questions[key].personal
    ]
    if not known:
        return Bilingual("", "")
    return Bilingual(
        f"（现为{'、'.join(one.zh for one in known)}）", f" (answered: {', '.join(one.en for one in known)})"
    )


def condition_unmet(
    procedure: Procedure,
    step: Step,
    rule: Rule,
    condition: Condition,
    marking: Marking,
    on: date,
    calendar: Calendar,
) -> Reason:
    basis = basis_of(rule)
    titles = _titles(procedure, condition.needs)
    doing_zh, doing_en = f"不得办理「{step.title.zh}」{basis.zh}", f"'{step.title.en}' is barred{basis.en}"
    happened = [need for need in condition.needs if need in marking.done and marking.done[need].first <= on]
    answered = [need for need in happened if condition.answers is None or (rule.id, need) in marking.met]
    if answered and condition.delay is not None:
        from_on = min(
            floor_ends_on(marking.done[need].last, condition.delay, calendar).earliest_next_on
            for need in answered
        )
        return Reason(
            rule,
            rule.id,
            Bilingual(
                f"{_titles(procedure, answered).zh}完成后未满{condition.delay.zh()}，{doing_zh}",
                f"{condition.delay.en()} have not passed since {_titles(procedure, answered).en}; {doing_en}",
            ),
            Bilingual(f"{from_on}起可以办理", f"possible from {from_on}"),
            None,
            tuple(answered),
        )
    if happened:
        return _outcome_lacking(procedure, rule, condition, marking, happened, Bilingual(doing_zh, doing_en))
    later = [need for need in condition.needs if need in marking.done]
    if later:
        day = min(marking.done[need].first for need in later)
        return Reason(
            rule,
            rule.id,
            Bilingual(
                f"{_titles(procedure, later).zh}于{day}才完成，{on}{doing_zh}",
                f"{_titles(procedure, later).en} was done only on {day}; on {on} {doing_en}",
            ),
            Bilingual(f"办理日期不得早于{day}", f"date the step no earlier than {day}"),
            None,
            tuple(later),
        )
    going_on = _going_on(procedure, condition.needs)
    if not going_on:
        # Nothing but an end of the case would satisfy the rule: it forbids the step as things stand.
        return Reason(
            rule,
            rule.id,
            Bilingual(f"{rule.says.zh}，{doing_zh}", f"{rule.says.en}; {doing_en}"),
            Bilingual(
                "所填情况不改变，就不能办理；填写有误的请更正",
                "not possible while what was answered stands; correct it where it is wrong",
            ),
            None,
            condition.needs,
        )
    ways = _titles(procedure, going_on)
    return Reason(
        rule,
        rule.id,
        Bilingual(f"尚未完成{titles.zh}，{doing_zh}", f"{titles.en} has not been done; {doing_en}"),
        Bilingual(f"请先办理{ways.zh}", f"take {ways.en} first"),
        _who_of(procedure, going_on),
        condition.needs,
    )


def still_owed(procedure: Procedure, step: Step, rule: Rule, waiting: Sequence[str]) -> Reason:
    basis = basis_of(rule)
    titles = _titles(procedure, waiting)
    # Where only an end is owed, it is owed: then that is the way.
    going_on = _going_on(procedure, waiting) or tuple(waiting)
    ways = _titles(procedure, going_on)
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"{titles.zh}应办未办，不得办理「{step.title.zh}」{basis.zh}",
            f"{titles.en} is still owed; '{step.title.en}' is barred{basis.en}",
        ),
        Bilingual(f"请先办理{ways.zh}", f"take {ways.en} first"),
        _who_of(procedure, going_on),
        tuple(waiting),
    )


_APART_NAMES = {
    Apart.OFFICER: Bilingual("同一人", "the same person"),
    Apart.POST: Bilingual("同一岗位", "the same post"),
    Apart.DEPARTMENT: Bilingual("同一科室", "the same department"),
}


def same_person(procedure: Procedure, step: Step, rule: Rule, other: str) -> Reason:
    assert isinstance(rule.relation, Separation)
    basis = basis_of(rule)
    same = _APART_NAMES[rule.relation.of]
    title = procedure.steps[other].title
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"「{step.title.zh}」与「{title.zh}」不得由{same.zh}办理{basis.zh}",
            f"'{step.title.en}' and '{title.en}' may not be taken by {same.en}{basis.en}",
        ),
        Bilingual("请由其他人员办理", "have somebody else take it"),
        who_may(step.by, procedure.power_titles),
        (step.key,),
        step.by.powers,
    )


def nothing_to_extend(step: Step, rule: Rule, limit: Rule) -> Reason:
    basis = basis_of(rule)
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"没有正在计算的期限可供「{step.title.zh}」{basis.zh}：{limit.says.zh}",
            f"no limit is running that '{step.title.en}' could extend{basis.en}: {limit.says.en}",
        ),
        Bilingual("期限开始计算后方可办理", "possible once the limit runs"),
    )


def extended_already(step: Step, rule: Rule, extend: Extend) -> Reason:
    basis = basis_of(rule)
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"期限最多延长{extend.times}次，不得再办理「{step.title.zh}」{basis.zh}",
            f"the limit may be extended {counted(extend.times, 'times')} only; '{step.title.en}' is barred{basis.en}",
        ),
        Bilingual("请在已延长的期限内办结", "finish within the extended limit"),
    )


def limit_passed(step: Step, rule: Rule, deadline: Deadline) -> Reason:
    basis = basis_of(rule)
    return Reason(
        rule,
        rule.id,
        Bilingual(
            f"期限已于{deadline.due_on}届满，不得再办理「{step.title.zh}」{basis.zh}",
            f"the limit ended on {deadline.due_on}; '{step.title.en}' is barred{basis.en}",
        ),
        Bilingual("延长应在期限届满前决定", "an extension is decided before the limit ends"),
    )
