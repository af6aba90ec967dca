"""The desk's pages of opinions: what waits stands first with its button, and the workbook holds every text as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook

from tests.work.conftest import Desk, moment
from tests.work.consultation.test_consultation import number, opened, opinion
from yifa.cases.acting.act import Actor, open_case
from yifa.work.consultation.registers import Consultation

TODAY = date(2026, 3, 20)
AT = datetime(2026, 3, 10, 2, tzinfo=UTC)
PAGES = "/desk/registers/opinions/"


@pytest.fixture
def session(desk: Desk, settings: Any) -> Callable[[str], Client]:
    """Somebody signed in at the desk."""
    settings.CLOCK = moment(TODAY)

    def sign_in(who: str) -> Client:
        user = User.objects.create_user(who, password="seventeen green bicycles")
        officer = desk.officers[who]
        officer.user = user
        officer.save()
        client = Client()
        client.force_login(user, backend="yifa.conf.logins.Backend")
        return client

    return sign_in


def told(desk: Desk, consultation: int, text: str) -> None:
    """An opinion with a name and words of its own."""
    open_case(
        desk.bureau,
        "public-opinion",
        "submit",
        actor=Actor.applicant(bureau=desk.bureau),
        title="意见",
        answers={
            "consultation": number(consultation),
            "opinion": text,
            "side": "person",
            "provision": "第五条",
            "submitter": "郑和平",
        },
        now=AT,
    )


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_matter_leads_to_its_opinions_and_says_how_many_wait(
    desk: Desk, session: Callable[[str], Client]
) -> None:
    case = opened(desk)
    opinion(desk, case, AT)
    row = Consultation.objects.get()
    clerk = session("drafter")
    matter = read(clerk, f"/desk/matters/{number(case)}/")
    assert "1条未处理" in matter
    assert f"{PAGES}{row.pk}/" in matter
    assert row.name in read(clerk, PAGES)


def test_what_waits_stands_first_and_is_dealt_with_from_there(
    desk: Desk, session: Callable[[str], Client]
) -> None:
    case = opened(desk)
    first = opinion(desk, case, AT)
    told(desk, case, "建议写明资金如何追回。")
    desk.take(first, "treat", "drafter", TODAY, treatment="not_adopted", treatment_reason="已有规定。")
    page = read(session("drafter"), f"{PAGES}{Consultation.objects.get().pk}/")
    assert page.index("建议写明资金如何追回") < page.index("建议降低门槛")
    assert page.count("/steps/treat/") == 1
    assert "已有规定。" in page
    assert "郑和平" not in page


def test_who_may_not_deal_with_an_opinion_is_offered_no_button(
    desk: Desk, session: Callable[[str], Client]
) -> None:
    case = opened(desk)
    opinion(desk, case, AT)
    assert "/steps/treat/" not in read(session("lawyer"), f"{PAGES}{Consultation.objects.get().pk}/")


def test_the_workbook_holds_every_opinion_and_no_name_and_runs_nothing(
    desk: Desk, session: Callable[[str], Client]
) -> None:
    case = opened(desk)
    told(desk, case, "=1+1\x07建议")
    answer = session("drafter").get(f"{PAGES}{Consultation.objects.get().pk}/", {"as": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][2] == "意见"
    assert rows[1][1:4] == ["第五条", "=1+1建议", "个人"]
    assert sheet["C2"].data_type == "s"
    assert not any("郑和平" in str(value) for row in rows for value in row)
