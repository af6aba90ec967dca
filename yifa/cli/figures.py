"""``yifa figures``: check the files of indicators against the registers that they count. Needs no database."""

from __future__ import annotations

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual, counted

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="指标的文件：检查。 Files of indicators: check.",
)


@app.callback()
def _commands() -> None:
    """指标的文件。 Files of indicators."""


@app.command()
def check() -> None:
    """检查指标文件；有错误时退出码为 1。 Check the files of indicators; exit status 1 where one is at fault."""
    # Reading them is part of the start: a file with a mistake ends it, and each mistake is told with its line.
    _django.setup()
    from yifa.figures.indicators import registry
    from yifa.figures.tables import files

    count = len(files())
    _words.say(
        Bilingual(
            f"共{count}个文件，指标{len(registry)}个，全部可用。",
            f"{counted(count, 'files')}, {counted(len(registry), 'indicators')}, all usable.",
        )
    )
