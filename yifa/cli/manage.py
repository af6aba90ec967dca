"""``yifa manage COMMAND …``: Django's own commands."""

from __future__ import annotations

import typer

from yifa.cli import _django

app = typer.Typer(add_completion=False)


@app.command(
    add_help_option=False,
    context_settings={
        "allow_extra_args": True,
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
    },
)
def manage(context: typer.Context) -> None:
    """执行 Django 的管理命令。 Run one of Django's management commands."""
    _django.setup()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["yifa manage", *context.args])
