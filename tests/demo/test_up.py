"""``yifa demo up`` as ``make demo`` runs it: from an empty folder to a site on which every page opens, in every worker, twice.

The demonstration is loaded by a process of its own with a database of its own. That costs a minute and more, so it is one test,
which shows several rules in turn: parallel processes of a run would each load it anew for tests of their own.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.ports import free_port
from yifa.demo.bureaus import PASSWORD

BUREAU = "luohe-kj"
# A machine that does much else at once takes its time.
LOAD_SECONDS = 3000
PAGE_SECONDS = 300
CLIENTS = 4
OF_EACH_PUBLIC = 4
OF_EACH_DESK = 2

# Published for 2020 by the bureau (漯河市科学技术局2020年度法治政府建设工作报告).
PUBLISHED = {
    "service.items": (28, [21, 3, 4]),
    "service.completed": (159, None),
    "rulemaking.cleaned": (9, [5, 4]),
    "contracts.reviewed": (14, None),
    "meetings.three_majors_items": (26, None),
    "integrity.red_list": (351, [189, 157, 5]),
    "suggestions.congress": (3, [2, 1]),
    "suggestions.cppcc": (5, None),
    "planning.tasks": (22, None),
    "meetings.special_party_group": (5, None),
    "meetings.reports_heard": (8, None),
    "recognition.platforms": (242, [1, 1, 79, 4, 6, 3, 4, 8, 128, 8]),
    "recognition.national_high_tech": (101, None),
    "recognition.municipal_high_tech": (135, None),
    "recognition.technology_sme": (152, None),
}


@dataclass
class Demonstration:
    """The running command, its folder and what it has said."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        return (self.home / "said").read_text("utf-8", "replace")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Another command on the same folder."""
        return subprocess.run(
            [sys.executable, "-m", "yifa.cli", "--language", "zh", *arguments],
            env=environment(self.home),
            capture_output=True,
            text=True,
            timeout=LOAD_SECONDS,
            check=False,
        )


def environment(home: Path) -> dict[str, str]:
    """That of a newcomer: nothing is set but the folder, and more patience than a laptop needs."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "DATABASE_OWNER_URL", "YIFA_TEST_CLUSTER"}
    return {name: value for name, value in os.environ.items() if name not in ours} | {
        "YIFA_HOME": str(home),
        "YIFA_REQUEST_SECONDS": str(PAGE_SECONDS),
    }


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[Demonstration]:
    home, port = tmp_path, free_port()
    with (home / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "yifa.cli", "--language", "zh", "demo", "up", "--port", str(port)],
            env=environment(home),
            stdout=said,
            stderr=said,
        )
    one = Demonstration(home, port, process)
    try:
        deadline = time.monotonic() + LOAD_SECONDS
        while not serves(port):
            assert process.poll() is None, one.said
            assert time.monotonic() < deadline, one.said
            time.sleep(1)
        yield one
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        one.run("demo", "reset", "--yes")


def serves(port: int) -> bool:
    try:
        return Browser(port).open(f"/{BUREAU}/").status == 200
    except OSError:
        return False


@dataclass(frozen=True)
class Answer:
    """What a page answered; body is its text, empty for what is no page."""

    path: str
    status: int
    body: str
    location: str = ""

    @property
    def links(self) -> list[str]:
        """Addresses of this site in the page."""
        found = (urljoin(self.path, unescape(href)) for href in re.findall(r'href="([^"#]+)', self.body))
        return [path for path in found if path.startswith("/") and not path.startswith("//")]


@dataclass
class Browser:
    """Asks for pages, and keeps cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self, path: str, form: dict[str, str] | None = None) -> Answer:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PAGE_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            if form is None:
                client.request("GET", path, headers=headers)
            else:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                client.request("POST", path, urlencode(form), headers)
            answer = client.getresponse()
            raw = answer.read()
        finally:
            client.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        is_page = (answer.headers.get("Content-Type") or "").startswith("text/html")
        return Answer(
            path, answer.status, raw.decode() if is_page else "", answer.headers.get("Location") or ""
        )

    def sign_in(self, username: str) -> None:
        page = self.open("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
        assert token is not None, page.body
        answer = self.open(
            "/accounts/login/", {"csrfmiddlewaretoken": token[1], "login": username, "password": PASSWORD}
        )
        assert answer.status == 302, answer.body

    def crawl(self, start: str, of_each: int) -> dict[str, Answer]:
        """Every page of this part that links lead to, at most so many of each kind."""
        answers: dict[str, Answer] = {}
        kinds: Counter[str] = Counter()
        waiting, seen = deque([start]), {start}
        with ThreadPoolExecutor(CLIENTS) as clients:
            while waiting:
                round_ = [waiting.popleft() for _ in range(min(CLIENTS, len(waiting)))]
                for answer in clients.map(self.open, round_):
                    answers[answer.path] = answer
                    onward = [*answer.links, *([answer.location] if answer.location.startswith("/") else [])]
                    for path in onward:
                        kind = kind_of(path)
                        if path.startswith(start) and path not in seen and kind and kinds[kind] < of_each:
                            kinds[kind] += 1
                            seen.add(path)
                            waiting.append(path)
        return answers

    def again(self, answers: dict[str, Answer]) -> list[Answer]:
        """The same pages once more, several at a time."""
        with ThreadPoolExecutor(CLIENTS) as clients:
            return list(clients.map(self.open, answers))


def kind_of(path: str) -> str:
    """The view behind an address; empty where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name or ""
    except Resolver404:
        return ""


def failures(answers: list[Answer]) -> list[tuple[str, int]]:
    """Pages that neither open, nor lead on, nor say that their content is for those who need to know it."""
    return [
        (one.path, one.status)
        for one in answers
        if one.status not in {200, 302, 303} and not (one.status == 403 and "内容不向您开放" in one.body)
    ]


def every_public_page_opens_twice(demonstration: Demonstration) -> None:
    visitor = Browser(demonstration.port)
    first = visitor.crawl(f"/{BUREAU}/", OF_EACH_PUBLIC)
    kinds = {kind_of(path) for path in first}
    assert {"portal:report", "portal:figure", "portal:paper", "portal:guide", "portal:document"} <= kinds
    assert failures([*first.values(), *visitor.again(first)]) == []


def the_reports_page_opens_in_every_worker(demonstration: Demonstration) -> None:
    visitor = Browser(demonstration.port)
    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(visitor.open, [f"/{BUREAU}/reports/2020/"] * 32))
    assert failures(answers) == []
    assert all("<svg" in one.body for one in answers)


def pages_of_the_desk_open_twice(demonstration: Demonstration) -> None:
    desk = Browser(demonstration.port)
    desk.sign_in("lawyer")
    first = desk.crawl("/desk/", OF_EACH_DESK)
    opened = [one for one in first.values() if one.status == 200 and one.body]
    assert len(opened) >= 20, sorted(first)
    # A report's pages and papers are drawn or set in the worker.
    workspace = "/desk/reports/2020/"
    first |= {
        path: desk.open(path)
        for path in (workspace, f"{workspace}preview/", f"{workspace}papers/report.docx")
    }
    assert failures([*first.values(), *desk.again(first)]) == []


def the_years_figures_are_those_that_the_bureau_published(demonstration: Demonstration) -> None:
    folder = demonstration.home / "demo" / f"{BUREAU}-2020"
    stated = {
        (entry["code"], entry["year"]): entry
        for entry in json.loads((folder / "figures.json").read_text("utf-8"))
    }
    for code, (value, parts) in PUBLISHED.items():
        entry = stated[code, 2020]
        assert entry["value"] == value, code
        assert entry["records"] == value, code
        if parts is not None:
            assert sorted(part["value"] for part in entry["parts"] if part["value"]) == sorted(parts), code
    assert stated["counsel.consultations", 2020]["value"] >= 40
    series = {year: stated["recognition.national_high_tech", year]["value"] for year in (2018, 2019, 2020)}
    assert series == {2018: 53, 2019: 72, 2020: 101}
    assert {path.suffix for path in folder.iterdir()} >= {".html", ".docx", ".pdf", ".json"}


def every_story_is_told_to_its_end(demonstration: Demonstration) -> None:
    steps = re.search(r"(\d+) 步办理", demonstration.said)
    assert steps is not None, demonstration.said
    assert int(steps[1]) > 5000


def the_record_verifies_while_the_site_works(demonstration: Demonstration) -> None:
    done = demonstration.run("record", "verify", BUREAU)
    assert done.returncode == 0, done.stdout + done.stderr


def a_year_is_not_loaded_twice(demonstration: Demonstration) -> None:
    done = demonstration.run("demo", "load", "luohe-2020")
    assert done.returncode == 1
    assert "已经存在" in done.stderr


def nobody_waited_and_ctrl_c_ends_it_at_once(demonstration: Demonstration) -> None:
    assert "worker_out_of_time" not in demonstration.said
    assert "WORKER TIMEOUT" not in demonstration.said
    begun = time.monotonic()
    demonstration.process.send_signal(signal.SIGINT)
    assert demonstration.process.wait(timeout=120) == 0
    assert time.monotonic() - begun < 60
    assert not serves(demonstration.port)


@pytest.mark.slow
def test_an_empty_folder_becomes_a_site_on_which_every_page_opens_and_which_ends_when_told(
    demonstration: Demonstration,
) -> None:
    every_public_page_opens_twice(demonstration)
    the_reports_page_opens_in_every_worker(demonstration)
    pages_of_the_desk_open_twice(demonstration)
    the_years_figures_are_those_that_the_bureau_published(demonstration)
    every_story_is_told_to_its_end(demonstration)
    the_record_verifies_while_the_site_works(demonstration)
    a_year_is_not_loaded_twice(demonstration)
    nobody_waited_and_ctrl_c_ends_it_at_once(demonstration)
