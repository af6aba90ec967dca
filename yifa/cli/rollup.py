"""``yifa rollup``: the packages of many bureaus added up, with what is not comparable and what was left out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="各机关的数据包汇总。 Add up many bureaus' packages."
)


@app.command()
def rollup(
    places: Annotated[
        list[Path],
        typer.Argument(
            metavar="DIR…",
            exists=True,
            file_okay=False,
            help="数据包或其上级文件夹 packages, or folders of them",
        ),
    ],
    out: Annotated[Path, typer.Option(file_okay=False, help="写到哪个文件夹 where to write")],
    by: Annotated[str, typer.Option(help="按哪一级区划：province、city、county、all")] = "city",
    keys: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="各机关公布的公钥，一行一个 the bureaus' public keys, one a line",
        ),
    ] = None,
    published: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="没有使用依法的机关公布的报告，文件名为区划代码-机关名称 reports of bureaus without Yifa",
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="duckdb（一台机器）或 spark（集群） duckdb (one machine) or spark (a cluster)")
    ] = "duckdb",
    master: Annotated[
        str, typer.Option(help="Spark 的主节点 Spark's master, such as spark://host:7077")
    ] = "",
    memory: Annotated[
        str, typer.Option(help="DuckDB 最多用多少内存 the most memory that DuckDB takes")
    ] = "1GB",
) -> None:
    """汇总：数、合计、企业数、增减、中位数、报送和公开；写出页面、JSON 和 Excel。

    Counts, sums, enterprises, growth, medians, and who reported when, as pages, JSON and Excel.
    """
    _django.setup()
    from yifa.facts import view
    from yifa.facts.published import read_reports
    from yifa.rollup import engines, sums
    from yifa.rollup.packages import find_packages

    trusted = (
        None
        if keys is None
        else [line.strip() for line in keys.read_text(encoding="utf-8").splitlines() if line.strip()]
    )
    out.mkdir(parents=True, exist_ok=True)
    taken = sums.take(
        find_packages(places),
        trusted,
        sums.read_heads(out),
        _words.progress(Bilingual("核验数据包", "verifying packages")),
    )
    for one in taken.refused:
        _words.say(Bilingual(f"没有计入：{one.reason.zh}", f"Left out: {one.reason.en}"), error=True)
    with engines.engine(engine, master=master, memory=memory, scratch=out) as running:
        found = sums.add_up(taken, running, by, out)
    read, unread = ([], []) if published is None else read_reports(published)
    for problem in unread:
        _words.say(problem, error=True)
    view.write(out, taken, found, by, read)
    sums.write_heads(out, sums.heads_of(taken.packages))
    for note in taken.notes:
        _words.say(note)
    _words.say(
        Bilingual(
            f"{len(taken.packages)}个机关，{len(found.sums.rows)}行合计，摘要 {found.digest[:16]}。请打开 {out / 'index.html'}。",
            f"{len(taken.packages)} bureaus, {len(found.sums.rows)} sums, digest {found.digest[:16]}. "
            f"Open {out / 'index.en.html'}.",
        )
    )
    if taken.refused:
        raise typer.Exit(1)
