"""``yifa demo``: a bureau's published year, done again through the one act.

``up`` does everything: database, the first profile if it is not there yet, the year's report, and the site. ``load`` carries
another profile through. ``reset`` throws the demonstration away, and refuses anything that is not one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yifa.cli import _django, _words
from yifa.cli import serve as serving
from yifa.law.text import Bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yifa.demo.bureaus import Part
    from yifa.demo.profile import YearProfile
    from yifa.house.models import Bureau

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="演示：把一个局公布的一年办一遍。 A bureau's published year, done again.",
)

FIRST = "luohe-2020"


@app.command()
def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口 port")] = 8000,
    *,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="只准备，不启动网站 prepare, and do not serve")
    ] = False,
) -> None:
    """准备演示并启动网站。 Prepare the demonstration and serve it."""
    serving.refuse_taken("127.0.0.1", port)
    serving.prepare()
    from yifa.demo.profile import find_profile
    from yifa.house.models import Bureau

    path = find_profile(FIRST)
    if not Bureau.objects.exists():
        _load(path)
    _words.say(Bilingual("", ""))
    for bureau in Bureau.objects.order_by("id"):
        _tell(bureau, port)
    if not no_serve:
        _words.say(Bilingual("按 Ctrl-C 停止。", "Ctrl-C stops it."))
        serving.run("127.0.0.1", port)


@app.command()
def load(
    profile: Annotated[
        str,
        typer.Argument(
            metavar="PROFILE", help="年度档案：文件，或 profiles/ 里的名称 a file, or a name in profiles/"
        ),
    ],
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="网站的端口 port of the site that will show it")
    ] = 8000,
) -> None:
    """载入一份年度档案。 Carry a year profile through."""
    serving.prepare()
    from yifa.demo.loading import known_indicator
    from yifa.demo.profile import find_profile, read_profile

    path = find_profile(profile)
    bureau = _load(path)
    _tell(bureau, port, read_profile(path, known_indicator))


@app.command()
def province(
    bureaus: Annotated[int, typer.Option(min=1, max=3000, help="几个机关 how many bureaus")] = 50,
    seed: Annotated[
        int, typer.Option(help="同一种子得到同样的机关 the same seed draws the same bureaus")
    ] = 1,
    year: Annotated[int, typer.Option(min=2016, max=2100, help="年度 year")] = 2020,
) -> None:
    """随机抽出若干机关的年度档案并载入，供试用汇总；已有的不再载入。 Draw many bureaus' years and do them."""
    serving.prepare()
    from django.conf import settings

    from yifa.demo.province import drawn
    from yifa.house.models import Bureau

    folder = settings.HOME / "demo" / "province"
    folder.mkdir(parents=True, exist_ok=True)
    for code, text in drawn(bureaus, seed, year):
        if Bureau.objects.filter(code=code).exists():
            continue
        path = folder / f"{code}.yaml"
        path.write_text(text, "utf-8")
        _load(path)


@app.command()
def reset(*, yes: Annotated[bool, typer.Option("--yes", help="不再询问 do not ask")] = False) -> None:
    """删去演示数据库。 Throw the demonstration's database away."""
    _django.setup()
    from django.conf import settings

    from yifa.conf.database import cluster_of

    cluster = cluster_of(settings.DATABASES["default"])
    if not settings.DEMO_LOGINS_ALLOWED or cluster is None:
        _words.fail(
            Bilingual(
                "这不是演示环境，不能删去数据库。",
                "This is not a demonstration; its database is not thrown away.",
            )
        )
    if not yes:
        typer.confirm(
            _words.phrase(
                Bilingual(
                    "演示数据库里的全部事项都会删去，继续吗？",
                    "Every matter in the demonstration will be gone. Go on?",
                )
            ),
            abort=True,
        )
    cluster.destroy()
    _words.say(Bilingual("演示数据库已删去。", "The demonstration's database is gone."))


def _load(path: Path) -> Bureau:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from yifa.cases.log.tree import integrate
    from yifa.cases.told.search import catch_up
    from yifa.demo.loading import load as load_profile
    from yifa.desk import notices

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    today = date.today()  # noqa: DTZ011  (a laptop's demonstration; the edge asks the clock)
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(
            _words.phrase(
                Bilingual("按程序办理一年的事项", "Doing a year's matters by their procedures")
            ).replace("\n", " · "),
            total=None,
        )

        def told(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        loaded = load_profile(path, today, told)
    integrate(loaded.bureau, datetime.now(UTC))
    while catch_up(loaded.bureau):
        pass
    notices.gather(loaded.bureau, datetime.now(UTC))
    _words.say(
        Bilingual(
            f"{loaded.bureau.name}：{loaded.stories} 件事项，{loaded.steps} 步办理，均已记入可验证的记录。",
            f"{loaded.bureau.title.en}: {loaded.stories} matters, {loaded.steps} steps, all in a record that proves itself.",
        )
    )
    return loaded.bureau


def _tell(bureau: Bureau, port: int, loaded: YearProfile | None = None) -> None:
    """Builds the bureau's reports anew, and says what to open, who signs in with what, and where the report's files are.

    loaded: the profile that has just been carried through, which may lie anywhere.
    """
    from django.conf import settings

    from yifa.demo.bureaus import PASSWORD
    from yifa.demo.loading import logins_of, years_of
    from yifa.report.papers import build

    years = {year: profile for profile, year in years_of(bureau)}
    if loaded is not None:
        years[loaded.year] = loaded

    site = f"http://127.0.0.1:{port}"
    now = datetime.now(UTC)
    folders: list[Path] = []
    for year, profile in sorted(years.items()):
        folder = settings.HOME / "demo" / f"{bureau.code}-{year}"
        build(
            bureau,
            year,
            folder,
            now=now,
            outline_key=profile.outline,
            dated_on=profile.source.dated,
            site=site,
        )
        folders.append(folder)
    _words.say(bureau.title)
    _words.say(
        Bilingual(
            f"  工作台    {site}/desk/\n  公开门户  {site}/{bureau.code}/",
            f"  Desk      {site}/desk/\n  Portal    {site}/{bureau.code}/",
        )
    )
    for year in sorted(years):
        address = f"{site}/desk/figures/?year={year}"
        _words.say(Bilingual(f"  {year} 年数据  {address}", f"  Figures of {year}  {address}"))
    for made in folders:
        _words.say(
            Bilingual(
                f"  年度报告（网页、docx、PDF、figures.json）：{made}",
                f"  Annual report (page, docx, PDF, figures.json): {made}",
            )
        )
    _words.say(
        Bilingual(
            f"  登录（密码均为 {PASSWORD}，仅供演示）：",
            f"  Log-ins (password {PASSWORD}, for the demonstration only):",
        )
    )
    _list(logins_of(bureau))


def _list(logins: Sequence[tuple[str, Part]]) -> None:
    for username, part in logins:
        typer.echo(f"    {username:<12}{_words.phrase(part.title).replace(chr(10), ' · ')}")
