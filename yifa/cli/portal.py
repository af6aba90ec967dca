"""``yifa portal``: the public's pages out to a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

app = typer.Typer(add_completion=False, no_args_is_help=True, help="公众网站。 The public's pages.")


@app.callback()
def _root() -> None:
    """公众网站。 The public's pages."""


@app.command()
def export(
    bureau: Annotated[str, typer.Argument(metavar="BUREAU", help="机关的代码 the bureau's code")],
    out: Annotated[
        Path, typer.Option(help="写入的文件夹，空的或者还没有 the folder to write, empty or not there yet")
    ],
    site: Annotated[
        str, typer.Option(help="公众网站的地址，需要服务器的内容链接到那里 address of the portal that runs")
    ] = "",
    force: Annotated[
        bool, typer.Option(help="写入已有内容的文件夹 write into a folder that has files")
    ] = False,
) -> None:
    """把公开的页面导出成静态文件：不用服务器即可打开，附站点地图和各文件的校验值。 Write the public pages as files."""
    _django.setup()
    from yifa.house.models import Bureau
    from yifa.portal.static_site import export as write

    found = Bureau.objects.filter(code=bureau, is_active=True).first()
    if found is None:
        _words.say(
            Bilingual(f"没有代码为{bureau}的机关。", f"There is no bureau with the code {bureau}."),
            error=True,
        )
        sys.exit(1)
    if out.is_dir() and any(out.iterdir()) and not force:
        _words.say(
            Bilingual(
                f"{out}里已有文件；换一个文件夹，或者加--force。",
                f"{out} has files; choose another folder, or --force.",
            ),
            error=True,
        )
        sys.exit(1)
    made = write(found, out, site)
    for one in made.missing:
        _words.say(Bilingual(f"没有写入：{one}", f"not written: {one}"), error=True)
    _words.say(
        Bilingual(
            f"已写入{made.pages}个页面、共{made.files}个文件（{made.size / 1_048_576:.1f} MB）：{out / 'index.html'}",
            f"{made.pages} pages, {made.files} files in all ({made.size / 1_048_576:.1f} MB) written: {out / 'index.html'}",
        )
    )


@app.command()
def health(
    bureau: Annotated[str, typer.Argument(metavar="BUREAU", help="机关的代码 the bureau's code")],
) -> None:
    """公开栏目是否超期、空白，留言是否未答复；有问题的退出码为1。 Stale and empty columns, unanswered messages."""
    _django.setup()
    from django.utils import timezone

    from yifa.desk.column_health import site_health
    from yifa.house.models import Bureau

    found = Bureau.objects.filter(code=bureau, is_active=True).first()
    if found is None:
        _words.say(
            Bilingual(f"没有代码为{bureau}的机关。", f"There is no bureau with the code {bureau}."),
            error=True,
        )
        sys.exit(1)
    site = site_health(found, timezone.localdate())
    for one in site.columns:
        title, health_of = one.publication.title, one.health.words
        latest = one.latest_on or "—"
        _words.say(
            Bilingual(f"{health_of.zh}  {title.zh}  {latest}", f"{health_of.en}  {title.en}  {latest}")
        )
    if not site.is_front_fresh:
        _words.say(Bilingual("首页两周内没有更新。", "The front page did not move within two weeks."))
    if site.unanswered:
        _words.say(
            Bilingual(
                f"{site.unanswered}件留言超过三个月没有答复。",
                f"{site.unanswered} messages have not been answered for three months.",
            )
        )
    if site.faults:
        sys.exit(1)
