"""A clerk's year with the bureau's people: plan, study, examination, popularisation, cards, rotation, control, a zero attested.

A bureau whose house alone is made, nobody's year played. Forms are filled as they are drawn: what was known stands in them;
people, posts, laws and matters are ticked or picked; tables come from workbooks. No name of a person, post or enterprise is
typed, and no text twice. Where people are ticked and a workbook is read, a browser does it; the other forms are sent as it would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from openpyxl import Workbook
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.journeys.town import Town, Walk, profile_text
from yifa.cases.library import statute_titles
from yifa.cases.log.keys import ensure_key
from yifa.demo.bureaus import make_bureau, make_logins
from yifa.demo.loading import known_indicator
from yifa.demo.profile import read_profile
from yifa.figures.compute import figure
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.house.models import Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.law.identifiers import make_uscc

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


class Form(HTMLParser):
    """A form as it is drawn: ``sent`` is what it sends as it stands, ``offers`` by name what may be picked: title to value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.offers: dict[str, dict[str, str]] = {}
        self.typed: set[str] = set()
        self._select = self._area = ""
        self._option: tuple[str, str, str] | None = None
        self._labels: dict[str, tuple[str, str]] = {}
        self._text = ""
        self.feed(page[page.index('id="step-form"') :].partition("</form>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "select":
            self._select = name
            self.offers[name], self.sent[name] = {}, [""]
        elif tag == "option":
            self._option, self._text = (self._select, value, "selected" if "selected" in given else ""), ""
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "label":
            self._text = ""
            self._option = ("label", given.get("for", ""), "")
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            self._labels[given.get("id", "")] = (name, value)
            self.offers.setdefault(name, {})
            if "checked" in given:
                self.sent.setdefault(name, []).append(value)
        elif tag == "input" and given.get("type") != "file":
            self.sent[name] = [value]
            if given.get("type") == "text":
                self.typed.add(name)

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent[self._area] = [self._text.removeprefix("\n")]
            self.typed.add(self._area)
        elif tag in ("option", "label") and self._option is not None:
            name, value, chosen = self._option
            title = " ".join(self._text.split())
            if name == "label" and value in self._labels:
                name, value = self._labels[value]
            if name in self.offers:
                self.offers[name][title] = value
            if chosen:
                self.sent[name] = [value]
            self._option = None


@dataclass
class Year:
    """The year as it goes: ``on(day)`` moves the clock, ``sit(user)`` changes who is at the desk, ``take`` sends a form."""

    walk: Walk
    sessions: dict[str, str]
    settings: LazySettings
    texts: list[str] = field(default_factory=list)

    @property
    def context(self) -> BrowserContext:
        return self.walk.page.context

    def on(self, day: date) -> None:
        """Nine in the morning of that day."""
        self.settings.CLOCK = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)

    def sit(self, username: str) -> None:
        site = self.walk.town.site
        self.context.add_cookies([{"name": "sessionid", "value": self.sessions[username], "url": site}])

    def page(self, address: str) -> str:
        answer = self.context.request.get(f"{self.walk.town.site}{address}")
        assert answer.status == 200, (address, answer.status)
        return answer.text()

    def take(self, username: str, address: str, /, **said: Any) -> str:
        """Fill a form in and take the step; the number of the matter. A list ticks, bytes are a workbook for the table."""
        self.sit(username)
        form = Form(self.page(address))
        for key, book in [(key, value) for key, value in said.items() if isinstance(value, bytes)]:
            form = Form(self._send(address, form, f"sheet:{key}", {f"sheet-{key}": book}))
            del said[key]
        for key, value in said.items():
            name = key if key == "title" else f"a-{key}"
            if name in form.offers:
                offered = form.offers[name]
                # A matter is offered by its number, and by its title to whoever may know it.
                titles = [
                    next((title for title in offered if title.startswith(f"{one} ")), one)
                    for one in (value if isinstance(value, list) else [value])
                ]
                lacking = [one for one in titles if one not in offered]
                assert not lacking, f"{address}: {name} does not offer {lacking}: {list(offered)[:30]}"
                form.sent[name] = [offered[one] for one in titles]
                continue
            assert name in form.sent, f"{address}: nothing is called {name}: {sorted(form.sent)}"
            form.sent[name] = [str(value)]
            if name in form.typed and not str(value).replace(".", "").isdigit():
                self.texts.append(str(value))
        return self._send(address, form, "take", {})

    def _send(self, address: str, form: Form, do: str, files: dict[str, bytes]) -> str:
        """What the page answers: after an act the number of its matter, else the page drawn again."""
        data: list[tuple[str, str]] = [(name, one) for name, values in form.sent.items() for one in values]
        boundary = "the-year-of-people"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode()
            for name, one in [*data, ("do", do)]
        ]
        parts += [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="book.xlsx"\r\n\r\n'.encode()
            + book
            + b"\r\n"
            for name, book in files.items()
        ]
        answer = self.context.request.post(
            f"{self.walk.town.site}{address}",
            data=b"".join(parts) + f"--{boundary}--\r\n".encode(),
            headers={
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Referer": f"{self.walk.town.site}{address}",
            },
            max_redirects=0 if do == "take" else 5,
        )
        if do != "take":
            return answer.text()
        assert answer.status == 302, f"{address}: {words_of(answer.text())}"
        return answer.headers["location"].partition("/matters/")[2].partition("/")[0]

    def open(self, username: str, procedure: str, step: str, /, **said: Any) -> str:
        return self.take(username, f"/desk/matters/open/{procedure}/{step}/", **said)

    def go_on(self, username: str, number: str, step: str, /, **said: Any) -> None:
        assert self.take(username, f"/desk/matters/{number}/steps/{step}/", **said) == number


def words_of(page: str) -> str:
    """What an answer that is no act says is wrong."""
    found = page.partition('role="alert"')[2].partition("</div>")[0]
    return " ".join(unescape("".join(part.partition(">")[2] for part in found.split("<"))).split())


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Town, dict[str, str]]]:
    """The bureau's departments, posts and people behind a running server, and everybody's session. Emptied afterwards."""
    home = tmp_path_factory.mktemp("year")
    path = home / "house.yaml"
    path.write_text(profile_text(date(2026, 1, 22)).partition("\nfigures:")[0] + "\nfigures: {}\n", "utf-8")
    with django_db_blocker.unblock(), override_settings(HOME=home, MEDIA_ROOT=home / "files"):
        cache.clear()
        with ExitStack() as after:
            after.callback(call_command, "flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            bureau = make_bureau(read_profile(path, known_indicator), date(2015, 1, 1))
            ensure_key(bureau)
            make_logins(bureau, date(2025, 1, 1), "")
            sessions = {}
            for user in get_user_model().objects.all():
                client = Client()
                client.force_login(user, backend="yifa.conf.logins.Backend")
                sessions[user.get_username()] = client.cookies["sessionid"].value
            server = LiveServer("localhost")
            after.callback(server.stop)
            yield Town(bureau, server.url, home), sessions


@pytest.fixture
def year(
    house: tuple[Town, dict[str, str]], context: BrowserContext, settings: LazySettings
) -> Iterator[Year]:
    town, sessions = house
    page = context.new_page()
    page.set_default_timeout(20_000)
    settings.HOME, settings.MEDIA_ROOT = town.home, town.home / "files"
    with using_bureau(town.bureau):
        yield Year(Walk(page, town), sessions, settings)


def name_of(username: str) -> str:
    return Officer.objects.get(user__username=username).name


def january_plans_the_study(year: Year) -> str:
    year.on(date(2025, 1, 8))
    plan = year.open(
        "office",
        "study-plan",
        "draft",
        plan_name="全员学法计划",
        audience="全体人员",
        laws=["宪法", "民法典", "科学技术进步法"],
        subjects="党内法规。",
        sessions_least=2,
        hours_least=60,
    )
    year.go_on("deputy", plan, "approve")
    return plan


def march_studies_the_constitution(year: Year, plan: str) -> str:
    """In a browser: who is entitled is known, who was absent is ticked, who presided is picked."""
    year.on(date(2025, 3, 10))
    year.sit("office")
    page, walk = year.walk.page, year.walk
    walk.go("/desk/matters/open/study-session/call/")
    walk.choose("形式", "全员集中学法")
    page.locator("#f-topic").fill("学习宪法")
    page.get_by_label("宪法", exact=True).check()
    page.locator("#f-planned_on").fill("2025-03-10")
    page.locator("#f-plan").select_option(plan)
    walk.look("study-call")
    walk.button("通知学习").click()
    page.wait_for_url("**/steps/hold/")
    page.get_by_role("group", name="缺席人员").get_by_label(name_of("clerk"), exact=True).check()
    page.locator("#f-absence_reasons").fill("值班")
    page.locator("#f-led_by").select_option(label=name_of("director"))
    page.locator("#f-record").fill("通读全文并讨论。")
    walk.look("study-hold")
    walk.button("登记学习情况").click()
    walk.to_the_matter()
    year.texts += ["学习宪法", "值班", "通读全文并讨论。"]
    return page.url.partition("/matters/")[2].partition("/")[0]


def spring_gives_a_card_and_trains(year: Year) -> None:
    year.on(date(2025, 3, 11))
    card = year.open(
        "personnel",
        "enforcement-certificate",
        "apply",
        title="申领执法证件",
        holder=name_of("assessor"),
        duty="行政检查",
        on_staff="是",
        certificate_kind="省级统一行政执法证",
    )
    year.on(date(2025, 4, 8))
    year.go_on("personnel", card, "examine", exam="通用法律知识", examined_on="2025-04-08", result="考试通过")
    year.on(date(2025, 5, 6))
    year.go_on(
        "personnel",
        card,
        "issue",
        certificate_number="00-1101",
        issued_by="省司法厅",
        issued_on="2025-05-06",
        valid_until="2031-05-05",
    )
    year.on(date(2025, 6, 9))
    course = year.open(
        "office",
        "enforcement-training",
        "arrange",
        course="行政检查规范",
        course_kind="法律知识",
        planned_on="2025-06-09",
    )
    who = [name_of("assessor")]
    year.go_on("office", course, "hold", held_on="2025-06-09", hours=6, trainees=who, passed=who)


def june_rotates_a_post_with_a_signed_list(year: Year) -> str:
    year.on(date(2025, 6, 16))
    rotation = year.open(
        "personnel",
        "post-rotation",
        "plan",
        title="关键岗位轮岗",
        who=name_of("credit"),
        proposal="任职期满。",
    )
    year.go_on("director", rotation, "decide", way="轮岗", to_post="窗口工作人员")
    things: list[list[object]] = [
        ["文件资料", "信用信息报送台账", 3, ""],
        ["印章、证照", "报送专用章", 1, ""],
    ]
    handover = year.open(
        "credit",
        "post-handover",
        "list",
        title="交接清单",
        rotation=rotation,
        taker_name=name_of("registry"),
        from_on="2025-07-01",
        items=workbook(["类别", "交接内容", "数量", "说明"], *things),
    )
    year.on(date(2025, 6, 17))
    year.go_on("credit", handover, "sign-giver")
    year.go_on("registry", handover, "sign-taker", agrees="是")
    year.go_on("personnel", handover, "witness")
    year.go_on("personnel", rotation, "finish", handover=handover, done_on="2025-06-17")
    return handover


def july_looks_after_the_money(year: Year) -> None:
    year.on(date(2025, 7, 7))
    point = year.open(
        "credit",
        "risk-point",
        "record",
        title="政府采购风险点",
        activity="政府采购管理",
        step="验收",
        risk="货不对单",
        measure="采购与验收分岗",
        does="平台管理员",
        checks="计划财务科科长",
        frequency="每季度",
    )
    year.go_on("office", point, "check", agrees="是")
    control = year.open(
        "credit",
        "control-check",
        "check",
        title="采购检查",
        activity="政府采购管理",
        period="二季度",
        sample="全部",
        items=12,
        exceptions=1,
        found="一份合同没有验收单。",
        checked_on="2025-07-07",
    )
    year.go_on("office", control, "mend", mended="已补齐。")
    year.go_on("credit", control, "confirm")


def september_reads_the_results_of_the_platform(year: Year) -> str:
    """In a browser: the sheet is read, and whoever was not to sit is told and left out."""
    year.on(date(2025, 9, 1))
    sat = [name_of("clerk"), name_of("examiner"), name_of("office")]
    exam = year.open(
        "office",
        "law-exam",
        "announce",
        exam_name="学法考试",
        organiser="市司法局",
        held_on="2025-09-18",
        pass_mark=60,
        excellent_mark=90,
        invited=sat,
    )
    year.on(date(2025, 9, 22))
    year.sit("office")
    page, walk = year.walk.page, year.walk
    walk.go(f"/desk/matters/{exam}/steps/enter-results/")
    book = walk.town.home / "results.xlsx"
    scores: list[list[object]] = [[number, name, 96.8] for number, name in enumerate(sat, 1)]
    book.write_bytes(workbook(["序号", "姓名", "得分"], *scores, [4, "某某", 99]))
    page.locator("#sheet-results").set_input_files(str(book))
    walk.button("填入").click()
    expect(page.locator("main")).to_contain_text("“某某”不在")
    walk.look("exam-results")
    walk.button("登记成绩").click()
    walk.to_the_matter()
    year.go_on("lawyer", exam, "check", agrees="是")
    return exam


def december_explains_the_constitution(year: Year) -> None:
    year.on(date(2025, 12, 4))
    enterprises: list[list[object]] = [
        [f"某市第{number}号科技有限公司", make_uscc(f"91411100MA{number:07d}")] for number in range(1, 4)
    ]
    event = year.open(
        "office",
        "popularisation-event",
        "record",
        event_name="国家宪法日宣讲",
        event_kind="国家宪法日",
        held_on="2025-12-04",
        topic="宪法和科技法律",
        audience="园区企业",
        people=64,
        counted_by="签到名单",
        handouts=100,
        enterprises=workbook(["企业名称", "统一社会信用代码"], *enterprises),
    )
    year.go_on("lawyer", event, "check", agrees="是")


def january_attests_that_nothing_was_disputed(year: Year) -> None:
    figure_page = "/desk/figures/disputes.reconsiderations/2025/"
    said = registry["disputes.reconsiderations"].zero
    assert said is not None
    year.on(date(2026, 1, 5))
    whole = year.open(
        "lawyer",
        "period-complete",
        "attest",
        title="登记完整",
        register_name="行政复议",
        period_year=2025,
        is_complete="是",
        how_checked="与收文登记核对。",
    )
    assert f"<p>{said.zh}</p>" not in year.page(figure_page)
    year.go_on("office", whole, "confirm")
    assert f"<p>{said.zh}</p>" in year.page(figure_page)


def test_a_year_is_run_and_no_name_is_typed(year: Year) -> None:
    plan = january_plans_the_study(year)
    session = march_studies_the_constitution(year, plan)
    spring_gives_a_card_and_trains(year)
    handover = june_rotates_a_post_with_a_signed_list(year)
    july_looks_after_the_money(year)
    exam = september_reads_the_results_of_the_platform(year)
    december_explains_the_constitution(year)
    year.on(date(2025, 12, 18))
    year.go_on("office", plan, "look-back", fulfilled="次数、学时均已完成。")
    january_attests_that_nothing_was_disputed(year)

    counted = {
        "study.sessions": 1,
        "study.laws": 1,
        "study.exam_sat": 3,
        "study.exam_excellent_rate": 100,
        "popularisation.events": 1,
        "popularisation.enterprises": 3,
        "enforcers.trained": 1,
        "personnel.rotations": 1,
        "personnel.handovers": 1,
        "control.exceptions": 1,
        "disputes.reconsiderations": 0,
    }
    found = {code: figure(registry[code], year.walk.town.bureau, Period.year(2025)).value for code in counted}
    assert found == counted
    names = {*Officer.objects.values_list("name", flat=True), *Post.objects.values_list("name", flat=True)}
    assert not [text for text in year.texts if any(name in text for name in names)]
    assert len(year.texts) == len(set(year.texts)), sorted(year.texts)

    # The same pages in English.
    walk = year.walk
    walk.town.written += [*statute_titles(), *year.texts]
    walk.speak("en")
    year.sit("office")
    left = []
    for address in (
        f"matters/{session}/",
        f"matters/{exam}/",
        f"matters/{handover}/",
        "matters/open/study-session/call/",
    ):
        walk.go(f"/desk/{address}")
        walk.look("people-english")
        left += walk.untranslated()
    assert not left
