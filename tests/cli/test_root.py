"""The command line: its commands, its languages, and what it says when something is wrong."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from yifa.cli import _words, main
from yifa.law.text import Bilingual


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_commands_are_the_modules_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for command in ("database", "manage", "messages", "migrate", "serve"):
        assert f" {command} " in shown
    assert "_words" not in shown


def test_unknown_command_is_wrong_usage() -> None:
    assert run("nonsense") == 2


def test_language_that_nobody_speaks_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--language", "fr", "messages") == 2
    assert "zh-hans" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "不行\n"),
        ({"LANG": "en_GB.UTF-8"}, "No\n"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US"}, "No\n"),
        ({"LANG": "C.UTF-8"}, "不行\nNo\n"),
        ({}, "不行\nNo\n"),
    ],
)
def test_sentences_come_in_the_systems_language_or_in_both(
    variables: dict[str, str], shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    _words.say(Bilingual(zh="不行", en="No"))
    assert capsys.readouterr().out == shown


def test_option_beats_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    _words.speak("en-GB")
    assert _words.phrase(Bilingual(zh="不行", en="No")) == "No"
    with pytest.raises(typer.BadParameter):
        _words.speak("fr")


def test_error_with_a_sentence_is_said_and_another_shows_where_it_happened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Refusal(ValueError):
        zh, en = "不行", "No"

    def raising(error: Exception) -> object:
        def command(*_: object, **__: object) -> None:
            raise error

        return command

    monkeypatch.setattr("yifa.cli.app", raising(Refusal()))
    assert run() == 1
    assert capsys.readouterr().err == "不行\nNo\n"
    monkeypatch.setattr("yifa.cli.app", raising(ValueError("a fault")))
    with pytest.raises(ValueError, match="a fault"):
        main([])


def test_a_command_without_django_starts_without_it() -> None:
    code = (
        "import sys\n"
        "from yifa.cli import main\n"
        "try:\n    main(['--version'])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'django.db', 'django.conf', 'psycopg', 'gunicorn', 'babel'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("yifa ")
