"""``yifa figures``: check the files of indicators against the registers, and those of stories. Needs no database."""

from __future__ import annotations

import typer

from yifa.cli import _django, _words
from yifa.law.text import Bilingual, counted

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="指标和故事的文件：检查。 Files of indicators and of stories: check.",
)


@app.callback()
def _commands() -> None:
    """指标和故事的文件。 Files of indicators and of stories."""


@app.command()
def check() -> None:
    """检查指标和故事；有错误时退出码为 1。 Check indicators and stories; exit status 1 where one is at fault."""
    # Reading indicators is part of the start: a file with a mistake ends it, and each mistake is told with its line.
    _django.setup()
    from yifa.cases.telling import players
    from yifa.figures.indicators import registry
    from yifa.figures.tables import files

    count, played = len(files()), players().keys()
    for code in sorted(played - {one.code for one in registry}):
        _words.fail(
            Bilingual(
                f"stories/ 里演示的指标“{code}”不存在。",
                f"stories/ play an indicator {code!r} that is not there.",
            )
        )
    _words.say(
        Bilingual(
            f"共{count}个指标文件，指标{len(registry)}个，全部可用；有故事演示的{len(played)}个。",
            f"{counted(count, 'files')}, {counted(len(registry), 'indicators')}, all usable; stories play {len(played)}.",
        )
    )
