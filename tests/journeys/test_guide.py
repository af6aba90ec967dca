"""docs/guides/running.md, walked from an empty folder to the first application decided and the first report built.

The commands are those that the guide prints, each in a process of its own, under the production settings; the pages are asked for
over HTTP as the proxy passes them on. It costs a minute and more, so it is one test, which shows the guide's sections in turn.
"""

from __future__ import annotations

import base64
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.ports import free_port
from yifa.law.identifiers import make_uscc
from yifa.law.limits import legal_day
from yifa.postgres.cluster import THROWAWAY, Cluster

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guides" / "running.md").read_text("utf-8")
CODE, HOST = "test-kj", "yifa.example"
PATIENCE_SECONDS = 900
TODAY = legal_day(datetime.now(UTC))


def typed(begins: str, **places: str) -> list[str]:
    """The command that the guide prints and that begins so, with what it leaves to the reader filled in."""
    [line] = [
        line.strip()
        for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
        for line in block.splitlines()
        if line.strip().startswith(begins)
    ]
    for place, given in places.items():
        assert place in line
        line = line.replace(place, given)
    program, *arguments = shlex.split(line)
    assert program == "yifa"
    return arguments


@dataclass
class Machine:
    """A bureau's machine: its PostgreSQL, its folder, its environment, and what the guide's commands said."""

    home: Path
    cluster: Cluster
    port: int = field(default_factory=free_port)
    key: str = field(default_factory=lambda: base64.b64encode(os.urandom(48)).decode())

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if "YIFA" not in name and "DATABASE" not in name and not name.startswith(("DJANGO", "PYTEST"))
        }
        host = self.cluster.socket_folder
        return kept | {
            "DJANGO_SETTINGS_MODULE": "yifa.conf.production",
            "DATABASE_URL": f"postgresql://yifa_app:one@/yifa?host={host}",
            "DATABASE_OWNER_URL": f"postgresql://yifa_owner:two@/yifa?host={host}",
            "YIFA_SECRET_KEY": self.key,
            "YIFA_ALLOWED_HOSTS": HOST,
            "YIFA_BEHIND_PROXY": "yes",
            "YIFA_HOME": str(self.home),
            "YIFA_REQUEST_SECONDS": "600",
        }

    def yifa(self, *arguments: str, status: int = 0) -> str:
        """Both outputs of a command that ends as expected."""
        done = subprocess.run(
            [sys.executable, "-m", "yifa.cli", "--language", "zh-hans", *arguments],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == status, said
        assert "Traceback" not in said, said
        return said


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """PostgreSQL with what docs/reference/settings.md has its superuser type, and an empty folder."""
    cluster = Cluster(tmp_path / "postgres", THROWAWAY)
    cluster.ensure_running()
    try:
        block = re.search(
            r"```sql\n(.*?)```", (DOCS / "reference" / "settings.md").read_text("utf-8"), re.DOTALL
        )
        assert block is not None
        with cluster.connect() as connection:
            # The embedded server brings its own; a bureau's has none.
            for statement in ("drop database yifa", "drop role yifa_app", "drop role yifa_owner"):
                connection.execute(statement)
            for statement in filter(str.strip, block[1].replace("…", "secret").split(";")):
                connection.execute(statement.encode())
        home = tmp_path / "home"
        home.mkdir()
        yield Machine(home, cluster)
    finally:
        cluster.destroy()


@dataclass
class Browser:
    """Somebody's browser behind the proxy, which speaks HTTPS to it."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, form: dict[str, str] | list[tuple[str, str]] | None = None
    ) -> tuple[int, str, str]:
        """Status, page, and where it leads."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "203.0.113.7",
            "Referer": f"https://{HOST}{path}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        try:
            if form is None:
                connection.request("GET", path, headers=headers)
            else:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                connection.request("POST", path, urlencode(form), headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page, answer.headers.get("Location") or ""

    def see(self, path: str) -> str:
        """A page that opens."""
        status, page, location = self.ask(path)
        assert status == 200, (path, status, location)
        return page

    def send(self, path: str, **fields: str) -> str:
        """Send the form of a page; where it leads."""
        status, page, location = self.ask(path, fields | {"csrfmiddlewaretoken": _token(self.see(path))})
        assert status == 302, (path, status, _words(page))
        return location

    def show(self, path: str, **fields: str) -> str:
        """Send the form of a page, which answers with a page."""
        status, page, location = self.ask(path, fields | {"csrfmiddlewaretoken": _token(self.see(path))})
        assert status == 200, (path, status, location, _words(page))
        return page


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None, _words(page)
    return found[1]


def _words(page: str) -> str:
    main = page.partition("<main")[2] or page
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def _number(address: str) -> str:
    found = re.search(r"/(\d+)/$", address)
    assert found is not None, address
    return found[1]


@dataclass
class Person:
    """An officer at their browser, signed in with a password of their own."""

    browser: Browser

    @classmethod
    def first_sign_in(cls, machine: Machine, username: str, password: str, *, second_factor: bool) -> Person:
        """With the first password, which must be changed; then with a second factor, where the post needs one."""
        browser = Browser(machine.port)
        assert browser.send("/accounts/login/", login=username, password=password) == "/desk/"
        assert browser.ask("/desk/")[2] == "/accounts/password/change/"
        own = f"{username} has a sentence of many words"
        status, page, _ = browser.ask(
            "/accounts/password/change/",
            {
                "csrfmiddlewaretoken": _token(browser.see("/accounts/password/change/")),
                "oldpassword": password,
                "password1": own,
                "password2": own,
            },
        )
        assert "不能有本人的姓名、用户名" in page, (status, _words(page))
        own = "seventeen grey herons 八只灰鹤"
        led = browser.send("/accounts/password/change/", oldpassword=password, password1=own, password2=own)
        assert led == "/desk/"
        if second_factor:
            assert browser.ask("/desk/")[2] == "/accounts/2fa/totp/activate/"
            confirm = browser.ask("/accounts/2fa/totp/activate/")[2]
            assert browser.send(confirm, password=own) == "/accounts/2fa/totp/activate/"
            page = browser.see("/accounts/2fa/totp/activate/")
            secret = re.search(r'value="([A-Z2-7]{32})"', page)
            assert secret is not None, _words(page)
            code = format_hotp_value(hotp_value(secret[1], int(time.time() // 30)))
            form = {"csrfmiddlewaretoken": _token(page), "code": code}
            assert browser.ask("/accounts/2fa/totp/activate/", form)[0] == 302
            assert browser.see("/desk/")
        return cls(browser)

    def approve_all(self) -> str:
        """Everything that waits, in one go; the page that follows."""
        path = "/desk/house/orders/"
        page = self.browser.see(path)
        sent = [("order", value) for value in re.findall(r'name="order" value="(\d+)"', page)]
        assert sent
        status, page, location = self.browser.ask(path, [*sent, ("csrfmiddlewaretoken", _token(page))])
        assert status in (200, 302), _words(page)
        return page or self.browser.see(location)


POSTS = {
    "keeper": ("事项管理", "catalogue-keeper"),
    "lawyer": ("合法性审核", "legality-reviewer"),
    "clerk": ("窗口", "window"),
    "examiner": ("审查", "examiner"),
    "chief": ("科长", "section-head"),
}


def before_the_tables_are_there_every_command_says_what_to_do(machine: Machine) -> None:
    for arguments in (
        bureau_add(),
        ["bureau", "list"],
        ["daily"],
        ["record", "verify"],
        ["register", "export", "recognition.recognition", CODE, "--out", "rows.xlsx"],
        ["report", "missing", CODE, "2026"],
        ["serve"],
    ):
        assert "yifa migrate" in machine.yifa(*arguments, status=1), arguments


def bureau_add() -> list[str]:
    return typed(
        "yifa bureau add",
        CODE=CODE,
        全称="某市科学技术局",
        USER1="keeper1",
        USER2="keeper2",
        USER3="keeper3",
        姓名1="某甲",
        姓名2="某乙",
        姓名3="某丙",
    )


def everybody_gets_post_powers_and_log_in_from_two_people(
    machine: Machine, system: Person, security: Person
) -> dict[str, Person]:
    house = "/desk/house/"
    assert system.browser.send(f"{house}departments/add/", name="政务服务科") == house
    page = system.browser.see(house)
    department = re.findall(r"/desk/house/departments/(\d+)/posts/add/", page)[-1]
    posts, officers, first = {}, {}, {}
    for username, (name, power) in POSTS.items():
        add = f"{house}departments/{department}/posts/add/"
        posts[username] = _number(system.browser.send(add, name=name))
        officers[username] = _number(system.browser.send(f"{house}officers/add/", name=f"{name}岗人员"))
        powers = f"{house}posts/{posts[username]}/powers/"
        security.browser.send(powers, powers=power, reason="设岗")
    assert "没有等您批准的事项" in system.approve_all()
    for username in POSTS:
        appoint = f"{house}posts/{posts[username]}/appoint/"
        system.browser.send(appoint, officer=officers[username], from_on=TODAY.isoformat(), kind="appointed")
        page = system.browser.show(f"{house}officers/{officers[username]}/login/", username=username)
        found = re.search(r'id="first-half">([^<]+)<', page)
        assert found is not None
        first[username] = found[1]
    assert system.browser.ask(f"{house}orders/")[1].count('name="order"') == 0
    page = security.approve_all()
    second = dict(re.findall(r'<td class="code">(\w+)</td><td class="code">([^<]+)</td>', page))
    return {
        username: Person.first_sign_in(
            machine, username, f"{first[username]}-{second[username]}", second_factor=False
        )
        for username in POSTS
    }


def the_first_application_is_decided(machine: Machine, people: dict[str, Person]) -> None:
    item = "41110099990000000001"
    matter = people["keeper"].browser.send(
        "/desk/matters/open/service-item/draft/",
        **{
            "do": "take",
            "title": "科技创新券申领",
            "a-item_code": item,
            "a-name": "科技创新券申领",
            "a-item_kind": "public_service",
            "a-basis": "《中华人民共和国科学技术进步法》",
            "a-conditions": "在本市登记的企业。",
            "a-materials": "申请表",
            "a-promised_days": "5",
            "a-visits": "0",
            "a-online": "yes",
            "a-fee": "no",
        },
    )
    step(people["lawyer"], matter, "review", **{"a-opinion": "lawful", "a-reasons": "依据充分。"})
    step(people["keeper"], matter, "publish", **{"a-published_on": TODAY.isoformat()})
    visitor = Browser(machine.port)
    assert "科技创新券申领" in visitor.see(f"/{CODE}/services/")
    receipt = visitor.send(
        f"/{CODE}/services/{item}/apply/",
        **{
            "who-kind": "enterprise",
            "who-name": "测试科技有限公司",
            "who-uscc": make_uscc("91411100MA0000001"),
            "a-contact_name": "某丁",
            "a-contact_phone": "13800001234",
            "a-statement": "申请科技创新券。",
        },
    )
    assert receipt.endswith("/apply/check/")
    assert visitor.send(f"/{CODE}/services/{item}/apply/check/")
    today = people["clerk"].browser.see("/desk/")
    address = re.search(r'<h3><a href="(/desk/matters/[^"]+)"', today)
    assert address is not None, _words(today)
    step(people["clerk"], address[1], "accept")
    step(
        people["examiner"],
        address[1],
        "examine",
        **{"a-conclusion": "meets", "a-examination_opinion": "符合条件。"},
    )
    step(people["chief"], address[1], "grant")
    assert "准予办理" in people["clerk"].browser.see(address[1])


def step(person: Person, matter: str, key: str, **answers: str) -> None:
    path = f"{matter}steps/{key}/"
    page = person.browser.see(path)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None, _words(page)
    person.browser.send(path, do="take", version=version[1], **answers)


def serves(machine: Machine) -> bool:
    try:
        return Browser(machine.port).ask("/accounts/login/")[0] == 200
    except OSError:
        return False


@pytest.mark.slow
def test_the_guide_leads_from_an_empty_folder_to_an_application_decided_and_a_report(
    machine: Machine,
) -> None:
    before_the_tables_are_there_every_command_says_what_to_do(machine)
    machine.yifa(*typed("yifa migrate"))
    passwords = re.findall(r"首次密码（只显示这一次）：(\S+)", machine.yifa(*bureau_add()))
    with (machine.home / "said").open("wb") as said:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "yifa.cli",
                *typed("yifa serve"),
                "--port",
                str(machine.port),
                "--workers",
                "2",
            ],
            env=machine.environment,
            cwd=machine.home,
            stdout=said,
            stderr=said,
        )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not serves(machine):
            assert server.poll() is None, (machine.home / "said").read_text("utf-8")
            assert time.monotonic() < deadline
            time.sleep(1)
        system, security, audit = (
            Person.first_sign_in(machine, f"keeper{number}", password, second_factor=True)
            for number, password in enumerate(passwords, 1)
        )
        for person, says in ((system, "设立科室"), (security, "申请职权"), (audit, "公布记录公钥")):
            assert says in person.browser.see("/desk/")
        people = everybody_gets_post_powers_and_log_in_from_two_people(machine, system, security)
        the_first_application_is_decided(machine, people)
        for person in (system, security, audit):
            person.browser.see("/desk/")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=120)
    year = str(TODAY.year)
    machine.yifa(*typed("yifa report build", CODE=CODE, YEAR=year))
    assert (machine.home / "report" / "report.pdf").stat().st_size > 10_000
    machine.yifa("daily")
    machine.yifa("record", "verify", CODE)
