"""The command line: ``yifa COMMAND``.

Every module of this package whose name does not begin with an underscore is a command (``record_keys`` is ``yifa
record-keys``) and holds a Typer application called ``app``. Only the module of the command that was asked for is imported,
so that ``yifa procedures check`` starts without Django; a command that needs Django calls ``yifa.cli._django.setup()``
inside its functions.

An error that carries ``zh`` and ``en`` is a sentence for whoever gave the command: it is printed, without a traceback, and
the exit status is 1. Anything else is a fault of Yifa and shows where it happened.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from yifa.cli import _words

__all__ = ["app", "main"]


class _Commands(TyperGroup):
    """Finds commands by the names of this package's modules, and imports the one that is wanted."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return sorted(_modules())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in _modules():
            return None
        module = import_module(_modules()[cmd_name])
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        command.params = [
            one for one in command.params if one.name not in {"install_completion", "show_completion"}
        ]
        return command


def _modules() -> dict[str, str]:
    return {
        module.name.replace("_", "-"): f"{__name__}.{module.name}"
        for module in iter_modules(__path__)
        if not module.name.startswith("_")
    }


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    help="依法：科技局依法办事的系统。 Yifa: a science and technology bureau's matters, by the law.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"yifa {version('yifa')}")
        raise typer.Exit


@app.callback()
def _root(
    language: Annotated[
        str,
        typer.Option(
            help="提示所用的语言 language of messages: zh-hans, en", metavar="LANGUAGE", show_default=False
        ),
    ] = "",
    version: Annotated[  # noqa: ARG001  (its callback acts)
        bool, typer.Option("--version", help="版本 version", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    if language:
        _words.speak(language)


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and exits: 0 done, 1 refused or wrong input, 2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        # Chinese in a terminal or pipe whose locale is C.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(arguments, prog_name="yifa")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; Python would complain while closing
        sys.exit(1)
    except _words.addressed() as error:
        sentence = _words.sentence_of(error)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
        sys.exit(1)
