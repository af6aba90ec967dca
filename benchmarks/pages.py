"""The desk's pages with very many cases, beside plain Django views over the same tables and beside bare SQL, in one run.

    python -m benchmarks.pages [--cases 100000] [--rounds 15] [--http] [--folder FOLDER]

A fresh embedded PostgreSQL holds the bureau of a year profile: some hundreds of cases done through the act, multiplied by SQL
to the number wanted (see ``_crowd``). Each round asks every page once, then its plain view, then the SQL that fetches the
same rows; medians of the rounds are compared. Requests go through the whole WSGI application within this process, and with
``--http`` also through gunicorn on loopback with two workers.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from yifa.cli.serve import command as server_command

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "benchmarks._settings"
WARM_UP = 3
WORKERS = 2


@dataclass
class Measured:
    """A page, its plain view and its SQL, with the seconds that each took."""

    title: str
    user: str
    page: str
    plain: str
    sql: tuple[tuple[str, tuple[Any, ...]], ...]
    taken: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "plain": [], "sql": []})
    queries: dict[str, int] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def took(self, kind: str) -> float:
        """Median milliseconds."""
        return median(self.taken[kind]) * 1000


LANES = """
select o.*, c.number, c.title, c.marking, p.name from unnest(%s::text[]) as mine (lane) cross join lateral (
    select * from cases_obligation where bureau_id = %s and lane = mine.lane order by sort_on, case_id limit 31
) o join cases_case c on c.id = o.case_id left join parties_party p on p.id = c.party_id order by sort_on, case_id limit 31
"""
CASE = """
select c.*, p.name from cases_case c left join parties_party p on p.id = c.party_id where c.bureau_id = %s and number = %s
"""
HISTORY = """
select e.*, a.answers from log_entry e left join act_content a using (bureau_id, position)
where e.case_id = (select id from cases_case where bureau_id = %s and number = %s) order by e.case_version
"""
MATTERS = """
select c.*, p.name, o.name from cases_case c left join parties_party p on p.id = c.party_id
left join house_officer o on o.id = c.assignee_id
where c.bureau_id = %s and c.closed_on is null and c.id < %s order by c.id desc limit 51
"""
REGISTER = """
select a.*, c.number, p.name from services_application a join cases_case c on c.id = a.case_id
left join parties_party p on p.id = a.applicant_id where a.bureau_id = %s and a.id < %s order by a.id desc limit 51
"""
FIGURE = """
select extract(year from completed_on), item_kind, count(*) from services_application
where bureau_id = %s and outcome in ('granted', 'refused') and completed_on between '2015-01-01' and '2020-12-31' group by 1, 2
"""
RECORDS = """
select a.*, c.number, p.name from services_application a join cases_case c on c.id = a.case_id
left join parties_party p on p.id = a.applicant_id
where a.bureau_id = %s and outcome in ('granted', 'refused') and completed_on between '2020-01-01' and '2020-12-31'
order by a.id desc limit 51
"""


def setup(folder: Path) -> None:
    """Django on the benchmark's own server."""
    os.environ["YIFA_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["YIFA_LOG_LEVEL"] = "ERROR"
    import django

    django.setup()


def pages_of(crowd: Any) -> list[Measured]:
    """The pages that are measured."""
    from django.conf import settings

    from yifa.cases.models import Case
    from yifa.cases.told.obligations import officer_lanes
    from yifa.house.models import Officer
    from yifa.house.tenancy import using_bureau
    from yifa.law.limits import legal_day
    from yifa.work.services.registers import Application

    on, bureau, end = legal_day(settings.CLOCK), crowd.bureau_id, 2**62
    with using_bureau(bureau):
        lanes = {
            name: list(officer_lanes(Officer.objects.get(user_id=user), on))
            for name, user in crowd.users.items()
        }
        middle_case = Case.objects.filter(
            pk__gte=Case.objects.order_by("id")[crowd.cases // 2].pk
        ).values_list("pk")[0][0]
        middle_row = Application.objects.order_by("id").values_list("pk", flat=True)[crowd.rows // 2]
    register, number = "/desk/registers/services.application/", crowd.number
    one, history = (CASE, (bureau, number)), (HISTORY, (bureau, number))
    return [
        Measured(
            "Today, a window clerk", "clerk", "/desk/", "/plain/today/", ((LANES, (lanes["clerk"], bureau)),)
        ),
        Measured(
            "Today, the director",
            "director",
            "/desk/",
            "/plain/today/",
            ((LANES, (lanes["director"], bureau)),),
        ),
        Measured(
            "A case", "examiner", f"/desk/matters/{number}/", f"/plain/matters/{number}/", (one, history)
        ),
        Measured("Matters", "clerk", "/desk/matters/", "/plain/matters/", ((MATTERS, (bureau, end)),)),
        Measured(
            "Matters, from the middle",
            "clerk",
            f"/desk/matters/?before={middle_case}",
            f"/plain/matters/?before={middle_case}",
            ((MATTERS, (bureau, middle_case)),),
        ),
        Measured("A register", "clerk", register, "/plain/register/", ((REGISTER, (bureau, end)),)),
        Measured(
            "A register, from the middle",
            "clerk",
            f"{register}?after={middle_row}",
            f"/plain/register/?after={middle_row}",
            ((REGISTER, (bureau, middle_row)),),
        ),
        Measured(
            "A figure, six years of it",
            "clerk",
            "/desk/figures/service.completed/2020/",
            "/plain/figure/2020/",
            ((FIGURE, (bureau,)), (RECORDS, (bureau,))),
        ),
    ]


def clients_of(crowd: Any) -> dict[str, Any]:
    """A signed-in session for each user; their first page tells the session its bureau."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    found = {}
    for name in ("clerk", "director", "examiner"):
        client = Client(headers={"host": "127.0.0.1"})
        user = get_user_model().objects.get(pk=crowd.users[name])
        client.force_login(user, backend="yifa.conf.logins.Backend")
        client.get("/desk/figures/")
        found[name] = client
    return found


def measure(cluster: Any, crowd: Any, rounds: int) -> tuple[list[Measured], dict[str, Any]]:
    """Every page, plain view and SQL, once in each round."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pages, clients = pages_of(crowd), clients_of(crowd)
    raw = cluster.connect("yifa_app", "yifa")
    raw.prepare_threshold = 1
    raw.execute("select set_config('yifa.bureau', %s, false)", (str(crowd.bureau_id),))

    def get(one: Measured, kind: str) -> Any:
        answer = clients[one.user].get(getattr(one, kind))
        assert answer.status_code == 200, (getattr(one, kind), answer.status_code)
        return answer

    def ask(one: Measured) -> None:
        for statement, values in one.sql:
            raw.execute(statement, values).fetchall()

    for one in pages:
        for kind in ("page", "plain"):
            for _ in range(WARM_UP):
                get(one, kind)
            with CaptureQueriesContext(connection) as caught:
                one.bytes[kind] = len(get(one, kind).content)
            one.queries[kind] = len(caught)
        for _ in range(WARM_UP):
            ask(one)
    for _ in range(rounds):
        for one in pages:
            one.taken["page"].append(seconds(lambda: get(one, "page")))  # noqa: B023 - called at once
            one.taken["plain"].append(seconds(lambda: get(one, "plain")))  # noqa: B023
            one.taken["sql"].append(seconds(lambda: ask(one)))  # noqa: B023
    raw.close()
    connection.close()
    return pages, {name: client.cookies["sessionid"].value for name, client in clients.items()}


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def report(pages: list[Measured]) -> None:
    """The table of medians and ratios."""
    print(
        f"{'':30}{'page':>10}{'plain':>10}{'SQL':>10}{'page:plain':>12}{'page:SQL':>10}"
        f"{'queries':>9}{'plain':>7}{'KB':>7}{'plain':>7}"
    )
    for one in pages:
        page, plain, sql = (one.took(kind) for kind in ("page", "plain", "sql"))
        print(
            f"{one.title:30}{page:>7,.1f} ms{plain:>7,.1f} ms{sql:>7,.1f} ms{page / plain:>12.2f}{page / sql:>10.1f}"
            f"{one.queries['page']:>9}{one.queries['plain']:>7}"
            f"{one.bytes['page'] / 1024:>7.0f}{one.bytes['plain'] / 1024:>7.0f}"
        )


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def over_http(pages: list[Measured], sessions: dict[str, Any], requests: int) -> None:
    """The same addresses through gunicorn: as many clients as workers."""
    port = free_port()
    command = [*server_command("127.0.0.1", port), "--workers", str(WORKERS)]
    server = subprocess.Popen([*command, "benchmarks._wsgi:application"], cwd=ROOT, env=os.environ)
    try:
        _wait_for(port)
        # Each connection comes to a worker of its own choosing; these are enough for both to have read the procedures.
        for _ in range(4 * WORKERS):
            _get_many(port, pages[0].page, sessions[pages[0].user], 1)
        print(
            f"\nover HTTP, gunicorn with {WORKERS} workers, {WORKERS} clients, {requests} requests of each\n"
            f"{'':30}{'page':>10}{'plain':>10}{'page:plain':>12}"
        )
        for one in pages:
            rates = {}
            for kind in ("plain", "page"):
                address, session = getattr(one, kind), sessions[one.user]
                _get_many(port, address, session, WARM_UP)
                with ThreadPoolExecutor(WORKERS) as clients:
                    share = [requests // WORKERS] * WORKERS
                    begin = time.perf_counter()
                    list(clients.map(lambda count: _get_many(port, address, session, count), share))  # noqa: B023
                    rates[kind] = sum(share) / (time.perf_counter() - begin)
            ratio = rates["page"] / rates["plain"]
            print(f"{one.title:30}{rates['page']:>8,.0f}/s{rates['plain']:>8,.0f}/s{ratio:>12.2f}")
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("gunicorn did not begin to listen within 30 seconds")


def _get_many(port: int, address: str, session: str, count: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(count):
        connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (address, answer.status)
    connection.close()


def main() -> None:
    """Make the data, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--http", action="store_true", help="also through gunicorn on loopback")
    parser.add_argument("--requests", type=int, default=60, help="of each page over HTTP")
    parser.add_argument(
        "--folder", type=Path, default=None, help="where the server's data lie; a disk, not memory"
    )
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="yifa-bench-", dir=options.folder or "/var/tmp"))
    folder.chmod(0o755)
    from yifa.postgres.cluster import Cluster

    cluster = Cluster(folder / "postgres")
    try:
        setup(folder)
        from django.core.management import call_command
        from django.db import connection

        from benchmarks import _crowd

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        begin = time.perf_counter()
        crowd = _crowd.make(cluster, options.cases)
        connection.close()
        print(
            f"{crowd.really_done:,} cases really done in {crowd.acts:,} acts, their rows multiplied by SQL (INSERT … SELECT)"
            f" to {crowd.cases:,} cases ({crowd.open_cases:,} open), {crowd.obligations:,} obligations and"
            f" {crowd.rows:,} rows of services_application, then analysed; {time.perf_counter() - begin:.0f} s\n"
            f"medians of {options.rounds} rounds, within one process\n"
        )
        pages, sessions = measure(cluster, crowd, options.rounds)
        report(pages)
        if options.http:
            over_http(pages, sessions, options.requests)
    finally:
        cluster.destroy()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
