"""``yifa messages``: the English of the interface, whose sentences are Chinese in templates and code."""

from __future__ import annotations

from typing import Annotated

import typer

from yifa.cli import _django, _words
from yifa.conf import messages as catalogs
from yifa.law.text import Bilingual

app = typer.Typer(add_completion=False)


@app.command()
def messages(
    *,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="把新句子补进各目录，待译 add new sentences to the catalogs",
        ),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="列出没有英文的句子 list sentences without English")
    ] = False,
) -> None:
    """编译界面译文。 Compile the translations of the interface."""
    if update or check:
        _django.setup()  # the extractor of templates is Django's
    if update:
        for path in catalogs.update():
            typer.echo(path)
    catalogs.compile_stale()
    if check:
        missing = catalogs.untranslated()
        for one in missing:
            typer.echo(f"{one.path}:{one.line}: {one.msgid}", err=True)
        if missing:
            _words.fail(
                Bilingual(zh=f"{len(missing)} 句没有英文。", en=f"{len(missing)} sentences have no English.")
            )
