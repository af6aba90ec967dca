"""The English of a text stands once, in a catalogue; a file or a place that means another thing has an entry of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from yifa.law.english import HEADER, English, Entry, read_catalogue, written_catalogue
from yifa.law.placed import Unreadable
from yifa.law.text import joined
from yifa.law.two_languages import Text, in_both, named_place, plan_of

ENTRIES = """
msgid "受理"
msgstr "Accept"

msgctxt "acceptance"
msgid "受理"
msgstr "Acceptance"

msgctxt "acceptance/steps.accept.title"
msgid "受理"
msgstr "Take in"

msgid "送达"
msgstr ""

#, fuzzy
msgid "归档"
msgstr "File"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "en.po").write_text(HEADER + ENTRIES, encoding="utf-8")
    return tmp_path / "en.po"


def english(*paths: Path) -> English:
    return English([(path, path.name) for path in paths])


@pytest.mark.parametrize(
    ("file", "place", "en"),
    [
        ("permit", "title", "Accept"),
        ("acceptance", "title", "Acceptance"),
        ("acceptance", "steps.accept.title", "Take in"),
    ],
)
def test_the_entry_of_the_place_goes_before_that_of_the_file_and_that_before_the_one_for_all(
    path: Path, file: str, place: str, en: str
) -> None:
    assert english(path).of("受理", file, lambda: place) == en


@pytest.mark.parametrize("zh", ["送达", "归档", "公布"])
def test_an_entry_without_english_or_in_doubt_is_none(path: Path, zh: str) -> None:
    assert english(path).of(zh, "permit", str) is None


def test_the_nearest_catalogue_is_asked_first_and_the_others_for_what_it_lacks(path: Path) -> None:
    near = path.with_name("near.po")
    near.write_text('msgid "送达"\nmsgstr "Serve"\n', encoding="utf-8")
    both = english(near, path)
    assert both.of("送达", "a", str) == "Serve"
    assert both.of("受理", "a", str) == "Accept"


def test_what_nobody_asked_for_is_unused_and_has_its_line(path: Path) -> None:
    asked = english(path)
    asked.of("受理", "permit", lambda: "title")
    unused = [(shown, one.zh, one.context) for shown, one in asked.unused()]
    assert unused == [
        ("en.po", "受理", "acceptance"),
        ("en.po", "受理", "acceptance/steps.accept.title"),
        ("en.po", "送达", None),
        ("en.po", "归档", None),
    ]
    lines = (HEADER + ENTRIES).split("\n")
    assert ["送达" in lines[one.line - 1] for _, one in asked.unused()].count(True) == 1


def test_a_catalogue_that_is_not_there_is_empty_and_one_that_cannot_be_read_names_its_line(
    tmp_path: Path,
) -> None:
    assert read_catalogue(tmp_path / "en.po").entries == ()
    broken = tmp_path / "broken.po"
    broken.write_text('msgid "受理"\nmsgstr "Accept"\nmsgst "x"\n', encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_catalogue(broken)
    assert caught.value.mistakes[0].line == 3


def test_a_catalogue_reads_back_as_it_was_written(tmp_path: Path) -> None:
    long = "依照本条例第十条的规定，" * 12
    entries = [Entry(long, f"{'By article ten, ' * 12}so."), Entry("说“是”", 'say "yes"', "procedures/a")]
    path = tmp_path / "en.po"
    path.write_text(written_catalogue([("procedures/a.yaml", entries)]), encoding="utf-8")
    read = read_catalogue(path).entries
    assert [(one.zh, one.en, one.context) for one in read] == [
        (one.zh, one.en, one.context) for one in entries
    ]


class Part(BaseModel):
    id: str
    says: Text
    kinds: dict[str, Text] = Field(default_factory=dict)


class Whole(BaseModel):
    title: Text
    parts: list[Part]
    note: str = ""


def test_texts_of_a_model_get_their_english_and_nothing_else_does(path: Path) -> None:
    plain = {
        "title": "受理",
        "parts": [{"id": "a", "says": {"zh": "送达", "en": "Serve"}, "kinds": {"x": "受理"}}],
        "note": "受理",
    }
    told, lacking = in_both(plain, plan_of(Whole), english(path), "procedures/a")
    made = Whole.model_validate(told)
    assert lacking == []
    assert (made.title.en, made.parts[0].says.en, made.parts[0].kinds["x"].en) == (
        "Accept",
        "Serve",
        "Accept",
    )
    assert made.note == "受理"


def test_a_text_without_english_is_told_with_its_place(path: Path) -> None:
    plain = {"title": "受理", "parts": [{"id": "a", "says": "公布"}]}
    _, (lacking,) = in_both(plain, plan_of(Whole), english(path), "procedures/a")
    assert (lacking.place, lacking.zh) == (("parts", 0, "says"), "公布")


def test_a_place_in_a_list_is_named_by_the_entry_and_outlives_those_before_it() -> None:
    plain = {"parts": [{"2020-01-01": {"id": "a"}}, {"id": "b", "says": "x"}]}
    assert named_place(plain, ("parts", 1, "says")) == "parts.b.says"
    assert named_place(plain, ("parts", 0, "says")) == "parts.a.says"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("应当自交办之日起\n三个月内答复", "应当自交办之日起三个月内答复"),
        ("依照《条例》，\n “三重一大”", "依照《条例》，“三重一大”"),
        ("CPPCC 提案 2020 年", "CPPCC 提案 2020 年"),
    ],
)
def test_the_end_of_a_line_between_chinese_characters_is_no_space(written: str, read: str) -> None:
    assert joined(written) == read
