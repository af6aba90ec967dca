"""``yifa migrate``: brings the database up to this version of Yifa, and sets the application's privileges."""

from __future__ import annotations

from typing import Annotated

import typer

from yifa.cli import _django

app = typer.Typer(add_completion=False)


@app.command()
def migrate(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="只看是否需要升级 only tell whether an upgrade is due")
    ] = False,
) -> None:
    """升级数据库表结构。 Bring the database's tables up to date."""
    _django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, check_unapplied=check)
