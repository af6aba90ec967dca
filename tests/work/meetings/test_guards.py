"""What a meeting and an item refuse, each with its sentence and, where the law says so, its article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.work.conftest import MEMBERS, Desk
from tests.work.meetings.sessions import (
    ASKED,
    HELD,
    ITEM,
    LAWFUL,
    LISTED,
    PRESENT,
    VOTES,
    convened,
    discussed,
    discussion,
    number,
    proposed,
    tabled,
)
from yifa.cases.acting.act import ActRefused
from yifa.cases.actors import Actor
from yifa.cases.models import Case
from yifa.cases.orders.parameter_acts import set_parameter
from yifa.cases.told.links import answers_of
from yifa.house import bodies
from yifa.house.models import Officer
from yifa.work.meetings.parameters import LARGE_FUNDS_FEN, PAPERS_DAYS
from yifa.work.meetings.registers import DecidedItem


@pytest.mark.parametrize(
    ("opinion", "rule"),
    [
        (None, "legal-counsel-opinion/heard-before-discussion"),
        ("unlawful", "legal-counsel-opinion/unlawful-barred"),
    ],
)
@pytest.mark.parametrize("step", ["put-on-agenda", "decide-urgently"])
def test_no_agenda_and_no_urgent_decision_without_a_lawful_opinion(
    desk: Desk, opinion: str | None, rule: str, step: str
) -> None:
    meeting, case = convened(desk), proposed(desk)
    if opinion:
        desk.take(case, "give-legal-opinion", "lawyer", ASKED, **{**LAWFUL, "opinion": opinion})
    answers = (
        {"meeting": number(meeting)}
        if step == "put-on-agenda"
        else {"emergency": "紧急", "decision_text": "先办"}
    )
    reason = next(one for one in desk.refused(case, step, "head", LISTED, **answers) if one.code == rule)
    assert reason.article == "二（七）"
    assert reason.rule is not None
    assert "法律顾问" in reason.rule.authority.zh
    assert not DecidedItem.objects.exists()


def test_papers_precede_the_meeting_by_the_bureaus_days(desk: Desk) -> None:
    meeting = convened(desk, papers=False)
    desk.take(meeting, "send-papers", "office", date(2020, 6, 4))
    late = desk.refused(meeting, "hold", "office", HELD, **PRESENT)
    assert [reason.code for reason in late] == ["meetings/papers-late"]
    assert "至少提前 2 日" in late[0].sentence.zh
    desk.take(meeting, "hold", "office", date(2020, 6, 8), **PRESENT)


def test_the_days_for_papers_are_the_bureaus_to_set(desk: Desk) -> None:
    set_parameter(
        desk.bureau,
        PAPERS_DAYS,
        value="5",
        from_on=date(2020, 1, 1),
        basis="党组会议",
        actor=Actor.officer(desk.officers["head"]),
        now=desk.times(ASKED)["now"],
    )
    meeting = convened(desk)
    late = desk.refused(meeting, "hold", "office", HELD, **PRESENT)
    assert "至少提前 5 日" in late[0].sentence.zh


def test_nothing_is_raised_on_the_spot(desk: Desk) -> None:
    meeting = convened(desk)
    item = proposed(desk)
    desk.take(item, "give-legal-opinion", "lawyer", ASKED, **LAWFUL)
    desk.take(item, "put-on-agenda", "head", date(2020, 6, 4), meeting=number(meeting))
    desk.take(meeting, "hold", "office", HELD, **PRESENT)
    late = desk.refused(item, "deliberate", "office", HELD, **discussion())
    assert [reason.code for reason in late] == ["meetings/papers-late"]
    other = proposed(desk)
    desk.take(other, "give-legal-opinion", "lawyer", HELD, **LAWFUL)
    over = desk.refused(other, "put-on-agenda", "head", HELD, meeting=number(meeting))
    assert [(reason.code, reason.article) for reason in over] == [("meetings/meeting-over", "第五章")]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"present": [*MEMBERS, "外人"]}, "cases/not-among"),
        ({"present": MEMBERS[1:]}, "cases/nothing-known"),
        ({"present": MEMBERS[:4], "delegate": ["丁"]}, "cases/not-among"),
        ({"quorum": "half"}, "cases/computed"),
        ({"members": MEMBERS[:2]}, "cases/computed"),
        ({"chair": "甲"}, "cases/computed"),
    ],
)
def test_an_attendance_that_does_not_add_up_is_refused(desk: Desk, wrong: dict[str, Any], code: str) -> None:
    meeting = convened(desk)
    reasons = desk.refused(meeting, "hold", "office", HELD, **(PRESENT | wrong))
    assert [reason.code for reason in reasons] == [code]
    desk.take(meeting, "hold", "office", HELD, **PRESENT)


def test_below_half_there_is_no_meeting(desk: Desk) -> None:
    meeting = convened(desk)
    reasons = desk.refused(meeting, "hold", "office", HELD, **(PRESENT | {"present": MEMBERS[:2]}))
    [barred] = [
        reason for reason in reasons if reason.code == "party-group-regulations/no-meeting-without-quorum"
    ]
    assert "半数以上党组成员到会" in barred.sentence.zh
    assert "取消会议" not in barred.remedy.zh


def test_exactly_half_is_enough_and_two_thirds_for_appointments(desk: Desk) -> None:
    sixth = Officer.objects.create(bureau=desk.bureau, name="戊", staff_number="戊")
    bodies.seat(sixth, "party_group", date(2020, 1, 1), leads=False)
    six = [*MEMBERS, "戊"]
    meeting = convened(desk)
    item = tabled(desk, meeting, kind_of_major="personnel")
    there = six[:3]
    desk.take(meeting, "hold", "office", HELD, present=there, discipline_present=True)
    desk.take(item, "deliberate", "office", HELD, **discussion("甲", "乙", "书记"))
    desk.take(item, "vote", "office", HELD, method="hands", votes_for=there)
    reasons = desk.refused(item, "decide", "head", HELD, outcome="approved", decision_text="同意")
    assert {(reason.code.partition("/")[2], reason.article) for reason in reasons} == {
        ("quorum-two-thirds", "第五章"),
        ("majority-of-entitled", "第五章"),
    }


def test_members_are_those_of_the_day_and_nobody_types_them(desk: Desk) -> None:
    """党组工作条例 ch. 5: measured against all who are entitled; two typed names are no Party group."""
    with pytest.raises(ActRefused, match="不能另行填写"):
        convened(desk, members=["书记", "甲"])
    meeting = convened(desk)
    bodies.unseat(desk.officers["甲"], "party_group", LISTED)
    desk.take(meeting, "hold", "office", HELD, present=["书记", "乙"], discipline_present=True)
    answers = answers_of(Case.objects.get(pk=meeting))
    assert (answers["members"], answers["absent"], answers["chair"], answers["quorum"]) == (
        ["书记", "乙", "丙", "丁"],
        ["丙", "丁"],
        "书记",
        "half",
    )


def test_no_meeting_of_a_body_without_members(desk: Desk) -> None:
    for name in MEMBERS:
        bodies.unseat(desk.officers[name], "bureau_office", LISTED)
    with pytest.raises(ActRefused, match="没有可以依据的内容"):
        convened(desk, "bureau_office")
    convened(desk)


def test_a_member_to_whom_it_was_delegated_presides_and_speaks_last(desk: Desk) -> None:
    meeting = convened(desk)
    item = tabled(desk, meeting)
    there = MEMBERS[1:]
    desk.take(meeting, "hold", "office", HELD, present=there, delegate=["甲"], discipline_present=True)
    desk.take(item, "deliberate", "office", HELD, **discussion("乙", "丙", "丁", "甲"))
    assert answers_of(Case.objects.get(pk=item))["head_spoke_last"] is True


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"spoke": ["甲", "乙", "丙", "书记"]}, "meetings/not-heard", "“丁”到会而没有发言记录"),
        ({"spoke": ["甲", "乙", "丙", "丁", "客人", "书记"]}, "cases/not-among", "客人"),
        ({"avoided": ["甲"]}, "meetings/avoided-spoke", "“甲”已经回避"),
        ({"views": [{"member": "甲", "stance": "agrees"}]}, "meetings/not-heard", "书记、乙、丙、丁"),
        ({"spoke": ["甲", "甲", "乙", "丙", "丁", "书记"]}, "cases/twice", "登记了两次"),
        ({"departs": False}, "cases/computed", "与多数人不一致"),
        ({"quorum": "half"}, "cases/computed", "“三分之二以上到会”由系统按所填内容算出"),
        ({"head_spoke_last": True}, "cases/computed", "「主要负责人末位表态」“是”"),
        ({"avoided": ["外人"]}, "cases/not-among", "外人"),
    ],
)
def test_a_discussion_that_breaks_the_rules_is_refused(
    desk: Desk, changes: dict[str, Any], code: str, said: str
) -> None:
    meeting = convened(desk)
    item = tabled(desk, meeting)
    desk.take(meeting, "hold", "office", HELD, **PRESENT)
    given = discussion(*changes.get("spoke", ())) | {
        key: one for key, one in changes.items() if key != "spoke"
    }
    reasons = desk.refused(item, "deliberate", "office", HELD, **given)
    assert [reason.code for reason in reasons] == [code]
    assert said in reasons[0].sentence.zh
    desk.take(item, "deliberate", "office", HELD, **discussion())


def test_whether_the_head_departs_follows_from_the_stances(desk: Desk) -> None:
    """重大行政决策程序暂行条例 §30: a head who differs from the majority says why."""
    meeting = convened(desk)
    item = tabled(desk, meeting)
    desk.take(meeting, "hold", "office", HELD, **PRESENT)
    alone = discussion()
    alone["views"] = [
        {"member": one, "stance": "agrees" if one == MEMBERS[0] else "disagrees"}
        for one in (*MEMBERS[1:], MEMBERS[0])
    ]
    desk.take(item, "deliberate", "office", HELD, **alone)
    assert answers_of(Case.objects.get(pk=item))["departs"] is True
    divided = discussion()
    divided["views"] = [
        {"member": one, "stance": stance}
        for one, stance in zip(
            (*MEMBERS[1:], MEMBERS[0]), ("agrees", "agrees", "disagrees", "disagrees", "agrees"), strict=True
        )
    ]
    desk.take(item, "deliberate", "office", HELD, **divided)
    assert answers_of(Case.objects.get(pk=item))["departs"] is False


def test_nothing_is_decided_where_the_head_did_not_speak_last(desk: Desk) -> None:
    meeting = convened(desk)
    item = tabled(desk, meeting)
    desk.take(meeting, "hold", "office", HELD, **PRESENT)
    desk.take(item, "deliberate", "office", HELD, **discussion(*MEMBERS))
    desk.take(item, "vote", "office", HELD, **VOTES)
    reasons = desk.refused(item, "decide", "head", HELD, outcome="approved", decision_text="同意")
    assert [(one.code, one.article) for one in reasons] == [
        ("party-group-regulations/head-speaks-last", "第五章")
    ]


def test_no_discussion_before_the_meeting_was_held(desk: Desk) -> None:
    item = tabled(desk, convened(desk))
    reasons = desk.refused(item, "deliberate", "office", HELD, **discussion())
    assert [one.code for one in reasons] == ["cases/not-among"]
    assert "先登记会议召开和到会情况" in (reasons[0].remedy.zh if reasons[0].remedy is not None else "")


@pytest.mark.parametrize(
    ("votes", "code", "said"),
    [
        ({"votes_for": [*MEMBERS, "外人"]}, "cases/not-among", "“外人”不在名单中"),
        ({"votes_for": MEMBERS, "votes_against": ["甲"]}, "meetings/voted-twice", "“甲”登记了两次"),
        ({"votes_for": MEMBERS[:4]}, "meetings/vote-missing", "“丁”到会而没有表决记录"),
        ({"votes_for": MEMBERS, "tally": "majority"}, "cases/computed", "「表决结果」"),
    ],
)
def test_a_vote_by_someone_not_entitled_and_a_false_count_are_refused(
    desk: Desk, votes: dict[str, Any], code: str, said: str
) -> None:
    _meeting, item = discussed(desk)
    given = {"method": "hands"} | votes
    reasons = desk.refused(item, "vote", "office", HELD, **given)
    assert [reason.code for reason in reasons] == [code]
    assert said in reasons[0].sentence.zh
    if code == "meetings/voted-twice":
        assert reasons[0].article == "第五章"
    desk.take(item, "vote", "office", HELD, **VOTES)


def test_absent_and_recused_members_have_no_vote_and_stay_in_the_denominator(desk: Desk) -> None:
    meeting = convened(desk)
    item = tabled(desk, meeting)
    desk.take(meeting, "hold", "office", HELD, **(PRESENT | {"present": MEMBERS[:4]}))
    desk.take(item, "deliberate", "office", HELD, **discussion("乙", "丙", "书记", avoided=["甲"]))
    absent = desk.refused(
        item, "vote", "office", HELD, method="hands", votes_for=["书记", "乙", "丙"], abstentions=["丁"]
    )
    assert [(one.code, "“丁”不在名单中" in one.sentence.zh) for one in absent] == [("cases/not-among", True)]
    given = {"method": "hands", "votes_for": ["书记", "乙", "甲"], "abstentions": ["丙"]}
    reasons = desk.refused(item, "vote", "office", HELD, **given)
    assert [reason.sentence.zh for reason in reasons] == ["“甲”已经回避，不参加本议题表决。"]
    # Two of the three who vote, but not more than half of the five who are entitled.
    two = {"method": "hands", "votes_for": ["书记", "乙"], "votes_against": ["丙"]}
    desk.take(item, "vote", "office", HELD, **two)
    assert answers_of(Case.objects.get(pk=item))["tally"] == "no_majority"
    refused = desk.refused(item, "decide", "head", HELD, outcome="approved", decision_text="同意")
    assert [reason.code for reason in refused] == ["party-group-regulations/majority-of-entitled"]


def test_a_secret_ballot_is_counted_and_not_named(desk: Desk) -> None:
    _meeting, item = discussed(desk)
    named = desk.refused(item, "vote", "office", HELD, **(VOTES | {"method": "ballot"}))
    assert [reason.code for reason in named] == ["meetings/ballots"]
    few = desk.refused(item, "vote", "office", HELD, method="ballot", ballots_for=3)
    assert "合计 5 票" in few[0].sentence.zh
    desk.take(item, "vote", "office", HELD, method="ballot", ballots_for=3, ballots_against=2)
    desk.take(item, "decide", "head", HELD, outcome="approved", decision_text="同意")
    assert (DecidedItem.objects.get().votes_for, DecidedItem.objects.get().votes_against) == (3, 2)


def test_large_funds_are_no_ordinary_matter(desk: Desk) -> None:
    least = LARGE_FUNDS_FEN.number_on(desk.bureau, ASKED)
    with pytest.raises(ActRefused, match="达到本局大额度资金使用的起点"):
        proposed(desk, kind_of_major="none", amount=least)
    proposed(desk, kind_of_major="none", amount=least - 1)


def consulted(desk: Desk, matter: str, opinion: str) -> str:
    """The number of a counsel's consultation on a matter, answered."""
    case = proposed(desk, subject=matter)
    desk.take(case, "give-legal-opinion", "lawyer", ASKED, **(LAWFUL | {"opinion": opinion}))
    return number(case)


def test_an_opinion_is_cited_as_it_was_given_and_never_typed(desk: Desk) -> None:
    item = proposed(desk)
    elsewhere = consulted(desk, number(item), "unlawful")
    typed = desk.refused(item, "cite-legal-opinion", "drafter", LISTED, cited=elsewhere, opinion="lawful")
    assert [one.code for one in typed] == ["cases/computed"]
    assert "“不合法不合规”取自所关联的事项" in typed[0].sentence.zh
    desk.take(item, "cite-legal-opinion", "drafter", LISTED, cited=elsewhere)
    refused = desk.refused(item, "put-on-agenda", "head", LISTED, meeting=number(convened(desk)))
    assert "legal-counsel-opinion/unlawful-barred" in [reason.code for reason in refused]


def test_an_opinion_on_something_else_is_not_cited(desk: Desk) -> None:
    first, item = proposed(desk), proposed(desk)
    desk.take(first, "give-legal-opinion", "lawyer", ASKED, **LAWFUL)
    found = desk.refused(item, "cite-legal-opinion", "drafter", LISTED, cited=number(first))
    assert [(one.code, one.article) for one in found] == [("meetings/cited-elsewhere", "二（七）")]


def test_what_holds_no_opinion_cannot_be_cited(desk: Desk) -> None:
    item = proposed(desk)
    silent = proposed(desk, subject=number(item))
    found = desk.refused(item, "cite-legal-opinion", "drafter", LISTED, cited=number(silent))
    assert "「法律意见」" in found[0].sentence.zh
    typed = desk.refused(
        item, "cite-legal-opinion", "drafter", LISTED, cited=number(silent), opinion="lawful"
    )
    assert [one.code for one in typed] == ["cases/computed"]


def test_an_item_goes_to_a_meeting_of_its_kind(desk: Desk) -> None:
    item = proposed(desk)
    desk.take(item, "give-legal-opinion", "lawyer", ASKED, **LAWFUL)
    office = convened(desk, "bureau_office")
    reasons = desk.refused(item, "put-on-agenda", "head", LISTED, meeting=number(office))
    assert [reason.code for reason in reasons] == ["meetings/meeting-kind"]
    special = convened(desk, "party_group_special")
    desk.take(item, "put-on-agenda", "head", LISTED, meeting=number(special))


def test_an_item_names_the_field_that_is_missing(desk: Desk) -> None:
    with pytest.raises(ActRefused, match="议题说明"):
        desk.open("meeting-item", "propose", "drafter", ASKED, **{**ITEM, "summary": ""})
