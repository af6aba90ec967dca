"""The reference page names everything that the language knows, and its examples are sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from pydantic import BaseModel

from yifa.procedure import Procedure
from yifa.procedure.checker import Code, check
from yifa.procedure.files import open_file
from yifa.procedure.formatting import formatted
from yifa.procedure.library import english_near, files_root
from yifa.procedure.model import Apart, Kind, Level, Stance, Verified
from yifa.procedure.over_time import institution_versions
from yifa.procedure.reading import read_placed
from yifa.procedure.shapes import (
    ComposedShape,
    InstitutionShape,
    MadeOfShape,
    OmitShape,
    ProcedureShape,
    QuestionShape,
    RefusedShape,
    RuleShape,
    StatuteShape,
    StepShape,
    WalkShape,
    WalksShape,
)
from yifa.procedure.types import every_type

PAGE = Path(files_root()) / "docs/reference/procedure-language.md"

if not PAGE.exists():
    pytest.skip("installed without documents", allow_module_level=True)
ASKED = [one for one in every_type() if one.is_asked]
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("values", [Kind, Level, Verified, Stance, ASKED, Apart, Code])
def test_every_word_of_a_closed_set_is_on_the_page(values: Iterable[object]) -> None:
    for value in values:
        assert re.search(rf"(?<![\w-]){re.escape(str(value))}(?![\w-])", TEXT), value


@pytest.mark.parametrize(
    "shape",
    [
        StatuteShape,
        ProcedureShape,
        ComposedShape,
        StepShape,
        QuestionShape,
        RuleShape,
        WalkShape,
        RefusedShape,
        InstitutionShape,
        MadeOfShape,
        OmitShape,
        WalksShape,
    ],
)
def test_every_key_is_on_the_page(shape: type[BaseModel]) -> None:
    for name, field in shape.model_fields.items():
        assert re.search(rf"(?<![\w-]){re.escape(field.alias or name)}(?![\w-])", TEXT), name


def test_the_examples_of_the_page_are_sound(tmp_path: Path) -> None:
    files = re.findall(r"```yaml\n((?:statute|institution|procedure): (.*?)\n.*?)```", TEXT, re.DOTALL)
    assert [name for _, name in files] == ["sample-permit-rules", "sample-review", "sample-permit"]
    for block, name in files:
        (tmp_path / f"{name}.yaml").write_text(block, encoding="utf-8")
    formed = list(formatted([tmp_path / f"{name}.yaml" for _, name in files]))
    assert [one.path.name for one in formed if one.changed] == ["en.po"]
    (tmp_path / "en.po").write_text(
        re.sub(r'(msgid ".+"\nmsgstr) ""', r'\1 "English"', formed[-1].after), "utf-8"
    )
    review = tmp_path / "sample-review.yaml"
    assert institution_versions(read_placed(review, english=english_near(review))).key == "sample-review"
    made = open_file(tmp_path / "sample-permit.yaml")
    assert isinstance(made, Procedure)
    assert [fault.sentence.zh for fault in check(made).faults] == []
