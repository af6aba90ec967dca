"""The page on which findings are answered one by one: what it shows, and where its answers go."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.work.competition.test_competition import FREE, OPENED, REVIEW, TIED, opened
from tests.work.conftest import Desk, moment
from yifa.cases.acting.screened import provider_of
from yifa.cases.library import library
from yifa.cases.models import Case
from yifa.screening import Context, screen, standard
from yifa.screening.answering import keys_of, read_answers, write_answers
from yifa.work.competition.drafts import context, rules


@pytest.fixture
def session(desk: Desk, settings: Any) -> Client:
    settings.CLOCK = moment(OPENED)
    user = User.objects.create_user("drafter", password="seventeen green bicycles")
    officer = desk.officers["drafter"]
    officer.user = user
    officer.save()
    client = Client()
    client.force_login(user, backend="yifa.conf.logins.Backend")
    return client


def address(case: int) -> str:
    return f"/desk/matters/{Case.objects.get(pk=case).number}/"


def test_the_draft_is_shown_with_its_findings_in_place(desk: Desk, session: Client) -> None:
    case = opened(desk, TIED)
    page = session.get(f"{address(case)}screening/screen/").content.decode()
    assert '<mark class="tone-red">' in page
    assert "实施办法" in page
    for key in keys_of(screen(TIED, rules=rules(), context=context(OPENED))):
        assert f'id="mark-{key}"' in page
        assert f'id="said-{key}"' in page
        assert f'name="answer-{key}"' in page
    assert (
        f"{address(case)}screening/screen/" in session.get(f"{address(case)}steps/screen/").content.decode()
    )


def test_answers_fill_the_form_and_the_step_is_taken_there(desk: Desk, session: Client) -> None:
    case = opened(desk, TIED)
    first, second = keys_of(screen(TIED, rules=rules(), context=context(OPENED)))
    sent = session.post(
        f"{address(case)}screening/screen/", {f"answer-{first}": "已删去本市二字", f"answer-{second}": ""}
    )
    assert sent.url == f"{address(case)}steps/screen/"  # type: ignore[attr-defined]
    assert "已删去本市二字" in session.get(sent.url).content.decode()  # type: ignore[attr-defined]
    assert Case.objects.get(pk=case).version == 1
    again = session.get(f"{address(case)}screening/screen/").content.decode()
    assert ">已删去本市二字</textarea>" in again


def test_what_is_not_yours_to_answer_is_shown_without_fields(desk: Desk, session: Client) -> None:
    case = opened(desk, TIED)
    desk.officers["drafter"].holdings.all().delete()
    page = session.get(f"{address(case)}screening/screen/")
    assert "textarea" not in page.content.decode()


def test_a_step_that_screens_nothing_has_no_such_page(desk: Desk, session: Client) -> None:
    case = opened(desk, FREE)
    assert session.get(f"{address(case)}screening/consult/").status_code == 404
    assert provider_of(library().latest(REVIEW), "consult") is None
    page = session.get(f"{address(case)}screening/screen/").content.decode()
    assert "没有发现需要说明的地方" in page


def test_answers_are_written_and_read_back() -> None:
    findings = screen("企业须在本市设有分公司方可投标。违反的处以罚款。", context=Context(is_whole=False))
    keys = keys_of(findings)
    answers = {keys[0]: "改为承诺响应时限\n不要求设立机构", keys[1]: "【已】删去"}
    written = write_answers(findings, answers)
    assert read_answers(written) == {keys[0]: "改为承诺响应时限 不要求设立机构", keys[1]: "[已】删去"}
    assert read_answers("随便写的一行\n") == {}


def test_the_sixty_six_items_stand_beside_the_assessment_with_those_that_were_asked_about(
    desk: Desk, session: Client
) -> None:
    case = opened(desk, TIED)
    answered = "\n".join(
        f"【{key}】已经删去本市二字" for key in keys_of(screen(TIED, rules=rules(), context=context(OPENED)))
    )
    desk.take(case, "screen", "drafter", OPENED, finding_answers=answered)
    page = session.get(f"{address(case)}steps/assess/").content.decode()
    for item in standard().items:
        assert f"{item.name} {item.says.zh}" in page
    assert '<mark class="tone-amber">19(3)' in page
    assert "19(3)" not in session.get(f"{address(case)}steps/consult/").content.decode()
