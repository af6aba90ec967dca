"""The clerk's year of the institutions inside the bureau, in a browser: study, examination, publicity, control, promotion, oath,
rotation with its hand-over, and a reconsideration with its evidence pack. No name is typed; what Yifa knows is asked of nobody.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import pytest
from openpyxl import Workbook
from playwright.sync_api import Locator, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.hands import hands
from tests.journeys.acting import Story, number_of
from tests.journeys.town import Town, Walk
from yifa.house.models import ParameterValue
from yifa.house.tenancy import using_bureau

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module", autouse=True)
def _made_ready(town: Town, days_to_come: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Days to come may be recorded; key posts are rotated after three years, so that the small bureau has one that is due."""
    with django_db_blocker.unblock(), hands(), using_bureau(town.bureau):
        ParameterValue.objects.create(
            bureau=town.bureau, key="personnel_rotation_years", value="3", from_on="2023-01-01"
        )


@pytest.fixture
def story(walk: Walk, town: Town, settings: Any) -> Story:
    return Story(walk, town, settings)


def coming(walk: Walk, title: str) -> Locator:
    """What Today says is due to be begun."""
    walk.go("/desk/")
    return walk.page.locator("section[aria-labelledby=coming-title] li").filter(has_text=title)


def sent(walk: Walk) -> str:
    """The form is sent as it stands, and taken; gives the matter's address."""
    walk.page.locator("#step-form .actions button.primary").click()
    walk.page.wait_for_load_state()
    expect(walk.page.locator(".notice.success")).to_contain_text("已办理")
    return walk.page.url.removeprefix(walk.town.site).partition("?")[0]


def study(story: Story) -> None:
    """A plan; the session that it lacks stands on Today; who was entitled follows from the Party group."""
    story.on("2026-06-22")
    plan = story.open(
        "office",
        "study-plan",
        "draft",
        plan_name="2026年度领导班子学法计划",
        plan_year=2026,
        audience="leaders",
        laws=["行政许可法", "行政处罚法"],
        subjects="宪法、党内法规",
        sessions_least=2,
        hours_least=0,
    )
    story.take("deputy", plan, "approve")
    office = story.who("office")
    due = coming(office, "集体学法：领导干部，第1次")
    expect(due).to_contain_text("计划全年不少于2次，已举办0次")
    office.look("year-today")
    due.get_by_role("link").click()
    assert (
        office.page.locator(
            "[name='a-session_kind']:checked, select[name='a-session_kind']"
        ).first.input_value()
        == "centre_group"
    )
    office.page.locator("[name='a-topic']").fill("学习行政处罚法")
    office.page.locator("[name='a-laws'][value='行政处罚法']").check()
    office.page.locator("[name='a-planned_on']").fill("2026-06-22")
    session = sent(office)
    office.go(f"{session}steps/hold/")
    expect(office.page.locator("#step-form")).to_contain_text("党组书记、局长")
    office.look("year-attendance")
    story.take("office", session, "hold", held_on="2026-06-22", record="集体学习讨论。")
    story.take("office", session, "close")
    expect(coming(office, "第1次")).to_have_count(0)


def examination(story: Story) -> None:
    """Who sits is picked from the roster; the platform's Excel file fills the sheets, and a stranger in it is told."""
    story.on("2026-06-23")
    names = ["窗口工作人员甲", "窗口工作人员乙"]
    matter = story.open(
        "office",
        "law-exam",
        "announce",
        exam_name="2026年度学法考试",
        organiser="市司法局",
        held_on="2026-06-23",
        pass_mark=60,
        excellent_mark=90,
        invited=names,
    )
    book, out = Workbook(), BytesIO()
    for row in (["姓名", "得分"], [names[0], 98], ["不在册的人", 99], [names[1], 95.6]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(out)
    office = story.who("office")
    office.go(f"{matter}steps/enter-results/")
    office.page.locator("[name='sheet-results']").set_input_files(
        {"name": "成绩.xlsx", "mimeType": SHEET, "buffer": out.getvalue()}
    )
    office.page.locator("button[value='sheet:results']").click()
    expect(office.page.locator("main")).to_contain_text("“不在册的人”不在")
    office.look("year-results")
    rows = office.page.locator("[name^='a-results.'][name$='.score']")
    scores = [one.input_value() for one in rows.all()]
    stranger = scores.index("99")
    for key in ("name", "score"):
        cell = office.page.locator(f"[name='a-results.{stranger}.{key}']")
        if key == "name":
            cell.select_option("")
        else:
            cell.fill("")
    sent(office)
    story.take("lawyer", matter, "check", agrees=True)
    office.go("/desk/figures/study.exam_mean/2026/")
    expect(office.page.locator("main")).to_contain_text("96.8")


def publicity_and_control(story: Story) -> None:
    """An event and a check of internal control, each seen by another person."""
    story.on("2026-06-24")
    event = story.open(
        "office",
        "popularisation-event",
        "record",
        event_name="科技活动周宣讲",
        event_kind="science_week",
        held_on="2026-06-24",
        topic="科学技术进步法",
        audience="企业",
        people=60,
        counted_by="list",
    )
    story.take("lawyer", event, "check", agrees=True)
    check = story.open(
        "credit",
        "control-check",
        "check",
        activity="contracts",
        period="上半年",
        sample="随机抽取",
        items=6,
        exceptions=1,
        found="缺验收单",
        checked_on="2026-06-24",
    )
    refused = story.try_to("credit", f"{check}steps/confirm/")
    expect(refused.page.locator("main")).to_contain_text("整改")
    story.take("office", check, "mend", mended="已补齐")
    story.take("credit", check, "confirm")


def promotion_and_oath(story: Story) -> None:
    """The quorum comes from the meeting; four days of notice are too few; the oath is owed, and nothing of it is typed."""
    story.on("2026-06-25")
    case = story.town.case(procedure_key="cadre-promotion", closed_on__isnull=True, title__contains="副科长")
    item = story.town.case(procedure_key="meeting-item", title__contains="干部选拔任用")
    matter = f"/desk/matters/{case.number}/"
    story.take("personnel", matter, "discuss", item=item.number)
    personnel = story.who("personnel")
    story.take("personnel", matter, "open-notice", notice_on="2026-06-25", notice_place="局公示栏，12380")
    story.on("2026-07-01")
    said = {"a-appointment_number": "漯科〔2026〕90号", "a-appointed_on": "2026-07-01"}
    assert personnel.try_anyway(f"{matter}steps/appoint/", said) == 422
    story.on("2026-07-03")
    story.take(
        "personnel", matter, "appoint", appointment_number="漯科〔2026〕90号", appointed_on="2026-07-03"
    )
    due = coming(personnel, "宪法宣誓")
    expect(due).to_contain_text("2026-07-03任职")
    due.get_by_role("link").click()
    personnel.look("year-oath")
    oath = sent(personnel)
    story.take("personnel", oath, "swear", sworn_on="2026-07-03", place="本局会议室", led_by="党组书记、局长")
    expect(coming(personnel, "宪法宣誓")).to_have_count(0)


def rotation(story: Story) -> None:
    """A post is due; who and since when are known; the list of the hand-over takes them from the rotation."""
    personnel = story.who("personnel")
    due = coming(personnel, "轮岗：").first
    personnel.look("year-due")
    due.get_by_role("link").click()
    who = personnel.page.locator("[name='a-who']").input_value()
    assert who
    personnel.page.locator("[name='a-proposal']").fill("到期，建议轮岗。")
    matter = sent(personnel)
    personnel.look("year-rotation")
    story.take("director", matter, "decide", way="rotate", to_post="平台管理员")
    personnel.go(f"/desk/matters/open/post-handover/list/?about={number_of(matter)}&question=rotation")
    expect(personnel.page.locator("#step-form")).to_contain_text(who)
    personnel.look("year-handover")


def reconsideration(story: Story) -> None:
    """The matter complained of is named; every act on its record stands in the answer."""
    act = story.town.case(procedure_key="service-application", closed_on__isnull=False)
    matter = story.open(
        "lawyer",
        "reconsideration-answer",
        "receive",
        title="某公司申请行政复议",
        review_number="漯政复〔2026〕8号",
        review_organ="漯河市人民政府",
        applicant="某公司",
        act=act.number,
        act_title="不予认定决定",
        act_on=act.closed_on.isoformat() if act.closed_on is not None else "",
        review_kind="ordinary",
        claims="请求撤销。",
        document_too=False,
        received_on="2026-07-03",
    )
    story.take("lawyer", matter, "assign", handlers=["法制审核员", "政策法规科科长"])
    lawyer = story.who("lawyer")
    lawyer.go(f"{matter}steps/assemble/")
    expect(lawyer.page.locator("#step-form")).to_contain_text(f"{act.number}，记录第")
    lawyer.look("year-evidence")
    story.take("lawyer", matter, "assemble", bases="有关认定管理办法。")
    story.take(
        "lawyer",
        matter,
        "answer",
        answered_on="2026-07-03",
        request="uphold",
        facts="事实清楚，程序合法。",
        answers_to="逐条答复。",
    )


def test_a_clerk_runs_the_year_of_the_institutions_inside_the_bureau(story: Story) -> None:
    study(story)
    examination(story)
    publicity_and_control(story)
    promotion_and_oath(story)
    rotation(story)
    reconsideration(story)
    personnel = story.who("personnel")
    personnel.speak("en")
    for address in (
        "/desk/",
        "/desk/time-in-post/",
        "/desk/registers/study.studysession/",
        "/desk/registers/promotion.promotion/",
        "/desk/registers/personnel.rotation/",
    ):
        personnel.go(address)
        personnel.look("year-english")
        assert personnel.untranslated() == [], address
