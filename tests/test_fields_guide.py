"""The guide to adding a field runs as printed: its procedure is sound, its files import, register and find each other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "guides" / "fields.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_NAMED = re.compile(r"^# (yifa/work/visits/\w+\.py|(?:indicators|stories)/\w+\.yaml)\n")

SCRIPT = """\
import sys
from pathlib import Path

import yifa.work

yifa.work.__path__.append(sys.argv[1])
from django.conf import settings

import yifa.conf.test as given

settings.configure(
    **{name: getattr(given, name) for name in dir(given) if name.isupper() and name != "INSTALLED_APPS"},
    INSTALLED_APPS=[*given.INSTALLED_APPS, "yifa.work.visits"],
)
import django

django.setup()
from django.core.management import call_command

from yifa.cases.acting.effects import registry as effects
from yifa.cases.registers.register import registry as registers
from yifa.figures.indicators import registry as indicators
from yifa.figures.tables import register_tables

register_tables(Path(sys.argv[1]))
assert "visits.visit" in registers, sorted(registers)
assert {("visiting", "receive"), ("visiting", "answer")} <= set(effects.places())
assert indicators["visits.received"].title.en == "Visits received"
call_command("makemigrations", "visits", "--dry-run", "--verbosity", "0")
exec(Path(sys.argv[2]).read_text(encoding="utf-8"), {})
"""


def blocks(language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(GUIDE) if kind == language]


def test_the_guides_procedure_is_sound(tmp_path: Path) -> None:
    text = next(one for one in blocks("yaml") if one.startswith("procedure:"))
    folder = tmp_path / "yifa" / "work" / "visits"
    folder.mkdir(parents=True)
    apps = next(one for one in blocks("python") if one.startswith("# yifa/work/visits/apps.py"))
    (folder / "apps.py").write_text(apps, encoding="utf-8")
    file = tmp_path / "procedures" / "visit.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    (english,) = blocks("po")
    (file.parent / "en.po").write_text(english, encoding="utf-8")
    done = subprocess.run(
        [str(Path(sys.executable).parent / "yifa"), "procedures", "check", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guides_files_register_a_field(tmp_path: Path) -> None:
    folder = tmp_path / "visits"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""Visits received."""\n', encoding="utf-8")
    tests = []
    for text in blocks("python"):
        named = _NAMED.match(text)
        if named is None:
            tests.append(text)
            continue
        (folder / Path(named[1]).name).write_text(text, encoding="utf-8")
    for name in ("indicators", "stories"):
        (tmp_path / name).mkdir()
    for text in blocks("yaml"):
        if (named := _NAMED.match(text)) is not None:
            (tmp_path / named[1]).write_text(text, encoding="utf-8")
    assert {path.stem for path in folder.iterdir()} >= {"apps", "registers", "effects"}
    shown = tmp_path / "shown.py"
    shown.write_text("\n".join(tests), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(shown)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
