"""A file that cannot be used is refused by path and line, in both languages."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from yifa.law.errors import FileProblem, LawError
from yifa.law.files import read_model, read_yaml


class Shelf(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    places: tuple[int, ...] = ()


def refused(path: Path) -> FileProblem:
    with pytest.raises(FileProblem) as problem:
        read_model(path, Shelf)
    assert str(path) in problem.value.zh
    assert problem.value.en != problem.value.zh
    return problem.value


def test_a_good_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shelf.yaml"
    path.write_text("name: 甲\nplaces: [1, 2]\n", encoding="utf-8")
    assert read_model(path, Shelf).places == (1, 2)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("name: 甲\nplaces:\n  - 1\n  - x\n", 4, "不是整数"),
        ("name: 甲\ncolour: 红\n", 2, "不认识这一项"),
        ("places: []\n", 1, "缺少这一项"),
        ("- 甲\n", 1, "名称: 值"),
        ("name: [\n", 2, "YAML"),
        ("name: 甲\nname: 乙\n", 2, "“name”写了两次"),
        ("", 1, "名称: 值"),
    ],
)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "shelf.yaml"
    path.write_text(text, encoding="utf-8")
    problem = refused(path)
    assert says in problem.zh
    assert problem.line == line


def test_what_is_no_readable_file_is_named(tmp_path: Path) -> None:
    assert "没有这个文件" in refused(tmp_path / "absent.yaml").zh
    assert "文件夹" in refused(tmp_path).zh
    gbk = tmp_path / "gbk.yaml"
    gbk.write_bytes("name: 甲乙丙".encode("gbk"))
    assert "UTF-8" in refused(gbk).zh


def test_the_line_of_an_absent_value_is_that_of_what_encloses_it(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\nb:\n  c: 2\n", encoding="utf-8")
    tree = read_yaml(path)
    assert tree.place(("b", "c")) == (3, 3)
    assert tree.place(("b", "d")) == (2, 1)
    assert tree.place(()) == (1, 1)


def test_errors_carry_both_languages_and_survive_a_pickle() -> None:
    problem = FileProblem("x.yaml", 3, "有误。", "wrong.")
    again = pickle.loads(pickle.dumps(problem))
    assert isinstance(again, LawError)
    assert (again.zh, again.en, str(again)) == ("x.yaml:3：有误。", "x.yaml:3: wrong.", "x.yaml:3：有误。")
