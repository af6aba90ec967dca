"""One case names another: what the procedure's file asks of it must hold, and both ends find each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cases.cast import World
from yifa.cases.acting.act import ActRefused, Opened, act, open_case
from yifa.cases.acting.batch import Batch
from yifa.cases.library import library
from yifa.cases.log.comparing import compare
from yifa.cases.models import Case, CaseLink, Refusal
from yifa.cases.told import links
from yifa.law.limits import legal_day


def begin(world: World, subject: str, **changes: Any) -> Opened:
    given: dict[str, Any] = {
        "actor": world.by(world.clerk),
        "title": "核查",
        "answers": {"subject": subject},
        "now": world.now,
    }
    return open_case(world.bureau, "test-check", "begin", **(given | changes))


def refused(code: str, world: World, opened: Opened, step: str, **answers: Any) -> str:
    """The sentence of the one reason with this code."""
    with pytest.raises(ActRefused) as caught:
        act(opened.case_id, step, actor=world.by(world.clerk), answers=answers, now=world.now)
    assert [reason.code for reason in caught.value.reasons] == [code]
    return caught.value.zh


def rows() -> set[tuple[str, str, str, bool]]:
    found = CaseLink.objects.select_related("from_case", "to_case")
    return {(row.from_case.number, row.question, row.to_case.number, row.is_current) for row in found}


def test_a_link_is_shown_at_both_ends(world: World) -> None:
    permit = world.open()
    check = begin(world, permit.number)
    assert rows() == {(check.number, "subject", permit.number, True)}
    (from_here,) = links.related(world.case(check))
    (from_there,) = links.related(world.case(permit))
    assert (from_here.case.number, from_here.incoming) == (permit.number, False)
    assert (from_there.case.number, from_there.incoming) == (check.number, True)
    assert from_there.question.zh == "核查的许可"
    assert not list(compare(world.bureau))


@pytest.mark.parametrize("number", ["2020-tp-0009", "不是编号"])
def test_a_number_that_is_no_case_is_refused(world: World, number: str) -> None:
    with pytest.raises(ActRefused) as caught:
        begin(world, number)
    assert [reason.code for reason in caught.value.reasons] == ["cases/link-missing"]
    assert number in caught.value.zh
    assert not Case.objects.exists()
    assert Refusal.objects.get().reasons[0]["code"] == "cases/link-missing"


def test_another_bureaus_case_is_no_case(world: World) -> None:
    from yifa.cases.acting.act import Actor
    from yifa.house.tenancy import using_bureau

    with using_bureau(world.other):
        theirs = open_case(
            world.other,
            "test-permit",
            "apply",
            actor=Actor.applicant(bureau=world.other),
            title="他局事项",
            answers={"amount": 1},
            now=world.now,
        )
    with pytest.raises(ActRefused, match="没有编号为"):
        begin(world, theirs.number)


def test_a_case_of_another_kind_is_refused(world: World) -> None:
    first = begin(world, world.open().number)
    with pytest.raises(ActRefused, match=f"应为「测试许可」，{first.number}是「测试核查」"):
        begin(world, first.number)


def test_the_other_case_must_have_taken_its_step_no_later(world: World) -> None:
    permit = world.open()
    first, second = begin(world, permit.number), begin(world, permit.number)
    assert "尚未办理「作出结论」" in refused(
        "cases/link-unfinished", world, first, "use", other=second.number
    )
    world.later(days=1)
    world.take(second.case_id, "conclude", world.clerk, answers={"score": 60})
    with pytest.raises(ActRefused, match="晚于本步骤的日期"):
        act(
            first.case_id,
            "use",
            actor=world.by(world.clerk),
            answers={"other": second.number},
            now=world.now,
            happened_at=world.now - timedelta(days=1),
            late_reason="补录",
        )
    world.take(first.case_id, "use", world.clerk, answers={"other": second.number})
    assert (first.number, "other", second.number, True) in rows()


def test_the_other_cases_answers_must_satisfy_the_guard(world: World) -> None:
    permit = world.open()
    first, second = begin(world, permit.number), begin(world, permit.number)
    world.take(second.case_id, "conclude", world.clerk, answers={"score": 59})
    assert "得分不低于60" in refused("cases/link-unfit", world, first, "use", other=second.number)
    # A whole number answers a question for a number with decimals.
    world.take(second.case_id, "conclude", world.clerk, answers={"score": 60})
    world.take(first.case_id, "use", world.clerk, answers={"other": second.number})


def test_a_case_about_another_one_is_refused(world: World) -> None:
    permit = world.open()
    first, second, third = (begin(world, permit.number) for _ in range(3))
    world.take(first.case_id, "conclude", world.clerk, answers={"score": 80})
    world.take(second.case_id, "use", world.clerk, answers={"other": first.number})
    assert "不是针对本事项" in refused("cases/link-about", world, third, "use", back=second.number)
    world.take(first.case_id, "use", world.clerk, answers={"back": second.number})


def test_a_case_is_not_linked_to_itself(world: World) -> None:
    check = begin(world, world.open().number)
    refused("cases/link-itself", world, check, "use", any_case=check.number)


def test_a_new_answer_leaves_the_old_link_as_a_former_one(world: World) -> None:
    first, second = world.open(), world.open()
    check = begin(world, first.number)
    world.take(check.case_id, "change-subject", world.clerk, answers={"subject": second.number})
    assert rows() == {
        (check.number, "subject", first.number, False),
        (check.number, "subject", second.number, True),
    }
    world.take(check.case_id, "change-subject", world.clerk, answers={"subject": first.number})
    assert (check.number, "subject", first.number, True) in rows()
    world.take(check.case_id, "change-subject", world.clerk)
    assert sum(current for *_, current in rows()) == 1
    world.take(check.case_id, "change-subject", world.clerk, answers={"subject": None})
    assert not any(current for *_, current in rows())
    assert not list(compare(world.bureau))


def test_a_batch_links_what_it_opened_itself(world: World) -> None:
    with Batch(world.bureau, now=world.now) as batch:
        permit = batch.open_case(
            "test-permit", "apply", actor=world_applicant(world), title="申请", answers={"amount": 1}
        )
        check = batch.open_case(
            "test-check",
            "begin",
            actor=world.by(world.clerk),
            title="核查",
            answers={"subject": permit.number},
        )
    assert rows() == {(check.number, "subject", permit.number, True)}
    assert not list(compare(world.bureau))


def world_applicant(world: World) -> Any:
    from yifa.cases.acting.act import Actor

    return Actor.applicant(bureau=world.bureau)


def test_a_link_that_was_not_an_act_is_found(world: World) -> None:
    first, second = world.open(), world.open()
    check = begin(world, first.number)
    assert not list(compare(world.bureau))
    CaseLink.objects.update(to_case_id=second.case_id)
    found = {(one.case, one.sentence.zh) for one in compare(world.bureau)}
    assert found == {
        (check.number, f"与事项 {one.number} 的关联（subject）与记录不符。") for one in (first, second)
    }


def test_what_fits_is_offered_and_nothing_else(world: World) -> None:
    permit = world.open()
    first, second, third = (begin(world, permit.number) for _ in range(3))
    for check, score in ((second, 60), (third, 10)):
        world.take(check.case_id, "conclude", world.clerk, answers={"score": score})
    use = library().procedure("test-check", date(2020, 3, 2)).steps["use"]

    def offered(question: str, opened: Opened) -> list[str]:
        found = links.fitting(
            world.bureau.pk,
            use.asks[question],
            case_id=opened.case_id,
            number=opened.number,
            on=legal_day(world.now),
        )
        return [case.number for case in found]

    assert offered("other", first) == [second.number]
    assert offered("any_case", first) == [third.number, second.number, permit.number]
    assert offered("back", second) == []
    world.take(first.case_id, "use", world.clerk, answers={"other": second.number})
    assert offered("back", second) == [first.number]


def test_a_case_can_be_begun_from_another(world: World) -> None:
    begin_step = library().procedure("test-check", date(2020, 3, 2)).steps["begin"]
    asked = links.question_about(begin_step, "test-permit")
    assert asked is not None
    assert asked.key == "subject"
    assert links.question_about(begin_step, "test-check") is None
