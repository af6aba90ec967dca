"""A measure on innovation vouchers from its first draft to its end: who is told what, what the public sees, and what proves it.

The clock moves with the story, from June 2026 to August 2028; each step is taken in a browser by whoever may take it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.hands import hands
from tests.journeys.town import Town, Walk
from yifa.cases.log.tree import integrate
from yifa.cases.log.verification import verify
from yifa.house import calendars
from yifa.house.tenancy import using_bureau

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TITLE: Final = "漯河市科技创新券管理办法"
DETAILS: Final = "漯河市科技创新券兑付细则"
FIRST: Final = """第一条　为了支持科技型中小微企业购买科技服务，依据《中华人民共和国科学技术进步法》，制定本办法。
第二条　本办法所称科技创新券，是指市级财政安排，用于支持企业向服务机构购买科技服务的电子凭证。
第三条　服务机构应当在本市注册登记并设立分支机构，方可承接创新券服务。
第四条　企业申领创新券，应当提交无违法违规记录证明。
第五条　市科学技术局自收到申领之日起五个工作日内办结。
第六条　弄虚作假骗取创新券的，由市科学技术局处三万元以下罚款，并列入失信黑名单。
第七条　本办法由漯河市科学技术局负责解释。
第八条　本办法自2026年10月1日起施行，有效期五年。"""
SECOND: Final = (
    FIRST.replace(
        "服务机构应当在本市注册登记并设立分支机构，方可承接创新券服务。",
        "依法设立、具备相应服务能力的机构，不分注册地，均可以承接创新券服务。",
    )
    .replace("应当提交无违法违规记录证明", "作出信用承诺，不再提交证明")
    .replace("由市科学技术局处三万元以下罚款，并列入失信黑名单", "依照有关法律、行政法规的规定处理")
)
THIRD: Final = SECOND.replace(
    "依照有关法律、行政法规的规定处理", "追回已经兑付的资金，依照有关法律、行政法规的规定处理"
)
OPINION: Final = "建议写明资金如何追回。"
MEMBERS: Final = ["党组书记、局长", "党组成员、副局长甲", "党组成员、副局长乙", "党组成员、副局长丙"]

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
# Made-up arrangements for the years into which the story runs, with every festival that the law names.
_NOTICES: Final = {
    2027: """number: 国办发明电〔2026〕9号
issued_on: 2026-11-01
holidays:
  - {name: 元旦, first: 2027-01-01, last: 2027-01-03}
  - {name: 春节, first: 2027-02-05, last: 2027-02-13}
  - {name: 清明节, first: 2027-04-03, last: 2027-04-05}
  - {name: 劳动节, first: 2027-05-01, last: 2027-05-05}
  - {name: 端午节, first: 2027-06-09, last: 2027-06-09}
  - {name: 中秋节, first: 2027-09-15, last: 2027-09-15}
  - {name: 国庆节, first: 2027-10-01, last: 2027-10-07}
""",
    2028: """number: 国办发明电〔2027〕9号
issued_on: 2027-11-01
holidays:
  - {name: 元旦, first: 2028-01-01, last: 2028-01-03}
  - {name: 春节, first: 2028-01-25, last: 2028-02-01}
  - {name: 清明节, first: 2028-04-04, last: 2028-04-04}
  - {name: 劳动节, first: 2028-05-01, last: 2028-05-05}
  - {name: 端午节, first: 2028-05-28, last: 2028-05-28}
  - {name: 国庆节、中秋节, first: 2028-10-01, last: 2028-10-08}
""",
}


@pytest.fixture(scope="module", autouse=True)
def _made_ready(town: Town, days_to_come: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The days to come are arranged."""
    with django_db_blocker.unblock(), hands(), using_bureau(town.bureau):
        for year, notice in _NOTICES.items():
            path = town.home / f"{year}.yaml"
            path.write_text(f"year: {year}\n{notice}", "utf-8")
            calendars.load_notice(path)
    yield
    # Versions of calendars are remembered by the bureau's key, which the next module's bureau may have again.
    calendars.calendar_at.cache_clear()


@dataclass
class Story:
    """The people of the story, each with a browser of their own, and the days on which they act."""

    walk: Walk
    town: Town
    settings: Any
    people: dict[str, Walk] = field(default_factory=dict)

    def on(self, day: str) -> None:
        """It is ten in the morning of this day."""
        at = datetime.combine(date.fromisoformat(day), time(10), _SHANGHAI)
        self.settings.CLOCK = at.astimezone(UTC)

    def who(self, name: str) -> Walk:
        """Somebody at their desk."""
        if name not in self.people:
            self.people[name] = self.walk.somebody(name)
        return self.people[name]

    def take(self, who: str, matter: str, step: str, **answers: Any) -> Walk:
        """Take a step of a matter, which must be possible."""
        walk = self.try_to(who, f"{matter}steps/{step}/", **answers)
        expect(walk.page.locator(".notice.success"), f"{who} {step}").to_contain_text("已办理")
        return walk

    def open(self, who: str, procedure: str, step: str, about: str = "", **answers: Any) -> str:
        """Begin a matter, about another where one is given; gives its address."""
        address = f"/desk/matters/open/{procedure}/{step}/"
        if about:
            address += f"?about={number_of(about)}&question=subject"
        walk = self.try_to(who, address, **answers)
        expect(walk.page.locator(".notice.success"), f"{who} {step}").to_contain_text("已办理")
        # What is owed next, and may be taken by the same officer, opened by itself.
        return walk.page.url.removeprefix(self.town.site).partition("?")[0].partition("steps/")[0]

    def try_to(self, who: str, address: str, **answers: Any) -> Walk:
        """Fill in a step's form and send it."""
        walk = self.who(who)
        walk.go(address)
        for key, value in answers.items():
            answer(walk, key, value)
        walk.page.locator("#step-form .actions button.primary").click()
        walk.page.wait_for_load_state()
        return walk


def number_of(matter: str) -> str:
    """The number in a matter's address."""
    return matter.rstrip("/").rpartition("/")[2]


def answer(walk: Walk, key: str, value: Any) -> None:
    """Answer one question of a form, however it is asked."""
    named: Callable[[str], Locator] = lambda rest: walk.page.locator(f"[name='a-{key}']{rest}")  # noqa: E731
    if key == "title" and not named("").count():
        walk.page.locator("[name='title']").fill(value)
        return
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for row, cells in enumerate(value):
            for column, cell in cells.items():
                answer(walk, f"{key}.{row}.{column}", cell)
        return
    if isinstance(value, list):
        for one in value:
            named(f"[value='{one}']").check()
        return
    given = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    field = named("").first
    kind = field.evaluate("one => one.type")
    if kind == "radio":
        named(f"[value='{given}']").check()
    elif kind == "select-one":
        field.select_option(given)
    else:
        field.fill(given)


@pytest.fixture
def story(walk: Walk, town: Town, settings: Any) -> Story:
    """The people, before anything is done."""
    return Story(walk, town, settings)


def proposed_and_drafted(story: Story) -> str:
    """Three violations are pointed out; sent on without an answer, the screening refuses; the second version has none."""
    story.on("2026-06-15")
    matter = story.open(
        "drafter",
        "normative-document",
        "propose",
        title=TITLE,
        kind="measures",
        need="支持中小企业购买科技服务，现行做法没有制度依据。",
        legal_basis="《中华人民共和国科学技术进步法》第三十三条",
        expected_effect="企业购买科技服务的负担减轻。",
        touches_market_actors=True,
        touches_operators=True,
        kind_of_major="major_decision",
        is_urgent=False,
    )
    story.take("drafter", matter, "draft", text=FIRST, explanation="说明制定的必要性和主要内容。")
    clerk = story.who("drafter")
    clerk.go(matter)
    clerk.look("rules-drafted")
    clerk.go(f"{matter}steps/screen/")
    clerk.link("逐条答复筛查问题").click()
    clerk.look("rules-screening")
    found = clerk.page.locator(".finding")
    for rule, span in (("ND-03", "罚款"), ("ND-05", "无违法违规记录证明"), ("ND-14", "列入失信")):
        expect(found.filter(has_text=rule).first).to_contain_text(span)
    refused = story.try_to("drafter", f"{matter}steps/screen/")
    expect(refused.page.locator("#refused")).to_contain_text("不得设定行政处罚")
    refused.look("rules-unanswered")
    story.take(
        "drafter",
        matter,
        "draft",
        text=SECOND,
        explanation="说明制定的必要性和主要内容。",
        changes_made="删去罚款、失信惩戒和证明，不再限制注册地",
    )
    story.take("drafter", matter, "screen")
    return matter


def consulted(story: Story, matter: str) -> tuple[str, str]:
    """Departments and market actors are asked, the public for thirty days, and the competition review is made."""
    story.on("2026-06-16")
    story.take(
        "drafter",
        matter,
        "consult-departments",
        departments="市财政局",
        department_views="无意见。",
        department_treatment="无。",
    )
    story.take(
        "drafter",
        matter,
        "consult-market-actors",
        bodies_heard="市高新技术企业协会",
        body_views="支持不限注册地。",
        body_treatment="采纳。",
    )
    asked = {
        "title": f"{TITLE}（征求意见稿）",
        "draft_text": SECOND,
        "explanation": "说明制定的必要性和主要内容。",
        "contact": "政策法规科，办公时间来电、来信均可",
    }
    about = f"/desk/matters/open/public-consultation/open/?about={number_of(matter)}&question=subject"
    early = story.try_to("drafter", about, **asked, closes_on="2026-06-30")
    expect(early.page.locator("#refused")).to_contain_text("《优化营商环境条例》第六十二条")
    early.look("rules-too-short")
    consultation = story.open(
        "drafter", "public-consultation", "open", matter, **asked, closes_on="2026-07-16"
    )
    review = story.open(
        "drafter",
        "fair-competition-review",
        "receive",
        matter,
        title=TITLE,
        measure_kind="normative_document",
        issuing_level="department",
        draft_text=SECOND,
        purpose="支持企业购买科技服务。",
    )
    story.take("drafter", review, "screen", finding_answers="无")
    story.take(
        "drafter",
        review,
        "consult",
        parties_heard=["operators", "associations"],
        touches_public=False,
        who_was_heard="企业三家、协会一家，座谈",
        views="没有影响公平竞争的内容。",
        views_treated="无。",
        views_received="4",
        views_adopted="0",
    )
    story.take(
        "drafter",
        review,
        "assess",
        group_market_entry="none",
        group_free_movement="none",
        group_cost="none",
        group_conduct="none",
        market_effects=["none"],
        assessment="meets",
        assessment_reasons="不分注册地，没有差别待遇。",
    )
    story.take("lawyer", review, "conclude", outcome="no_restriction", conclusion_reasons="符合审查标准。")
    return consultation, review


def a_citizen_comments(story: Story) -> None:
    """On a phone, without an account, on one article; the draft is found from the front page."""
    story.on("2026-06-18")
    walk = story.walk
    with walk.on_a_phone():
        walk.go(f"/{story.town.bureau.code}/")
        draft = walk.page.locator(".open-consultations li", has_text=TITLE)
        expect(draft).to_contain_text("还有29天，7月16日24时截止")
        walk.look("rules-front")
        draft.get_by_role("link", name=f"{TITLE}（征求意见稿）", exact=True).click()
        walk.look("rules-consultation-phone")
        walk.link("对第六条提意见").click()
        expect(walk.page.get_by_label("针对哪一条")).to_have_value("第六条")
        walk.button("下一步：核对").click()
        expect(walk.page.get_by_role("alert")).to_contain_text("意见和理由")
        walk.page.get_by_label("意见和理由").fill(OPINION)
        walk.page.get_by_label("个人", exact=True).check()
        walk.look("rules-opinion-phone")
        walk.button("下一步：核对").click()
        walk.button("提交").click()
        expect(walk.page.locator("main")).to_contain_text("查询码")
        walk.look("rules-received-phone")


def answered(story: Story, consultation: str) -> None:
    """The last day over, the opinion is found from the consultation, treated, and what became of it is public."""
    story.on("2026-07-17")
    refused = story.try_to("drafter", f"{consultation}steps/summarise/", summary="共收到一条意见。")
    expect(refused.page.locator("#refused")).to_contain_text("还有1条意见没有处理")
    clerk = story.who("drafter")
    clerk.go(consultation)
    clerk.look("rules-consultation-case")
    clerk.link("公众意见1条：逐条处理、导出").click()
    expect(clerk.page.locator("main table")).to_contain_text(OPINION)
    clerk.look("rules-opinions")
    with clerk.page.expect_download() as fetched:
        clerk.link("导出Excel").click()
    assert fetched.value.suggested_filename.endswith(".xlsx")
    clerk.page.get_by_role("link", name=re.compile("处理意见")).click()
    answer(clerk, "treatment", "not_adopted")
    clerk.button("处理意见").click()
    expect(clerk.page.locator("#refused")).to_contain_text("应当说明理由")
    answer(clerk, "treatment", "adopted")
    answer(clerk, "treatment_reason", "第六条增加追回资金的规定。")
    clerk.button("处理意见").click()
    expect(clerk.page.locator(".notice.success")).to_contain_text("已办理")
    story.take("drafter", consultation, "summarise", summary="建议写明资金追回，已采纳。")
    story.take("office", consultation, "publish-feedback")
    story.walk.go(f"/{story.town.bureau.code}/consultations/")
    story.walk.look("rules-consultations")
    story.walk.link(f"{TITLE}（征求意见稿）").click()
    expect(story.walk.page.locator("article")).to_contain_text("采纳1条")
    story.walk.look("rules-feedback")


def sent(story: Story, matter: str, consultation: str, review: str) -> None:
    """Linked with its consultation and its competition review, the draft goes to legality review."""
    story.take(
        "drafter",
        matter,
        "consult-public",
        consultation=number_of(consultation),
        public_treatment="采纳一条。",
    )
    story.take(
        "drafter",
        matter,
        "review-competition",
        review=number_of(review),
    )
    story.take("drafter", matter, "submit", papers_complete=True)


ITEM: Final = {
    "title": f"审议《{TITLE}》",
    "is_discipline": False,
    "meeting_kind": "bureau_office",
    "summary": "提请审议。",
}


def the_head_is_told_not_yet(story: Story, matter: str) -> None:
    """Put on the agenda before the legality review, it is refused with the article."""
    about = f"/desk/matters/open/meeting-item/propose/?about={number_of(matter)}&question=subject"
    early = story.try_to("director", about, **ITEM)
    told = early.page.locator(".notice", has_text="不能办理")
    expect(told.first).to_contain_text("合法性审核")
    expect(told.first).to_contain_text("二（六）")
    early.look("rules-too-early")


def objected_and_amended(story: Story, matter: str, review: str) -> None:
    """Counsel and reviewer object; the text is amended, screened, reviewed again and found lawful."""
    story.on("2026-07-20")
    objection = "第六条没有写明已经兑付的资金如何追回。"
    story.take("counsel", matter, "hear-counsel", opinion="to_be_amended", counsel_reasons=objection)
    story.on("2026-07-24")
    own = story.who("drafter")
    own.go(f"{matter}steps/review-legality/")
    expect(own.page.locator(".notice").first).to_contain_text("不能办理")
    story.take("lawyer", matter, "review-legality", opinion="to_be_amended", review_reasons=objection)
    story.on("2026-07-27")
    story.take(
        "drafter",
        matter,
        "draft",
        text=THIRD,
        explanation="按照审核意见修改。",
        changes_made="第六条增加追回资金的规定",
    )
    story.take("drafter", matter, "screen")
    story.take(
        "drafter",
        matter,
        "review-competition",
        review=number_of(review),
    )
    story.take("drafter", matter, "submit", papers_complete=True)
    story.take("counsel", matter, "hear-counsel", opinion="lawful", counsel_reasons="已按意见修改。")
    story.on("2026-08-03")
    story.take("lawyer", matter, "review-legality", opinion="lawful", review_reasons="与上位法一致。")
    story.take("drafter", matter, "respond", adoption="adopted", adoption_reasons="全部采纳。")
    lawyer = story.who("lawyer")
    lawyer.go(matter)
    lawyer.look("rules-reviewed")


def deliberated(story: Story, matter: str) -> None:
    """A meeting with its papers out in time; each member speaks, the chair last; passed."""
    story.on("2026-08-04")
    item = story.open("director", "meeting-item", "propose", matter, **ITEM)
    story.take("office", item, "check-kind", kind_agrees=True)
    story.take("lawyer", item, "cite-legal-opinion", cited=number_of(matter))
    meeting = story.open(
        "office",
        "convened-meeting",
        "convene",
        meeting_kind="bureau_office",
        topic="2026年第9次局长办公会议",
        held_on="2026-08-10",
    )
    story.take("office", meeting, "send-papers")
    story.take("director", item, "put-on-agenda", meeting=number_of(meeting))
    story.on("2026-08-10")
    story.take("recorder", meeting, "hold", present=MEMBERS, discipline_present=False)
    story.take(
        "recorder",
        item,
        "deliberate",
        views=[{"member": one, "stance": "agrees", "view": "同意"} for one in (*MEMBERS[1:], MEMBERS[0])],
    )
    story.take("director", item, "decide", outcome="approved", decision_text="同意印发。")
    story.take("recorder", matter, "deliberate", item=number_of(item))


def issued_and_published(story: Story, matter: str) -> str:
    """Signed, numbered in one act, cited by nobody before it is published, published, interpreted, filed; gives its number."""
    story.on("2026-08-11")
    story.take("director", matter, "sign")
    story.take("office", matter, "check-secrecy", may_open=True)
    story.take(
        "recorder",
        matter,
        "issue",
        effective_on="2026-10-01",
        expires_on="2031-09-30",
        is_trial=False,
    )
    early = cite(story)
    expect(early.page.locator("#refused")).to_contain_text("优化营商环境条例")
    expect(early.page.locator("#refused")).to_contain_text("没有公布")
    early.look("rules-cited-early")
    story.on("2026-08-12")
    story.take("office", matter, "publish", published_on="2026-08-12", with_interpretation=False)
    story.on("2026-08-13")
    story.take(
        "drafter",
        matter,
        "interpret",
        interpreted_on="2026-08-13",
        interpretation="不分注册地，五个工作日办结，不再提交证明。",
    )
    story.take("recorder", matter, "file-for-record", filed_on="2026-08-13", filed_with="漯河市人民政府")
    story.on("2026-08-20")
    story.take(
        "recorder",
        matter,
        "confirm-filing",
        receipt_number="漯备〔2026〕7号",
        receipt_on="2026-08-19",
    )
    office = story.who("office")
    office.go(matter)
    office.look("rules-filed")
    found = re.search(r"漯科规〔2026〕\d+号", office.page.locator("main").inner_text())
    return "" if found is None else found[0]


def cite(story: Story) -> Walk:
    """Propose details on the basis of the measure."""
    return story.try_to(
        "drafter",
        "/desk/matters/open/normative-document/propose/",
        title=DETAILS,
        kind="rules",
        need="细化兑付流程。",
        legal_basis=f"《{TITLE}》第五条",
        expected_effect="兑付更快。",
        touches_market_actors=True,
        touches_operators=True,
        kind_of_major="none",
        is_urgent=False,
    )


def the_public_finds_it(story: Story) -> None:
    """In the library, with its standing on any day, what the draft said before, and the consultation that preceded it."""
    story.on("2026-10-08")
    walk, code = story.walk, story.town.bureau.code
    walk.go(f"/{code}/published/normative-documents/?q=科技创新券管理办法")
    row = walk.page.locator("tbody tr", has_text=TITLE).first
    expect(row.locator(".chip")).to_have_text("有效")
    row.get_by_role("link").click()
    article = walk.page.locator("article")
    expect(article).to_contain_text("追回已经兑付的资金")
    expect(article).to_contain_text("不再提交证明")
    expect(walk.page.locator("aside:not(.demonstration)")).to_contain_text("征求意见稿")
    walk.look("rules-document")
    with walk.on_a_phone():
        walk.look("rules-document-phone")
    address = walk.page.url.removeprefix(story.town.site)
    walk.link("对照文本").click()
    expect(walk.page.locator(".two-texts ins", has_text="追回已经兑付的资金")).to_be_visible()
    walk.look("rules-compared")
    walk.go(f"{address}compare/?view=inline")
    with walk.on_a_phone():
        walk.look("rules-compared-phone")
    walk.go(f"{address}?on=2026-09-30")
    expect(walk.page.locator("article .chip").first).to_have_text("尚未施行")
    walk.speak("en")
    for place in (address, f"{address}compare/", f"/{code}/consultations/", f"/{code}/"):
        walk.go(place)
        walk.look("rules-english")
    walk.speak("zh-hans")


def cleaned_up(story: Story) -> None:
    """Two years later it is abolished in a clean-up; the public is told, and it is a basis no more."""
    story.on("2028-08-14")
    matter = story.open(
        "office",
        "normative-document-cleanup",
        "start",
        title=f"清理《{TITLE}》",
        theme="科技资金管理文件清理",
        document=TITLE,
    )
    story.take("drafter", matter, "propose", conclusion="abolish", reason="上级已有统一规定。")
    story.on("2028-08-21")
    story.take("lawyer", matter, "review", opinion="lawful", review_reasons="可以废止。")
    story.on("2028-08-28")
    story.take(
        "recorder",
        matter,
        "deliberate",
        deliberated_on="2028-08-28",
        meeting="局长办公会议",
        passed=True,
    )
    story.take(
        "director",
        matter,
        "decide",
        conclusion="abolish",
        reason="上级已有统一规定。",
        decided_on="2028-08-28",
    )
    story.take("office", matter, "check-secrecy", may_open=True)
    story.take("office", matter, "publish", published_on="2028-08-28")
    walk, code = story.walk, story.town.bureau.code
    walk.go(f"/{code}/published/normative-documents/?q=科技创新券管理办法")
    expect(walk.page.locator("tbody tr", has_text=TITLE).first.locator(".chip")).to_have_text("已失效或废止")
    walk.go(f"/{code}/published/normative-documents/?q=科技创新券管理办法&on=2028-08-27")
    expect(walk.page.locator("tbody tr", has_text=TITLE).first.locator(".chip")).to_have_text("有效")
    walk.look("rules-library-that-day")
    late = cite(story)
    expect(late.page.locator("#refused")).to_contain_text("不得作为")


def test_a_measure_from_its_first_draft_to_its_end(story: Story, town: Town) -> None:
    town.written.extend([TITLE, DETAILS])
    matter = proposed_and_drafted(story)
    consultation, review = consulted(story, matter)
    a_citizen_comments(story)
    answered(story, consultation)
    sent(story, matter, consultation, review)
    the_head_is_told_not_yet(story, matter)
    objected_and_amended(story, matter, review)
    deliberated(story, matter)
    assert issued_and_published(story, matter).startswith("漯科规〔2026〕")
    the_public_finds_it(story)
    cited = cite(story)
    expect(cited.page.locator(".notice.success")).to_contain_text("已办理")
    cleaned_up(story)
    integrate(town.bureau, datetime(2028, 8, 28, 3, tzinfo=UTC))
    found = verify(town.bureau)
    assert found.ok, found.differences
    assert found.waiting == 0
