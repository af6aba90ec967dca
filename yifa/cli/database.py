"""``yifa database``: the embedded server; start, stop, where it is, open a shell in it, throw it away."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual
from yifa.postgres.cluster import APPLICATION, DATABASE, OWNER, Cluster, programs

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="内置数据库的启动、停止和查看。 Start, stop and look at the embedded database.",
)


def _cluster() -> Cluster:
    _django.setup()
    from django.conf import settings

    from yifa.conf.database import cluster_of

    cluster = cluster_of(settings.DATABASES["default"])
    if cluster is None:
        _words.fail(
            Bilingual(
                zh="数据库由 DATABASE_URL 指定，不是内置数据库，请用它自己的工具管理。",
                en="The database is the one in DATABASE_URL, not the embedded one; use its own tools.",
            )
        )
    return cluster


@app.command()
def start() -> None:
    """启动。 Start it."""
    cluster = _cluster()
    cluster.ensure_running()
    _words.say(Bilingual(zh=f"数据库已启动：{cluster.url()}", en=f"The database is running: {cluster.url()}"))


@app.command()
def stop() -> None:
    """停止。 Stop it."""
    if _cluster().stop():
        _words.say(Bilingual(zh="数据库已停止。", en="The database has stopped."))
    else:
        _words.say(Bilingual(zh="数据库并未运行。", en="The database was not running."))


@app.command()
def url(
    *,
    owner: Annotated[
        bool, typer.Option("--owner", help="以表的所有者登录 as the owner of the tables")
    ] = False,
) -> None:
    """连接地址，供 psql 等工具使用。 Its address, for psql and other tools."""
    typer.echo(_cluster().url(OWNER if owner else APPLICATION))


@app.command()
def shell(
    *,
    owner: Annotated[
        bool, typer.Option("--owner", help="以表的所有者登录 as the owner of the tables")
    ] = False,
) -> None:
    """打开 SQL 命令行。 Open an SQL shell."""
    cluster = _cluster()
    cluster.ensure_running()
    psql = str(programs() / "psql")
    os.execv(psql, [psql, cluster.url(OWNER if owner else APPLICATION)])  # noqa: S606


@app.command()
def clear(*, yes: Annotated[bool, typer.Option("--yes", help="不再询问 do not ask")] = False) -> None:
    """删除内置数据库中的全部数据，从头开始。 Throw away everything in the embedded database and begin anew."""
    cluster = _cluster()
    question = Bilingual(
        zh=f"将永久删除 {cluster.data} 中的全部案件和记录。确定吗？",
        en=f"All cases and records in {cluster.data} will be deleted for good. Are you sure?",
    )
    if not yes and not typer.confirm(_words.phrase(question)):
        raise typer.Exit(1)
    cluster.ensure_running()
    with cluster.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    cluster.ensure_running()
    _words.say(
        Bilingual(
            zh="数据库已清空，请运行 yifa migrate。", en="The database is empty; run yifa migrate next."
        )
    )
