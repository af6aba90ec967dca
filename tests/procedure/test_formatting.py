"""Files and their catalogue have one form, which says what they said; English is missing or unused nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.procedure.making import FOLDER
from yifa.law.english import read_catalogue
from yifa.law.placed import tree_of
from yifa.law.yaml_form import WIDTH, columns
from yifa.procedure import FileProblems, files_root, load_library
from yifa.procedure.files import open_versions
from yifa.procedure.formatting import FOLDERS, catalogue_for, formatted, not_in_form

ROOT = files_root()
FILES = [path for name in FOLDERS for path in sorted((ROOT / name).rglob("*.yaml"))]


def files_of(root: Path) -> list[Path]:
    return [path for name in FOLDERS for path in sorted((root / name).rglob("*.yaml"))]


def form(*files: Path) -> None:
    for one in formatted(files):
        one.path.write_text(one.after, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "examples", tmp_path / "files")
    return tmp_path / "files"


def test_every_file_of_the_library_formed_says_the_same_in_both_languages(tmp_path: Path) -> None:
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name)
    form(*files_of(tmp_path))
    before, after = load_library(ROOT), load_library(tmp_path)
    assert [one.hash for one in after] == [one.hash for one in before]
    assert [[walk.name for walk in one.walks] for one in after] == [
        [walk.name for walk in one.walks] for one in before
    ]
    assert after.unused_english == ()
    assert not [one.path for one in formatted(files_of(tmp_path)) if one.changed]
    for path in files_of(tmp_path):
        told = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
        if path.name != "powers.yaml":
            assert told[0].partition(":")[0] in ("statute", "institution", "procedure", "walks_of"), path
            assert (told[0].startswith("procedure:")) is ("\nstance: " in "\n".join(told)), path
        assert all(columns(line) <= WIDTH for line in path.read_text(encoding="utf-8").split("\n")), path


def test_the_same_words_are_translated_once_and_another_meaning_only_where_it_is_meant(root: Path) -> None:
    path = root / "procedures/example-permit.yaml"
    other = root / "statutes/example-permit-rules.yaml"
    text = other.read_text(encoding="utf-8")
    assert "accept: {zh: 受理, en: Accept}" in text
    other.write_text(
        text.replace("accept: {zh: 受理, en: Accept}", "accept: {zh: 受理, en: Take in}"), "utf-8"
    )
    hashes = [one.hash for one in load_library(root)]
    form(path, other)
    entries = [one for one in read_catalogue(catalogue_for(path)).entries if one.zh == "受理"]
    assert [(one.en, one.context) for one in entries] == [
        ("Take in", None),
        ("Accept", "example-permit"),
    ]
    assert [one.hash for one in load_library(root)] == hashes


def test_a_text_without_english_is_refused_with_file_line_and_words(root: Path) -> None:
    path = root / "procedures/example-permit.yaml"
    form(path, root / "statutes/example-permit-rules.yaml")
    text = path.read_text(encoding="utf-8").replace("title: 受理\n", "title: 收下\n")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_library(root)
    (found,) = caught.value.problems
    assert (found.path, found.line) == (
        "procedures/example-permit.yaml",
        text[: text.index("title: 收下")].count("\n") + 1,
    )
    assert found.zh == "没有英文：“收下”，请写入procedures/en.po"
    # Formed, it is listed for the translator.
    form(path)
    (listed,) = [one for one in read_catalogue(catalogue_for(path)).entries if one.zh == "收下"]
    assert listed.en == ""


def test_a_translation_that_nobody_uses_is_told_and_goes_when_formed(root: Path) -> None:
    path = root / "procedures/example-permit.yaml"
    form(*files_of(root))
    catalogue = catalogue_for(path)
    catalogue.write_text(
        catalogue.read_text(encoding="utf-8") + '\nmsgid "多余"\nmsgstr "Superfluous"\n', encoding="utf-8"
    )
    (unused,) = load_library(root).unused_english
    assert (unused.path, unused.zh) == ("procedures/en.po", "没有文件用到“多余”，请删去")
    form(path)
    assert load_library(root).unused_english == ()


def test_a_bureaus_own_procedure_has_its_english_beside_it_and_what_the_package_says_from_there(
    tmp_path: Path, root: Path
) -> None:
    form(*files_of(root))
    own = tmp_path / "own"
    own.mkdir()
    for name in ("procedures/example-permit.yaml", "procedures/en.po", "statutes/example-permit-rules.yaml"):
        shutil.copy(root / name, own)
    made = open_versions(own / "example-permit.yaml").procedures[-1]
    assert made.hash == load_library(root).latest("example-permit").hash
    form(own / "example-permit.yaml")
    assert open_versions(own / "example-permit.yaml").procedures[-1].hash == made.hash


def test_a_file_that_is_not_in_form_is_told_by_its_first_line_that_is_not(root: Path) -> None:
    form(*files_of(root))
    path = root / "procedures/example-permit.yaml"
    text = path.read_text(encoding="utf-8")
    at = text.index("stance: own")
    path.write_text(text.replace("stance: own", "stance:   own"), encoding="utf-8")
    (changed,) = [one for one in formatted([path]) if one.changed]
    assert not_in_form(changed).line == text[:at].count("\n") + 1
    assert tree_of(changed.after).plain == tree_of(text).plain
