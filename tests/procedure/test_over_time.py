"""An amendment is one dated line: who composes the law follows it from its day, and whoever began before does not."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.procedure.making import FOLDER
from yifa.procedure import FileProblems, Library, load_library
from yifa.procedure.library import files_root
from yifa.procedure.model import Response

BEFORE, FROM = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example's files, to be amended."""
    shutil.copytree(FOLDER / "examples", tmp_path / "files")
    return tmp_path / "files"


def limit(library: Library, on: date) -> int:
    """Working days to decide in the example, on a day."""
    relation = library.procedure("example-permit", on).by_id["example-permit-rules/decide-in-20"].relation
    assert isinstance(relation, Response)
    assert relation.within is not None
    return relation.within.count


def amend(root: Path) -> None:
    """From 2027 on, decisions are owed within fifteen working days, by article 43."""
    path = root / "statutes/example-permit-rules.yaml"
    text = path.read_text(encoding="utf-8")
    amended = text.replace(
        "within: {working_days: 20}",
        "within: {2004-07-01: {working_days: 20}, 2027-01-01: {working_days: 15}}",
    ).replace('article: "42"', 'article: {2004-07-01: "42", 2027-01-01: "43"}')
    assert amended != text
    path.write_text(amended, encoding="utf-8")


def test_a_procedure_follows_an_amendment_from_its_day(root: Path) -> None:
    amend(root)
    library = load_library(root)
    assert (limit(library, BEFORE), limit(library, FROM)) == (20, 15)
    rule = library.procedure("example-permit", FROM).by_id["example-permit-rules/decide-in-20"]
    assert rule.article == "43"
    assert [one.version for one in library.versions("example-permit")] == [20100101, 20270101]


def test_what_began_before_keeps_its_text_and_its_hash(root: Path) -> None:
    began = load_library(root).procedure("example-permit", BEFORE)
    amend(root)
    assert load_library(root).procedure("example-permit", BEFORE).hash == began.hash


def test_an_amendment_of_what_nobody_composes_makes_no_version(root: Path) -> None:
    path = root / "statutes/example-permit-rules.yaml"
    text = path.read_text(encoding="utf-8").replace("number: ", "number: {2004-07-01: 甲, 2027-01-01: 乙} # ")
    path.write_text(text, encoding="utf-8")
    library = load_library(root)
    assert len(library.versions("example-permit")) == 1
    assert [one.number for one in library.statute_versions["example-permit-rules"]] == ["甲", "乙"]


def test_a_statute_that_has_ended_is_no_part_of_the_procedure(root: Path) -> None:
    path = root / "statutes/example-permit-rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("until: null", "until: 2026-12-31"), encoding="utf-8")
    procedure = root / "procedures/example-permit.yaml"
    promises = "    promises: example-permit-rules/decide-in-20\n"
    procedure.write_text(procedure.read_text(encoding="utf-8").replace(promises, ""), encoding="utf-8")
    library = load_library(root)
    assert library.procedure("example-permit", BEFORE).statutes == ("example-permit-rules",)
    assert library.procedure("example-permit", FROM).statutes == ()
    assert library.statute("example-permit-rules", FROM) is None


def test_a_key_that_is_no_day_is_a_mistake_with_its_line(root: Path) -> None:
    path = root / "statutes/example-permit-rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('article: "42"', 'article: {2026-02-30: "42"}'), encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_library(root)
    (mine,) = [one for one in caught.value.problems if one.path.startswith("statutes/")]
    assert "没有2026-02-30这一天" in mine.zh
    assert mine.line > 1


def test_every_procedure_that_composes_an_amended_law_follows_from_that_day(tmp_path: Path) -> None:
    for name in ("statutes", "institutions", "procedures"):
        if (files_root() / name).exists():
            shutil.copytree(files_root() / name, tmp_path / name)
    path = tmp_path / "statutes/open-government-information-regulation.yaml"
    before, text = load_library(files_root(), walks=False), path.read_text(encoding="utf-8")
    (title,) = re.findall(r"^title: (.+)$", text, re.MULTILINE)
    dated = f"title: {{2019-05-15: {title}, 2027-01-01: 修订后的{title}}}"
    path.write_text(text.replace(f"title: {title}", dated, 1), encoding="utf-8")
    with (tmp_path / "procedures/en.po").open("a", encoding="utf-8") as english:
        english.write(f'\nmsgid "修订后的{title}"\nmsgstr "Amended"\n')
    amended = load_library(tmp_path, walks=False)
    followed = 0
    for key, versions in amended.procedures.items():
        old = before.procedures[key]
        composes = "open-government-information-regulation" in versions[-1].statutes
        assert [one.hash for one in versions[: len(old)]] == [one.hash for one in old]
        assert (versions[-1].in_force.first == FROM) is composes
        followed += composes
    assert followed > 3
