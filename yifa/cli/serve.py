"""``yifa serve``: the web server, gunicorn, whose workers are processes with one thread and one connection to the database each
(``yifa.conf.server``). This process becomes it, so that nothing which ran here before is left in any worker."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from typing import Annotated, NoReturn

import typer

from yifa.cli import _django, _words
from yifa.conf import env
from yifa.law.text import Bilingual

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口 port")] = 8000,
    host: Annotated[str, typer.Option(help="监听的地址 address to listen on")] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option(min=0, help="进程数，0 为按处理器数 processes; 0: by the number of processors")
    ] = 0,
) -> None:
    """启动网站。 Serve the site."""
    prepare()
    refuse_taken(host, port)
    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104
    _words.say(
        Bilingual(
            zh=f"依法已在 http://{shown}:{port}/ 运行，按 Ctrl-C 停止。",
            en=f"Yifa is at http://{shown}:{port}/ ; Ctrl-C stops it.",
        )
    )
    run(host, port, workers)


def prepare() -> None:
    """Settings loaded, start-up checks passed, tables up to date, static files collected.

    A laptop's database is brought up to date here; a bureau's never silently: there the start is refused.
    """
    _django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import BaseCommand
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if not settings.MIGRATE_ON_SERVE:
            _words.fail(
                Bilingual(
                    zh="数据库还没有升级到这一版本。请先备份，再运行 yifa migrate。",
                    en="The database has not been brought up to this version. Make a backup, then run yifa migrate.",
                )
            )
        call_command("migrate", interactive=False, verbosity=0)
    BaseCommand().check(databases=["default"])
    call_command("collectstatic", interactive=False, verbosity=0)
    connection.close()


def refuse_taken(host: str, port: int) -> None:
    """Fails with a sentence if something else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            _words.fail(
                Bilingual(
                    zh=f"不能在 {host}:{port} 上运行（{error.strerror}）。请用 --port 换一个端口。",
                    en=f"Cannot listen on {host}:{port} ({error.strerror}). Choose another with --port.",
                )
            )


def run(host: str, port: int, workers: int = 0) -> NoReturn:
    """Serves until interrupted: this process is replaced by the server's.

    Typesetting and the like start threads that a forked worker would not have and would wait for; a program that is started anew
    inherits neither them nor an open connection.
    """
    from django.db import connections

    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    if workers:
        env.hand_on("YIFA_WORKERS", str(workers))
    os.execv(sys.executable, command(host, port))  # noqa: S606


def command(host: str, port: int) -> list[str]:
    """What runs the server."""
    at = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [sys.executable, "-m", "gunicorn", "--config", "python:yifa.conf.server", "--bind", at]
