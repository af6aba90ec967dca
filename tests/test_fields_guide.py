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

from yifa.cases.acting.effects import values
from yifa.cases.registers.register import registry as registers
from yifa.figures.indicators import registry as indicators
from yifa.figures.tables import register_tables

register_tables(Path(sys.argv[1]))
assert "visits.visit" in registers, sorted(registers)
assert "visit-answer-due" in values
assert indicators["visits.received"].title.en == "Visits received"
call_command("makemigrations", "visits", "--dry-run", "--verbosity", "0")

from yifa.cases.registers.told import registers_told
from yifa.procedure import check, load_library

library = load_library(Path(sys.argv[3]))
found = check(library.latest("visit"), library, registers=registers_told())
assert found.sound, [fault.sentence.en for fault in found.faults]

from datetime import date

from yifa.procedure.rows import changes_of


class Act:
    before = {}
    given = {"subject": "咨询"}
    day = date(2020, 3, 2)

    def computed(self, name):
        return values[name](type("Of", (), {"on": self.day}))


for step, entered in (("receive", True), ("answer", False)):
    procedure = library.latest("visit")
    (change,) = changes_of(procedure.steps[step], procedure.questions, Act())
    assert (change.register, change.verb == "enters") == ("visits.visit", entered)
    if entered:
        row = registers["visits.visit"](**change.columns)
        assert (row.subject, row.received_on, row.due_on) == ("咨询", date(2020, 3, 2), date(2020, 3, 17))
exec(Path(sys.argv[2]).read_text(encoding="utf-8"), {})
"""


def blocks(language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(GUIDE) if kind == language]


def whole_procedure() -> str:
    """The procedure's file with the table that is added to it."""
    return "\n".join(one for one in blocks("yaml") if _NAMED.match(one) is None)


def test_a_whole_field_takes_less_than_250_lines() -> None:
    assert sum(len(one.splitlines()) for one in (*blocks("yaml"), *blocks("python"))) < 250


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


def test_the_guides_files_register_a_field_that_writes_what_its_table_says(tmp_path: Path) -> None:
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
    library = tmp_path / "library"
    for path, text in (
        ("procedures/visit.yaml", whole_procedure()),
        ("procedures/en.po", blocks("po")[0]),
        ("yifa/work/visits/apps.py", (folder / "apps.py").read_text(encoding="utf-8")),
    ):
        (library / path).parent.mkdir(parents=True, exist_ok=True)
        (library / path).write_text(text, encoding="utf-8")
    shown = tmp_path / "shown.py"
    shown.write_text("\n".join(tests), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(shown), str(library)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
